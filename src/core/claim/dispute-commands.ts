import { z } from 'zod'
import { woken } from '../case/hold.ts'
import type { Case } from '../case/schema.ts'
import { command, type Tx } from '../command.ts'
import { done, refuse, type Refusal } from '../refusal.ts'
import type { Dispute } from './dispute.ts'
import { disputeWays } from './dispute-ways.ts'
import { isGround } from './grounds.ts'
import { about, caseInReach, claimIn, claimWorkers, type Context, takeStep, whyNotDay } from './life.ts'
import type { Claim } from './schema.ts'

const words = z.string().trim().min(1).max(2000)

/**
 * Contests a refusal, or a payment of only a part, on one ground or several. The claim's case becomes a dispute in the experts'
 * queue; `evidence` is what has to be got hold of.
 */
export const openDispute = command({
  name: 'dispute.open',
  roles: claimWorkers,
  offline: 'free',
  args: () =>
    z.object({
      claimId: z.string(),
      grounds: z.array(z.string()).min(1).max(20),
      stakeFen: z.int().positive().nullable().default(null),
      evidence: z.array(z.string().trim().min(1).max(200)).max(30).default([]),
    }),
  async run({ args, ...context }) {
    const { actor, now, newId, tx } = context
    const claim = await claimIn(tx, args.claimId, ['refused', 'partlyPaid'])
    if ('ok' in claim) return claim
    const unknown = args.grounds.find((ground) => !isGround(ground))
    if (unknown !== undefined) return refuse('not-found', { entity: 'ground', id: unknown })
    const reach = await caseInReach(context, claim)
    if (reach && 'ok' in reach) return reach
    const { grounds, stakeFen } = args
    const id = newId()
    const evidence = args.evidence.map((what) => ({ what, ground: null, isInHand: false }))
    const dispute: Dispute = {
      ...{
        id,
        customerId: claim.customerId,
        claimId: claim.id,
        state: 'open',
        grounds,
        stakeFen,
        evidence,
        rounds: [],
      },
      ...{ contests: claim.state === 'partlyPaid' ? 'partlyPaid' : 'refused' },
      ...{ openedBy: actor.staffId, openedAt: now, wonFen: null, endedAt: null, lesson: null },
    }
    await tx.put('dispute', dispute)
    const caseId = await caseOfDispute(context, claim, reach)
    await tx.put('claim', { ...claim, caseId, state: 'disputed' })
    await takeStep(context, { ...claim, caseId }, 'disputeOpened', { disputeId: id, grounds, stakeFen })
    return done({ disputeId: id, ...about({ ...claim, caseId }) })
  },
})

/** Writes down a piece of evidence, or that it is in hand now. */
export const noteEvidence = command({
  name: 'dispute.evidence',
  roles: claimWorkers,
  offline: 'free',
  args: () =>
    z.object({
      disputeId: z.string(),
      what: z.string().trim().min(1).max(200),
      ground: z.string().nullable().default(null),
      isInHand: z.boolean(),
    }),
  async run({ args, ...context }) {
    const found = await openDisputeOf(context.tx, args.disputeId)
    if ('ok' in found) return found
    const { dispute, claim } = found
    const { what, ground, isInHand } = args
    if (ground !== null && !isGround(ground)) return refuse('not-found', { entity: 'ground', id: ground })
    const at = dispute.evidence.findIndex((one) => one.what === what)
    const evidence =
      at === -1
        ? [...dispute.evidence, { what, ground, isInHand }]
        : dispute.evidence.with(at, { what, ground: ground ?? dispute.evidence[at]?.ground ?? null, isInHand })
    await context.tx.put('dispute', { ...dispute, evidence })
    await takeStep(context, claim, 'evidence', { disputeId: dispute.id, what, isInHand })
    return done({ disputeId: dispute.id, ...about(claim) })
  },
})

/** Sends one round: what is argued, where, and when. The one before has to be answered, or left behind by going further. */
export const sendRound = command({
  name: 'dispute.round',
  roles: claimWorkers,
  offline: 'free',
  args: () => z.object({ disputeId: z.string(), way: z.enum(disputeWays), sentOn: z.iso.date(), argument: words }),
  async run({ args, ...context }) {
    const found = await openDisputeOf(context.tx, args.disputeId)
    if ('ok' in found) return found
    const { dispute, claim } = found
    const { way, sentOn, argument } = args
    const last = dispute.rounds.at(-1)
    if (last && last.answeredOn === null && disputeWays.indexOf(way) <= disputeWays.indexOf(last.way))
      return refuse('dispute.round-open', { disputeId: dispute.id, way: last.way, sentOn: last.sentOn })
    const wrong = whyNotDay(context.now, 'sentOn', sentOn, last?.answeredOn ?? contestedOn(claim))
    if (wrong) return wrong
    const round = { way, sentOn, argument, answeredOn: null, answer: null, offeredFen: null }
    await context.tx.put('dispute', { ...dispute, rounds: [...dispute.rounds, round] })
    await takeStep(context, claim, 'round', { disputeId: dispute.id, way, argument }, sentOn)
    return done({ disputeId: dispute.id, ...about(claim), round: dispute.rounds.length + 1 })
  },
})

/** Notes the answer to the last round; `offeredFen` what it offers. */
export const noteRoundAnswer = command({
  name: 'dispute.answer',
  roles: claimWorkers,
  offline: 'free',
  args: () =>
    z.object({
      disputeId: z.string(),
      /** Which round it answers, counted from 1; the last one where that is not said. */
      round: z.int().positive().nullable().default(null),
      answeredOn: z.iso.date(),
      answer: words,
      offeredFen: z.int().positive().nullable().default(null),
    }),
  async run({ args, ...context }) {
    const found = await openDisputeOf(context.tx, args.disputeId)
    if ('ok' in found) return found
    const { dispute, claim } = found
    const last = dispute.rounds.at(-1)
    const isThat = args.round === null || args.round === dispute.rounds.length
    if (!last || last.answeredOn !== null || !isThat) return refuse('dispute.no-round', { disputeId: dispute.id })
    const { answeredOn, answer, offeredFen } = args
    const wrong = whyNotDay(context.now, 'answeredOn', answeredOn, last.sentOn)
    if (wrong) return wrong
    const rounds = dispute.rounds.with(dispute.rounds.length - 1, { ...last, answeredOn, answer, offeredFen })
    await context.tx.put('dispute', { ...dispute, rounds })
    await takeStep(
      context,
      claim,
      'roundAnswered',
      { disputeId: dispute.id, way: last.way, answer, offeredFen },
      answeredOn,
    )
    return done({ disputeId: dispute.id, ...about(claim) })
  },
})

/**
 * Ends a dispute with what it brought. What was won is claim money, and is added to what the insurer has paid; the claim stands
 * as paid, or as it stood before.
 */
export const endDispute = command({
  name: 'dispute.end',
  roles: claimWorkers,
  offline: 'tentative',
  args: () =>
    z.object({
      disputeId: z.string(),
      on: z.iso.date(),
      result: z.enum(['won', 'partlyWon', 'lost', 'withdrawn']),
      wonFen: z.int().nonnegative(),
      /** Said where more was won than was at stake: a slip of the keys is counted otherwise. */
      isBeyondStake: z.boolean().default(false),
      lesson: z.string().max(2000).nullable().default(null),
    }),
  async run({ args, ...context }) {
    const { now, tx } = context
    const found = await openDisputeOf(tx, args.disputeId)
    if ('ok' in found) return found
    const { dispute, claim } = found
    const { on, result, wonFen, lesson } = args
    const hasWon = result === 'won' || result === 'partlyWon'
    if (hasWon !== wonFen > 0) return refuse('dispute.amount', { disputeId: dispute.id, result, wonFen })
    if (dispute.stakeFen !== null && wonFen > dispute.stakeFen && !args.isBeyondStake)
      return refuse('dispute.beyond-stake', { disputeId: dispute.id, wonFen, stakeFen: dispute.stakeFen })
    const last = dispute.rounds.at(-1)
    const wrong = whyNotDay(now, 'on', on, last?.answeredOn ?? last?.sentOn ?? contestedOn(claim))
    if (wrong) return wrong
    await tx.put('dispute', { ...dispute, state: result, wonFen, endedAt: now, lesson })
    const paidFen = (claim.paidFen ?? 0) + wonFen
    const paid = hasWon ? { paidFen, paidOn: on, agreedOn: on } : {}
    const state = result === 'won' ? 'paid' : result === 'partlyWon' ? 'partlyPaid' : dispute.contests
    await tx.put('claim', { ...claim, ...paid, state })
    await takeStep(context, claim, 'disputeEnded', { disputeId: dispute.id, result, wonFen, lesson }, on)
    return done({ disputeId: dispute.id, ...about(claim), result, wonFen })
  },
})

/** The day of what is contested: a refusal, or a decision to pay a part. */
function contestedOn({ refusedOn, decidedOn }: Claim): string | null {
  return refusedOn ?? decidedOn
}

async function openDisputeOf(tx: Tx, disputeId: string): Promise<{ dispute: Dispute; claim: Claim } | Refusal> {
  const dispute = await tx.get('dispute', disputeId)
  if (!dispute) return refuse('not-found', { entity: 'dispute', id: disputeId })
  if (dispute.state !== 'open') return refuse('dispute.not-open', { disputeId, state: dispute.state })
  const claim = await claimIn(tx, dispute.claimId)
  return 'ok' in claim ? claim : { dispute, claim }
}

/** The claim's case, open again where it was done, as a dispute in the experts' queue; a new one where it never had any. */
async function caseOfDispute({ actor, now, newId, tx }: Context, claim: Claim, item: Case | null): Promise<string> {
  if (item) {
    const lease = actor.role === 'expert' ? {} : { takenBy: null, takenUntil: null }
    await tx.put('case', { ...woken(item, now), ...lease, kind: 'dispute', role: 'expert', lacksDocuments: false })
    return item.id
  }
  const id = newId()
  await tx.put('case', {
    ...{ id, customerId: claim.customerId, kind: 'dispute', title: claim.refusalReason ?? claim.id },
    ...{ state: 'open', role: 'expert', priority: 'high', concern: null, waitingSince: null, clocks: [], hold: null },
    ...{ holds: [], dueOn: null, lacksDocuments: false, takenBy: null, takenUntil: null, conversationId: null },
    ...{ claimId: claim.id, openedBy: actor.staffId, openedAt: now, doneAt: null, outcome: null },
  })
  return id
}
