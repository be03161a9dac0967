import type { Case } from '../case/schema.ts'
import type { Actor, Tx } from '../command.ts'
import type { Complaint } from '../complaint/schema.ts'
import { complaintIdOf } from '../complaint/complaint.ts'
import type { Customer } from '../customer/schema.ts'
import type { Escalation } from './schema.ts'
import type { RunRecord } from './variables.ts'

/** The rows that templates and fields are filled from. */
export async function recordOf(
  tx: Pick<Tx, 'get'>,
  about: {
    customer: Customer
    claimId: string | null
    caseId: string | null
    escalation: Escalation | null
    actor: Actor
    now: number
  },
): Promise<RunRecord> {
  const { customer, claimId, caseId, escalation, actor, now } = about
  const claim = claimId === null ? undefined : await tx.get('claim', claimId)
  const policy = claim && (await tx.get('policy', claim.policyId))
  const product = policy && (await tx.get('product', policy.productCode))
  const staff = await tx.get('staff', actor.staffId)
  const complaint = caseId === null ? undefined : await tx.get('complaint', complaintIdOf(caseId))
  return {
    customer,
    complaint: complaint ? { ...complaint, about: await aboutOf(tx, complaint) } : null,
    claim: claim ?? null,
    policy: policy ?? null,
    product: product ?? null,
    escalation,
    actorName: staff?.name ?? null,
    now,
  }
}

/** What a complaint is about, as people name it: product, number of the policy, clause; '' where it names none of them. */
export async function aboutOf(
  tx: Pick<Tx, 'get'>,
  { productCode, policyId, clauseNumber }: Pick<Complaint, 'productCode' | 'policyId' | 'clauseNumber'>,
): Promise<string> {
  const product = productCode === null ? undefined : await tx.get('product', productCode)
  const policy = policyId === null ? undefined : await tx.get('policy', policyId)
  return [product?.name ?? productCode, policy?.number, clauseNumber].filter(Boolean).join(' · ')
}

/** The open case that carries the run; null when it is gone, closed, or the run never had one. */
export async function openCaseOfRun(tx: Tx, run: Escalation): Promise<Case | null> {
  const found = run.caseId === null ? undefined : await tx.get('case', run.caseId)
  return found?.state === 'open' ? found : null
}
