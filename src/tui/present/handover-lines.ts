import type { HandoverItem } from '../../app/handovers.ts'
import { stripUnsafe } from '../../app/cells.ts'
import { duration, labels } from '../../app/language/labels.ts'
import type { Row } from '../../core/entities.ts'
import type { State } from '../state.ts'
import type { Tone } from '../theme.ts'
import type { Dictionary } from '../words/en.ts'
import { blank, heading, type Line, line } from './line.ts'
import { moment } from './moments.ts'
import { wrapCells } from './wrap.ts'

type Standing = HandoverItem['handover']['state']
const tones: Record<Standing, Tone> = { waiting: 'warn', accepted: 'good', refused: 'bad', returned: 'dim' }

/** A case a line: how it stands, between whom, whose and what. */
export function handoverLines(
  items: readonly HandoverItem[],
  index: number,
  me: string,
  { staff }: State,
  { handovers: words }: Dictionary,
): Line[] {
  const nameOf = (id: string) => stripUnsafe(staff.get(id) ?? id)
  return items.map(({ handover, customerName, case: item }, at): Line => {
    const isGiven = handover.receiverId !== me
    return {
      isSelected: at === index,
      spans: [
        { text: at === index ? '>' : ' ', cells: 1 },
        { text: ` ${words.states[handover.state]} `, tone: tones[handover.state] },
        { text: stripUnsafe(customerName), tone: 'strong' },
        { text: ` ${isGiven ? words.to(nameOf(handover.receiverId)) : words.from(nameOf(handover.giverId))}` },
        { text: ` · ${stripUnsafe(item.title)}`, tone: 'dim' },
      ],
    }
  })
}

/** All that goes with the chosen case. */
export function handoverDetails(
  one: HandoverItem | undefined,
  { language, now, staff }: State,
  { handovers: words }: Dictionary,
  width: number,
): Line[] {
  if (!one) return []
  const { handover, case: item, promises, clocks, draft, notes } = one
  const nameOf = (id: string) => stripUnsafe(staff.get(id) ?? id)
  const wrapped = (text: string, tone: Tone = 'plain') =>
    wrapCells(stripUnsafe(text), width - 1).map((part) => line({ text: ` ${part}`, tone }))
  const part = (title: string, lines: readonly Line[]) => (lines.length === 0 ? [] : [heading(title), ...lines])
  return [
    heading(stripUnsafe(one.customerName), labels.caseKind[item.kind][language]),
    ...wrapped(item.title, 'strong'),
    line(
      { text: ` ${words.from(nameOf(handover.giverId))} ${words.to(nameOf(handover.receiverId))} `, tone: 'dim' },
      { text: moment(handover.givenAt, now), tone: 'dim' },
    ),
    ...part(words.reason, handover.reason ? wrapped(handover.reason, 'bad') : []),
    ...part(words.note, handover.note ? wrapped(handover.note) : []),
    blank(),
    ...part(
      words.clocks,
      clocks.map(({ code, dueAt }) =>
        line({ text: ` ${moment(dueAt, now)} `, tone: 'dim' }, labels.clock[code][language], {
          text: ` ${duration(Math.abs(dueAt - now), language)}`,
          tone: dueAt < now ? 'bad' : 'dim',
        }),
      ),
    ),
    ...part(
      words.promises,
      promises.flatMap((promise) => wrapped(`${moment(promise.dueAt, now)} ${promise.words}`)),
    ),
    ...part(words.draft, draft === null ? [] : wrapped(draft)),
    ...(notes > 0 ? [line({ text: words.notes(notes), tone: 'dim' })] : []),
  ]
}

/** A line from a colleague each, and whether it was read. */
export function noteLines(
  notes: readonly Row<'staffNote'>[],
  index: number,
  { staff, now }: State,
  { lines: words }: Dictionary,
): Line[] {
  return notes.map(({ fromId, text, at: sentAt, readAt }, at): Line => ({
    isSelected: at === index,
    spans: [
      { text: at === index ? '>' : ' ', cells: 1 },
      { text: ` ${readAt === null ? words.new : words.read} `, tone: readAt === null ? 'warn' : 'dim' },
      { text: words.from(stripUnsafe(staff.get(fromId) ?? fromId), moment(sentAt, now)), tone: 'dim' },
      { text: ` ${stripUnsafe(text)}`, tone: readAt === null ? 'strong' : 'plain' },
    ],
  }))
}

export function noteText(note: Row<'staffNote'> | undefined, { staff, now }: State, words: Dictionary, width: number) {
  if (!note) return []
  const who = words.lines.from(stripUnsafe(staff.get(note.fromId) ?? note.fromId), moment(note.at, now))
  return [heading(who), ...wrapCells(stripUnsafe(note.text), width).map((text) => line(text))]
}
