import { sql } from 'kysely'
import type { Reader, Write } from './store.ts'
import type { AnchorTable, EpochTable, EventTable, WitnessTable } from './tables.ts'

/** An event as it lies there, beside the stored answer to its command; nulls where there is none. */
export type ChainRow = { event: EventTable; answer: Answer | null }
type Answer = { ver: number; bodyHash: string; deviceId: string; outcome: string }

const rowsAtOnce = 1_000

/** The commit version that a store has come to, and the hash of its last event. */
export async function readHead(from: Reader | Write): Promise<{ ver: number; hash: string }> {
  return (from as Reader).selectFrom('head').select(['ver', 'hash']).executeTakeFirstOrThrow()
}

/** All events up to a version, oldest first, some at a time. Events are only ever added behind, so no snapshot is needed. */
export async function* chainRows(reader: Reader, until: number): AsyncGenerator<ChainRow[]> {
  for (let after = Number.MIN_SAFE_INTEGER; ;) {
    const rows = await reader
      .selectFrom('event')
      .leftJoin('commandResult as answer', 'answer.commandId', 'event.commandId')
      .selectAll('event')
      .select(['answer.ver as answerVer', 'answer.bodyHash as answerHash', 'answer.deviceId as answerDevice'])
      .select('answer.outcome as answerOutcome')
      .where('event.ver', '>', after)
      .where('event.ver', '<=', until)
      .orderBy('event.ver')
      .limit(rowsAtOnce)
      .execute()
    yield rows.map(({ answerVer: ver, answerHash: bodyHash, answerDevice: deviceId, answerOutcome, ...event }) => ({
      event,
      answer:
        ver === null || bodyHash === null || deviceId === null
          ? null
          : { ver, bodyHash, deviceId, outcome: answerOutcome ?? '' },
    }))
    if (rows.length < rowsAtOnce) return
    after = rows.at(-1)?.ver ?? until
  }
}

/** The hashes of all events up to a version, oldest first, some at a time. */
export async function* chainHashes(reader: Reader, until: number): AsyncGenerator<{ ver: number; hash: string }[]> {
  for (let after = 0; ;) {
    const rows = await reader
      .selectFrom('event')
      .select(['ver', 'hash'])
      .where('ver', '>', after)
      .where('ver', '<=', until)
      .orderBy('ver')
      .limit(rowsAtOnce)
      .execute()
    yield rows
    if (rows.length < rowsAtOnce) return
    after = rows.at(-1)?.ver ?? until
  }
}

/** The first stored answer whose event is not there. */
export function answerWithoutEvent(reader: Reader): Promise<{ ver: number; commandId: string } | undefined> {
  return reader
    .selectFrom('commandResult as answer')
    .leftJoin('event', (join) =>
      join.onRef('event.ver', '=', 'answer.ver').onRef('event.commandId', '=', 'answer.commandId'),
    )
    .select(['answer.ver', 'answer.commandId'])
    .where('event.ver', 'is', null)
    .orderBy('answer.ver')
    .limit(1)
    .executeTakeFirst()
}

/** How far events, answers and changes reach beyond what is the head at the same moment; null when none does. */
export async function beyondHead(reader: Reader): Promise<{ head: number; ver: number } | null> {
  const { rows } = await sql<{ head: number; ver: number | null }>`select "ver" as "head",
    (select max("ver") from (select max("ver") as "ver" from "event" union all select max("ver") from "change") as "last")
      as "ver" from "head"`.execute(reader as never)
  const [found] = rows
  return found && (found.ver ?? 0) > found.head ? { head: found.head, ver: found.ver ?? 0 } : null
}

/** The hash of one event. */
export async function hashAt(reader: Reader, ver: number): Promise<string | undefined> {
  return (await reader.selectFrom('event').select('hash').where('ver', '=', ver).executeTakeFirst())?.hash
}

/** The lives of an authority, oldest first. */
export function readEpochs(from: Reader | Write): Promise<EpochTable[]> {
  return (from as Reader).selectFrom('epoch').selectAll().orderBy('number').execute()
}

export async function addEpochs(write: Write, epochs: readonly EpochTable[]): Promise<void> {
  await write.insertInto('epoch').values(epochs).execute()
}

export function readWitnesses(reader: Reader): Promise<WitnessTable[]> {
  return reader.selectFrom('witness').selectAll().orderBy('seenAt').orderBy('ver').execute()
}

export function readAnchors(reader: Reader): Promise<AnchorTable[]> {
  return reader.selectFrom('anchor').selectAll().orderBy('day').execute()
}

export function anchorOf(reader: Reader, day: string): Promise<AnchorTable | undefined> {
  return reader.selectFrom('anchor').selectAll().where('day', '=', day).executeTakeFirst()
}

/** Of several for one day the first one stays. */
export async function addAnchor(write: Write, anchor: AnchorTable): Promise<void> {
  await write
    .insertInto('anchor')
    .values(anchor)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
