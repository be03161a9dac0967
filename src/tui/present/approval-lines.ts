import { stripUnsafe } from '../../app/cells.ts'
import type { Approval } from '../../app/approvals.ts'
import { yuan } from '../../core/money.ts'
import type { State } from '../state.ts'
import type { Dictionary } from '../words/en.ts'
import { dueWords } from './escalation-lines.ts'
import { blank, heading, type Line, line } from './line.ts'
import { moment } from './moments.ts'
import { wrapCells } from './wrap.ts'

/** What waits for a yes, a line each. */
export function approvalLines(approvals: readonly Approval[], index: number, { language, now }: State): Line[] {
  return approvals.map(({ title, about, dueAt }, at): Line => {
    const isSelected = at === index
    const isLate = dueAt !== null && dueAt < now
    return {
      isSelected,
      spans: [
        { text: isSelected ? '>' : ' ', cells: 1 },
        { text: isLate ? '!' : ' ', cells: 1, tone: 'bad' },
        { text: stripUnsafe(about), tone: 'strong' },
        { text: ` · ${title[language]}`, tone: 'dim' },
      ],
    }
  })
}

/** The chosen one: who asked for what, by when, and where all of it stands. */
export function approvalDetails(
  approvals: readonly Approval[],
  index: number,
  state: State,
  words: Dictionary,
  width: number,
): Line[] {
  const one = approvals[index]
  if (!one) return []
  const { approvals: text } = words
  const open = { step: text.openStep, scheme: text.openScheme, pack: text.pack(one.id) }[one.is]
  const asked = text.askedBy(state.staff.get(one.by) ?? one.by, moment(one.since, state.now))
  const due = dueWords(one.dueAt, state, words)
  return [
    heading(one.title[state.language]),
    line({ text: stripUnsafe(one.about), tone: 'strong' }),
    ...(one.amountFen === null ? [] : [line({ text: `¥${yuan(one.amountFen)}`, tone: 'accent' })]),
    ...wrapCells(stripUnsafe(asked), width).map((part) => line({ text: part, tone: 'dim' })),
    ...(due ? [line({ text: due, tone: (one.dueAt ?? 0) < state.now ? 'bad' : 'plain' })] : []),
    blank(),
    ...wrapCells(open, width).map((part) => line({ text: part, tone: 'dim' })),
  ]
}
