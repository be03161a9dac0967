import { openTalks } from './actions/conversations.ts'
import { findingNow } from '../app/sought.ts'
import { type Language, languages, type Words, w } from '../core/language.ts'
import * as approvals from './actions/approvals.ts'
import { openBoard } from './actions/board.ts'
import { openCare } from './actions/care.ts'
import { openComplaints } from './actions/complaints.ts'
import { openDirectory } from './actions/directory.ts'
import { narrowTo } from './actions/filter.ts'
import { backToQueue, openCustomer, openPolicy } from './actions/navigate.ts'
import { openHandovers } from './actions/handovers.ts'
import { openLines } from './actions/lines.ts'
import { openOutbox } from './actions/outbox.ts'
import { openOwed } from './actions/owed.ts'
import { openRoster } from './actions/roster.ts'
import { openSchemes } from './actions/schemes.ts'
import { openSearch, setLanguage, typeSearch } from './actions/settings.ts'
import { openTasks } from './actions/tasks.ts'
import { type App, whileOpening } from './app.ts'
import { type Binding, isChoosing } from './binding.ts'
import { isPlaceOfBoard } from './board-only.ts'
import { bindingsOn } from './bindings.ts'
import { keyName } from './key-words.ts'
import { type State, topScreen } from './state.ts'

/** A line of the palette: a command of the screen, or a place with what is looked for there. */
export type PaletteEntry = { id: string; keys: readonly string[]; title: string; run(app: App): void | Promise<void> }

/** A place that the command bar leads to, by its names in all languages; `go` with the words after the name. */
type Place = { id: string; names: readonly string[]; title: Words; go(app: App, words: string): Promise<void> | void }

/** A list, and what it is narrowed to. */
const list =
  (open: (app: App) => Promise<void> | void) =>
  async (app: App, words: string): Promise<void> => {
    await open(app)
    if (words) await narrowTo(app, words)
  }

async function search(app: App, words: string): Promise<void> {
  await openSearch(app)
  typeSearch(app, words)
}

/** The one that is found, else the search with all that are. */
async function searched(app: App, words: string, entity: 'customer' | 'policy'): Promise<void> {
  if (!words) return openSearch(app)
  const hits = await whileOpening(app, app.home.query.search(words, entity, 2))
  const [hit] = hits
  if (hits.length !== 1 || !hit) return search(app, words)
  return hit.entity === 'customer' ? openCustomer(app, hit.customer.id, null) : openPolicy(app, hit.policy.id)
}

const places: readonly Place[] = [
  { id: 'queue', names: ['queue', '队列', '佇列'], title: w('Queue', '队列', '佇列'), go: list(backToQueue) },
  { id: 'owed', names: ['owed', '时限', '應辦', '应办'], title: w('Owed', '应办时限', '應辦時限'), go: list(openOwed) },
  {
    ...{ id: 'outbox', names: ['outbox', '待同步'], title: w('Waiting and refused', '待同步与被拒', '待同步與被拒') },
    go: list(openOutbox),
  },
  {
    ...{ id: 'approvals', names: ['approvals', '审批', '審批'], title: w('Approvals', '待我审批', '待我審批') },
    go: list(approvals.openApprovals),
  },
  {
    ...{ id: 'schemes', names: ['schemes', '方案'], title: w('Schemes', '专项方案', '專項方案') },
    go: list((app) => openSchemes(app, null)),
  },
  {
    ...{ id: 'directory', names: ['directory', '资源', '資源'], title: w('Directory', '资源库', '資源庫') },
    go: list(openDirectory),
  },
  {
    ...{ id: 'complaints', names: ['complaints', '投诉', '投訴'], title: w('Complaints', '投诉台', '投訴台') },
    go: list(openComplaints),
  },
  {
    ...{
      id: 'conversations',
      names: ['conversations', '对话', '對話'],
      title: w('Conversations', '今日对话', '今日對話'),
    },
    go: list(openTalks),
  },
  {
    ...{ id: 'care', names: ['care', '救助', '協助'], title: w('Help for non-customers', '救助非客户', '協助非客戶') },
    go: list(openCare),
  },
  {
    ...{ id: 'roster', names: ['roster', '在岗', '在班'], title: w('Who is at work', '谁在岗', '誰在班') },
    go: list(openRoster),
  },
  {
    ...{ id: 'tasks', names: ['tasks', '任务', '任務'], title: w('Background work', '后台任务', '背景工作') },
    go: openTasks,
  },
  {
    ...{ id: 'board', names: ['board', '总览', '總覽'], title: w('Board of the team', '团队总览', '團隊總覽') },
    go: openBoard,
  },
  {
    ...{ id: 'handovers', names: ['handovers', '交接'], title: w('Hand-overs', '交接', '交接') },
    go: openHandovers,
  },
  {
    ...{ id: 'lines', names: ['lines', '留言'], title: w('Lines to me', '给我的留言', '給我的留言') },
    go: openLines,
  },
  {
    ...{ id: 'search', names: ['search', '搜索', '搜尋'], title: w('Search everywhere', '搜索全部', '搜尋全部') },
    go: search,
  },
  {
    ...{ id: 'customer', names: ['customer', '客户', '客戶'], title: w('Customer', '客户', '客戶') },
    go: (app, words) => searched(app, words, 'customer'),
  },
  {
    ...{ id: 'policy', names: ['policy', '保单', '保單'], title: w('Policy', '保单', '保單') },
    go: (app, words) => searched(app, words, 'policy'),
  },
  {
    ...{ id: 'language', names: ['language', '语言', '語言'], title: w('Language', '语言', '語言') },
    go: (app, words) => setLanguage(app, languageNamed(words)),
  },
]

/** What the palette offers for a text: the place that its first word names, then the commands by title, id or key. */
export function paletteEntries(state: State, text: string): PaletteEntry[] {
  const typed = text.normalize('NFKC').replace(/^:/, '').trim()
  const [name = '', ...rest] = typed.split(/\s+/)
  // `/` before a word of the filter is what opens a filter elsewhere.
  const words = rest.map((word) => word.replace(/^\//, '')).join(' ')
  const named = name.length > 1 || words ? placeNamed(name) : undefined
  const place = state.isBoardOnly && named && !isPlaceOfBoard(named.id) ? undefined : named
  const commands = commandsOf(state, typed)
  if (!place || (place.id === 'language' && !languageNamed(words))) return commands
  const title = words ? `${place.title[state.language]}: ${words}` : place.title[state.language]
  const entry = { id: `:${place.id}`, keys: [], title, run: (app: App) => place.go(app, words) }
  // The whole name, or words after it: there is nothing else that it can mean.
  return words || place.names.includes(name) ? [entry, ...commands] : [...commands, entry]
}

function placeNamed(typed: string): Place | undefined {
  const name = typed.toLowerCase()
  return (
    places.find(({ names }) => names.includes(name)) ??
    places.find(({ names }) => names.some((one) => name !== '' && one.startsWith(name)))
  )
}

function languageNamed(typed: string): Language | undefined {
  const wanted = typed.toLowerCase()
  const named: Readonly<Record<string, Language>> = {
    english: 'en',
    简体: 'zh-Hans',
    简体中文: 'zh-Hans',
    繁體: 'zh-Hant',
    繁體中文: 'zh-Hant',
  }
  return languages.find((language) => language.toLowerCase() === wanted) ?? named[wanted]
}

function commandsOf(state: State, typed: string): PaletteEntry[] {
  const wanted = typed.toLowerCase()
  return bindingsOn(topScreen(state).is, state)
    .filter(
      // A choice needs its own key to say which.
      (binding) => binding.id !== 'palette' && !isChoosing(binding) && isMeant(binding, typed, wanted),
    )
    .toSorted((a, b) => Number(hasKey(b, typed, wanted)) - Number(hasKey(a, typed, wanted)))
    .map(({ id, keys, title, run }) => ({
      ...{ id, keys, title: title[state.language] },
      run: (app: App) => run(app, keys[0] ?? ''),
    }))
}

function isMeant(binding: Binding, typed: string, wanted: string): boolean {
  if (wanted === '' || binding.id.toLowerCase().includes(wanted) || hasKey(binding, typed, wanted)) return true
  const titles = Object.values(binding.title)
  const finding = findingNow()
  if (!finding) return titles.some((title) => title.toLowerCase().includes(wanted))
  return finding.keysOf(titles).includes(finding.fold(typed))
}

/** A key as it is written, or as the list of bindings names it; one letter in its own case. */
function hasKey({ keys }: Binding, typed: string, wanted: string): boolean {
  return keys.some(
    (key) => key === typed || (typed.length > 1 && [key, keyName(key)].some((one) => one.toLowerCase() === wanted)),
  )
}
