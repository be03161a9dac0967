import type { Claim } from '../claim/schema.ts'
import { type CivilDate, dateAt, daysBetween } from '../civil-date.ts'
import type { Customer, Member } from '../customer/schema.ts'
import { readFacts } from '../judgement/fact.ts'
import type { Facts } from '../judgement/fact-value.ts'
import { judge } from '../judgement/judge.ts'
import type { ChecklistQuestion, Judgement } from '../judgement/judgement.ts'
import { questions } from '../judgement/questions.ts'
import type { Policy } from '../policy/schema.ts'
import type { Overlay } from '../product/overlay.ts'
import type { Pack } from '../product/pack.ts'
import type { OverlayRow, Product } from '../product/schema.ts'

/** What a judgement of a claim stands on, read from the record. */
export type ClaimFile = {
  claim: Pick<Claim, 'facts' | 'openedAt'>
  policy: Policy
  product: Pick<Product, 'pack' | 'sha256'>
  customer: Pick<Customer, 'name' | 'bornOn'>
  members: readonly Pick<Member, 'id' | 'name' | 'bornOn'>[]
  /** Every overlay that is stored, of whichever product. */
  overlays: readonly Pick<OverlayRow, 'id' | 'definition' | 'withdrawnOn'>[]
}

/**
 * A claim's questions and what the answers so far come to. `facts` is all that was known: from the file and from answers;
 * `overlays` the ids of those that the judgement was given with.
 */
export type Checklist = {
  questions: readonly ChecklistQuestion[]
  judgement: Judgement
  facts: Facts
  pack: Pack
  askedUnknown: readonly string[]
  overlays: readonly string[]
}

/** The checklist of a claim as of a civil date. Pure: the same file and date give the same checklist. */
export function checklistOf(file: ClaimFile, asOf: CivilDate): Checklist {
  // Checked when the pack was installed.
  const pack = file.product.pack as Pack
  const answers = readFacts(file.claim.facts)
  const facts = { ...knownFacts(file), ...answers.facts }
  const { askedUnknown } = answers
  const overlays = overlaysFor(file.overlays, pack.product, asOf)
  const judgement = judge(pack, facts, { asOf, askedUnknown, overlays, sha256: file.product.sha256 })
  return {
    ...{ questions: questions(pack, facts, { askedUnknown, overlays, asOf }), judgement, facts, pack, askedUnknown },
    overlays: overlays.map(({ id }) => id),
  }
}

/** The overlays that a judgement of the product on that day has to know of, by id: its own, announced by then, not withdrawn. */
export function overlaysFor(
  stored: readonly Pick<OverlayRow, 'definition' | 'withdrawnOn'>[],
  product: string,
  asOf: CivilDate,
): readonly Overlay[] {
  return stored
    .filter(({ withdrawnOn }) => withdrawnOn === null || asOf < withdrawnOn)
    .map(({ definition }) => definition as Overlay)
    .filter((overlay) => overlay.announced <= asOf && (overlay.products?.includes(product) ?? false))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

/** What our own file answers, so that nobody is asked for it. An answer that was given stands before it. */
function knownFacts({ claim, policy, customer, members }: ClaimFile): Facts {
  const bornOn = insuredBornOn(policy, customer, members)
  return {
    'policy.issued_on': policy.issuedOn,
    'policy.concluded_on': policy.issuedOn,
    'policy.effective_on': policy.effectiveOn,
    'policy.expires_on': policy.expiresOn,
    'claim.filed_on': dateAt(claim.openedAt),
    ...(bornOn ? { 'insured.age': Math.floor(daysBetween(bornOn, policy.effectiveOn) / 365.2425) } : {}),
  }
}

function insuredBornOn(
  policy: Policy,
  customer: ClaimFile['customer'],
  members: ClaimFile['members'],
): CivilDate | null {
  if (policy.memberId !== null) return members.find((member) => member.id === policy.memberId)?.bornOn ?? null
  if (policy.insuredName === customer.name) return customer.bornOn
  return members.find((member) => member.name === policy.insuredName)?.bornOn ?? null
}
