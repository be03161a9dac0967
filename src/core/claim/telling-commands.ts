import { z } from 'zod'
import { checklistOf } from '../checklist/checklist.ts'
import { dateAt } from '../civil-date.ts'
import { command, type Tx } from '../command.ts'
import { putMessage } from '../conversation/commands.ts'
import { channels } from '../conversation/kinds.ts'
import type { Facts } from '../judgement/fact-value.ts'
import { languages } from '../language.ts'
import { done, refuse } from '../refusal.ts'
import { claimFile } from './claim-file.ts'
import { lastSigned, resultOf, stillHolds } from './last-signed.ts'
import { about, claimIn, claimWorkers, openCaseOf, takeStep } from './life.ts'
import type { Claim } from './schema.ts'
import { clauseText, explanationText, judgementText, missingOf } from './words.ts'

const telling = { channel: z.enum(channels).default('wechat'), language: z.enum(languages).default('zh-Hans') }

/**
 * Tells the customer what a person has signed, while it is the insurer's turn or ours. Refused while nothing is signed, and when
 * an answer, the rules or an extension of cover would make it come out otherwise today: what is told has to be true still
 * (PIPL 24).
 */
export const tellJudgement = command({
  name: 'claim.tell',
  roles: claimWorkers,
  offline: 'free',
  args: () => z.object({ claimId: z.string(), judgementId: z.string(), ...telling }),
  async run({ args, ...context }) {
    const { tx, now } = context
    const claim = await claimIn(tx, args.claimId, ['open', 'judged', 'submitted'])
    if ('ok' in claim) return claim
    const signed = lastSigned(await tx.find('judgement', { claimId: claim.id }))
    if (!signed || signed.id !== args.judgementId) return refuse('claim.not-signed', { claimId: claim.id })
    const file = await claimFile(tx, claim)
    if ('ok' in file) return file
    if (!stillHolds(signed, checklistOf(file, dateAt(now)), file.product.sha256))
      return refuse('claim.not-signed', { claimId: claim.id, isStale: true })
    const before = await tx.find('claimStep', { claimId: claim.id, kind: 'told' })
    const again = before.find(({ data }) => data['judgementId'] === signed.id)
    if (again) return refuse('claim.told-already', { claimId: claim.id, at: again.at })
    const judgement = resultOf(signed)
    const otherPolicies = await besideNames(tx, claim)
    const told = { judgement, facts: signed.facts as Facts, otherPolicies }
    const text = judgementText(args.language, file, told)
    await takeStep(context, claim, 'told', { judgementId: signed.id, verdict: judgement.verdict })
    const item = await openCaseOf(tx, claim)
    if (!item) return refuse('not-found', { entity: 'case', id: claim.caseId ?? '' })
    const messageId = await putMessage(context, item, { direction: 'out', channel: args.channel, text })
    return done({ ...about(claim), messageId, verdict: judgement.verdict })
  },
})

/** Names of the other policies on which the same event is claimed and that may still pay. */
export async function besideNames(
  tx: Pick<Tx, 'find' | 'get'>,
  claim: Pick<Claim, 'id' | 'caseId'>,
): Promise<string[]> {
  if (claim.caseId === null) return []
  const names: string[] = []
  for (const other of await tx.find('claim', { caseId: claim.caseId })) {
    if (other.id === claim.id || other.state === 'closed' || other.state === 'refused') continue
    const policy = await tx.get('policy', other.policyId)
    const product = policy && (await tx.get('product', policy.productCode))
    if (product) names.push(product.name)
  }
  return names
}

/**
 * Explains the insurer's refusal, or a payment of only a part, to the customer. It cannot be sent without the clause (quoted from
 * the terms that govern the policy), the facts, the reason and what the customer can do next.
 */
export const explainRefusal = command({
  name: 'claim.explain',
  roles: claimWorkers,
  offline: 'free',
  args: () =>
    z.object({
      claimId: z.string(),
      clause: z.string().max(40),
      facts: z.string().max(1000),
      reason: z.string().max(1000),
      nextRights: z.array(z.string().max(300)).max(10),
      /** The clause's words as the insurer quotes them, where it names one that our terms do not have. */
      quoted: z.string().max(2000).nullable().default(null),
      ...telling,
    }),
  async run({ args, ...context }) {
    const { tx, now } = context
    const claim = await claimIn(tx, args.claimId, ['refused', 'partlyPaid', 'disputed'])
    if ('ok' in claim) return claim
    const missing = missingOf(args)
    if (missing.length > 0) return refuse('claim.explanation-incomplete', { claimId: claim.id, missing })
    const file = await claimFile(tx, claim)
    const clause = args.clause.trim()
    const quoted = ('ok' in file ? undefined : clauseText(file, clause)) ?? (args.quoted?.trim() || undefined)
    if (quoted === undefined)
      return 'ok' in file ? file : refuse('claim.no-clause', { clause, productCode: file.policy.productCode })
    const customer = await tx.get('customer', claim.customerId)
    if (!customer) return refuse('not-found', { entity: 'customer', id: claim.customerId })
    const refusedOn = claim.refusedOn ?? claim.decidedOn ?? ''
    const text = explanationText(args.language, customer, refusedOn, { ...args, clause }, quoted)
    await tx.put('claim', { ...claim, explainedAt: now, refusalClause: claim.refusalClause ?? clause })
    const { facts, reason, nextRights } = args
    await takeStep(context, claim, 'explained', { clause, facts, reason, nextRights })
    const item = await openCaseOf(tx, claim)
    if (!item) return refuse('not-found', { entity: 'case', id: claim.caseId ?? '' })
    const messageId = await putMessage(context, item, { direction: 'out', channel: args.channel, text })
    return done({ ...about(claim), messageId, clause })
  },
})
