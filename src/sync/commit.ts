import { endpointId } from '../core/staff/roles.ts'
import { sql } from 'kysely'
import { canonicalJson } from '../core/canonical-json.ts'
import type { Actor, Given } from '../core/command.ts'
import type { Outcome } from '../core/refusal.ts'
import { insertRows } from '../store/insert-rows.ts'
import { feed } from '../store/scope-feed.ts'
import type { Write } from '../store/store.ts'
import type { ChangeTable, EventTable } from '../store/tables.ts'
import { together } from '../store/transact.ts'
import { hashOfEvent, toldOf } from './event-hash.ts'
import { sha256 } from './sha256.ts'

/** Whose command it is: the person, and the home it was given in. */
export type Giver = { deviceId: string; actor: Actor }
/** The home of an authority, among those of its desks. */
export const authorityDevice = 'authority'
/** Who gives what the endpoint does by itself. */
export const endpointActor: Actor = { staffId: endpointId, role: 'service' }
/**
 * A command to be decided. `seq`: its place among those of its home; none for one given outside an outbox. `before`: what it had become
 * in a life of the authority that a restored backup took back. `isChecked`: its arguments have passed their schema in this process.
 */
export type Asked = {
  giver: Giver
  given: Given
  seq: number | null
  now: number
  before?: Outcome | undefined
  isChecked?: boolean
}
export type Decision = { asked: Asked; outcome: Outcome; changes: Omit<ChangeTable, 'ver'>[] }

/**
 * Enters decisions in the chain of events and their changes in the feed, and stores their outcomes. The last that a transaction
 * does: the head's lock gives the order of commits, and everybody else waits for it.
 */
export async function commit(write: Write, decisions: readonly Decision[]): Promise<void> {
  const head = await write
    .updateTable('head')
    .set({ ver: sql`ver + ${decisions.length}` })
    .returning(['ver', 'hash'])
    .executeTakeFirstOrThrow()
  let ver = head.ver - decisions.length
  let prevHash = head.hash
  const events: EventTable[] = []
  const changes: ChangeTable[] = []
  for (const decision of decisions) {
    const event = eventOf(decision, ++ver, prevHash)
    prevHash = event.hash
    events.push(event)
    for (const { scope, entity, id, op, customerId } of decision.changes)
      changes.push({ scope, entity, id, op, customerId, ver })
  }
  const results = decisions.map(({ asked, outcome }, index) => ({
    deviceId: asked.giver.deviceId,
    seq: asked.seq ?? -(events[index]?.ver ?? 0),
    commandId: asked.given.id,
    bodyHash: events[index]?.argsHash ?? '',
    ver: events[index]?.ver ?? 0,
    outcome: JSON.stringify(outcome),
  }))
  await together([
    write.updateTable('head').set({ hash: prevHash }).execute(),
    insertRows(write, 'event', events),
    feed(write, changes),
    insertRows(write, 'commandResult', results),
  ])
}

function eventOf({ asked, outcome }: Decision, ver: number, prevHash: string): EventTable {
  const { giver, given, now } = asked
  const told = toldOf(outcome)
  const textOf = (key: string) => (typeof told[key] === 'string' ? told[key] : null)
  const event = {
    ver,
    at: now,
    deviceId: giver.deviceId,
    commandId: given.id,
    command: given.name,
    actorId: giver.actor.staffId,
    role: giver.actor.role,
    outcome: outcome.ok ? ('accepted' as const) : ('refused' as const),
    code: outcome.ok ? null : outcome.code,
    customerId: textOf('customerId'),
    caseId: textOf('caseId'),
    detail: canonicalJson(told),
    argsHash: argsHash(given),
  }
  return { ...event, prevHash, hash: hashOfEvent(event, prevHash) }
}

/** The digest of what a command says: told twice, it says the same. */
export function argsHash(given: Pick<Given, 'args'>): string {
  return sha256(canonicalJson(given.args))
}
