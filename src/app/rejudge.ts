import { factsOfFile } from '../core/checklist/checklist.ts'
import { type CivilDate, dateAt } from '../core/civil-date.ts'
import type { Claim } from '../core/claim/schema.ts'
import type { Row } from '../core/entities.ts'
import { evaluate } from '../core/judgement/evaluate.ts'
import type { Facts } from '../core/judgement/fact-value.ts'
import type { Judgement } from '../core/judgement/judgement.ts'
import { isSameOutcome, outcomeOf, outcomeUnder, type ToldOutcome } from '../core/product/outcome.ts'
import { overlayCondition } from '../core/product/overlay-condition.ts'
import {
  type CandidateRules,
  productsTouchedBy,
  type Rules,
  type RulesInForce,
  rulesInForce,
  rulesWith,
} from '../core/product/rules.ts'
import type { ClaimToJudge } from '../store/claim-queries.ts'
import type { Home } from './home.ts'
import { rulesOf } from './packs.ts'

/** A claim that comes out otherwise than it did. `isSigned`: somebody has put their name to a judgement of it. */
export type MovedClaim = {
  claimId: string
  customerId: string
  customerName: string
  ownerId: string
  product: string
  state: Claim['state']
  isSigned: boolean
  before: ToldOutcome
  after: ToldOutcome
}

/** How far it is: claims judged, of how many. */
export type OnJudged = (judged: number, of: number) => void
type Place = Pick<Home, 'query' | 'clock'>

/** The claims on which rules can still do something. Signed ones count in every state: what was told may have to be told again. */
const undecided: readonly Claim['state'][] = ['open', 'judged', 'submitted', 'refused', 'disputed']
const sliceSize = 200

/** As of when candidates are tried: today, or the first day on which all of them will have been announced. */
export function dayOfTrial(candidates: readonly CandidateRules[], today: CivilDate): CivilDate {
  const announced = candidates.map(({ kind, definition }) => (kind === 'overlay' ? definition.announced : today))
  return [today, ...announced].toSorted().at(-1) ?? today
}

/**
 * Judges every claim that candidates can touch under the rules as they are and as they would be, both as of `dayOfTrial` and with
 * what the record knows now. Gives those whose outcome moves, as they are found; keeps nothing.
 */
export async function* dryRun(
  place: Place,
  candidates: readonly CandidateRules[],
  onJudged: OnJudged = () => undefined,
): AsyncGenerator<MovedClaim> {
  const rules = await rulesOf(place)
  yield* comparing(place, rules, rulesWith(rules, candidates), candidates, onJudged)
}

/** The same between any two sets of rules, of which `candidates` are the difference. */
export async function* comparing(
  place: Place,
  earlier: Rules,
  later: Rules,
  candidates: readonly CandidateRules[],
  onJudged: OnJudged,
): AsyncGenerator<MovedClaim> {
  const products = productsTouchedBy(candidates)
  const asOf = dayOfTrial(candidates, dateAt(place.clock.now()))
  const [now, then] = [byProduct(earlier, asOf), byProduct(later, asOf)]
  for await (const claims of claimsOn(place, products, undecided, onJudged)) {
    const touched = claims
      .map((one) => ({ one, ...factsOfFile(one) }))
      .filter(({ one, facts }) => canTouch(candidates, one.policy.productCode, facts))
    // One set of rules after the other: each is made ready once. A product that is not here yet has nothing that could move.
    const judged = (rulesFor: typeof now) =>
      touched.map(({ one, facts }) => {
        const rules = rulesFor(one.policy.productCode)
        return rules && outcomeUnder(rules, facts, asOf)
      })
    const [before, after] = [judged(now), judged(then)]
    for (const [index, { one }] of touched.entries()) {
      const [was, is] = [before[index], after[index]]
      if (was && is && !isSameOutcome(was, is)) yield movedClaim(one, was, is)
    }
  }
}

/** Whether a candidate can change the claim's outcome: an overlay only where it may lie on the claim. */
function canTouch(candidates: readonly CandidateRules[], product: string, facts: Facts): boolean {
  return candidates.some(({ kind, definition }) =>
    kind === 'product'
      ? definition.product === product
      : (definition.products?.includes(product) ?? false) &&
        evaluate(overlayCondition(definition), { facts, params: {} }).value !== false,
  )
}

/**
 * Judges every claim that has a signed judgement again under today's rules, with the facts that were signed: what changed since in
 * the record is another matter. Gives those that come out otherwise; they have to be told again.
 */
export async function* rejudge(place: Place, onJudged: OnJudged = () => undefined): AsyncGenerator<MovedClaim> {
  const rules = await rulesOf(place)
  const today = dateAt(place.clock.now())
  const inForce = byProduct(rules, today)
  const products = rules.products.map(({ id }) => id)
  for await (const claims of claimsOn(place, products, [], onJudged))
    for (const one of claims) {
      const standing = inForce(one.policy.productCode)
      if (!standing || !one.signed || isUnder(standing, one.signed)) continue
      // Read when they were signed; a result is what `judge` gave.
      const before = outcomeOf(one.signed.result as unknown as Judgement)
      const after = outcomeUnder(standing, one.signed.facts as Facts, today)
      if (!isSameOutcome(before, after)) yield movedClaim(one, before, after)
    }
}

/** Whether a judgement was signed under these very rules: then it comes out as it did. A pack's own overlays have their day. */
function isUnder({ pack, sha256, overlays }: RulesInForce, signed: Row<'judgement'>): boolean {
  const ids = overlays.map(({ id }) => id)
  return signed.packSha256 === sha256 && pack.overlays.length === 0 && ids.join(' ') === signed.overlays.join(' ')
}

/** Looks the rules of each product up once. */
function byProduct(rules: Rules, on: CivilDate): (product: string) => RulesInForce | undefined {
  const inForce = new Map(rules.products.map(({ id }) => [id, rulesInForce(rules, id, on)]))
  return (product) => inForce.get(product)
}

/** The claims in slices, so that little is in memory at once. */
async function* claimsOn(
  { query }: Place,
  products: readonly string[],
  states: readonly Claim['state'][],
  onJudged: OnJudged,
): AsyncGenerator<ClaimToJudge[]> {
  const of = await query.countClaimsToJudge({ products, states })
  let after: string | null = ''
  let judged = 0
  onJudged(0, of)
  while (after !== null) {
    const { claims, last } = await query.claimsToJudge({ products, states, after, limit: sliceSize })
    yield claims
    judged += claims.length
    onJudged(judged, of)
    after = last
  }
}

function movedClaim(
  { claim, policy, customer, signed }: ClaimToJudge,
  before: ToldOutcome,
  after: ToldOutcome,
): MovedClaim {
  return {
    ...{ claimId: claim.id, customerId: customer.id, customerName: customer.name, ownerId: customer.ownerId },
    ...{ product: policy.productCode, state: claim.state, isSigned: signed !== null, before, after },
  }
}
