import { shortNumber } from '../short-number.ts'
import type { Goodwill } from './schema.ts'

type Entry = Pick<Goodwill, 'id' | 'amountFen' | 'corrects'>

/** The entries that stand: neither a counter-entry nor taken back by one. */
export function standing<E extends Entry>(entries: readonly E[]): E[] {
  const takenBack = new Set(entries.map(({ corrects }) => corrects))
  return entries.filter(({ id, corrects }) => corrects === null && !takenBack.has(id))
}

/** `GW-5F0C91A2`: what people call an entry. */
export function entryNumber({ id }: Pick<Goodwill, 'id'>): string {
  return shortNumber('GW', id)
}

export type Total = { payments: number; paidFen: number }
export type GoodwillTotals = Total & {
  byName: readonly (Total & { name: string })[]
  /** `schemeId` null: paid in a special case of its own. */
  byScheme: readonly (Total & { schemeId: string | null })[]
}

/** What entries come to, in fen; `payments` counts those that stand. Counter-entries come to nothing with what they take back. */
export function totalsOf(entries: readonly Goodwill[]): GoodwillTotals {
  const names = Map.groupBy(entries, ({ name }) => name)
  const schemes = Map.groupBy(entries, ({ schemeId }) => schemeId)
  return {
    ...totalOf(entries),
    byName: [...names].map(([name, some]) => ({ name, ...totalOf(some) })).toSorted(byText(({ name }) => name)),
    byScheme: [...schemes]
      .map(([schemeId, some]) => ({ schemeId, ...totalOf(some) }))
      .toSorted(byText(({ schemeId }) => schemeId ?? '')),
  }
}

function totalOf(entries: readonly Entry[]): Total {
  return { payments: standing(entries).length, paidFen: entries.reduce((sum, { amountFen }) => sum + amountFen, 0) }
}

function byText<T>(text: (one: T) => string) {
  return (a: T, b: T) => (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0)
}
