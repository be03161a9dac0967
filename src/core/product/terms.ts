import type { CivilDate } from '../civil-date.ts'
import type { Pack, Terms } from './pack.ts'

/** The terms that a policy issued on that day was sold under; both days of `issued` count, one without an end is still on sale. */
export function termsIssuedOn(pack: Pack, issuedOn: CivilDate): Terms | undefined {
  return pack.terms.find(({ issued }) => issued.from <= issuedOn && issuedOn <= (issued.to ?? '9999-12-31'))
}
