import type { Given } from '../core/command.ts'
import type { Store, Write } from '../store/store.ts'
import type { Asked, Giver } from './commit.ts'
import { decideAll, deciding, isKnown, storedOutcomes } from './decide.ts'

export type Numbered = Given & { seq: number }
/** What one desk sends at once, of its outbox. */
export type Push = { giver: Giver; numbered: readonly Numbered[]; now: number }
/** Why a push went no further, and what was decided now. `lastSeq`: the last number decided. */
export type Pushed = {
  lastSeq: number
  stop: 'sequence' | 'copied' | 'unknownCommand' | null
  decided: { name: string; isAccepted: boolean }[]
}

/**
 * Decides pushes of different desks, each in the order of its outbox, in one transaction that has these desks for itself: the
 * same push through two processes is decided once. Commands decided before are passed over; one that skips a number, or that
 * bears the number of another (the desk was copied or restored), stops its push. Stops before a command that this authority does
 * not know yet.
 */
export function decidePushes(store: Store, pushes: readonly Push[]): Promise<Pushed[]> {
  const givers = pushes.map(({ giver }) => giver)
  const givens = pushes.flatMap(({ numbered }) => numbered)
  return deciding(store, givers, givens, async (write, hold) => {
    const [decided, stored] = await Promise.all([decidedBefore(write, pushes), storedOutcomes(write, givens)])
    const planned = await Promise.all(pushes.map((push) => plan(write, push, decided)))
    const asked = planned.flatMap((one) => one.asked)
    const outcomes = asked.length > 0 ? await decideAll(write, hold, asked, stored) : []
    const isAccepted = new Map(asked.map((one, index) => [one, outcomes[index]?.ok === true]))
    return planned.map(({ asked, ...pushed }) => ({
      ...pushed,
      decided: asked.map((one) => ({ name: one.given.name, isAccepted: isAccepted.get(one) ?? false })),
    }))
  })
}

async function plan(write: Write, { giver, numbered, now }: Push, decided: Decided) {
  const before = decided.get(giver.deviceId)
  let lastSeq = Math.max(0, ...(before?.keys() ?? []))
  // Nothing from there on: either it is the first of all, or some are missing between.
  if (!before && (numbered[0]?.seq ?? 1) > 1) lastSeq = await lastSeqOf(write, giver.deviceId)
  const asked: Asked[] = []
  const stopped = (stop: Pushed['stop']) => ({ lastSeq, stop, asked: [] })
  for (const { seq, ...given } of numbered) {
    if (seq <= lastSeq) {
      if (before?.get(seq) !== given.id) return stopped('copied')
      continue
    }
    if (seq !== lastSeq + 1) return stopped('sequence')
    if (!isKnown(given)) {
      if (asked.length === 0) return stopped('unknownCommand')
      break
    }
    asked.push({ giver, given, seq, now })
    lastSeq = seq
  }
  return { lastSeq, stop: null, asked }
}

type Decided = ReadonlyMap<string, ReadonlyMap<number, string>>

/** Of each desk, the commands decided from the one before its first on: device → number → command id. */
async function decidedBefore(write: Write, pushes: readonly Push[]): Promise<Decided> {
  const rows = await write
    .selectFrom('commandResult')
    .select(['deviceId', 'seq', 'commandId'])
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
  const decided = new Map<string, Map<number, string>>()
  for (const { deviceId, seq, commandId } of rows)
    decided.set(deviceId, (decided.get(deviceId) ?? new Map<number, string>()).set(seq, commandId))
  return decided
}

async function lastSeqOf(write: Write, deviceId: string): Promise<number> {
  const row = await write
    .selectFrom('commandResult')
    .select((of) => of.fn.max('seq').as('seq'))
    .where('deviceId', '=', deviceId)
    .executeTakeFirst()
  return Math.max(0, row?.seq ?? 0)
}
