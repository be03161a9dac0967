import { stripUnsafe } from '../../app/cells.ts'
import { type Complaint, complaintField, dueOf, isComplaintOver } from '../../app/complaints.ts'
import { duration, labels } from '../../app/language/labels.ts'
import type { State } from '../state.ts'
import type { Tone } from '../theme.ts'
import type { Dictionary } from '../words/en.ts'
import { colon } from '../../app/language/why-words.ts'
import { blank, heading, type Line, line } from './line.ts'
import { moment } from './moments.ts'
import { wrapCells } from './wrap.ts'

/** The complaint desk, a line each: the clock that presses most, the customer, the point. */
export function complaintLines(
  complaints: readonly Complaint[],
  index: number,
  state: State,
  words: Dictionary,
  width: number,
): Line[] {
  if (complaints.length === 0) return [line({ text: words.complaints.none, tone: 'good' })]
  const { language, now } = state
  return complaints.map((complaint, at): Line => {
    const { run, stepDueAt, lawDueAt } = complaint
    const dueAt = dueOf(complaint)
    const isOver = isComplaintOver(complaint)
    const tone: Tone = isOver ? 'dim' : dueAt < now ? 'bad' : 'warn'
    const clock = isOver
      ? labels.escalation[run?.state ?? 'closed'][language]
      : stepDueAt === null && lawDueAt === null
        ? ''
        : `${dueAt < now ? '-' : ''}${duration(Math.abs(dueAt - now), language)}`
    const point = complaintField(complaint, 'point', language) || complaintField(complaint, 'demand', language)
    return {
      isSelected: at === index,
      spans: [
        { text: at === index ? '>' : ' ', cells: 1 },
        { text: clock, cells: 10, tone },
        { text: stripUnsafe(complaint.customerName), cells: 9, tone: 'strong' },
        // Nobody is at work on it yet.
        { text: run ? ' ' : '!', cells: 1, tone: 'bad' },
        { text: stripUnsafe(point), cells: Math.max(8, width - 21) },
      ],
    }
  })
}

const shownFields = [
  ...['point', 'subject', 'about', 'handler', 'channel', 'office', 'receivedOn', 'demand', 'findings'],
  ...['extendedTo', 'outcome', 'rootCause', 'satisfaction'],
] as const

/** The right pane: what a complaint says and where it stands. */
export function complaintParts(
  complaint: Complaint | undefined,
  { language, now }: State,
  words: Dictionary,
  width: number,
): Line[] {
  if (!complaint) return []
  const { run, flow, number, step, stepDueAt, lawDueAt, law } = complaint
  const due = (at: number) => ({ text: moment(at, now), tone: at < now ? ('bad' as const) : ('plain' as const) })
  const fields = shownFields.flatMap((id) => {
    const label =
      flow?.fields.find((one) => one.id === id)?.label[language] ?? (run ? undefined : words.complaints.taken[id])
    const value = complaintField(complaint, id, language)
    if (!label || value === '') return []
    const text = `${label}${colon(language)}${stripUnsafe(value)}`
    return wrapCells(text, width).map((part) => line(part))
  })
  return [
    flow ? heading(`${flow.code} ${flow.name[language]}`, number) : heading(words.complaints.notEscalated),
    line({ text: stripUnsafe(complaint.customerName), tone: 'strong' }),
    ...(run
      ? [
          line(
            { text: labels.escalation[run.state][language], tone: 'accent' as const },
            step ? ` · ${step.name[language]} (${labels.role[step.owner][language]})` : '',
          ),
        ]
      : wrapCells(words.complaints.howToEscalate, width).map((text) => line({ text, tone: 'warn' }))),
    ...(stepDueAt === null ? [] : [line(`${words.complaints.stepDue} `, due(stepDueAt))]),
    ...(lawDueAt === null ? [] : [line(`${words.complaints.lawDue} `, due(lawDueAt))]),
    ...(law === null ? [] : wrapCells(law, width).map((text) => line({ text, tone: 'dim' }))),
    blank(),
    ...fields,
  ]
}
