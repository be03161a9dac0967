import { setImmediate as turn } from 'node:timers/promises'
import { sql } from 'kysely'
import { buildSegment, countOf, rangesOf, type SearchRow, type Segment, segmentRows } from './search-segment.ts'
import type { Reader } from './store.ts'

/** A book that is not larger than this is read through: that takes some milliseconds. */
const smallBook = 30_000
/** So many rows behind the last that the index knows are read through before it is brought up to them. */
const mostBehind = 8_192
const rowsAPage = 4_096
/** A process that asks once and ends does not begin to build. */
const restMs = 200

/**
 * What a process remembers of the search table of a large book, so that few of its rows have to be looked at. It names rows that may
 * be hits, never all that are: the table has the last word, and rows that changed since stand behind `upTo`, as new ones do.
 */
export type SearchIndex = { segments: Segment[]; upTo: number; building: Promise<void> | null }

const indexes = new WeakMap<Reader, SearchIndex>()

/** From now on searches of large books over this reader are helped. Its rows have to be numbered in the order of their commits. */
export function rememberSearch(reader: Reader): void {
  indexes.set(reader, { segments: [], upTo: 0, building: null })
}

/** What is known of the table now; where that is too little, more is learned meanwhile. */
export async function searchIndexOf(reader: Reader): Promise<Pick<SearchIndex, 'segments' | 'upTo'>> {
  const index = indexes.get(reader)
  if (!index) return { segments: [], upTo: 0 }
  if (index.building === null && isBehind(index, await lastSeq(reader)))
    setTimeout(() => void bringUp(reader, index).catch(() => undefined), restMs).unref()
  return { segments: index.segments, upTo: index.upTo }
}

/** Brings the index up to the table now. Throws what the database says; a reader that was closed says so. */
export async function buildSearchIndex(reader: Reader): Promise<void> {
  const index = indexes.get(reader)
  if (index) await bringUp(reader, index)
}

function isBehind({ upTo }: SearchIndex, last: number): boolean {
  return last > smallBook && last - upTo > mostBehind
}

function bringUp(reader: Reader, index: SearchIndex): Promise<void> {
  index.building ??= build(reader, index).finally(() => {
    index.building = null
  })
  return index.building
}

async function build(reader: Reader, index: SearchIndex): Promise<void> {
  const last = await lastSeq(reader)
  if (!isBehind(index, last)) return
  const known = index.segments.reduce((sum, { seqs }) => sum + seqs.length, 0)
  // Rows that were changed or removed since are in there for nothing: when they are the half, all begins anew.
  const isStale = known > 2 * (await countRows(reader)) + segmentRows
  const segments = isStale ? [] : index.segments.filter(({ seqs }) => seqs.length === segmentRows)
  let upTo = segments.at(-1)?.seqs.reduce((most, seq) => Math.max(most, seq), 0) ?? 0
  while (upTo < last) {
    const rows = await rowsBehind(reader, upTo)
    const newest = rows.at(-1)?.seq
    if (newest === undefined) break
    upTo = newest
    segments.push(await buildSegment(rows, () => turn()))
  }
  index.segments = segments
  index.upTo = upTo
}

async function rowsBehind(reader: Reader, upTo: number): Promise<SearchRow[]> {
  const rows: SearchRow[] = []
  let after = upTo
  while (rows.length < segmentRows) {
    const page = await reader
      .selectFrom('search')
      .select(['seq', 'entity', 'id', 'keys', sql<number>`length(keys)`.as('length')])
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(rowsAPage)
      .execute()
    rows.push(...page)
    after = page.at(-1)?.seq ?? after
    if (page.length < rowsAPage) break
    await turn()
  }
  return rows
}

async function lastSeq(reader: Reader): Promise<number> {
  const row = await reader
    .selectFrom('search')
    .select(({ fn }) => fn.max('seq').as('last'))
    .executeTakeFirst()
  return Number(row?.last ?? 0)
}

async function countRows(reader: Reader): Promise<number> {
  const row = await reader
    .selectFrom('search')
    .select(({ fn }) => fn.countAll().as('rows'))
    .executeTakeFirst()
  return Number(row?.rows ?? 0)
}

/** Up to so many places are looked at one by one; more lists than this are not laid over each other. */
const [fewPlaces, mostLists] = [64, 4]

/**
 * The places of rows in whose keys all of these texts may stand, in order. `within`: from and up to which place.
 */
export function placesOf(segment: Segment, texts: readonly string[], within: [number, number]): Uint16Array {
  const ranges = texts.flatMap((text) => rangesOf(segment, text))
  if (ranges.some((range) => countOf(segment, range) === 0)) return new Uint16Array()
  ranges.sort((a, b) => countOf(segment, a) - countOf(segment, b))
  const [first] = ranges
  if (!first) return new Uint16Array()
  let bits = bitsOf(segment, first)
  if (countOf(segment, first) > fewPlaces)
    for (const range of ranges.slice(1, mostLists)) {
      const other = bitsOf(segment, range)
      for (let at = 0; at < bits.length; at++) bits[at] = (bits[at] ?? 0) & (other[at] ?? 0)
    }
  return placesIn(bits, within)
}

function bitsOf({ starts, places }: Segment, [from, to]: [number, number]): Uint32Array {
  const bits = new Uint32Array(segmentRows / 32)
  const end = starts[to] ?? 0
  for (let at = starts[from] ?? 0; at < end; at++) {
    const place = places[at] ?? 0
    bits[place >>> 5] = (bits[place >>> 5] ?? 0) | (1 << (place & 31))
  }
  return bits
}

function placesIn(bits: Uint32Array, [from, to]: [number, number]): Uint16Array {
  const found = new Uint16Array(to - from)
  let count = 0
  for (let word = from >>> 5; word < bits.length; word++) {
    let rest = bits[word] ?? 0
    while (rest !== 0) {
      const bit = 31 - Math.clz32(rest & -rest)
      rest &= rest - 1
      const place = word * 32 + bit
      if (place >= from && place < to) found[count++] = place
    }
  }
  return found.subarray(0, count)
}
