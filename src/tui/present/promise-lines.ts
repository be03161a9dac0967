import { stripUnsafe } from '../../app/cells.ts'
import { labels } from '../../app/language/labels.ts'
import type { Row } from '../../core/entities.ts'
import type { State } from '../state.ts'
import type { Dictionary } from '../words/en.ts'
import { type Line, line } from './line.ts'
import { moment } from './moments.ts'
import { wrapCells } from './wrap.ts'

/** What happened to a promise, its beginning first. */
export function storyLines(promise: Row<'promise'>, state: State, words: Dictionary, width: number): Line[] {
  const { language, now, staff } = state
  return promise.steps.flatMap(({ is, at, by, words: said, dueAt }) => [
    line(
      { text: moment(at, now), cells: 12, tone: 'dim' },
      { text: `${labels.promiseStep[is][language]} ${stripUnsafe(staff.get(by) ?? by)}`, tone: 'strong' },
    ),
    ...wrapCells(stripUnsafe(said), width - 1).map((part) => line(` ${part}`)),
    ...(is === 'made' || is === 'moved' ? [line({ text: ` ${words.owed.due(moment(dueAt, now))}`, tone: 'dim' })] : []),
  ])
}
