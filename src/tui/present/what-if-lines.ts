import { differenceWords } from '../../app/language/difference-words.ts'
import { factValueWords } from '../../app/language/fact-words.ts'
import { whyWords } from '../../app/language/why-words.ts'
import type { Supposed } from '../../app/what-if.ts'
import type { ChecklistQuestion } from '../../core/judgement/judgement.ts'
import type { State, WhatIfData } from '../state.ts'
import type { Dictionary } from '../words/en.ts'
import { judgementLines, outcomeLines } from './checklist-lines.ts'
import { blank, heading, type Line, line } from './line.ts'
import { wrapCells } from './wrap.ts'

/** The left pane: the question, what stands now, and every answer with verdict, amount and what it would change. */
export function supposedLines(
  { question, answers }: WhatIfData,
  index: number,
  state: State,
  words: Dictionary,
  width: number,
): { lines: Line[]; cursorLine: number } {
  const { language } = state
  const isTyped = question.type !== 'bool' && question.options.length === 0
  const whole = (text: string) => wrapCells(text, width).map((part) => line({ text: part, tone: 'dim' }))
  const lines: Line[] = [
    heading(words.whatIf.title(question.label[language])),
    ...wrapCells(question.text[language], width).map((text) => line(text)),
    ...whole(words.whatIf.unsaved),
    ...(isTyped ? whole(question.type === 'stays' ? words.whatIf.list : words.whatIf.type) : []),
    blank(),
  ]
  let cursorLine = 0
  const now = answers[0]?.judgement
  for (const [at, supposed] of answers.entries()) {
    const isSelected = at === index
    if (isSelected) cursorLine = lines.length
    const { judgement } = supposed
    for (const [row, text] of wrapCells(answerLabel(supposed, question, state, words), width - 2).entries())
      lines.push({ isSelected, spans: [{ text: row === 0 && isSelected ? '> ' : '  ' }, { text, tone: 'strong' }] })
    const difference = at === 0 || !now ? '' : differenceWords(now, judgement, language)
    for (const { spans } of outcomeLines(judgement, language, width - 2))
      lines.push({ isSelected, spans: [{ text: '  ' }, ...spans] })
    if (difference)
      for (const text of wrapCells(difference, width - 2))
        lines.push({ isSelected, spans: [{ text: `  ${text}`, tone: 'dim' }] })
  }
  return { lines, cursorLine }
}

/** The right pane: the whole judgement as it would be, never to be taken for the one that stands. */
export function suppositionLines(
  { claim, question, answers }: WhatIfData,
  index: number,
  state: State,
  words: Dictionary,
  width: number,
): readonly Line[] {
  const supposed = answers[index]
  if (!supposed || !claim.checklist) return []
  const { judgement, facts, isNow } = supposed
  const data = { ...claim, checklist: { ...claim.checklist, judgement, facts }, signed: isNow ? claim.signed : null }
  const lines = judgementLines(data, state, words, width)
  if (isNow) return lines
  const { label } = question
  const banner = words.whatIf.banner(label[state.language], answerLabel(supposed, question, state, words))
  return [
    ...wrapCells(banner, width).map((text) => line({ text, tone: 'warn' })),
    ...wrapCells(words.whatIf.unsaved, width).map((text) => line({ text, tone: 'dim' })),
    blank(),
    ...lines,
  ]
}

/** An answer by its name; one that was typed by its value, the one that stands by both. */
function answerLabel(
  { answer, label, isNow }: Supposed,
  { fact, state: asked }: ChecklistQuestion,
  { language }: State,
  words: Dictionary,
): string {
  const unknown = isNow && asked === 'open' ? whyWords.unasked[language] : words.checklist.unknown
  const value = answer === null ? unknown : factValueWords(fact, answer, language)
  if (isNow) return `${words.whatIf.now} (${value})`
  return label ? label[language] : words.whatIf.typed(value)
}
