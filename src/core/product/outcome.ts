import { canonicalJson } from '../canonical-json.ts'
import type { Judgement } from '../judgement/judgement.ts'

/** What of a judgement a customer is told: when none of it moves, there is nothing to tell again. Amounts in fen. */
export type ToldOutcome = Pick<Judgement, 'verdict' | 'liability' | 'amountFen' | 'refundFen' | 'clauses' | 'overlays'>

export function outcomeOf(judgement: ToldOutcome): ToldOutcome {
  const { verdict, liability, amountFen, refundFen, clauses, overlays } = judgement
  return { verdict, liability, amountFen, refundFen, clauses, overlays }
}

/** Whether two judgements come out the same for the customer. An overlay that changes nothing else is no other outcome. */
export function isSameOutcome(a: ToldOutcome, b: ToldOutcome): boolean {
  const told = ({ overlays: _overlays, ...outcome }: ToldOutcome) => canonicalJson(outcome)
  return told(outcomeOf(a)) === told(outcomeOf(b))
}
