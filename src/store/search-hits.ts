import { type RawBuilder, sql } from 'kysely'
import type { Reader } from './store.ts'
import { placesOf } from './search-index.ts'
import type { SearchedEntity } from './search-keys.ts'
import type { Segment } from './search-segment.ts'

/** `words`: folded, at least one. */
export type Sought = { words: readonly [string, ...string[]]; entity: SearchedEntity | 'both'; limit: number }
/** `isMiddle`, `isPart`: 1 where no word of the row begins with the first word sought, and where none is that word. */
export type Hit = { seq: number; entity: string; id: string; length: number; isPart: number; isMiddle: number }

/** A whole word before a beginning, that before a middle; then by entity, the shorter, and id. */
export function better(a: Hit, b: Hit): number {
  return a.isPart - b.isPart || a.isMiddle - b.isMiddle || byRank(a, b)
}

function byRank(a: Hit, b: Hit): number {
  return order(a.entity, b.entity) || a.length - b.length || order(a.id, b.id)
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The best hits among the rows that `among` is true of. */
export async function findHits(reader: Reader, sought: Sought, among: RawBuilder<boolean>): Promise<Hit[]> {
  const { words, entity, limit } = sought
  const isPart = sql<number>`case when instr(keys || ' ', ${` ${words[0]} `}) = 0 then 1 else 0 end`
  const isMiddle = sql<number>`case when instr(keys, ${` ${words[0]}`}) = 0 then 1 else 0 end`
  let query = reader
    .selectFrom('search')
    .select(['seq', 'entity', 'id', sql<number>`length(keys)`.as('length')])
    .select([isPart.as('isPart'), isMiddle.as('isMiddle')])
    .where(among)
  if (entity !== 'both') query = query.where('entity', '=', entity)
  for (const word of words) query = query.where(sql<boolean>`instr(keys, ${word}) > 0`)
  return query
    .orderBy('isPart')
    .orderBy('isMiddle')
    .orderBy('entity')
    .orderBy('length')
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** So many rows are looked at at once where that settles it. */
const fewRows = 1_000

/**
 * The best hits among the rows of the segments. Where few may be one, all of them are looked at. Else the segments give what may be
 * hits of each class in turn, best first, until there are enough.
 */
export async function hitsIn(reader: Reader, segments: readonly Segment[], sought: Sought): Promise<Hit[]> {
  const { words, limit } = sought
  const [first, ...others] = words
  const anywhere = segments.map((segment) => placesOf(segment, words, within(segment, sought)))
  if (anywhere.reduce((sum, { length }) => sum + length, 0) <= fewRows)
    return hitsAt(reader, sought, segments.map((segment, at) => seqsOf(segment, anywhere[at] ?? none)).flat())
  const found = new Map<number, Hit>()
  for (const kind of [
    { text: ` ${first} `, isPart: 0, isMiddle: 0 },
    { text: ` ${first}`, isPart: 1, isMiddle: 0 },
    { text: first, isPart: 1, isMiddle: 1 },
  ]) {
    const parts = segments.map((segment, at): Part => {
      const isAnywhere = kind.isMiddle === 1
      const places = isAnywhere ? anywhere[at] : placesOf(segment, [kind.text, ...others], within(segment, sought))
      return { segment, places: places ?? none, looked: 0, last: null }
    })
    const isOf = (hit: Hit) => hit.isPart <= kind.isPart && hit.isMiddle <= kind.isMiddle
    await lookThrough(reader, sought, parts, (hits) => {
      for (const hit of hits) found.set(hit.seq, hit)
      const bar = [...found.values()].filter(isOf).sort(better)[limit - 1]
      // What follows is of this class: those of a better one are all known.
      return ({ last }) => bar !== undefined && last !== null && better({ ...last, ...kind }, bar) >= 0
    })
    const enough = [...found.values()].filter(isOf)
    if (enough.length >= limit) return enough
  }
  return [...found.values()]
}

/** Of a segment: the places of what may be hits, best first, how many of them were looked at, and the last that is one. */
type Part = { segment: Segment; places: Uint16Array; looked: number; last: Hit | null }

/** Looks at more and more places, until all are looked at in each part or `note` says that what follows there is not wanted. */
async function lookThrough(
  reader: Reader,
  sought: Sought,
  parts: readonly Part[],
  note: (hits: readonly Hit[]) => (part: Part) => boolean,
): Promise<void> {
  let left = parts
  for (let atOnce = 4 + Math.ceil((2 * sought.limit) / parts.length); ; atOnce *= 2) {
    const partOf = new Map<number, Part>()
    for (const part of left) {
      const places = part.places.subarray(part.looked, part.looked + atOnce)
      for (const seq of seqsOf(part.segment, places)) partOf.set(seq, part)
      part.looked += places.length
    }
    if (partOf.size === 0) return
    const hits = await hitsAt(reader, { ...sought, limit: partOf.size }, [...partOf.keys()])
    for (const hit of hits) {
      const part = partOf.get(hit.seq)
      if (part && (part.last === null || byRank(part.last, hit) < 0)) part.last = hit
    }
    const isDone = note(hits)
    left = left.filter((part) => part.looked < part.places.length && !isDone(part))
  }
}

const none = new Uint16Array()

function within({ customers, seqs }: Segment, { entity }: Sought): [number, number] {
  return [entity === 'policy' ? customers : 0, entity === 'customer' ? customers : seqs.length]
}

function seqsOf({ seqs }: Segment, places: Uint16Array): number[] {
  return Array.from(places, (place) => seqs[place] ?? 0)
}

function hitsAt(reader: Reader, sought: Sought, seqs: readonly number[]): Promise<Hit[]> {
  if (seqs.length === 0) return Promise.resolve([])
  return findHits(reader, sought, sql<boolean>`seq in (select value from json_each(${JSON.stringify(seqs)}))`)
}
