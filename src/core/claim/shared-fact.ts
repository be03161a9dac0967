/** Families and facts that are different from policy to policy; everything else is about the person or the event. */
const ofOnePolicy = ['policy.', 'ytd.', 'claim.', 'insurer.']
const ofOnePolicyToo: readonly string[] = [
  'history.asked_at_sale',
  'history.answered',
  'bill.other_paid_fen',
  'accident.prior_paid_fen',
  'insured.other_death_cover_fen',
  'insured.age',
  'hospital.designated',
  'drug.on_list',
]

/** Whether a fact is the same in every claim on the same event: the event, the bill and the person, not the contract. */
export function isSharedFact(fact: string): boolean {
  return !ofOnePolicy.some((family) => fact.startsWith(family)) && !ofOnePolicyToo.includes(fact)
}
