import { z } from 'zod'
import { clockSchema, priorities } from '../case/schema.ts'
import { canonicalJson } from '../canonical-json.ts'
import { checklistOf } from '../checklist/checklist.ts'
import { dateAt } from '../civil-date.ts'
import { command, type Tx } from '../command.ts'
import { factSpec, parseFact } from '../judgement/fact.ts'
import { done, refuse, type Refusal } from '../refusal.ts'
import { roleSchema } from '../staff/schema.ts'
import { type Claim, lifeAtStart } from './schema.ts'

const claimWorkers = ['butler', 'expert', 'supervisor', 'manager'] as const

/** Opens a claim on a policy together with the case that it is worked on in. */
export const openClaim = command({
  name: 'claim.open',
  roles: [...claimWorkers, 'service'],
  offline: 'free',
  args: z.object({
    policyId: z.string(),
    title: z.string().min(1).max(200),
    facts: z.record(z.string(), z.json()).default({}),
    refusedOn: z.iso.date().nullable().default(null),
    refusalReason: z.string().max(2000).nullable().default(null),
    claimedFen: z.int().nonnegative().nullable().default(null),
    priority: z.enum(priorities).default('normal'),
    role: roleSchema.default('butler'),
    waitingSince: z.int().nullable().default(null),
    clocks: z.array(clockSchema).max(20).default([]),
    lacksDocuments: z.boolean().default(false),
    dueOn: z.iso.date().nullable().default(null),
  }),
  async run({ args, actor, now, newId, tx }) {
    const policy = await tx.get('policy', args.policyId)
    if (!policy) return refuse('not-found', { entity: 'policy', id: args.policyId })
    const facts: Claim['facts'] = {}
    for (const [fact, value] of Object.entries(args.facts)) {
      const problem = problemOf(fact, value)
      if (problem) return problem
      facts[fact] = value
    }
    const { customerId } = policy
    const [claimId, caseId] = [newId(), newId()]
    const { refusedOn, refusalReason, claimedFen, title, priority, role, waitingSince, clocks, lacksDocuments, dueOn } =
      args
    const state = refusedOn ? 'refused' : 'open'
    await tx.put('claim', {
      ...lifeAtStart,
      ...{ id: claimId, customerId, policyId: policy.id, caseId, state, facts, openedAt: now },
      ...{ refusedOn, refusalReason, claimedFen },
    })
    await tx.put('case', {
      ...{
        id: caseId,
        customerId,
        kind: 'claim',
        title,
        state: 'open',
        role,
        priority,
        waitingSince,
        clocks,
        lacksDocuments,
      },
      ...{ dueOn, claimId, conversationId: null, concern: null, hold: null, takenBy: null, takenUntil: null },
      ...{ openedBy: actor.staffId, openedAt: now, doneAt: null, outcome: null },
    })
    return done({ claimId, caseId, customerId })
  },
})

/** Answers one question of the checklist. `value` null means asked, and nobody knows; `isCleared` takes the answer back. */
export const answerChecklist = command({
  name: 'checklist.answer',
  roles: claimWorkers,
  offline: 'free',
  args: z.object({
    claimId: z.string(),
    fact: z.string().max(64),
    value: z.json(),
    isCleared: z.boolean().default(false),
  }),
  async run({ args, tx }) {
    const claim = await tx.get('claim', args.claimId)
    if (!claim) return refuse('not-found', { entity: 'claim', id: args.claimId })
    if (claim.state === 'closed') return refuse('claim.not-open', { claimId: claim.id })
    const problem = args.isCleared ? null : problemOf(args.fact, args.value)
    if (problem) return problem
    const { [args.fact]: _before, ...others } = claim.facts
    await tx.put('claim', { ...claim, facts: args.isCleared ? others : { ...others, [args.fact]: args.value } })
    return done({ claimId: claim.id, customerId: claim.customerId, caseId: claim.caseId, fact: args.fact })
  },
})

/**
 * Signs the preliminary judgement that the person saw: `asOf`, the pack's digest and the facts say which. It is refused when
 * the record has moved on meanwhile. What was signed is kept as it was, whatever is installed or answered later. Nothing of a
 * judgement may reach a customer before a person has signed it (PIPL 24).
 */
export const signJudgement = command({
  name: 'claim.judge',
  roles: claimWorkers,
  offline: 'free',
  args: z.object({
    claimId: z.string(),
    asOf: z.iso.date(),
    packSha256: z.string(),
    facts: z.record(z.string(), z.json()),
    /** Ids of the overlays that were known; a command of before there were any does not say. */
    overlays: z.array(z.string()).optional(),
  }),
  async run({ args, actor, now, newId, tx }) {
    const claim = await tx.get('claim', args.claimId)
    if (!claim) return refuse('not-found', { entity: 'claim', id: args.claimId })
    const file = await claimFile(tx, claim)
    if ('ok' in file) return file
    const { asOf } = args
    const { judgement, facts, askedUnknown, overlays } = checklistOf(file, asOf)
    const isSame =
      file.product.sha256 === args.packSha256 &&
      canonicalJson(facts) === canonicalJson(args.facts) &&
      canonicalJson(overlays) === canonicalJson(args.overlays ?? overlays)
    if (!isSame || asOf > dateAt(now)) return refuse('claim.changed', { claimId: claim.id })
    const id = newId()
    const { customerId, caseId } = claim
    await tx.put('judgement', {
      ...{ id, customerId, claimId: claim.id, signedBy: actor.staffId, signedAt: now, asOf },
      ...{ packSha256: file.product.sha256, facts: plain(facts), result: plain(judgement) },
      ...{ askedUnknown: [...askedUnknown], overlays: [...overlays] },
    })
    if (claim.state === 'open') await tx.put('claim', { ...claim, state: 'judged' })
    const { verdict, amountFen } = judgement
    return done({
      judgementId: id,
      claimId: claim.id,
      customerId,
      caseId,
      verdict,
      minFen: amountFen.min,
      maxFen: amountFen.max,
    })
  },
})

/** Notes that the insurer has refused the claim: the refusal's civil date and its reason in the insurer's words. */
export const noteRefusal = command({
  name: 'claim.refused',
  roles: claimWorkers,
  offline: 'free',
  args: z.object({
    claimId: z.string(),
    refusedOn: z.iso.date(),
    reason: z.string().min(1).max(2000),
    claimedFen: z.int().nonnegative().nullable().default(null),
  }),
  async run({ args, tx }) {
    const claim = await tx.get('claim', args.claimId)
    if (!claim) return refuse('not-found', { entity: 'claim', id: args.claimId })
    const claimedFen = args.claimedFen ?? claim.claimedFen
    const told = { refusedOn: args.refusedOn, refusalReason: args.reason, claimedFen }
    await tx.put('claim', { ...claim, ...told, state: 'refused' })
    return done({ claimId: claim.id, customerId: claim.customerId, caseId: claim.caseId })
  },
})

async function claimFile(tx: Tx, claim: Claim) {
  const policy = await tx.get('policy', claim.policyId)
  if (!policy) return refuse('not-found', { entity: 'policy', id: claim.policyId })
  const product = await tx.get('product', policy.productCode)
  if (!product) return refuse('claim.no-pack', { productCode: policy.productCode })
  const customer = await tx.get('customer', claim.customerId)
  if (!customer) return refuse('not-found', { entity: 'customer', id: claim.customerId })
  return {
    claim,
    policy,
    product,
    customer,
    members: await tx.find('member', { customerId: customer.id }),
    overlays: await tx.find('overlay', {}),
  }
}

function problemOf(fact: string, value: unknown): Refusal | null {
  if (value === null && factSpec(fact)) return null
  const reading = parseFact(fact, value)
  return 'problem' in reading ? refuse('claim.bad-fact', { fact, value, expected: reading.problem.expected }) : null
}

/** The value as JSON has it. */
function plain<T>(value: unknown): T {
  return JSON.parse(JSON.stringify(value)) as T
}
