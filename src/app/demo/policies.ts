import { addDays, addYears, type CivilDate, yearsAt } from '../../core/civil-date.ts'
import type { ImportRow } from '../../core/import/schema.ts'
import type { Person } from './people.ts'
import { expiryOf, graceDays, lastDueOn, premiumFenOf, type ProductCode, products } from './products.ts'
import type { Random } from './random.ts'

export type PolicyRow = ImportRow<'policies'>
type Insured = { name: string | null; bornOn: CivilDate }

/** One to three policies of a customer; each with a state that its dates and `today` agree with. */
export function policiesOf(random: Random, person: Person, today: CivilDate): PolicyRow[] {
  const wanted = random.weighted([
    [1, 57],
    [2, 32],
    [3, 11],
  ])
  const rows: PolicyRow[] = []
  for (let place = 1; place <= wanted; place++) {
    const drawn = random.weighted<ProductCode>([
      ['MED-MILLION', rows.length === 0 ? 62 : 34],
      ['CI-LONG', 24],
      ['CASH', rows.length === 0 ? 14 : 42],
    ])
    const effectiveOn = effectiveOf(random, drawn, today)
    const fitting = insuredOf(random, person, drawn, effectiveOn)
    // Too old for it, and nobody younger at home: the medical cover, which goes on by its guaranteed renewal.
    const code = fitting ? drawn : 'MED-MILLION'
    const insured = fitting ?? { name: null, bornOn: person.bornOn }
    const isAlreadyCovered = rows.some((row) => row.productCode === code && row.insuredName === insured.name)
    if (!isAlreadyCovered) rows.push(policyOf(person, rows.length + 1, { code, effectiveOn, insured, random, today }))
  }
  return rows
}

/** How a policy that a claim needs is asked for; what is left out follows from the dates. */
export type Wanted = {
  code: ProductCode
  effectiveOn: CivilDate
  insured?: Insured
  /** Only for `CI-LONG`: the last day that is paid for, where that is not the year now running. */
  paidThrough?: CivilDate
}

/** The policy of a claim: exactly as the claim needs it. */
export function wantedPolicy(person: Person, place: number, wanted: Wanted, today: CivilDate): PolicyRow {
  const insured = wanted.insured ?? { name: null, bornOn: person.bornOn }
  return finish(person, place, { ...wanted, insured, source: insured.name ? 'family' : 'own' }, today)
}

type Drawn = { code: ProductCode; effectiveOn: CivilDate; insured: Insured; random: Random; today: CivilDate }

function policyOf(person: Person, place: number, { code, effectiveOn, insured, random, today }: Drawn): PolicyRow {
  const isGift = code === 'CASH' && insured.name === null && random.chance(0.3)
  const source = insured.name ? 'family' : isGift ? 'gift' : 'own'
  const dueOn = lastDueOn(effectiveOn, today)
  const isUnpaid =
    code === 'CI-LONG' && dueOn !== effectiveOn && random.chance(dueOn > addDays(today, -graceDays) ? 0.5 : 0.06)
  const paidThrough = isUnpaid ? addDays(dueOn, -1) : undefined
  return finish(person, place, { code, effectiveOn, insured, source, paidThrough }, today)
}

function finish(
  person: Person,
  place: number,
  { code, effectiveOn, insured, source, paidThrough }: Wanted & { insured: Insured; source: PolicyRow['source'] },
  today: CivilDate,
): PolicyRow {
  const product = products[code]
  const age = yearsAt(insured.bornOn, effectiveOn)
  const expiresOn = expiryOf(code, effectiveOn, insured.bornOn)
  const yearPaid = addDays(addYears(lastDueOn(effectiveOn, today), 1), -1)
  const paid = paidThrough ?? (code === 'CI-LONG' ? yearPaid : expiresOn)
  return {
    externalId: `P${String(person.ordinal).padStart(5, '0')}-${place}`,
    customer: person.externalId,
    number: `${product.insurer}${effectiveOn.slice(0, 4)}0000${String(person.ordinal * 10 + place).padStart(7, '0')}`,
    productCode: code,
    insuredName: insured.name,
    source,
    state: stateOf(code, { effectiveOn, expiresOn, paidThrough: paid }, today),
    issuedOn: addDays(effectiveOn, -1),
    effectiveOn,
    expiresOn,
    paidThrough: paid,
    premiumFen: source === 'gift' ? 0 : premiumFenOf(code, age),
    sumInsuredFen: product.sumInsuredFen,
  }
}

/** What the dates say that a policy is at `today`: the effective day is day 1 of the waiting period. */
export function stateOf(
  code: ProductCode,
  dates: Pick<PolicyRow, 'effectiveOn' | 'expiresOn'> & { paidThrough: CivilDate },
  today: CivilDate,
): PolicyRow['state'] {
  if (today > dates.expiresOn) return 'expired'
  if (today < addDays(dates.effectiveOn, products[code].waitingDays)) return 'waiting'
  if (today <= dates.paidThrough) return 'inForce'
  return today <= addDays(dates.paidThrough, graceDays + 1) ? 'grace' : 'lapsed'
}

function effectiveOf(random: Random, code: ProductCode, today: CivilDate): CivilDate {
  const { waitingDays } = products[code]
  const daysAgo = random.weighted([
    [random.int(0, waitingDays - 1), 5],
    [random.int(waitingDays + 1, 364), 86],
    [random.int(366, 1_100), code === 'CI-LONG' ? 60 : 9],
  ])
  return addDays(today, 1 - daysAgo)
}

/** The customer, or somebody of the household who is not too old for the product on its first day. */
function insuredOf(random: Random, person: Person, code: ProductCode, effectiveOn: CivilDate): Insured | null {
  const own = { name: null, bornOn: person.bornOn }
  const { oldestAtIssue } = products[code]
  const isTooOld = yearsAt(person.bornOn, effectiveOn) > oldestAtIssue
  if (!isTooOld && !random.chance(0.22)) return own
  const family = person.household.flatMap(({ name, bornOn }) =>
    bornOn && bornOn < addDays(effectiveOn, -30) && yearsAt(bornOn, effectiveOn) <= oldestAtIssue
      ? [{ name, bornOn }]
      : [],
  )
  if (family.length > 0) return random.pick(family)
  return isTooOld ? null : own
}
