import type { Actor } from '../command.ts'
import type { Document } from '../claim/document.ts'
import type { EntityName, Row } from '../entities.ts'
import type { Reply } from './file.ts'
import type { Answers } from './fill.ts'
import type { ReplyRecord } from './variables.ts'

/** What a record is read through: a command's `tx`, or a face's queries. */
export type Reading = {
  get<E extends EntityName>(entity: E, id: string): Promise<Row<E> | undefined>
  documentsOf(claimId: string): Promise<readonly Document[]>
}

/** Whom and what a reply is about; the policy is the claim's where there is a claim. */
export type About = { customerId: string; claimId: string | null; policyId: string | null }

/** The rows that a reply is filled from; what does not belong to the customer is not there. Null without the customer. */
export async function replyRecord(
  { get, documentsOf }: Reading,
  { customerId, claimId, policyId }: About,
  { reply, answers }: { reply: Reply | null; answers: Answers },
  { actor, now }: { actor: Actor; now: number },
): Promise<ReplyRecord | null> {
  const customer = await get('customer', customerId)
  if (!customer) return null
  const ofCustomer = <R extends { customerId: string }>(row: R | undefined) =>
    row?.customerId === customerId ? row : null
  const claim = claimId === null ? null : ofCustomer(await get('claim', claimId))
  const ownPolicyId = claim?.policyId ?? policyId
  const policy = ownPolicyId === null ? null : ofCustomer(await get('policy', ownPolicyId))
  const resources = new Map<string, Row<'resource'>>()
  for (const ask of reply?.asks ?? []) {
    const answer = answers[ask.id]
    const resource = ask.type === 'resource' && typeof answer === 'string' ? await get('resource', answer) : undefined
    if (resource && (ask.kind === undefined || ask.kind === resource.kind)) resources.set(resource.id, resource)
  }
  return {
    customer,
    claim,
    policy,
    product: (policy && (await get('product', policy.productCode))) ?? null,
    documents: claim ? await documentsOf(claim.id) : [],
    resources,
    actorName: (await get('staff', actor.staffId))?.name ?? null,
    now,
  }
}
