import { stripUnsafe } from '../../app/cells.ts'
import { canonicalJson } from '../../core/canonical-json.ts'
import type { ClaimChecklist } from '../../app/claim-checklist.ts'
import { labels } from '../../app/language/labels.ts'
import {
  isDateInterval,
  type FactValue,
  notApplicable,
  type Stay,
  type Visit,
} from '../../core/judgement/fact-value.ts'
import { factSpec } from '../../core/judgement/fact.ts'
import type { ChecklistQuestion, Deadlines, Judgement } from '../../core/judgement/judgement.ts'
import { isExact, type Range } from '../../core/judgement/range.ts'
import { yuan } from '../../core/money.ts'
import type { State } from '../state.ts'
import type { Tone } from '../theme.ts'
import type { Dictionary } from '../words/en.ts'
import { blank, heading, type Line, line } from './line.ts'
import { colon, moment } from './moments.ts'
import { wrapCells } from './wrap.ts'

const verdictTones: Record<Judgement['verdict'], Tone> = { payable: 'good', not_payable: 'bad', needs_info: 'warn' }

/** An answer as people read it. */
export function answerWords(
  question: Pick<ChecklistQuestion, 'type' | 'options' | 'na'>,
  value: FactValue,
  state: State,
  words: Dictionary,
): string {
  if (value === notApplicable) return question.na?.[state.language] ?? words.checklist.na
  if (typeof value === 'boolean') return value ? words.checklist.yes : words.checklist.no
  const option = question.options.find((one) => one.value === value)
  if (option) return option.label[state.language]
  if (typeof value === 'number') return question.type === 'fen' ? `¥${yuan(value)}` : String(value)
  if (typeof value === 'string') return stripUnsafe(value)
  if (Array.isArray(value)) return (value as readonly (Stay | Visit | number)[]).map(entryWords).join('; ')
  return isDateInterval(value) ? `${value.from}~${value.to}` : ''
}

function entryWords(entry: Stay | Visit | number): string {
  if (typeof entry === 'number') return String(entry)
  if ('on' in entry) return `${entry.on} ¥${yuan(entry.totalFen)}`
  const icu = entry.icuDays > 0 ? ` ICU ${entry.icuDays}` : ''
  return `${entry.admittedOn}~${entry.dischargedOn}${icu}`
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
  const open = questions.filter((one) => one.state !== 'answered').length
  const lines: Line[] = [heading(words.checklist.questions, words.checklist.left(open))]
  let cursorLine = 0
  for (const question of questions) {
    const isSelected = question.fact === fact
    const marker = isSelected ? '>' : ' '
    if (isSelected) cursorLine = lines.length
    if (question.state === 'answered' && question.value !== undefined) {
      const answer = answerWords(question, question.value, state, words)
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
    line(
      { text: labels.verdict[judgement.verdict][language], tone: verdictTones[judgement.verdict] },
      { text: `  ${amountWords(judgement.amountFen)}`, tone: 'strong' },
    ),
    ...wrapCells(text.preliminary, width).map((part) => line({ text: part, tone: 'dim' })),
  ]
  const hasMoved = signed !== null && canonicalJson(signed.facts) !== canonicalJson(checklist.facts)
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
    lines.push(line({ text: `${text.flags}${colon(language)}${judgement.flags.join(' ')}`, tone: 'warn' }))
  const next = judgement.nextQuestion
  if (next) {
    lines.push(blank(), heading(text.next, next.clause))
    for (const part of wrapCells(next.text[language], width)) lines.push(line(part))
    for (const effect of next.effects)
      lines.push(
        line(
          { text: ` ${effect.label[language]} → `, tone: 'dim' },
          { text: labels.verdict[effect.verdict][language], tone: verdictTones[effect.verdict] },
          ` ${amountWords(effect.amountFen)}`,
        ),
      )
  }
  lines.push(blank(), heading(text.clauses))
  for (const number of judgement.clauses) {
    const quoted = judgement.quotes[number]
    for (const [at, part] of wrapCells(`${number} ${quoted ?? ''}`, width - 1).entries())
      lines.push(line({ text: at === 0 ? part : ` ${part}` }))
  }
  if (judgement.missing.length > 0) {
    const names = judgement.missing.map((fact) => factSpec(fact)?.label[language] ?? fact)
    lines.push(blank(), heading(text.missing, String(names.length)))
    for (const part of wrapCells(names.join(language === 'en' ? ', ' : '、'), width)) lines.push(line(part))
  }
  lines.push(blank(), heading(text.documents, String(judgement.documents.length)))
  for (const document of judgement.documents) lines.push(line(`- ${document.name[language]}`))
  lines.push(blank(), heading(text.deadlines))
  for (const [name, date] of Object.entries(judgement.deadlines) as [keyof Deadlines, string][])
    lines.push(line({ text: `${text.dates[name]}  `, tone: 'dim' }, date))
  return lines
}

function amountWords(range: Range): string {
  return isExact(range) ? `¥${yuan(range.min)}` : `¥${yuan(range.min)} – ${yuan(range.max)}`
}
