import { z } from 'zod'
import { woken } from '../case/hold.ts'
import { type Case, clockSchema } from '../case/schema.ts'
import { priorities } from '../case/kinds.ts'
import { canonicalJson } from '../canonical-json.ts'
import { checklistOf } from '../checklist/checklist.ts'
import { dateAt } from '../civil-date.ts'
import { command, type Tx } from '../command.ts'
import { factSpec, parseFact } from '../judgement/fact.ts'
import { isDateInterval, notApplicable } from '../judgement/fact-value.ts'
import type { Judgement } from '../judgement/judgement.ts'
import type { Policy } from '../policy/schema.ts'
import { done, refuse, type Refusal } from '../refusal.ts'
import { roleSchema } from '../staff/schema.ts'
import { claimFile } from './claim-file.ts'
import { lastSigned, stillHolds } from './last-signed.ts'
import { outcomesOf } from './outcomes.ts'
import { about, claimIn, caseInReach, claimWorkers, type Context, takeStep, whyNotDay } from './life.ts'
import type { Claim } from './schema.ts'
import { claimOutcomes, lifeAtStart } from './states.ts'
import { isSharedFact } from './shared-fact.ts'

/**
 * Opens a claim on a policy, and on every other policy of the same customer that may respond to the same event, together with
 * the one case that they are worked on in. All begin with the same facts.
 */
export const openClaim = command({
  name: 'claim.open',
  roles: [...claimWorkers, 'service'],
  offline: 'free',
  args: () =>
    z.object({
      policyId: z.string(),
      alsoPolicyIds: z.array(z.string()).max(30).default([]),
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
  async run({ args, ...context }) {
    const { actor, now, newId, tx } = context
    const [policy, ...others] = await policiesOf(tx, [...new Set([args.policyId, ...args.alsoPolicyIds])])
    if (!policy) return refuse('not-found', { entity: 'policy', id: args.policyId })
    const missing = args.alsoPolicyIds.find((id) => id !== policy.id && !others.some((other) => other.id === id))
    const { customerId } = policy
    if (missing !== undefined || others.some((other) => other.customerId !== customerId))
      return refuse('not-found', { entity: 'policy', id: missing ?? args.alsoPolicyIds.join(' ') })
    for (const [fact, value] of Object.entries(args.facts)) {
      const problem = problemOf(fact, value, now)
      if (problem) return problem
    }
    const [claimId, caseId] = [newId(), newId()]
    const { refusedOn, refusalReason, claimedFen, title, priority, role, waitingSince, clocks, lacksDocuments, dueOn } =
      args
    const opened: string[] = []
    // What is known of one person says nothing of another.
    const shared = sharedFacts(args.facts)
    const factsFor = (one: Policy) =>
      one === policy ? args.facts : one.insuredName === policy.insuredName ? shared : {}
    for (const one of [policy, ...others]) {
      const isFirst = one === policy
      const claim: Claim = {
        ...lifeAtStart,
        ...{ id: isFirst ? claimId : newId(), customerId, policyId: one.id, caseId, openedAt: now },
        ...{ state: isFirst && refusedOn ? 'refused' : 'open', facts: factsFor(one) },
        ...(isFirst ? { refusedOn, refusalReason, claimedFen, decidedOn: refusedOn } : {}),
      }
      await tx.put('claim', claim)
      await takeStep(context, claim, 'opened', { title, policyNumber: one.number })
      if (isFirst && refusedOn)
        await takeStep(context, claim, 'refused', { reason: refusalReason, clause: null }, refusedOn)
      opened.push(claim.id)
    }
    const placed = { title, role, priority, waitingSince, clocks, lacksDocuments, dueOn }
    await tx.put('case', {
      ...{ id: caseId, customerId, kind: 'claim', state: 'open', ...placed },
      ...{ claimId, conversationId: null, concern: null, hold: null, holds: [], takenBy: null },
      ...{ takenUntil: null, openedBy: actor.staffId, openedAt: now, doneAt: null, outcome: null },
    })
    return done({ claimId, caseId, customerId, claimIds: opened })
  },
})

/**
 * Answers one question of the checklist. `value` null means asked, and nobody knows; `isCleared` takes the answer back. What is
 * the same for every claim on the event is answered in all of them: nobody is asked twice.
 */
export const answerChecklist = command({
  name: 'checklist.answer',
  roles: claimWorkers,
  offline: 'free',
  args: () =>
    z.object({
      claimId: z.string(),
      fact: z.string().max(64),
      value: z.json(),
      isCleared: z.boolean().default(false),
      /** The answer that the person saw (null: none): another one is not overwritten unseen. Absent: whatever stands there. */
      seen: z.object({ value: z.json() }).nullable().optional(),
    }),
  async run({ args, now, tx }) {
    const claim = await claimIn(tx, args.claimId)
    if ('ok' in claim) return claim
    const problem = args.isCleared ? null : problemOf(args.fact, args.value, now)
    if (problem) return problem
    const standing = claim.facts[args.fact]
    const isSeen =
      args.seen === undefined || canonicalJson(standing ?? null) === canonicalJson(args.seen?.value ?? null)
    if (!isSeen && canonicalJson(standing ?? null) !== canonicalJson(args.value))
      return refuse('claim.answer-changed', { claimId: claim.id, fact: args.fact, value: standing ?? null })
    const answered = [claim, ...(isSharedFact(args.fact) ? await claimsBeside(tx, claim) : [])]
    for (const one of answered) {
      const { [args.fact]: _before, ...others } = one.facts
      await tx.put('claim', { ...one, facts: args.isCleared ? others : { ...others, [args.fact]: args.value } })
    }
    return done({ ...about(claim), fact: args.fact })
  },
})

/**
 * Signs the preliminary judgement that the person saw: `asOf`, the pack's digest, the overlays' ids, the facts and what was asked
 * in vain say which. It is
 * refused when the record has moved on meanwhile. What was signed is kept as it was, whatever is installed or answered later.
 * Nothing of a judgement may reach a customer before a person has signed it (PIPL 24). A candidate for a special case is raised
 * at once, as a case of its own.
 */
export const signJudgement = command({
  name: 'claim.judge',
  roles: claimWorkers,
  offline: 'free',
  args: () =>
    z.object({
      claimId: z.string(),
      asOf: z.iso.date(),
      packSha256: z.string(),
      facts: z.record(z.string(), z.json()),
      overlays: z.array(z.string()).default([]),
      askedUnknown: z.array(z.string()).default([]),
    }),
  async run({ args, ...context }) {
    const { actor, now, newId, tx } = context
    const claim = await claimIn(tx, args.claimId)
    if ('ok' in claim) return claim
    const file = await claimFile(tx, claim)
    if ('ok' in file) return file
    const { asOf } = args
    const { judgement, facts, askedUnknown, overlays } = checklistOf(file, asOf)
    const isSame =
      file.product.sha256 === args.packSha256 &&
      canonicalJson(facts) === canonicalJson(args.facts) &&
      canonicalJson(overlays) === canonicalJson(args.overlays) &&
      canonicalJson(askedUnknown) === canonicalJson(args.askedUnknown)
    if (!isSame || asOf > dateAt(now)) return refuse('claim.changed', { claimId: claim.id })
    const before = lastSigned(await tx.find('judgement', { claimId: claim.id }))
    const isSigned = before?.signedBy === actor.staffId && before.asOf === asOf
    if (isSigned && stillHolds(before, { facts, askedUnknown, overlays }, file.product.sha256))
      return refuse('claim.signed-already', { claimId: claim.id })
    const id = newId()
    await tx.put('judgement', {
      ...{ id, customerId: claim.customerId, claimId: claim.id, signedBy: actor.staffId, signedAt: now, asOf },
      ...{ packSha256: file.product.sha256, facts: plain(facts), result: plain(judgement) },
      ...{ askedUnknown: [...askedUnknown], overlays: [...overlays] },
    })
    if (claim.state === 'open') await tx.put('claim', { ...claim, state: 'judged' })
    const { verdict, amountFen, clauses } = judgement
    await takeStep(context, claim, 'judged', { judgementId: id, verdict, amountFen, clauses })
    const specialCaseId = await raiseSpecialCase(context, claim, judgement)
    const told = { verdict, minFen: amountFen.min, maxFen: amountFen.max }
    return done({ judgementId: id, ...about(claim), ...told, ...(specialCaseId ? { specialCaseId } : {}) })
  },
})

/**
 * Hands the claim's case to the experts with everything that hangs on it: what has been found out stands in the record, `note`
 * says what does not, `feeling` how the customer is, and `callBackAt` (epoch ms) when they were promised a call, which may be
 * over by the time this is decided.
 */
export const handOverClaim = command({
  name: 'claim.handOver',
  roles: claimWorkers,
  offline: 'tentative',
  args: () =>
    z.object({
      claimId: z.string(),
      note: z.string().trim().min(1).max(2000),
      feeling: z.string().max(500).nullable().default(null),
      callBackAt: z.int().nullable().default(null),
    }),
  async run({ args, ...context }) {
    const { actor, now, newId, tx } = context
    const claim = await claimIn(tx, args.claimId)
    if ('ok' in claim) return claim
    const item = await caseInReach(context, claim)
    if (!item) return refuse('not-found', { entity: 'case', id: claim.caseId ?? '' })
    if ('ok' in item) return item
    const { note, feeling, callBackAt } = args
    await takeStep(context, claim, 'handedOver', { note, feeling, callBackAt })
    const written = [note, ...(feeling ? [feeling] : [])].join('\n')
    await tx.put('note', {
      ...{
        id: newId(),
        customerId: claim.customerId,
        caseId: item.id,
        authorId: actor.staffId,
        text: written,
        at: now,
      },
    })
    const promised =
      callBackAt === null
        ? []
        : [{ code: 'callBack', kind: 'promised', startsAt: now, dueAt: callBackAt, metAt: null } as const]
    await tx.put('case', {
      ...woken(item, now),
      role: 'expert',
      takenBy: null,
      takenUntil: null,
      clocks: [...item.clocks, ...promised],
    })
    return done({ ...about(claim), role: 'expert' })
  },
})

/** Closes a claim with its outcome, which has to fit what happened. A refusal that nobody explained stays open. */
export const closeClaim = command({
  name: 'claim.close',
  roles: claimWorkers,
  offline: 'tentative',
  args: () => z.object({ claimId: z.string(), outcome: z.enum(claimOutcomes) }),
  async run({ args, ...context }) {
    const { tx, now } = context
    const claim = await claimIn(tx, args.claimId)
    if ('ok' in claim) return claim
    const possible = outcomesOf(claim, await tx.find('dispute', { claimId: claim.id }))
    if (!possible.includes(args.outcome))
      return refuse('claim.wrong-outcome', { claimId: claim.id, state: claim.state, expected: possible })
    if (claim.state === 'refused' && claim.explainedAt === null && args.outcome !== 'withdrawn')
      return refuse('claim.not-explained', { claimId: claim.id })
    await tx.put('claim', { ...claim, state: 'closed', outcome: args.outcome, closedAt: now })
    await takeStep(context, claim, 'closed', { outcome: args.outcome, paidFen: claim.paidFen })
    return done({ ...about(claim), outcome: args.outcome, paidFen: claim.paidFen })
  },
})

async function policiesOf(tx: Tx, ids: readonly string[]): Promise<Policy[]> {
  return tx.getMany('policy', ids)
}

/** The other open claims on the same event, on policies of the same insured person. */
async function claimsBeside(tx: Tx, claim: Claim): Promise<Claim[]> {
  if (claim.caseId === null) return []
  const beside = (await tx.find('claim', { caseId: claim.caseId })).filter(
    (one) => one.id !== claim.id && one.state !== 'closed',
  )
  const policies = await tx.getMany('policy', [claim.policyId, ...beside.map(({ policyId }) => policyId)])
  const insuredOf = (policyId: string) => policies.find(({ id }) => id === policyId)?.insuredName
  return beside.filter((one) => insuredOf(one.policyId) === insuredOf(claim.policyId))
}

function sharedFacts(facts: Claim['facts']): Claim['facts'] {
  return Object.fromEntries(Object.entries(facts).filter(([fact]) => isSharedFact(fact)))
}

/** Opens the case of a special case that a judgement is a candidate for; null when there is nothing to raise. */
async function raiseSpecialCase(
  { actor, now, newId, tx }: Context,
  claim: Claim,
  { flags, verdict, clauses }: Judgement,
): Promise<string | null> {
  if (verdict !== 'not_payable' || !flags.includes('special_case_candidate')) return null
  const raised = await tx.find('case', { customerId: claim.customerId, kind: 'specialRequest', claimId: claim.id })
  if (raised.length > 0) return null
  const id = newId()
  const item: Case = {
    ...{ id, customerId: claim.customerId, kind: 'specialRequest', title: `特事特办候选 ${clauses.join(' ')}`.trim() },
    ...{ state: 'open', role: 'butler', priority: 'high', concern: null, waitingSince: null, clocks: [], hold: null },
    ...{ holds: [], dueOn: dateAt(now), lacksDocuments: false, takenBy: null, takenUntil: null, conversationId: null },
    ...{ claimId: claim.id, openedBy: actor.staffId, openedAt: now, doneAt: null, outcome: null },
  }
  await tx.put('case', item)
  return id
}

function problemOf(fact: string, value: unknown, now: number): Refusal | null {
  const spec = factSpec(fact)
  if (value === null && spec) return null
  const reading = parseFact(fact, value)
  if ('problem' in reading) return refuse('claim.bad-fact', { fact, value, expected: reading.problem.expected })
  // What a contract says may lie ahead; what happened, has.
  if (spec?.type !== 'date' || fact.startsWith('policy.') || reading.value === notApplicable) return null
  const day = isDateInterval(reading.value) ? reading.value.from : String(reading.value)
  return whyNotDay(now, fact, day)
}

/** The value as JSON has it. */
function plain<T>(value: unknown): T {
  return JSON.parse(JSON.stringify(value)) as T
}
