import { addDays, addYears, type CivilDate, dateAt, daysBetween } from '../civil-date.ts'
import type { Claim } from '../claim/schema.ts'
import type { Pack, Terms } from '../product/pack.ts'
import type { Policy } from './schema.ts'

/** The last day of a policy that runs for life. */
const endOfTime: CivilDate = '9999-12-31'

/**
 * What runs on a policy, as far as the record knows it; null is "not known, or there is none". Dates are civil, money in fen.
 * `waitingUntil`: the last day of a waiting period that is not over. `deductible.usedFen`: what the customer is known to have borne
 * alone this policy year, at most all of it; null while nobody has asked. `limit.paidFen`: paid this policy year. `payment`: the next one.
 */
export type PolicyStanding = {
  waitingUntil: CivilDate | null
  deductible: { fen: number; usedFen: number | null } | null
  limit: { fen: number; paidFen: number; leftFen: number } | null
  payment: { on: CivilDate; fen: number; isLate: boolean } | null
  renewal: { on: CivilDate; days: number; kind: Pack['renewal'] | null } | null
}

type Known = { terms: Terms | undefined; renewal: Pack['renewal'] | null; claims: readonly Claim[]; today: CivilDate }

const living: ReadonlySet<Policy['state']> = new Set(['inForce', 'waiting', 'grace'])

/** `claims`: those on this policy. A policy that is over has nothing running. */
export function standingOf(policy: Policy, { terms, renewal, claims, today }: Known): PolicyStanding {
  const isOver = !living.has(policy.state) || policy.expiresOn < today
  if (isOver) return { waitingUntil: null, deductible: null, limit: null, payment: null, renewal: null }
  const newestFirst = claims.toSorted((a, b) => b.openedAt - a.openedAt || (a.id < b.id ? 1 : -1))
  const yearFrom = policyYear(policy.effectiveOn, today)
  const ofThisYear = newestFirst.filter(({ openedAt }) => dateAt(openedAt) >= yearFrom)
  const told = (fact: string) => ofThisYear.map(({ facts }) => facts[fact]).find((value) => value !== undefined)
  const param = (name: string) => {
    const value = terms?.params[name]
    return typeof value === 'number' ? value : null
  }
  return {
    waitingUntil: waitingUntil(policy, param('waiting_days'), newestFirst, today),
    deductible: deductibleOf(param('deductible_fen'), told('ytd.own_spend_fen')),
    limit: limitOf(param('limit_fen'), newestFirst, yearFrom, told('ytd.paid_fen')),
    payment: nextPayment(policy, today),
    renewal: policy.expiresOn === endOfTime ? null : renewalOf(policy, renewal, today),
  }
}

function renewalOf({ expiresOn }: Policy, kind: Pack['renewal'] | null, today: CivilDate) {
  return { on: addDays(expiresOn, 1), days: daysBetween(today, expiresOn) + 1, kind }
}

/** The first day of the policy year that `today` is in. */
function policyYear(effectiveOn: CivilDate, today: CivilDate): CivilDate {
  let years = 0
  while (addYears(effectiveOn, years + 1) <= today) years++
  return addYears(effectiveOn, years)
}

/** The day on which cover began is the first of the waiting period; a renewal without a gap has none. */
function waitingUntil({ effectiveOn }: Policy, days: number | null, claims: readonly Claim[], today: CivilDate) {
  if (days === null || days === 0) return null
  if (claims.some(({ facts }) => facts['policy.unbroken_renewal'] === true)) return null
  const last = addDays(effectiveOn, days - 1)
  return last >= today ? last : null
}

function deductibleOf(fen: number | null, borne: unknown): PolicyStanding['deductible'] {
  if (fen === null || fen === 0) return null
  return { fen, usedFen: typeof borne === 'number' ? Math.min(fen, borne) : null }
}

/** What was told to have been paid may be more than what went through our hands, or an earlier count of it. */
function limitOf(
  fen: number | null,
  claims: readonly Claim[],
  from: CivilDate,
  told: unknown,
): PolicyStanding['limit'] {
  if (fen === null) return null
  const byUs = claims
    .filter(({ paidOn }) => paidOn !== null && paidOn >= from)
    .reduce((sum, { paidFen }) => sum + (paidFen ?? 0), 0)
  const paidFen = Math.max(byUs, typeof told === 'number' ? told : 0)
  return { fen, paidFen, leftFen: Math.max(0, fen - paidFen) }
}

function nextPayment({ paidThrough, expiresOn, premiumFen }: Policy, today: CivilDate): PolicyStanding['payment'] {
  if (paidThrough === null || paidThrough >= expiresOn) return null
  const on = addDays(paidThrough, 1)
  return { on, fen: premiumFen, isLate: on < today }
}
