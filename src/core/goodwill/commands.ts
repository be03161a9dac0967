import { z } from 'zod'
import { dateAt } from '../civil-date.ts'
import { command, type Tx } from '../command.ts'
import { withDueTimes } from '../escalation/due.ts'
import { fieldOf, type Flow } from '../escalation/flow.ts'
import { runWithFlow } from '../escalation/with-flow.ts'
import type { Escalation } from '../escalation/schema.ts'
import { done, refuse, type Refusal } from '../refusal.ts'
import { approvedAt, askOf, isApproved } from '../special/special-case.ts'
import { entryNumber, standing } from './ledger.ts'
import type { Goodwill } from './schema.ts'

/**
 * Enters the payment of an approved special case into the goodwill ledger, once. No more than was approved, and not of a day before
 * the approval. Without `amountFen` all that was approved. The run learns of it: its fields of the payment are filled.
 */
export const payGoodwill = command({
  name: 'goodwill.pay',
  roles: ['supervisor', 'manager'],
  offline: 'onlineOnly',
  args: () =>
    z.object({
      escalationId: z.string(),
      paidOn: z.iso.date(),
      reference: z.string().trim().min(1).max(200),
      amountFen: z.int().positive().optional(),
    }),
  async run({ args, actor, now, newId, tx }) {
    const { escalationId, paidOn, reference } = args
    const found = await runWithFlow(tx, escalationId)
    if ('ok' in found) return found
    const { run, flow } = found
    if (!isApproved(flow, run)) return refuse('goodwill.not-approved', { escalationId, state: run.state })
    const { amountFen: approvedFen, goodwillName } = askOf(run)
    const amountFen = args.amountFen ?? approvedFen
    if (amountFen === null || approvedFen === null || amountFen > approvedFen)
      return refuse('goodwill.beyond-approved', { amountFen, approvedFen })
    const [from, to] = [dateAt(approvedAt(run)), dateAt(now)]
    if (paidOn < from || paidOn > to) return refuse('goodwill.bad-day', { paidOn, from, to })
    const inCare = await whyNotKept(tx, run.customerId)
    if (inCare) return inCare
    const before = await paidBefore(tx, run)
    if (before) return refuse('goodwill.paid-already', { entryId: before.id, paidOn: before.paidOn })
    const { customerId, claimId } = run
    const entry: Goodwill = {
      ...{ id: newId(), customerId, escalationId, schemeId: null, claimId, name: goodwillName, amountFen, paidOn },
      ...{ reference, by: actor.staffId, at: now, corrects: null, reason: null },
    }
    await tx.put('goodwill', entry)
    await tx.put('escalation', withPayment(flow, run, { paidOn, ledgerEntry: entryNumber(entry) }))
    const number = entryNumber(entry)
    return done({ entryId: entry.id, number, customerId, caseId: run.caseId, escalationId, amountFen })
  },
})

/** Takes an entry back by a counter-entry; what was paid for stands as not paid, and its scheme has the money again. */
export const correctGoodwill = command({
  name: 'goodwill.correct',
  roles: ['supervisor', 'manager'],
  offline: 'onlineOnly',
  args: () => z.object({ entryId: z.string(), reason: z.string().trim().min(1).max(500) }),
  async run({ args, actor, now, newId, tx }) {
    const { entryId, reason } = args
    const entry = await tx.get('goodwill', entryId)
    if (!entry) return refuse('not-found', { entity: 'goodwill', id: entryId })
    const [counter] = await tx.find('goodwill', { corrects: entryId })
    if (counter || entry.corrects !== null) return refuse('goodwill.corrected-already', { entryId })
    const amountFen = -entry.amountFen
    const id = newId()
    await tx.put('goodwill', {
      ...{ ...entry, id, amountFen, paidOn: dateAt(now), by: actor.staffId, at: now },
      ...{ corrects: entryId, reason },
    })
    const scheme = entry.schemeId === null ? undefined : await tx.get('scheme', entry.schemeId)
    if (scheme)
      await tx.put('scheme', {
        ...scheme,
        ...{ grantCount: scheme.grantCount - 1, spentFen: scheme.spentFen - entry.amountFen },
      })
    if (entry.escalationId !== null) {
      const found = await runWithFlow(tx, entry.escalationId)
      if (!('ok' in found)) await tx.put('escalation', withPayment(found.flow, found.run, {}))
    }
    const { customerId, claimId, schemeId } = entry
    return done({ entryId: id, corrects: entryId, customerId, claimId, schemeId, amountFen })
  },
})

/** The entry by which a special case, or the claim that it is about, was paid for; a claim gets goodwill once. */
async function paidBefore(tx: Tx, run: Pick<Escalation, 'id' | 'claimId'>): Promise<Goodwill | undefined> {
  const ofRun = standing(await tx.find('goodwill', { escalationId: run.id }))
  return ofRun[0] ?? (run.claimId === null ? undefined : paidForClaim(tx, run.claimId))
}

export async function paidForClaim(tx: Tx, claimId: string): Promise<Goodwill | undefined> {
  return standing(await tx.find('goodwill', { claimId }))[0]
}

/** An entry is kept for good, and somebody who is here for care alone is not: they have to be kept as a customer first. */
export async function whyNotKept(tx: Tx, customerId: string): Promise<Refusal | null> {
  const [care] = await tx.find('care', { customerId })
  return care ? refuse('goodwill.in-care', { customerId, until: care.until }) : null
}

/** The run with its fields of the payment as the ledger has it, or without any. A run that has ended stays as it was. */
function withPayment(flow: Flow, run: Escalation, paid: { paidOn?: string; ledgerEntry?: string }): Escalation {
  if (run.state !== 'running') return run
  const { paidOn: _on, ledgerEntry: _entry, ...others } = run.fields
  const fields = Object.entries(paid).filter(([id]) => fieldOf(flow, id))
  return withDueTimes(flow, { ...run, fields: { ...others, ...Object.fromEntries(fields) } })
}
