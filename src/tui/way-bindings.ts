import { w } from '../core/language.ts'
import { openFilter } from './actions/filter.ts'
import { step } from './actions/history.ts'
import { backToQueue } from './actions/navigate.ts'
import { openSearch } from './actions/settings.ts'
import { bind, type Binding } from './binding.ts'
import { narrowedNames } from './state.ts'

/** The keys that lead somewhere: filter and search, the queue from anywhere, back and forward. */
export const wayBindings: readonly Binding[] = [
  bind('filter', ['/'], ['queue', ...narrowedNames], w('filter', '筛选', '篩選'), (app) => openFilter(app), 'hint'),
  bind('search', ['ctrl+f', '/', 'g /'], null, w('search everywhere', '搜索全部', '搜尋全部'), (app) =>
    openSearch(app),
  ),
  bind('go.queue', ['g q'], null, w('to the queue', '回到队列', '回到佇列'), (app) => backToQueue(app)),
  bind('go.past', ['-'], null, w('to where I was', '回到上一处', '回到上一處'), (app) => step(app, -1)),
  bind('go.ahead', ['='], null, w('forward again', '再往前', '再往前'), (app) => step(app, 1)),
]
