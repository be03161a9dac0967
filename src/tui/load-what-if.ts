import { claimChecklist } from '../app/claim-checklist.ts'
import type { Home } from '../app/home.ts'
import { suppose, supposedAnswers } from '../app/what-if.ts'
import type { ScreenOf, WhatIfData } from './state.ts'

/** What a supposition screen shows: what stands, what was typed, and what every other answer would make of it. */
export async function readWhatIf(
  home: Home,
  { claimId, fact, typed }: Pick<ScreenOf<'whatIf'>, 'claimId' | 'fact' | 'typed'>,
): Promise<WhatIfData | 'gone'> {
  const claim = await claimChecklist(home, claimId)
  if ('ok' in claim || !claim.checklist) return 'gone'
  const { checklist, overlays, asOf } = claim
  const question = checklist.questions.find((one) => one.fact === fact)
  if (!question) return 'gone'
  const supposing = { checklist, overlays, asOf }
  const [now, ...others] = supposedAnswers(supposing, question)
  const suppositions = typed.map((value) => suppose(supposing, fact, value))
  return { claim, question, answers: [...(now ? [now] : []), ...suppositions, ...others] }
}
