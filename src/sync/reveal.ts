import type { Given } from '../core/command.ts'
import { revealsAnHour } from '../core/customer/reveal.ts'
import { type Outcome, refuse } from '../core/refusal.ts'
import { lastRevealAlert, revealsSince } from '../store/access-queries.ts'
import { readRows } from '../store/rows.ts'
import type { Store, Write } from '../store/store.ts'
import { type Asked, authorityDevice, endpointActor, type Giver } from './commit.ts'
import { decideAll, deciding, storedOutcomes } from './decide.ts'
import { derivedId } from './sha256.ts'

/** `value`: what was asked for; null when refused. `alert`: how many it were in an hour, when that is to be told. */
export type Revealed = { outcome: Outcome; value: string | null; ver: number; alert: number | null }

const hourMs = 3_600_000
/** How long the same command, whose answer may have been lost, is answered with the value once more. */
const againMs = 60_000

/**
 * Decides a `customer.reveal` and reads the value in the same transaction: what is shown has been written down, by whom, of whom
 * and why. The value itself is in no row and no event that this makes.
 */
export function reveal(store: Store, giver: Giver, given: Given, now: number): Promise<Revealed> {
  return deciding(store, [giver], [given], async (write, hold) => {
    const stored = await storedOutcomes(write, [given])
    const asked: Asked = { giver, given, seq: null, now }
    const [outcome = null] = await decideAll(write, hold, [asked], stored)
    const { ver = 0, at = 0, command = '' } = (await eventOf(write, given.id)) ?? {}
    if (!outcome?.ok) return { outcome: outcome ?? refuse('not-found'), value: null, ver, alert: null }
    const isAgain = stored.has(given.id)
    // An id that another command bore is answered with what became of that.
    const isOver = isAgain && (command !== given.name || now - at > againMs)
    if (isOver) return { outcome, value: null, ver, alert: null }
    const value = await valueOf(write, outcome.result)
    const count = await untold(write, giver.actor.staffId, now - hourMs)
    if (count === 0) return { outcome, value, ver, alert: null }
    const alert = alertOf(giver, given, count, now)
    await decideAll(write, hold, [alert], await storedOutcomes(write, [alert.given]))
    return { outcome, value, ver, alert: count }
  })
}

/** How many it were since then, when that is more than was told of and work explains; 0 otherwise. However they were decided. */
async function untold(write: Write, staffId: string, since: number): Promise<number> {
  const all = await revealsSince(write, staffId, { at: since })
  if (all <= revealsAnHour) return 0
  const told = await lastRevealAlert(write, staffId, since)
  const more = told === null ? all : await revealsSince(write, staffId, { at: since, ver: told })
  return told === null || more >= revealsAnHour ? all : 0
}

/** The endpoint's own command; its id follows from the one that it is about. */
function alertOf(giver: Giver, given: Given, reveals: number, now: number): Asked {
  const endpoint = { deviceId: authorityDevice, actor: endpointActor }
  const args = { staffId: giver.actor.staffId, reveals }
  const id = derivedId(`alert ${given.id} ${reveals}`)
  return { giver: endpoint, given: { id, name: 'reveal.alert', version: 1, args }, seq: null, now }
}

/** By the outcome, not by what was sent: an id that was decided before may come back with other arguments. */
async function valueOf(write: Write, told: Record<string, unknown>): Promise<string | null> {
  const { customerId, memberId, field } = told
  if (typeof memberId === 'string') return (await readRows(write, 'member', [memberId]))[0]?.idNumber ?? null
  const [customer] = await readRows(write, 'customer', [String(customerId)])
  return (field === 'phone' ? customer?.phone : customer?.idNumber) ?? null
}

function eventOf(write: Write, commandId: string) {
  return write
    .selectFrom('event')
    .innerJoin('commandResult', 'commandResult.ver', 'event.ver')
    .select(['event.ver as ver', 'event.at as at', 'event.command as command'])
    .where('commandResult.commandId', '=', commandId)
    .executeTakeFirst()
}
