import type { Judgement } from '../../core/judgement/judgement.ts'
import { isExact } from '../../core/judgement/range.ts'
import type { Language } from '../../core/language.ts'
import { yuan } from '../../core/money.ts'
import { whyWords } from './why-words.ts'

type Outcome = Pick<Judgement, 'verdict' | 'amountFen'>

/** How one judgement's amount differs from another's, at its least and at its most. Empty where the verdict alone does. */
export function differenceWords(now: Outcome, then: Outcome, language: Language): string {
  const [min, max] = [then.amountFen.min - now.amountFen.min, then.amountFen.max - now.amountFen.max]
  if (min === 0 && max === 0) return now.verdict === then.verdict ? whyWords.same[language] : ''
  if (isExact(now.amountFen) && isExact(then.amountFen)) return signed(max)
  const least = min === 0 ? '' : `${whyWords.least[language]} ${signed(min)}`
  const most = max === 0 ? '' : `${whyWords.most[language]} ${signed(max)}`
  return [least, most].filter(Boolean).join(' · ')
}

function signed(fen: number): string {
  return `${fen < 0 ? '-' : '+'}¥${yuan(Math.abs(fen))}`
}
