import type { Random } from './random.ts'
import { Died, Faulted } from './processes.ts'
import { addNote, give, movingCustomer, saveDraft, type Seat, sync, type Team } from './team.ts'

/** A person's work at a desk for a while: some of it offline, some of it while a sync is under way. Ends early with its process. */
export async function work(team: Team, seat: Seat, random: Random): Promise<void> {
  try {
    const customerId = () => random.pick(seat.customers)
    for (let offline = random.below(3); offline >= 0; offline--) await addNote(team, seat, customerId())
    if (random.isOnce(3)) await take(team, seat)
    await saveDraft(team, seat)
    const during = [addNote(team, seat, customerId(), true), addNote(team, seat, customerId(), true)]
    const [, ...others] = await Promise.allSettled([sync(seat), ...during])
    for (const other of others) if (other.status === 'rejected') throw other.reason
    await saveDraft(team, seat)
    await sync(seat)
  } catch (fault) {
    if (!(fault instanceof Died)) throw fault
  }
}

function take(team: Team, seat: Seat) {
  return give(team, seat, { name: 'case.take', customerId: '' }, { caseId: seat.caseId })
}

/** Moves a customer to the other butler: decided at once or, where the endpoint is away, not at all that the desk knows of. */
export async function reassign(team: Team, seat: Seat): Promise<void> {
  const moves = team.seats.flatMap(({ said }) => said.filter(({ name }) => name === 'customer.reassign')).length
  const what = { name: 'customer.reassign' as const, customerId: movingCustomer }
  const ownerId = moves % 2 === 0 ? 'b2' : 'b1'
  try {
    await give(team, seat, what, { customerId: movingCustomer, ownerId })
  } catch (fault) {
    if (!(fault instanceof Died || fault instanceof Faulted)) throw fault
  }
}
