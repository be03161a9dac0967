import { z } from 'zod'
import { canonicalJson } from '../canonical-json.ts'
import { checklistOf } from '../checklist/checklist.ts'
import { command } from '../command.ts'
import { putMessage } from '../conversation/commands.ts'
import { channels } from '../conversation/schema.ts'
import type { Judgement } from '../judgement/judgement.ts'
import { languages } from '../language.ts'
import { done, refuse } from '../refusal.ts'
import { claimFile } from './claim-file.ts'
import { about, claimIn, claimWorkers, openCaseOf, takeStep } from './life.ts'
import { clauseText, explanationText, judgementText, missingOf } from './words.ts'

const telling = { channel: z.enum(channels).default('wechat'), language: z.enum(languages).default('zh-Hans') }

/**
 * Tells the customer what a person has signed: that judgement, word for word. Refused while nothing is signed, and when an
 * answer, the rules or the overlays have changed since: what is told has to be true still (PIPL 24).
 */
export const tellJudgement = command({
  name: 'claim.tell',
  roles: claimWorkers,
  offline: 'free',
  args: z.object({ claimId: z.string(), judgementId: z.string(), ...telling }),
  async run({ args, ...context }) {
    const { tx } = context
    const claim = await claimIn(tx, args.claimId)
    if ('ok' in claim) return claim
    const signed = (await tx.find('judgement', { claimId: claim.id }))
      .toSorted((a, b) => a.signedAt - b.signedAt)
      .at(-1)
    if (!signed || signed.id !== args.judgementId) return refuse('claim.not-signed', { claimId: claim.id })
    const file = await claimFile(tx, claim)
    if ('ok' in file) return file
    const now = checklistOf(file, signed.asOf)
    const isSame =
      file.product.sha256 === signed.packSha256 &&
      canonicalJson(now.facts) === canonicalJson(signed.facts) &&
      canonicalJson(now.overlays) === canonicalJson(signed.overlays)
    if (!isSame) return refuse('claim.not-signed', { claimId: claim.id, isStale: true })
    const item = await openCaseOf(tx, claim)
    if (!item) return refuse('case.not-open', { caseId: claim.caseId })
    const judgement = signed.result as unknown as Judgement
    const text = judgementText(args.language, file, judgement)
    const messageId = await putMessage(context, item, { direction: 'out', channel: args.channel, text })
    await takeStep(context, claim, 'told', { judgementId: signed.id, messageId, verdict: judgement.verdict })
    return done({ ...about(claim), messageId, verdict: judgement.verdict })
  },
})

/**
 * Explains the insurer's refusal, or a payment of only a part, to the customer. It cannot be sent without the clause (quoted from
 * the terms that govern the policy), the facts, the reason and what the customer can do next.
 */
export const explainRefusal = command({
  name: 'claim.explain',
  roles: claimWorkers,
  offline: 'free',
  args: z.object({
    claimId: z.string(),
    clause: z.string().max(40),
    facts: z.string().max(1000),
    reason: z.string().max(1000),
    nextRights: z.array(z.string().max(300)).max(10),
    ...telling,
  }),
  async run({ args, ...context }) {
    const { tx, now } = context
    const claim = await claimIn(tx, args.claimId, ['refused', 'partlyPaid', 'disputed'])
    if ('ok' in claim) return claim
    const missing = missingOf(args)
    if (missing.length > 0) return refuse('claim.explanation-incomplete', { claimId: claim.id, missing })
    const file = await claimFile(tx, claim)
    if ('ok' in file) return file
    const clause = args.clause.trim()
    const quoted = clauseText(file, clause)
    if (quoted === undefined) return refuse('claim.no-clause', { clause, productCode: file.policy.productCode })
    const item = await openCaseOf(tx, claim)
    if (!item) return refuse('case.not-open', { caseId: claim.caseId })
    const refusedOn = claim.refusedOn ?? claim.decidedOn ?? ''
    const text = explanationText(args.language, file, refusedOn, { ...args, clause }, quoted)
    const messageId = await putMessage(context, item, { direction: 'out', channel: args.channel, text })
    await tx.put('claim', { ...claim, explainedAt: now, refusalClause: claim.refusalClause ?? clause })
    const { facts, reason, nextRights } = args
    await takeStep(context, claim, 'explained', { messageId, clause, facts, reason, nextRights })
    return done({ ...about(claim), messageId, clause })
  },
})
