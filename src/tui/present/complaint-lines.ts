import { stripUnsafe } from '../../app/cells.ts'
import { type Complaint, complaintField } from '../../app/complaints.ts'
import { duration, labels } from '../../app/language/labels.ts'
import type { State } from '../state.ts'
import type { Tone } from '../theme.ts'
import type { Dictionary } from '../words/en.ts'
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
    const dueAt = Math.min(complaint.stepDueAt ?? Infinity, complaint.lawDueAt ?? Infinity)
    const isOver = complaint.run.state !== 'running'
    const tone: Tone = isOver ? 'dim' : dueAt < now ? 'bad' : 'warn'
    const clock = isOver
      ? labels.escalation[complaint.run.state][language]
      : dueAt === Infinity
        ? ''
        : `${dueAt < now ? '-' : ''}${duration(Math.abs(dueAt - now), language)}`
    const point = complaintField(complaint, 'point', language) || complaintField(complaint, 'demand', language)
    return {
      isSelected: at === index,
      spans: [
        { text: at === index ? '>' : ' ', cells: 1 },
        { text: clock, cells: 10, tone },
        { text: stripUnsafe(complaint.customerName), cells: 9, tone: 'strong' },
        { text: ` ${stripUnsafe(point)}`, cells: Math.max(8, width - 20) },
      ],
    }
  })
}

const shownFields = [
  ...['point', 'subject', 'handler', 'channel', 'office', 'receivedOn', 'demand', 'findings'],
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
    const field = flow.fields.find((one) => one.id === id)
    const value = complaintField(complaint, id, language)
    if (!field || value === '') return []
    const text = `${field.label[language]}: ${stripUnsafe(value)}`
    return wrapCells(text, width).map((part) => line(part))
  })
  return [
    heading(`${flow.code} ${flow.name[language]}`, number),
    line({ text: stripUnsafe(complaint.customerName), tone: 'strong' }),
    line(
      { text: labels.escalation[run.state][language], tone: 'accent' },
      step ? ` · ${step.name[language]} (${labels.role[step.owner][language]})` : '',
    ),
    ...(stepDueAt === null ? [] : [line(`${words.complaints.stepDue} `, due(stepDueAt))]),
    ...(lawDueAt === null ? [] : [line(`${words.complaints.lawDue} `, due(lawDueAt))]),
    ...(law === null ? [] : wrapCells(law, width).map((text) => line({ text, tone: 'dim' }))),
    blank(),
    ...fields,
  ]
}
