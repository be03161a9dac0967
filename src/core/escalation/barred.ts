import type { Actor, Tx } from '../command.ts'
import { refuse, type Refusal } from '../refusal.ts'
import { type Flow, stepOf } from './flow.ts'
import { type AnyRun, isOfCustomer } from './any-run.ts'

/**
 * Why this person may not do or decide the step, whatever their role: a field names them, by name or by id, or the customer is
 * theirs. A name counts wherever it stands in the text (「管家林小满」), so that a title beside it opens no door.
 */
export async function whyBarred(
  tx: Pick<Tx, 'get'>,
  flow: Flow,
  run: AnyRun,
  stepId: string,
  actor: Actor,
): Promise<Refusal | null> {
  const barred = stepOf(flow, stepId)?.barred
  if (!barred) return null
  const name = (await tx.get('staff', actor.staffId))?.name.trim() ?? ''
  for (const field of barred.namedIn ?? []) {
    const text = run.fields[field]
    if (typeof text !== 'string') continue
    if (text === actor.staffId || (name.length > 1 && text.includes(name)))
      return refuse('escalation.barred', { stepId, field, by: actor.staffId })
  }
  if (barred.owner && isOfCustomer(run) && (await tx.get('customer', run.customerId))?.ownerId === actor.staffId)
    return refuse('escalation.barred', { stepId, field: null, by: actor.staffId })
  return null
}
