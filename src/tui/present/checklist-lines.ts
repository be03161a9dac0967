import { cellWidth, stripUnsafe } from '../../app/cells.ts'
import type { ClaimChecklist } from '../../app/claim-checklist.ts'
import { deadlineWords, flagWords, groundWords } from '../../app/language/claim-words.ts'
import { factLabel, factValueWords } from '../../app/language/fact-words.ts'
import { labels } from '../../app/language/labels.ts'
import { colon, comma } from '../../app/language/why-words.ts'
import type { ChecklistQuestion, Effect, Judgement } from '../../core/judgement/judgement.ts'
import { isExact, type Range } from '../../core/judgement/range.ts'
import type { Language } from '../../core/language.ts'
import { yuan } from '../../core/money.ts'
import type { State } from '../state.ts'
import type { Tone } from '../theme.ts'
import type { Dictionary } from '../words/en.ts'
import { beside, blank, heading, type Line, line } from './line.ts'
import { moment } from './moments.ts'
import { wrapCells } from './wrap.ts'

export const verdictTones: Record<Judgement['verdict'], Tone> = {
  payable: 'good',
  not_payable: 'bad',
  needs_info: 'warn',
}

/** The questions: open ones first, each with the clause that asks; the chosen one opens up with how to answer it. */
export function questionLines(
  questions: readonly ChecklistQuestion[],
  fact: string | null,
  state: State,
  words: Dictionary,
  width: number,
): { lines: Line[]; cursorLine: number } {
  const { language } = state
  // A clock's question moves no verdict, and its day may never come.
  const open = questions.filter((one) => one.state !== 'answered' && one.purpose === 'verdict').length
  const lines: Line[] = [heading(words.checklist.questions, words.checklist.left(open))]
  let cursorLine = 0
  for (const question of questions) {
    const isSelected = question.fact === fact
    const marker = isSelected ? '>' : ' '
    if (isSelected) cursorLine = lines.length
    if (question.state === 'answered' && question.value !== undefined) {
      const answer = factValueWords(question.fact, question.value, language)
      lines.push({
        isSelected,
        spans: [
          { text: `${marker}v `, tone: 'good' },
          { text: question.label[language], tone: 'dim' },
          { text: colon(language) },
          { text: answer, tone: 'strong' },
        ],
      })
      if (isSelected) lines.push(...howToAnswer(question, state, words, width))
      continue
    }
    const sign = question.state === 'unknown' ? '? ' : '· '
    const [first = '', ...rest] = wrapCells(question.text[language], width - 4)
    lines.push({
      isSelected,
      spans: [
        { text: marker + sign, tone: 'warn' },
        { text: first, tone: question.purpose === 'clock' ? 'dim' : 'plain' },
      ],
    })
    if (!isSelected) {
      if (rest.length > 0) lines.push(line({ text: `   ${rest.join('')}`, tone: 'plain' }))
      continue
    }
    for (const text of rest) lines.push({ isSelected, spans: [{ text: `   ${text}` }] })
    lines.push(...howToAnswer(question, state, words, width))
  }
  return { lines, cursorLine }
}

function howToAnswer(question: ChecklistQuestion, state: State, words: Dictionary, width: number): Line[] {
  const { language } = state
  const lines: Line[] = []
  const clause =
    question.clauses.length > 0 ? `${words.checklist.clauses} ${question.clauses.slice(0, 4).join(' ')}` : ''
  const unknown = question.state === 'unknown' ? words.checklist.unknown : ''
  if (clause || unknown)
    lines.push(line({ text: `   ${[clause, unknown].filter(Boolean).join(' · ')}`, tone: 'accent' }))
  const choices = [
    ...question.options.map((one) => one.label[language]),
    ...(question.na ? [question.na[language]] : []),
  ]
  if (question.options.length > 0)
    for (const [at, label] of choices.entries()) lines.push(line({ text: `   ${at + 1} `, tone: 'strong' }, label))
  const ask =
    question.type === 'bool'
      ? words.checklist.ask.bool
      : question.options.length > 0
        ? words.checklist.ask.enum
        : words.checklist.ask.typed
  for (const text of wrapCells(ask, width - 3)) lines.push(line({ text: `   ${text}`, tone: 'dim' }))
  return lines
}

/** The live judgement: verdict, amount, the clauses quoted, what to ask next and what it would do, documents, deadlines. */
export function judgementLines(data: ClaimChecklist, state: State, words: Dictionary, width: number): Line[] {
  const { checklist, signed } = data
  if (!checklist) return [line({ text: words.checklist.noPack, tone: 'warn' })]
  const { language } = state
  const { judgement } = checklist
  const text = words.checklist
  const lines: Line[] = [
    heading(text.verdict, stripUnsafe(data.productName)),
    ...outcomeLines(judgement, language, width),
    ...wrapCells(text.preliminary, width).map((part) => line({ text: part, tone: 'dim' })),
  ]
  const hasMoved = signed !== null && !data.isSignatureGood
  if (signed) {
    const who = state.staff.get(signed.signedBy) ?? signed.signedBy
    lines.push(line({ text: text.signed(who, moment(signed.signedAt, state.now)), tone: hasMoved ? 'dim' : 'good' }))
    if (hasMoved) for (const part of wrapCells(text.signedBefore, width)) lines.push(line({ text: part, tone: 'warn' }))
  }
  const { refusedOn, refusalReason } = data.claim
  if (refusedOn)
    for (const part of wrapCells(
      stripUnsafe(`${labels.claimState.refused[language]} ${refusedOn} ${refusalReason ?? ''}`),
      width,
    ))
      lines.push(line({ text: part, tone: 'bad' }))
  if (judgement.refundFen > 0)
    lines.push(line({ text: `${text.refund}${colon(language)}¥${yuan(judgement.refundFen)}`, tone: 'strong' }))
  if (judgement.flags.length > 0)
    lines.push(
      ...remarks(
        text.flags,
        judgement.flags.map((flag) => flagWords(flag)[language]),
        language,
        width,
      ),
    )
  if (judgement.grounds.length > 0) {
    const grounds = [...new Set(judgement.grounds.map(({ ground }) => groundWords(ground)[language]))]
    lines.push(...remarks(text.grounds, grounds, language, width))
  }
  const next = judgement.nextQuestion
  if (next) {
    lines.push(blank(), heading(text.next, next.clause))
    for (const part of wrapCells(next.text[language], width)) lines.push(line(part))
    for (const effect of next.effects) lines.push(...effectLines(effect, language, width))
  }
  lines.push(blank(), heading(text.clauses))
  for (const number of judgement.clauses) {
    const quoted = judgement.quotes[number]
    for (const [at, part] of wrapCells(`${number} ${quoted ?? ''}`, width - 1).entries())
      lines.push(line({ text: at === 0 ? part : ` ${part}` }))
  }
  if (judgement.missing.length > 0) {
    const names = judgement.missing.map((fact) => factLabel(fact, language))
    lines.push(blank(), heading(text.missing, String(names.length)))
    for (const part of wrapCells(names.join(comma(language)), width)) lines.push(line(part))
  }
  lines.push(blank(), heading(text.documents, String(judgement.documents.length)))
  for (const document of judgement.documents)
    for (const [at, part] of wrapCells(document.name[language], width - 2).entries())
      lines.push(line(at === 0 ? `- ${part}` : `  ${part}`))
  lines.push(blank(), heading(text.deadlines))
  for (const [name, date] of Object.entries(judgement.deadlines))
    lines.push(line({ text: `${deadlineWords(name)[language]}  `, tone: 'dim' }, date))
  return lines
}

/** What a colleague should see beside the verdict, whole however long it is. */
function remarks(title: string, said: readonly string[], language: Language, width: number): Line[] {
  const text = `${title}${colon(language)}${said.join(language === 'en' ? '; ' : '；')}`
  return wrapCells(text, width).map((part) => line({ text: part, tone: 'warn' }))
}

/** Verdict and amount: beside each other, or one below the other where the pane is narrow. */
export function outcomeLines(
  { verdict, amountFen }: Pick<Judgement, 'verdict' | 'amountFen'>,
  language: Language,
  width: number,
): Line[] {
  return beside(
    { text: labels.verdict[verdict][language], tone: verdictTones[verdict] },
    { text: amountWords(amountFen), tone: 'strong' },
    width,
  )
}

/** What one answer would do, in one line or, where that would cut off the amount, in more. */
function effectLines({ label, verdict, amountFen }: Effect, language: Language, width: number): Line[] {
  const said = { text: labels.verdict[verdict][language], tone: verdictTones[verdict] }
  const [answer, amount] = [` ${label[language]} → `, amountWords(amountFen)]
  if (cellWidth(`${answer}${said.text} ${amount}`) <= width)
    return [line({ text: answer, tone: 'dim' }, said, ` ${amount}`)]
  const indent = '   '
  return [
    ...wrapCells(answer.trim(), width - 1).map((text) => line({ text: ` ${text}`, tone: 'dim' })),
    ...beside({ ...said, text: indent + said.text }, { text: amount }, width, indent),
  ]
}

export function amountWords(range: Range): string {
  return isExact(range) ? `¥${yuan(range.min)}` : `¥${yuan(range.min)} – ${yuan(range.max)}`
}
