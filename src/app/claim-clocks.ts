import { byId } from '../core/by-id.ts'
import type { Clock } from '../core/case/schema.ts'
import { claimFacts } from '../core/checklist/checklist.ts'
import { type CivilDate, dateAt, daysBetween } from '../core/civil-date.ts'
import { claimClocks } from '../core/claim/clocks.ts'
import { queueClocks } from '../core/claim/queue-clocks.ts'
import type { Row } from '../core/entities.ts'
import { deadlinesOf } from '../core/judgement/deadlines.ts'
import { judge } from '../core/judgement/judge.ts'
import type { Judgement } from '../core/judgement/judgement.ts'
import { candidateTerms } from '../core/judgement/plan.ts'
import type { Pack } from '../core/product/pack.ts'
import { claimsOfCases } from '../store/claim-record.ts'
import type { Reader } from '../store/store.ts'
import type { knownProducts } from './known-products.ts'
import { isDayOff } from '../core/calendar/days-off.ts'

/** What the clocks of claims are read from. */
export type ClaimRows = {
  claims: readonly Row<'claim'>[]
  documents: readonly Row<'document'>[]
  disputes: readonly Row<'dispute'>[]
  policies: readonly Row<'policy'>[]
}

/**
 * Gives cases the clocks of the claims that are worked on in them, computed from the record at `now` (epoch ms): nothing of them
 * is stored.
 */
export function withClaimClocks<C extends Row<'case'>>(
  cases: readonly C[],
  { claims, documents, disputes, policies }: ClaimRows,
  productOf: (code: string) => Row<'product'> | undefined,
  now: number,
): C[] {
  const today = dateAt(now)
  const policyById = byId(policies)
  const documentsBy = Map.groupBy(documents, ({ claimId }) => claimId)
  const openBy = new Map(disputes.filter(({ state }) => state === 'open').map((one) => [one.claimId, one]))
  const clocksByCase = new Map<string, Clock[]>()
  for (const claim of claims) {
    const policy = policyById.get(claim.policyId)
    const deadlines = policy ? deadlinesFor(claim, policy, productOf(policy.productCode), today) : {}
    const roundSentOn = openRound(openBy.get(claim.id))
    const record = { claim, deadlines, documents: documentsBy.get(claim.id) ?? [], roundSentOn }
    const caseId = claim.caseId ?? ''
    const clocks = queueClocks(claimClocks(record, today, isDayOff))
    clocksByCase.set(caseId, [...(clocksByCase.get(caseId) ?? []), ...clocks])
  }
  return cases.map((item) => {
    const clocks = clocksByCase.get(item.id)
    return clocks ? { ...item, clocks: [...item.clocks, ...clocks] } : item
  })
}

/** The same from a store. */
export function claimClocksFrom(reader: Reader, products: ReturnType<typeof knownProducts>) {
  return async <C extends Row<'case'>>(cases: readonly C[], now: number): Promise<C[]> => {
    const ids = cases.filter(({ claimId }) => claimId !== null).map(({ id }) => id)
    if (ids.length === 0) return [...cases]
    const rows = await claimsOfCases(reader, ids)
    const known = await products()
    return withClaimClocks(cases, rows, (code) => known.get(code), now)
  }
}

/** An advance is looked for only this long after the hand-in: its sixty days (保险法 25) warn in their last quarter. */
const advanceFromDays = 45

/** What the terms and the facts say of last days; `{}` where the rules are not here. */
function deadlinesFor(
  claim: Row<'claim'>,
  policy: Row<'policy'>,
  product: Row<'product'> | undefined,
  today: CivilDate,
): Judgement['deadlines'] {
  if (!product) return {}
  const facts = claimFacts({ claim, policy })
  const pack = product.pack as Pack
  const terms = candidateTerms(pack, facts).at(-1)
  if (!terms) return {}
  const isLong = claim.submittedOn !== null && daysBetween(claim.submittedOn, today) >= advanceFromDays
  const isOpen = claim.state === 'submitted' && claim.decidedOn === null
  // Whether there is a certain part takes the whole judgement.
  const hasAdvance = isLong && isOpen && judge(pack, facts, { asOf: today }).flags.includes('art25_advance')
  return deadlinesOf(terms, facts, hasAdvance)
}

/** The day on which the round that waits for an answer was sent; null when none does. */
export function openRound(dispute: Pick<Row<'dispute'>, 'rounds' | 'state'> | undefined): string | null {
  const last = dispute?.state === 'open' ? dispute.rounds.at(-1) : undefined
  return last && last.answeredOn === null ? last.sentOn : null
}
