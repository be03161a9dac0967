import type { Actor, Given } from '../core/command.ts'
import type { Became } from '../core/outbox/became.ts'
import { type Grouped, rewritten, withDependants } from '../core/outbox/groups.ts'
import { commands } from '../core/registry.ts'
import { type Refusal, refuse } from '../core/refusal.ts'
import { givenAgain, type OutboxEntry, outboxEntries } from '../store/outbox-queries.ts'
import type { Store, Write } from '../store/store.ts'
import { savepoint, transact } from '../store/transact.ts'
import { type Entered, enter } from './perform.ts'

/** Who decides about what a desk was refused, and when. */
export type Desk = { store: Store; actor: Actor; clock: { now(): number; newId(): string } }

/**
 * What came of a retry: which commands were given again, as which; and at which of those that stand on the first it stopped,
 * because it was refused here already. That one and those after it stay as they are.
 */
export type Retried = {
  ok: true
  given: { seq: number; as: number }[]
  stopped: { seq: number; refusal: Refusal } | null
}
/** What was taken off the list: the command and those that stand on it; `waiting`: how many of these are still to be refused. */
export type TakenOff = { ok: true; seqs: number[]; waiting: number; result: Record<string, unknown> }

/**
 * Gives a refused command again, as a new one, and after it the refused ones that stand on it, with the ids that the new ones
 * make in place of the old. All that is done is done in one transaction, of which a dry run keeps nothing.
 */
export function retryRefused({ store, actor, clock }: Desk, seq: number, isDryRun = false): Promise<Retried | Refusal> {
  const work = async (write: Write): Promise<Retried | Refusal> => {
    const group = await refusedGroup(write, seq)
    if ('ok' in group) return group
    const stead = await givenAgain(write)
    const given: Retried['given'] = []
    for (const entry of group.refused) {
      const { name, version } = entry
      const again = { id: clock.newId(), name, version, args: rewritten(entry.args, stead) }
      const { outcome, as } = isWiped(entry)
        ? { outcome: refuse('outbox.wiped'), as: null }
        : await enter(write, actor, again, clock.now())
      if (as === null) {
        const stopped = { seq: entry.seq, refusal: outcome }
        return given.length === 0 ? outcome : { ok: true, given, stopped }
      }
      stead.set(entry.id, as.id)
      given.push({ seq: entry.seq, as: as.seq })
      await become(write, entry.seq, 'superseded', as.seq)
    }
    return { ok: true, given, stopped: null }
  }
  return transact(store, (write) =>
    savepoint(
      write,
      () => work(write),
      () => !isDryRun,
    ),
  )
}

/** Takes a refused command, with those that stand on it, off the list. The reason is a command of its own, for each of them. */
export function discardRefused(desk: Desk, seq: number, reason: string, isDryRun = false): Promise<TakenOff | Refusal> {
  return takeOff(desk, { seq, became: 'discarded', isDryRun }, ({ id, name, code }) =>
    told('outbox.discard', { commandId: id, command: name, code: code ?? '', reason }),
  )
}

/** Hands a refused command to the supervisors, with those that stand on it: one case, and a note for each. */
export function handRefused(desk: Desk, seq: number, note: string, isDryRun = false): Promise<TakenOff | Refusal> {
  return takeOff(desk, { seq, became: 'handedOver', isDryRun }, (entry, first) => {
    const { id, name, code, args, customerId } = entry
    const refused = { commandId: id, command: name, code: code ?? '', args, data: entry.data ?? {} }
    const caseId = typeof first?.['caseId'] === 'string' ? first['caseId'] : null
    return told('outbox.hand', { ...refused, customerId, caseId, note })
  })
}

type Telling = Pick<Given, 'name' | 'version' | 'args'>

function told(name: string, args: unknown): Telling {
  return { name, version: commands.get(name)?.version ?? 1, args }
}

/** All of it or nothing. `tell`: the command that says it; `first`: what the first of the group came to. */
function takeOff(
  { store, actor, clock }: Desk,
  { seq, became, isDryRun }: { seq: number; became: 'discarded' | 'handedOver'; isDryRun: boolean },
  tell: (entry: OutboxEntry, first: Record<string, unknown> | null) => Telling,
): Promise<TakenOff | Refusal> {
  const work = async (write: Write): Promise<TakenOff | Refusal> => {
    const group = await refusedGroup(write, seq)
    if ('ok' in group) return group
    if (became === 'handedOver' && group.refused.some(isWiped)) return refuse('outbox.wiped')
    let first: Record<string, unknown> | null = null
    for (const entry of group.refused) {
      const given: Given = { id: clock.newId(), ...tell(entry, first) }
      const { customerId } = entry
      const { outcome, as }: Entered = await enter(write, actor, given, clock.now(), { customerId })
      if (as === null) return outcome
      first ??= outcome.result
      await become(write, entry.seq, became, as.seq)
    }
    return { ok: true, seqs: group.refused.map((entry) => entry.seq), waiting: group.waiting, result: first ?? {} }
  }
  return transact(store, (write) =>
    savepoint(
      write,
      () => work(write),
      ({ ok }) => ok && !isDryRun,
    ),
  )
}

/** A refused command and the refused ones that stand on it; `waiting`: how many more stand on it, and are not decided yet. */
async function refusedGroup(write: Write, seq: number) {
  const open = [...(await outboxEntries(write, 'refused')), ...(await outboxEntries(write, 'waiting'))]
  const group: Grouped<OutboxEntry>[] = withDependants(open, seq)
  const refused = group.filter(({ state }) => state === 'refused')
  if (refused[0]?.seq === seq) return { refused, waiting: group.length - refused.length }
  const isWaiting = open.some((entry) => entry.seq === seq && entry.state === 'waiting')
  return isWaiting ? refuse('outbox.waiting', { seq }) : refuse('not-found', { entity: 'outbox', id: String(seq) })
}

/** Its customer has left the desk, and what it said with them. */
function isWiped({ args }: OutboxEntry): boolean {
  return args === null
}

async function become(write: Write, seq: number, became: Became['is'], becameSeq: number): Promise<void> {
  await write.updateTable('outbox').set({ state: 'discarded', became, becameSeq }).where('seq', '=', seq).execute()
}
