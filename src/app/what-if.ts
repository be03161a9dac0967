import type { Checklist } from '../core/checklist/checklist.ts'
import type { CivilDate } from '../core/civil-date.ts'
import { canonicalJson } from '../core/canonical-json.ts'
import { notApplicable, type FactValue, type Facts } from '../core/judgement/fact-value.ts'
import { judge, whatIf } from '../core/judgement/judge.ts'
import type { ChecklistQuestion, Effect, Judgement } from '../core/judgement/judgement.ts'
import type { Words } from '../core/language.ts'
import type { Overlay } from '../core/product/overlay.ts'
import { whyWords } from './language/why-words.ts'

/** What a claim's checklist has to say for a supposition: its facts, its pack, and what the judgement was given with. */
export type Supposing = {
  checklist: Pick<Checklist, 'judgement' | 'facts' | 'pack' | 'askedUnknown'>
  overlays: readonly Overlay[]
  asOf: CivilDate
}

/**
 * An answer that nobody gave, and the judgement that it would make. `label` null: its value says it all. `isNow`: it is what
 * stands in the record.
 */
export type Supposed = {
  answer: FactValue | null
  label: Words | null
  isNow: boolean
  facts: Facts
  judgement: Judgement
}

/** The judgement under one answer, `null` for one that nobody knows. Nothing is written, and nothing can be signed from it. */
export function suppose({ checklist, overlays, asOf }: Supposing, fact: string, answer: FactValue | null): Supposed {
  const { pack, judgement: now, askedUnknown } = checklist
  const { [fact]: given, ...others } = checklist.facts
  const facts: Facts = answer === null ? others : { ...others, [fact]: answer }
  const unknown = [...askedUnknown.filter((one) => one !== fact), ...(answer === null ? [fact] : [])]
  const judgement = judge(pack, facts, { asOf, askedUnknown: unknown, overlays, sha256: now.pack.sha256 })
  const isNow = answer === null ? given === undefined : given !== undefined && isSame(given, answer)
  return { answer, label: null, isNow, facts, judgement }
}

/**
 * What stands now, then what each other answer would make of it: every option of a choice, and of days and amounts those
 * between which nothing changes. A list has no such answers.
 */
export function supposedAnswers(supposing: Supposing, question: ChecklistQuestion): readonly Supposed[] {
  const { judgement, facts } = supposing.checklist
  const { fact } = question
  const standing: Supposed = { answer: facts[fact] ?? null, label: null, isNow: true, facts, judgement }
  const answers = answersTo(supposing, question).map(({ answer, label }) => ({
    ...suppose(supposing, fact, answer),
    label,
  }))
  return [standing, ...answers.filter(({ isNow }) => !isNow)]
}

function answersTo(
  { checklist, overlays, asOf }: Supposing,
  question: ChecklistQuestion,
): readonly Pick<Effect, 'answer' | 'label'>[] {
  const { judgement, facts, pack } = checklist
  const { fact, type, options, na } = question
  const isNa = na === undefined ? [] : [{ answer: notApplicable, label: na }]
  if (type === 'bool') return [{ answer: true, label: whyWords.yes }, { answer: false, label: whyWords.no }, ...isNa]
  if (options.length > 0) return [...options.map(({ value, label }) => ({ answer: value, label })), ...isNa]
  // The question of the versions has answers of its own: a day of each.
  const next = judgement.nextQuestion
  if (next?.fact === fact) return next.effects
  return whatIf(pack, facts, fact, { overlays, asOf })
}

function isSame(a: FactValue, b: FactValue): boolean {
  return canonicalJson(a) === canonicalJson(b)
}
