import type { Given } from '../core/command.ts'
import type { Outcome } from '../core/refusal.ts'
import { lastSeqOf } from '../store/device-queries.ts'
import type { Store, Write } from '../store/store.ts'
import { argsHash, type Asked, type Giver } from './commit.ts'
import { decideAll, deciding, isKnown, storedOutcomes } from './decide.ts'

export type Numbered = Given & { seq: number; before?: Outcome | undefined }
/** What one desk sends at once, of its outbox. */
export type Push = { giver: Giver; numbered: readonly Numbered[]; now: number }
/** Why a push went no further, and what was decided now. `lastSeq`: the last number decided. */
export type Pushed = {
  lastSeq: number
  stop: 'sequence' | 'copied' | 'unknownCommand' | 'recovering' | null
  decided: { name: string; isAccepted: boolean }[]
}

/**
 * Decides pushes of different desks, each in the order of its outbox, in one transaction that has these desks for itself: the
 * same push through two processes is decided once. Commands decided before are passed over; one that skips a number, or that
 * bears the number of another (the desk was copied or restored), stops its push. Stops before a command that this authority does
 * not know yet, and before one that has to wait for others (`decideAll`).
 */
export function decidePushes(store: Store, pushes: readonly Push[]): Promise<Pushed[]> {
  const givers = pushes.map(({ giver }) => giver)
  const givens = pushes.flatMap(({ numbered }) => numbered)
  return deciding(store, givers, givens, async (write, hold) => {
    const [decided, stored] = await Promise.all([decidedBefore(write, pushes), storedOutcomes(write, givens)])
    const planned = await Promise.all(pushes.map((push) => plan(write, push, decided)))
    const asked = planned.flatMap((one) => one.asked)
    const outcomes = asked.length > 0 ? await decideAll(write, hold, asked, stored) : []
    const outcomeOf = new Map(asked.map((one, index) => [one, outcomes[index] ?? null]))
    return planned.map(({ asked, stop, lastSeq }) => {
      const waits = asked.find((one) => outcomeOf.get(one) === null)
      const decided = asked.flatMap((one) => {
        const outcome = outcomeOf.get(one)
        return outcome ? [{ name: one.given.name, isAccepted: outcome.ok }] : []
      })
      return waits ? { lastSeq: (waits.seq ?? 1) - 1, stop: 'recovering', decided } : { lastSeq, stop, decided }
    })
  })
}

async function plan(write: Write, { giver, numbered, now }: Push, decided: Decided) {
  const decidedHere = decided.get(giver.deviceId)
  let lastSeq = Math.max(0, ...(decidedHere?.keys() ?? []))
  // Nothing from there on: either it is the first of all, or some are missing between.
  if (!decidedHere && (numbered[0]?.seq ?? 1) > 1) lastSeq = await lastSeqOf(write, giver.deviceId)
  const asked: Asked[] = []
  // What stands before the one that is wrong is not decided either.
  const decidedSeq = lastSeq
  const stopped = (stop: Pushed['stop']) => ({ lastSeq: decidedSeq, stop, asked: [] })
  for (const { seq, before, ...given } of numbered) {
    if (seq <= lastSeq) {
      const known = decidedHere?.get(seq)
      if (known?.commandId !== given.id || known.bodyHash !== argsHash(given)) return stopped('copied')
      continue
    }
    if (seq !== lastSeq + 1) return stopped('sequence')
    if (!isKnown(given)) {
      if (asked.length === 0) return stopped('unknownCommand')
      break
    }
    asked.push({ giver, given, seq, now, before })
    lastSeq = seq
  }
  return { lastSeq, stop: null, asked }
}

type Known = { commandId: string; bodyHash: string }
type Decided = ReadonlyMap<string, ReadonlyMap<number, Known>>

/** Of each desk, the commands decided from the one before its first on: device → number → which it was. */
async function decidedBefore(write: Write, pushes: readonly Push[]): Promise<Decided> {
  const rows = await write
    .selectFrom('commandResult')
    .select(['deviceId', 'seq', 'commandId', 'bodyHash'])
    .where((where) =>
      where.or(
        pushes.map(({ giver, numbered }) =>
          where.and([
            where('deviceId', '=', giver.deviceId),
            where('seq', '>=', Math.max(1, (numbered[0]?.seq ?? 1) - 1)),
          ]),
        ),
      ),
    )
    .execute()
  const decided = new Map<string, Map<number, Known>>()
  for (const { deviceId, seq, ...known } of rows)
    decided.set(deviceId, (decided.get(deviceId) ?? new Map<number, Known>()).set(seq, known))
  return decided
}
