import type { Claim } from '../claim/schema.ts'
import { type CivilDate, yearsAt } from '../civil-date.ts'
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
  claim: Pick<Claim, 'facts' | 'submittedOn' | 'asks' | 'decidedOn' | 'agreedOn'>
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
  const { facts, askedUnknown } = factsOfFile(file)
  const overlays = overlaysFor(file.overlays, pack.product, asOf)
  const judgement = judge(pack, facts, { asOf, askedUnknown, overlays, sha256: file.product.sha256 })
  return {
    questions: questions(pack, facts, { askedUnknown, overlays, asOf }).filter(isAskedHere),
    ...{ judgement, facts, pack, askedUnknown },
    overlays: overlays.map(({ id }) => id),
  }
}

/** All that is known of a claim, from the file and from answers, and what was asked and nobody knows. */
export function factsOfFile(
  file: Pick<ClaimFile, 'claim' | 'policy' | 'customer' | 'members'>,
): Pick<Checklist, 'facts' | 'askedUnknown'> {
  const { askedUnknown } = readFacts(file.claim.facts)
  return { facts: { ...factsOfInsured(file), ...claimFacts(file) }, askedUnknown }
}

/** The days of the claim with the insurer are written down as they happen; of the clocks' questions only this one is asked. */
function isAskedHere({ purpose, fact, state }: ChecklistQuestion): boolean {
  return purpose === 'verdict' || fact === 'claim.known_on' || state !== 'open'
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

/** What is known of a claim without looking at people: the policy's dates, what was answered, and the claim's own life. */
export function claimFacts({ claim, policy }: Pick<ClaimFile, 'claim' | 'policy'>): Facts {
  return {
    'policy.issued_on': policy.issuedOn,
    'policy.concluded_on': policy.issuedOn,
    'policy.effective_on': policy.effectiveOn,
    'policy.expires_on': policy.expiresOn,
    ...(policy.sumInsuredFen === null ? {} : { 'policy.sum_insured_fen': policy.sumInsuredFen }),
    ...(policy.premiumFen > 0 ? { 'policy.premium_fen': policy.premiumFen } : {}),
    ...readFacts(claim.facts).facts,
    ...factsOfLife(claim),
  }
}

/** The insured's age, which nobody is asked for where our file knows the day of birth. */
function factsOfInsured({ policy, customer, members }: Pick<ClaimFile, 'policy' | 'customer' | 'members'>): Facts {
  const bornOn = insuredBornOn(policy, customer, members)
  return bornOn ? { 'insured.age': yearsAt(bornOn, policy.effectiveOn) } : {}
}

/**
 * What the claim's life has written down; it stands before an answer. Only the insurer's first notice stops its clock: it has to
 * ask for everything at once (保险法 22, 解释二 15).
 */
function factsOfLife({ submittedOn, asks: [ask], decidedOn, agreedOn }: ClaimFile['claim']): Facts {
  return {
    ...(submittedOn ? { 'claim.filed_on': submittedOn } : {}),
    ...(ask ? { 'claim.notice_sent_on': ask.noticeOn } : {}),
    ...(ask?.suppliedOn ? { 'claim.supplement_in_on': ask.suppliedOn } : {}),
    ...(decidedOn ? { 'claim.decided_on': decidedOn } : {}),
    ...(agreedOn ? { 'claim.agreed_on': agreedOn } : {}),
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
