import type { Case } from '../case/schema.ts'
import { renewed } from '../case/lease.ts'
import { type CivilDate, dateAt } from '../civil-date.ts'
import type { Run, Tx } from '../command.ts'
import { refuse, type Refusal } from '../refusal.ts'
import type { Claim, ClaimState, ClaimStepKind } from './schema.ts'

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

/** Writes a step of the claim's life; `on` where it happened on a day of its own. What is worked on stays with its taker. */
export async function takeStep(
  { actor, now, newId, tx }: Context,
  claim: Pick<Claim, 'id' | 'customerId' | 'caseId'>,
  kind: ClaimStepKind,
  data: Record<string, unknown> = {},
  on: CivilDate | null = null,
): Promise<void> {
  const told = JSON.parse(JSON.stringify(data)) as Record<string, never>
  await tx.put('claimStep', {
    ...{ id: newId(), customerId: claim.customerId, claimId: claim.id, kind, by: actor.staffId, at: now },
    ...{ on, data: told },
  })
  const item = await openCaseOf(tx, claim)
  if (item) await tx.put('case', renewed(item, actor.staffId, now))
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

/** Why a day that somebody gave cannot be right: it is still to come, or lies before what it must follow. */
export function whyNotDay(now: number, field: string, on: CivilDate, after: CivilDate | null = null): Refusal | null {
  const today = dateAt(now)
  if (on > today) return refuse('claim.bad-day', { field, on, latest: today })
  return after !== null && on < after ? refuse('claim.bad-day', { field, on, earliest: after }) : null
}
