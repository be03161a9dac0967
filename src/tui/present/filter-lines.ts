import { stripUnsafe } from '../../app/cells.ts'
import { filterFields } from '../../app/language/filter-fields.ts'
import type { FilterFault } from '../../core/filter/match.ts'
import { fieldsOf, narrow } from '../narrow.ts'
import { isNarrowed, type State, topScreen } from '../state.ts'
import type { Dictionary } from '../words/en.ts'
import { blank, type Line, line } from './line.ts'
import { wrapCells } from './wrap.ts'

type Counted =
  | readonly unknown[]
  | { found: readonly unknown[] }
  | { entries: readonly unknown[] }
  | { talks: readonly unknown[] }
  | { rows: readonly unknown[] }

/** What the filter of the top screen does: how many of how many it leaves, and what in it means nothing here. */
function standingOf(state: State) {
  const top = topScreen(state)
  if (top.is === 'queue') {
    const whole = state.wholeQueue ?? state.queue ?? []
    return {
      ...{ name: top.is, filter: top.filter ?? '', of: whole.length, left: state.queue?.length ?? 0 },
      faults: narrow(top.is, [], top.filter ?? '', state).faults,
    }
  }
  if (!isNarrowed(top) || !top.data || top.data === 'gone') return null
  const count = (data: Counted | 'gone' | null | undefined) => {
    if (!data || data === 'gone') return 0
    if ('length' in data) return data.length
    if ('rows' in data) return data.rows.length
    if ('talks' in data) return data.talks.length
    return 'found' in data ? data.found.length : data.entries.length
  }
  const { is: name, filter = '', data, whole } = top
  const faults = filter ? narrow(name, data, filter, state).faults : []
  return { name, filter, faults, of: count(filter ? whole : data), left: count(data) }
}

/** The title of the field: how many are left, or what is wrong with a term. */
export function filterTitle(state: State, words: Dictionary): string {
  const standing = standingOf(state)
  if (!standing) return words.filter.title
  const [fault] = standing.faults
  if (fault) return `! ${faultText(fault, fieldNames(standing.name, state), words)}`
  return standing.filter ? `${words.filter.title} ${standing.left}/${standing.of}` : words.filter.title
}

/** Where a filter leaves nothing: the filter, and how to get rid of it. Null where it leaves something, or there is none. */
export function nothingLeftLines(state: State, words: Dictionary, width: number): Line[] | null {
  const standing = standingOf(state)
  if (!standing || !standing.filter || standing.left > 0 || standing.of === 0) return null
  const fields = fieldNames(standing.name, state)
  const wrapped = (text: string, tone: 'dim' | 'warn') =>
    wrapCells(text, width).map((part) => line({ text: part, tone }))
  return [
    ...wrapped(words.filter.none(stripUnsafe(standing.filter), standing.of), 'warn'),
    ...wrapped(words.filter.clear, 'dim'),
    blank(),
    ...wrapped(words.filter.grammar(fields.join(' ')), 'dim'),
  ]
}

function fieldNames(name: Parameters<typeof fieldsOf>[0], { language }: State): string[] {
  return fieldsOf(name).map((field) => filterFields[field][language])
}

function faultText({ is, field, value, of }: FilterFault, fields: readonly string[], { filter }: Dictionary): string {
  if (is === 'field') return filter.noField(stripUnsafe(field), fields.join(' '))
  const example =
    of === 'time' ? '7d 4h today 2026-03-01' : of === 'lasting' ? '30m 4h 2d' : of === 'number' ? '1' : 'x:y'
  return filter.noValue(stripUnsafe(value), example)
}
