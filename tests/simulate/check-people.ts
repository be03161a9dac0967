import type Database from 'better-sqlite3'
import { ask } from './oracle.ts'
import { Violation } from './world.ts'

/** Who may work for whom, by what was accepted so far: who has each butler's book, and what is handed over, by its id. */
export type StandIns = {
  covers: Map<string, string | null>
  given: Map<string, { customerId: string; receiverId: string }>
}

export function nobodyStandsIn(): StandIns {
  return { covers: new Map(), given: new Map() }
}

type Accepted = { command: string; customerId: string | null }
type Detail = Record<string, unknown>
type Cover = { staffId: string; coveredBy: string | null }

/** Enters one accepted command. */
export function noteStandIns({ covers, given }: StandIns, event: Accepted, detail: Detail): void {
  const changed = [...('coveredBy' in detail ? [detail as Cover] : []), ...((detail['others'] ?? []) as Cover[])]
  for (const { staffId, coveredBy } of changed) covers.set(staffId, coveredBy)
  if (event.command === 'handover.make')
    for (const item of detail['items'] as { handoverId: string; customerId: string }[])
      given.set(item.handoverId, { customerId: item.customerId, receiverId: String(detail['receiverId']) })
  if (event.command === 'handover.refuse' || event.command === 'handover.return')
    given.delete(String(detail['handoverId']))
  const moved = new Set(movedBy(event, detail).map(({ customerId }) => customerId))
  for (const [id, { customerId }] of given) if (moved.has(customerId)) given.delete(id)
}

type Acting = { actorId: string; owner: string; customerId: string | null }

/** Whether somebody who is not the owner may be at work there. */
export function standsIn({ covers, given }: StandIns, { actorId, owner, customerId }: Acting): boolean {
  const isReceiver = (one: { customerId: string; receiverId: string }) =>
    one.customerId === customerId && one.receiverId === actorId
  return covers.get(owner) === actorId || [...given.values()].some(isReceiver)
}

/** The customers whom a command gave another butler, and whom. */
export function movedBy({ command, customerId }: Accepted, detail: Detail): { customerId: string; to: string }[] {
  if (command === 'customer.reassign') return [{ customerId: String(customerId), to: String(detail['to']) }]
  return command === 'book.reassign' ? (detail['moved'] as { customerId: string; to: string }[]) : []
}

/** At every instant each customer has one butler, who is active and is one. */
export function checkOwners(authority: Database.Database): void {
  const [orphan] = ask<{ id: string; ownerId: string }>(
    authority,
    `select c."id", c."ownerId" from "customer" c left join "staff" s on s."id" = c."ownerId"
     where s."id" is null or s."isActive" <> 1 or s."role" <> 'butler' limit 1`,
  )
  if (orphan) throw new Violation('owner', `customer ${orphan.id} is ${orphan.ownerId}'s, who is no active butler`)
}
