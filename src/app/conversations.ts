import { dateAt, startOfDate } from '../core/civil-date.ts'
import type { Row } from '../core/entities.ts'
import { nextRow, orderQueue, type QueueRow } from '../core/queue/order.ts'
import type { Home } from './home.ts'
import type { QueuedCase } from './queries.ts'

/**
 * A conversation of the day. `queued`: its open case with its place in the queue, null where it has none. `unanswered`: what the
 * customer said first and nobody has answered; `waitingSince` its time (epoch ms), which a chaser never moves. Both null when nobody waits:
 * neither after an answer nor after the case was finished without one.
 */
export type Talk = {
  id: string
  conversation: Row<'conversation'>
  customerName: string
  queued: QueueRow<QueuedCase> | null
  unanswered: Row<'message'> | null
  waitingSince: number | null
  last: Row<'message'> | null
}

/**
 * The conversations of the day: those in which a customer waits, in the order of the queue, however long ago they wrote; then those in
 * which something was said today, the newest first.
 */
export async function talksOfDay({ query, actor, clock, staff }: Pick<Home, 'query' | 'actor' | 'clock' | 'staff'>) {
  const now = clock.now()
  const today = startOfDate(dateAt(now))
  const ownerId = staff && actor.role === 'butler' ? actor.staffId : undefined
  // Cases that are put aside have a place here too: whoever writes is seen.
  const cases = (await query.openCasesOf(now, ownerId)).filter(({ conversationId }) => conversationId !== null)
  const inQueue = orderQueue(cases, now)
  const queued = new Map<string, QueueRow<QueuedCase>>()
  for (const row of [...inQueue, ...cases.map(asideRow)]) {
    const id = row.case.conversationId ?? ''
    const known = queued.get(id)
    if (!known || (known.case.waitingSince === null && row.case.waitingSince !== null)) queued.set(id, row)
  }
  const waiting = [...queued].flatMap(([id, row]) => (row.case.waitingSince === null ? [] : [id]))
  const ofToday = await query.conversationsSince(today, ownerId)
  const known = new Map<string, Row<'conversation'> & { customerName?: string }>(ofToday.map((one) => [one.id, one]))
  for (const one of await query.conversationsBy(waiting.filter((id) => !known.has(id)))) known.set(one.id, one)
  const since = Math.min(today, ...waiting.map((id) => queued.get(id)?.case.waitingSince ?? today))
  const said = Map.groupBy(await query.messagesSince([...known.keys()], since), ({ conversationId }) => conversationId)
  const talks = [...known.values()].map(({ customerName, ...conversation }): Talk => {
    const row = queued.get(conversation.id) ?? null
    const messages = said.get(conversation.id) ?? []
    const waitingSince = row?.case.waitingSince ?? null
    const open = messages.slice(messages.findLastIndex(({ direction }) => direction === 'out') + 1)
    const first = open.find(({ direction }) => direction === 'in') ?? null
    return {
      ...{ id: conversation.id, conversation, customerName: customerName ?? row?.case.customerName ?? '' },
      ...{ queued: row, waitingSince, unanswered: waitingSince === null ? null : first, last: messages.at(-1) ?? null },
    }
  })
  const place = new Map(inQueue.map((row, at) => [row.case.id, at]))
  const placeOf = ({ queued: row, waitingSince }: Talk) =>
    row === null || waitingSince === null ? Infinity : (place.get(row.case.id) ?? 1e9)
  return talks.sort(
    (a, b) =>
      compare(placeOf(a), placeOf(b)) ||
      (a.waitingSince !== null && b.waitingSince !== null ? a.waitingSince - b.waitingSince : 0) ||
      b.conversation.lastAt - a.conversation.lastAt ||
      (a.id < b.id ? -1 : 1),
  )
}

/** The first in which a customer waits whom nobody else is answering; `passed` is not it. */
export function nextTalk(talks: readonly Talk[], staffId: string, passed: string | null): Talk | undefined {
  const waiting = talks.filter(({ id, waitingSince }) => waitingSince !== null && id !== passed)
  const free = nextRow(
    waiting.flatMap(({ queued }) => queued ?? []),
    staffId,
    new Set(),
  )
  return waiting.find(({ queued }) => queued === free) ?? waiting[0]
}

function asideRow(item: QueuedCase): QueueRow<QueuedCase> {
  return { case: item, band: 5, reasons: [], takenBy: null }
}

function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0
}
