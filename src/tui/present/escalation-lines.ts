import { stripUnsafe } from '../../app/cells.ts'
import { duration, labels } from '../../app/language/labels.ts'
import { printValue } from '../../core/escalation/field.ts'
import type { Field, Flow, Template } from '../../core/escalation/flow.ts'
import { isForFacts, previewMessage, wordsToAvoid } from '../../core/escalation/message.ts'
import { isOfCustomer } from '../../core/escalation/any-run.ts'
import { lateRounds } from '../../core/escalation/repeat.ts'
import { activeStep, missingFields } from '../../core/escalation/run.ts'
import { runNumber } from '../../core/escalation/variables.ts'
import type { EscalationData, State } from '../state.ts'
import type { Tone } from '../theme.ts'
import type { Dictionary } from '../words/en.ts'
import { blank, heading, type Line, line } from './line.ts'
import { moment } from './moments.ts'
import { atWorkLine } from './roster-lines.ts'
import { wrapCells } from './wrap.ts'

const stepSigns = { waiting: ' ', active: '>', done: 'v', approved: 'v', refused: 'x', skipped: '-' } as const
const stepTones: Record<keyof typeof stepSigns, Tone> = {
  waiting: 'dim',
  active: 'warn',
  done: 'good',
  approved: 'good',
  refused: 'bad',
  skipped: 'dim',
}

/** The fields that the cursor walks, those that the active step needs first. */
export function fieldsOf(data: EscalationData): { field: Field; isNeeded: boolean }[] {
  const step = activeStep(data.run)
  const needed = new Set(step ? missingFields(data.flow, data.run, step.id) : [])
  const required = new Set(data.flow.steps.find((one) => one.id === step?.id)?.requires ?? [])
  const rank = (field: Field) => (needed.has(field.id) ? 0 : required.has(field.id) ? 1 : 2)
  return data.flow.fields
    .map((field, at) => ({ field, at }))
    .sort((a, b) => rank(a.field) - rank(b.field) || a.at - b.at)
    .map(({ field }) => ({ field, isNeeded: needed.has(field.id) }))
}

/** The template of the active step; of the newest step with one when that has none, or the run is over. */
export function templateInHand({ flow, run }: EscalationData): Template | null {
  const ids = [...flow.steps.keys()]
    .filter((at) => run.steps[at]?.state !== 'waiting' && run.steps[at]?.state !== 'skipped')
    .map((at) => flow.steps[at]?.template)
  const found = flow.templates.filter(
    (template) => (run.state === 'refused') === (template.ifRefused === true) && isForFacts(template, run),
  )
  const current = ids.filter(Boolean).at(-1)
  return found.find((template) => template.id === current) ?? found[0] ?? null
}

/** The left pane: steps with owners and due times, then the fields under the cursor. */
export function stepLines(
  data: EscalationData,
  index: number,
  state: State,
  words: Dictionary,
  width: number,
): { lines: Line[]; cursorLine: number } {
  const { language, now } = state
  const { run, flow } = data
  const text = words.escalation
  const lines: Line[] = [
    heading(`${flow.code} ${flow.name[language]}`),
    line({
      text: `${text.number} ${runNumber(run)} · ${text.byAuthor} ${stripUnsafe(state.staff.get(run.authorId) ?? run.authorId)}`,
      tone: 'dim',
    }),
    heading(text.steps, labels.escalation[run.state][language]),
  ]
  for (const [at, step] of flow.steps.entries()) {
    const stepRun = run.steps[at]
    if (!stepRun) continue
    const tone = stepTones[stepRun.state]
    const owner = labels.role[step.owner][language]
    const due =
      stepRun.state === 'active'
        ? dueWords(stepRun.dueAt, state, words)
        : stepRun.at === null
          ? ''
          : moment(stepRun.at, now)
    const ownerCells = language === 'en' ? 11 : 9
    const dueCells = language === 'en' ? 20 : 15
    lines.push(
      line(
        { text: `${stepSigns[stepRun.state]}${at + 1} `, tone },
        {
          text: step.name[language],
          cells: Math.max(6, width - 3 - ownerCells - dueCells),
          tone: stepRun.state === 'active' ? 'strong' : tone,
        },
        { text: ` ${owner}`, cells: ownerCells, tone: 'accent' },
        {
          text: due,
          cells: dueCells,
          tone: stepRun.state === 'active' && (stepRun.dueAt ?? now) < now ? 'bad' : 'dim',
        },
      ),
    )
    if (stepRun.state === 'active')
      for (const part of wrapCells(step.todo[language], width - 3)) lines.push(line({ text: `   ${part}` }))
    const present = stepRun.state === 'active' ? atWorkLine(data.roster, state, words) : null
    if (present) lines.push(present)
    if (stepRun.lateAt !== undefined && step.late?.tell)
      lines.push(line({ text: `   ${text.toldOf} ${moment(stepRun.lateAt, now)}`, tone: 'warn' }))
    const rounds = stepRun.rounds?.length ?? 0
    const isBehind = lateRounds(stepRun, now) > 0
    if (rounds > 0)
      lines.push(line({ text: `   ${text.rounds(rounds, lateRounds(stepRun, now))}`, tone: isBehind ? 'warn' : 'dim' }))
    if (stepRun.note) lines.push(line({ text: `   ${stripUnsafe(stepRun.note)}`, tone: 'dim' }))
  }
  if (data.beside) {
    const { precedents, schemes } = data.beside
    lines.push(line({ text: words.precedents.beside(precedents, schemes), tone: 'accent' }))
  }
  lines.push(blank(), heading(text.fields))
  let cursorLine = 0
  for (const [at, { field, isNeeded }] of fieldsOf(data).entries()) {
    const isSelected = at === index
    if (isSelected) cursorLine = lines.length
    const value = printValue(field, run.fields[field.id], language)
    const labelCells = Math.min(20, Math.floor(width / 2))
    lines.push({
      isSelected,
      spans: [
        { text: isSelected ? '>' : ' ', cells: 1 },
        { text: isNeeded ? '!' : ' ', cells: 1, tone: 'warn' },
        { text: field.label[language], cells: labelCells, tone: isNeeded ? 'warn' : 'dim' },
        value
          ? { text: ` ${stripUnsafe(value)}`, tone: 'strong' }
          : { text: ` ${isNeeded ? text.required : text.empty}`, tone: 'dim' },
      ],
    })
  }
  return { lines, cursorLine }
}

/** The right pane: what would be sent, with its empty slots standing out. */
export function messageLines(data: EscalationData, state: State, words: Dictionary, width: number): Line[] {
  const { language } = state
  const template = templateInHand(data)
  const { flow, run, record } = data
  if (!template || !record || !isOfCustomer(run))
    return [heading(words.escalation.message), line({ text: words.escalation.noTemplate, tone: 'dim' })]
  const segments = previewMessage(flow, run, record, template, language)
  const empty = segments.filter((segment) => segment.isEmpty)
  const slots = [...new Set(empty.map((segment) => segment.text))]
  const whole = segments.map((segment) => stripUnsafe(segment.text)).join('')
  const avoided = wordsToAvoid(flow, run, whole)
  const lines: Line[] = [
    heading(words.escalation.message, template.name[language]),
    empty.length > 0
      ? line({ text: words.escalation.missing(slots.length), tone: 'warn' })
      : avoided.length > 0
        ? line({ text: words.escalation.wording(avoided.join(language === 'en' ? ', ' : '、')), tone: 'bad' })
        : line({ text: words.escalation.ready, tone: 'good' }),
    blank(),
  ]
  for (const text of wrapCells(whole, width)) lines.push(line(...withSlots(text)))
  if (slots.length > 0) lines.push(blank())
  for (const slot of slots) lines.push(line({ text: `! ${slot}`, tone: 'warn' }))
  return lines
}

/** Marks `{{…}}` within a wrapped line. */
export function withSlots(text: string) {
  return text
    .split(/(\{\{[^}]*\}\}?|^[^{}]*\}\})/)
    .map((part) => ({ text: part, ...(part.includes('{{') || part.endsWith('}}') ? { tone: 'warn' as const } : {}) }))
}

/** When a step is due, or by how much it is late; '' where it has no time. */
export function dueWords(dueAt: number | null, state: State, words: Dictionary): string {
  if (dueAt === null) return ''
  if (dueAt < state.now) return words.escalation.late(duration(state.now - dueAt, state.language))
  return words.escalation.due(moment(dueAt, state.now))
}

/** The flows that can be started, a line each and what the chosen one is for. */
export function flowLines(
  flows: readonly Flow[],
  index: number,
  state: State,
  words: Dictionary,
  width: number,
): Line[] {
  const { language } = state
  if (flows.length === 0) return [line({ text: words.flows.none, tone: 'dim' })]
  const lines: Line[] = []
  for (const [at, flow] of flows.entries()) {
    const isSelected = at === index
    lines.push({
      isSelected,
      spans: [
        { text: isSelected ? '>' : ' ', cells: 1 },
        { text: flow.code, cells: 4, tone: 'accent' },
        { text: flow.name[language], tone: 'strong' },
      ],
    })
    if (isSelected)
      for (const text of wrapCells(flow.summary[language], width - 5))
        lines.push(line({ text: `     ${text}`, tone: 'dim' }))
  }
  return lines
}
