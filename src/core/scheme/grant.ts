import { z } from 'zod'
import { checklistOf } from '../checklist/checklist.ts'
import { dateAt } from '../civil-date.ts'
import { claimFile } from '../claim/claim-file.ts'
import { lastSigned, stillHolds } from '../claim/last-signed.ts'
import { command } from '../command.ts'
import { paidForClaim, whyNotKept } from '../goodwill/commands.ts'
import { entryNumber } from '../goodwill/ledger.ts'
import type { Goodwill } from '../goodwill/schema.ts'
import { done, refuse } from '../refusal.ts'
import { schemeIn } from './commands.ts'
import { misfitsOf } from './criteria.ts'
import { leftOf } from './standing.ts'

/**
 * A like case goes through without argument: pays goodwill on a claim under a running scheme and enters it into the ledger. The claim
 * has to meet the criteria by a judgement that is signed and still holds, signed by somebody else than who grants; a claim gets goodwill
 * once. It is decided alone, so of two that want the last of the budget one gets it. `amountFen` may be left out where the
 * scheme pays one amount.
 */
export const grantScheme = command({
  name: 'scheme.grant',
  roles: ['butler', 'expert', 'supervisor', 'manager'],
  offline: 'onlineOnly',
  args: () =>
    z.object({
      schemeId: z.string(),
      claimId: z.string(),
      paidOn: z.iso.date(),
      reference: z.string().trim().min(1).max(200),
      amountFen: z.int().positive().optional(),
    }),
  async run({ args, actor, now, newId, tx }) {
    const { claimId, paidOn, reference } = args
    const scheme = await schemeIn(tx, args.schemeId, 'running')
    if ('ok' in scheme) return scheme
    const { id: schemeId, startsOn, endsOn, minFen, maxFen } = scheme
    const today = dateAt(now)
    if (today < startsOn || today > endsOn) return refuse('scheme.not-in-time', { schemeId, startsOn, endsOn, today })
    const from = [startsOn, dateAt(scheme.decidedAt ?? now)].toSorted().at(-1) ?? startsOn
    if (paidOn < from || paidOn > today) return refuse('goodwill.bad-day', { paidOn, from, to: today })
    const claim = await tx.get('claim', claimId)
    if (!claim) return refuse('not-found', { entity: 'claim', id: claimId })
    const inCare = await whyNotKept(tx, claim.customerId)
    if (inCare) return inCare
    const file = await claimFile(tx, claim)
    if ('ok' in file) return file
    const checklist = checklistOf(file, today)
    const { policy, product } = file
    const misfits = misfitsOf(scheme, { productCode: policy.productCode, paidFen: claim.paidFen, checklist })
    if (misfits.length > 0) return refuse('scheme.not-covered', { schemeId, claimId, misfits })
    const signed = lastSigned(await tx.find('judgement', { claimId }))
    if (!signed || !stillHolds(signed, checklist, product.sha256))
      return refuse('claim.not-signed', { claimId, ...(signed ? { isStale: true } : {}) })
    if (signed.signedBy === actor.staffId) return refuse('scheme.own-judgement', { claimId, judgementId: signed.id })
    const before = await paidForClaim(tx, claimId)
    if (before) return refuse('goodwill.paid-already', { entryId: before.id, paidOn: before.paidOn })
    const amountFen = args.amountFen ?? (minFen === maxFen ? maxFen : null)
    if (amountFen === null || amountFen < minFen || amountFen > maxFen)
      return refuse('scheme.amount', { amountFen, minFen, maxFen })
    const leftFen = leftOf(scheme)
    if (amountFen > leftFen) return refuse('scheme.budget-spent', { schemeId, amountFen, leftFen })
    const { customerId } = claim
    const entry: Goodwill = {
      ...{
        id: newId(),
        customerId,
        escalationId: null,
        schemeId,
        claimId,
        name: scheme.goodwillName,
        amountFen,
        paidOn,
      },
      ...{ reference, by: actor.staffId, at: now, corrects: null, reason: null },
    }
    await tx.put('goodwill', entry)
    await tx.put('scheme', {
      ...scheme,
      ...{ grantCount: scheme.grantCount + 1, spentFen: scheme.spentFen + amountFen },
    })
    const number = entryNumber(entry)
    return done({ entryId: entry.id, number, customerId, caseId: claim.caseId, claimId, schemeId, amountFen })
  },
})
