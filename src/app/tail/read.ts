import { isFiltering, isWanted, type TailFilter } from '../../core/tail/filter.ts'
import type { ToldEvent } from '../../core/tail/told.ts'
import {
  type Event,
  eventsAfter,
  eventsUpTo,
  firstVer,
  lastVer,
  verBefore,
  verBeforeLast,
} from '../../store/event-queries.ts'
import { readHomeKeys } from '../../store/home-keys.ts'
import type { Reader } from '../../store/store.ts'
import { readTailCursor } from './cursor.ts'
import { type TailEyes, tellEvents } from './tell.ts'

/** Where a tail begins: the cursor to go on after, else the last `lines` that are wanted, else all since `since` (epoch ms). */
export type TailAsked = { cursor?: string | undefined; lines?: number | undefined; since?: number | undefined }
/** After which event a tail begins, in which life of the authority; `head`: the newest event then. */
export type TailBegun = { epoch: string; after: number; head: number }
/** The wanted ones of the events up to `through`, oldest first; `head`: the newest event. */
export type TailPage = { events: ToldEvent[]; through: number; head: number }

const eventsAtOnce = 500
/** How far back the last ones that a filter wants are looked for. */
const lookBackAtMost = 20_000

export function tailReader(reader: Reader, eyes: TailEyes, filter: TailFilter, now: () => number) {
  const wanted = async (events: readonly Event[]) =>
    (await tellEvents(reader, events, eyes, now())).filter((event) => isWanted(event, filter))

  return {
    /** Null when the cursor is of another life of the authority, or of events that are not here: never a silent gap. */
    async begin({ cursor, lines, since }: TailAsked): Promise<TailBegun | null> {
      const { epoch = '' } = await readHomeKeys(reader)
      const head = await lastVer(reader)
      if (cursor !== undefined) {
        const known = readTailCursor(cursor)
        const first = await firstVer(reader)
        if (!known || known.epoch !== epoch || known.ver > head || known.ver < first - 1) return null
        return { epoch, after: known.ver, head }
      }
      const from = since === undefined ? 0 : await verBefore(reader, since)
      if (lines === undefined) return { epoch, after: since === undefined ? head : from, head }
      return { epoch, after: Math.max(from, await beforeLast(lines, head, from)), head }
    },
    /** What comes after `after`, some of it at a time: all was looked at when `through` stays where it was. */
    async page(after: number): Promise<TailPage> {
      const events = await eventsAfter(reader, after, eventsAtOnce)
      const head = events.length < eventsAtOnce ? (events.at(-1)?.ver ?? after) : await lastVer(reader)
      return { events: await wanted(events), through: events.at(-1)?.ver ?? after, head }
    },
  }

  /** After which event the last `lines` that are wanted stand. */
  async function beforeLast(lines: number, head: number, from: number): Promise<number> {
    if (lines === 0) return head
    if (!isFiltering(filter)) return verBeforeLast(reader, lines)
    let left = lines
    let upTo = head
    const end = Math.max(from, head - lookBackAtMost)
    while (upTo > end) {
      const events = await eventsUpTo(reader, upTo, eventsAtOnce)
      const found = await wanted(events)
      if (found.length >= left) return (found[found.length - left]?.ver ?? 1) - 1
      left -= found.length
      const first = events[0]?.ver
      if (first === undefined) return upTo
      upTo = first - 1
    }
    return upTo
  }
}
export type TailReader = ReturnType<typeof tailReader>
