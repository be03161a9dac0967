import type { Judgement } from '../core/judgement/judgement.ts'
import { yuan } from '../core/money.ts'

/** What would be paid, in yuan; a range while it is open. */
export function judgementAmount({ amountFen: { min, max } }: Pick<Judgement, 'amountFen'>): string {
  return min === max ? `¥${yuan(min)}` : `¥${yuan(min)} – ¥${yuan(max)}`
}
