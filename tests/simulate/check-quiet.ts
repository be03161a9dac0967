import type Database from 'better-sqlite3'
import { isIn } from './check-owed.ts'
import { checkAuthority, emptyHistory } from './check-authority.ts'
import { checkBase, keysOf, outboxOf } from './check-desk.ts'
import { ask, baseRows, difference, ofOlder, rightRows } from './oracle.ts'
import { type Desk, Violation, type World } from './world.ts'

/** Why a desk has not come to rest yet; null when it has: nothing waits, and its rows are right. */
export function unrest(world: World, desk: Desk): string | null {
  if (desk.isRevoked) return null
  const waiting = outboxOf(desk).filter(({ state }) => state === 'waiting')
  const state = keysOf(desk)
  if (waiting.length > 0)
    return `${desk.name} still has ${waiting.length} waiting from number ${waiting[0]?.seq}, ${waiting[0]?.name}`
  if (!state['cursor']) return `${desk.name} has read nothing`
  const [life] = ask<{ value: string }>(world.authority, `select "value" from "home" where "key" = 'epoch'`)
  if (state['cursor'].split('.')[0] !== life?.value) return `${desk.name} does not know that a backup was put back`
  const [person] = ask<{ role: string }>(world.authority, 'select "role" from "staff" where "id" = ?', desk.staffId)
  const known = desk.older > 0 ? ofOlder : (held: Map<string, string>) => held
  const right = rightRows(world.authority, { id: desk.staffId, role: person?.role ?? '' })
  const found = difference(known(right), known(baseRows(desk.raw)))
  return found && `${desk.name} at ${state['cursor']}: ${found}`
}

/** The files of the desks that still hear of things. */
function heldBy(world: World): (readonly [string, Database.Database])[] {
  return world.desks.filter(({ isRevoked }) => !isRevoked).map(({ name, raw }) => [name, raw] as const)
}

/** Everything once more from the beginning, when all is at rest: I2, I3, I4, I5, I7, I10, I11, I15. */
export function checkQuiet(world: World): void {
  const history = emptyHistory()
  checkAuthority(world.authority, history)
  for (const desk of world.desks) {
    const outbox = outboxOf(desk)
    const decided = ask<{ seq: number; commandId: string }>(
      world.authority,
      'select "seq", "commandId" from "commandResult" where "deviceId" = ? and "seq" > 0',
      desk.deviceId,
    )
    const ever = new Map(outbox.map((entry) => [entry.seq, entry.id]))
    for (const { seq, commandId } of decided)
      if (ever.get(seq) !== commandId) throw new Violation('I4', `${desk.name} never gave number ${seq}, ${commandId}`)
    if (desk.isRevoked) continue
    if (decided.length !== outbox.length)
      throw new Violation('I4', `${desk.name} gave ${outbox.length} commands, and ${decided.length} were decided`)
    desk.isFlipped = false
    checkBase(world, desk, keysOf(desk)['cursor'] ?? '')
  }
  const [revoked] = ask<{ detail: string }>(
    world.authority,
    `select "detail" from "event" where "command" = 'device.revoke' and "actorId" = 'endpoint'`,
  )
  if (revoked) throw new Violation('I13', `a desk was taken for a thief: ${revoked.detail}`)
  for (const [customerId, name] of world.cared) {
    if (!history.owed.forgotten.has(customerId)) continue
    for (const [where, file] of [['the authority', world.authority], ...heldBy(world)] as const) {
      const table = isIn(file, name)
      if (table) throw new Violation('forgotten', `${name} is forgotten, and stands in ${table} of ${where}`)
    }
  }
  const check = ask<{ integrity_check: string }>(world.authority, 'pragma integrity_check')
  if (check[0]?.integrity_check !== 'ok')
    throw new Violation('I1', `the authority's file: ${check[0]?.integrity_check}`)
}
