import { unitMs } from '../units.ts'
import { type CivilDate, dateAt, isCivilDate, startOfDate } from '../civil-date.ts'
import type { Filter, Term } from './terms.ts'

/**
 * What a field of a row can be compared by. `text`: words with a blank before each, as in `Sought.keys`. `time`: epoch ms; `lasting`:
 * for how many ms already. Null: the row has none, and no comparison is true of it.
 */
export type FieldValue =
  | { is: 'text'; keys: string }
  | { is: 'number'; value: number | null }
  | { is: 'time'; at: number | null }
  | { is: 'lasting'; ms: number | null }

/** What a row is found by: all its words with a blank before each, folded; and its fields by name. */
export type Sought = { keys: string; fields: Readonly<Record<string, FieldValue>> }

/** Why a term says nothing about these rows: they have no such field, or the field takes no such value. */
export type FilterFault = { is: 'field' | 'value'; field: string; value: string; of: FieldValue['is'] | null }

/** Says of a row whether all terms are true of it. */
export type Matcher = (sought: Sought) => boolean

const namedDays: Readonly<Record<string, number>> = { today: 0, 今天: 0, 今日: 0, tomorrow: 1, 明天: 1, 明日: 1 }

/**
 * The filter as a test of one row at `now` (epoch ms). `fields`: those that the rows have, by the name in the filter. A term that can
 * mean nothing is left out and told as a fault.
 */
export function matcherOf(
  { terms }: Filter,
  fields: Readonly<Record<string, FieldValue['is']>>,
  now: number,
): { matches: Matcher; faults: readonly FilterFault[] } {
  const faults: FilterFault[] = []
  const tests: Matcher[] = []
  for (const term of terms) {
    const test = term.is === 'word' ? hasWord(term.word) : fieldTest(term, fields[term.field] ?? null, now)
    if (typeof test === 'function') tests.push(term.isInverse ? (row) => !test(row) : test)
    else faults.push(test)
  }
  const [only] = tests
  const matches = tests.length === 1 && only ? only : (row: Sought) => tests.every((test) => test(row))
  return { matches, faults }
}

/** An English plural finds the word too, and only the whole word: `renewals`. */
function hasWord(word: string): Matcher {
  if (!/^[a-z-]{3,}s$/.test(word)) return ({ keys }) => keys.includes(word)
  const single = ` ${word.slice(0, -1)}`
  return ({ keys }) => keys.includes(word) || keys.includes(`${single} `) || keys.endsWith(single)
}

type FieldTerm = Extract<Term, { is: 'field' }>

function fieldTest({ field, comparison, value }: FieldTerm, of: FieldValue['is'] | null, now: number) {
  const fault = (is: FilterFault['is']): FilterFault => ({ is, field, value, of })
  const told = (test: (found: FieldValue) => boolean): Matcher => {
    return ({ fields }) => {
      const found = fields[field]
      return found !== undefined && test(found)
    }
  }
  if (of === null) return fault('field')
  if (of === 'text') {
    if (comparison !== ':') return fault('value')
    const [begins, single] = [` ${value}`, ` ${value.replace(/s$/, '')}`]
    return told((found) => found.is === 'text' && (found.keys.includes(begins) || found.keys.includes(single)))
  }
  if (of === 'time') {
    const span = spanOf(value, comparison, now)
    if (!span) return fault('value')
    return told((found) => found.is === 'time' && found.at !== null && found.at >= span[0] && found.at < span[1])
  }
  const wanted = of === 'lasting' ? lastingOf(value) : /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : null
  if (wanted === null) return fault('value')
  return told((found) => {
    const value = found.is === 'number' ? found.value : found.is === 'lasting' ? found.ms : null
    return value !== null && compared(value, comparison, wanted)
  })
}

function compared(value: number, comparison: FieldTerm['comparison'], wanted: number): boolean {
  if (comparison === '<') return value < wanted
  if (comparison === '<=') return value <= wanted
  if (comparison === '>') return value > wanted
  return comparison === '>=' ? value >= wanted : value === wanted
}

/** `4h` in ms; null for anything else. */
function lastingOf(value: string): number | null {
  const [, count, unit] = /^(\d{1,4})([mhdw])$/.exec(value) ?? []
  return count === undefined || unit === undefined ? null : Number(count) * unitMs[unit as keyof typeof unitMs]
}

/**
 * From when (included) to when (not) a time has to lie. A length of time is counted from now, and `due<7d` takes in what is over;
 * `due:7d` is the same without that. A day is the whole day.
 */
function spanOf(value: string, comparison: FieldTerm['comparison'], now: number): [number, number] | null {
  const length = lastingOf(value)
  const date = dateOf(value, now)
  if (length === null && date === null) return null
  const [from, to] = date === null ? [now, now + (length ?? 0)] : [startOfDate(date), startOfDate(date) + unitMs.d]
  if (comparison === ':') return [from, to]
  const edge = date === null || comparison === '<=' || comparison === '>' ? to : from
  return comparison.startsWith('<') ? [-Infinity, edge] : [edge, Infinity]
}

function dateOf(value: string, now: number): CivilDate | null {
  const named = namedDays[value]
  if (named !== undefined) return dateAt(now + named * unitMs.d)
  return isCivilDate(value) ? value : null
}
