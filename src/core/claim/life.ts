import type { Case } from '../case/schema.ts'
import { leaseHolder, renewed } from '../case/lease.ts'
import { type CivilDate, dateAt } from '../civil-date.ts'
import type { Run, Tx } from '../command.ts'
import { refuse, type Refusal } from '../refusal.ts'
import type { Claim, ClaimStepKind } from './schema.ts'
import { type ClaimState, isGathering, isUnderWay } from './states.ts'

/** Who works on claims. */
export const claimWorkers = ['butler', 'expert', 'supervisor', 'manager'] as const

export type Context = Omit<Run<unknown>, 'args'>

/** A claim that is in one of the states (any but closed where none are named); else the refusal that says so. */
export async function claimIn(tx: Tx, claimId: string, states?: readonly ClaimState[]): Promise<Claim | Refusal> {
  const claim = await tx.get('claim', claimId)
  if (!claim) return refuse('not-found', { entity: 'claim', id: claimId })
  if (claim.state === 'closed') return refuse('claim.not-open', { claimId })
  if (states && !states.includes(claim.state))
    return refuse('claim.wrong-state', { claimId, state: claim.state, expected: states })
  return claim
}

/**
 * Writes a step of the claim's life; `on` where it happened on a day of its own. Its case is open from then on: a claim that goes
 * on stands in somebody's queue, and stays with whoever has taken it. The claim is to be put before.
 */
export async function takeStep(
  context: Context,
  claim: Pick<Claim, 'id' | 'customerId' | 'caseId'>,
  kind: ClaimStepKind,
  data: Record<string, unknown> = {},
  on: CivilDate | null = null,
): Promise<void> {
  const { actor, now, newId, tx } = context
  const told = JSON.parse(JSON.stringify(data)) as Record<string, never>
  await tx.put('claimStep', {
    ...{ id: newId(), customerId: claim.customerId, claimId: claim.id, kind, by: actor.staffId, at: now },
    ...{ on, data: told },
  })
  const item = kind === 'closed' ? await openCaseOf(tx, claim) : await workCaseOf(tx, claim)
  if (!item) return
  const lacksDocuments = await lacks(tx, item)
  await tx.put('case', { ...renewed(item, actor.staffId, now), lacksDocuments })
}

/** What every event about a claim carries. */
export function about(claim: Pick<Claim, 'id' | 'customerId' | 'caseId'>) {
  return { claimId: claim.id, customerId: claim.customerId, caseId: claim.caseId }
}

/** The open case in which the claim is worked on; null when it has none or that is done. */
export async function openCaseOf(tx: Tx, claim: Pick<Claim, 'caseId'>): Promise<Case | null> {
  const found = claim.caseId === null ? undefined : await tx.get('case', claim.caseId)
  return found?.state === 'open' ? found : null
}

/** The case of a claim that goes on, open again where it was done; null only where it never had one. */
export async function workCaseOf(tx: Tx, claim: Pick<Claim, 'caseId'>): Promise<Case | null> {
  const found = claim.caseId === null ? undefined : await tx.get('case', claim.caseId)
  return found ? { ...found, state: 'open', doneAt: null, outcome: null } : null
}

/** The open case, unless it is in somebody else's hands. */
export async function caseInReach({ actor, now, tx }: Context, claim: Claim): Promise<Case | Refusal | null> {
  const item = await workCaseOf(tx, claim)
  const holder = item ? leaseHolder(item, now) : null
  if (item && holder !== null && holder !== actor.staffId)
    return refuse('case.not-yours', { caseId: item.id, by: holder, until: item.takenUntil })
  return item
}

/**
 * Whether a case waits for papers: a claim that is not with the insurer yet has asked for some that are not there. One that has
 * gone in without them waits for the insurer, not for papers.
 */
async function lacks(tx: Tx, item: Case): Promise<boolean> {
  const claims = await tx.find('claim', { caseId: item.id })
  // Another claim in the same case is under way already: it must not wait for the papers of this one.
  if (claims.some((claim) => !isGathering(claim.state) && isUnderWay(claim))) return false
  let hasAsked = false
  for (const { id, state } of claims) {
    const documents = await tx.find('document', { claimId: id })
    hasAsked ||= documents.length > 0
    if (isGathering(state) && documents.some((one) => one.state === 'asked' || one.state === 'unreadable')) return true
  }
  return !hasAsked && claims.some(({ state }) => isGathering(state)) && item.lacksDocuments
}

/** Why a day that somebody gave cannot be right: it is still to come, or lies before what it must follow. */
export function whyNotDay(now: number, field: string, on: CivilDate, after: CivilDate | null = null): Refusal | null {
  const today = dateAt(now)
  if (on > today) return refuse('claim.bad-day', { field, on, latest: today })
  return after !== null && on < after ? refuse('claim.bad-day', { field, on, earliest: after }) : null
}
