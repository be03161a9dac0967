import { stripUnsafe } from '../../app/cells.ts'
import { claimLabels } from '../../app/language/claim-labels.ts'
import { stepText } from '../../app/language/claim-steps.ts'
import { labels } from '../../app/language/labels.ts'
import type { Happening, WholeCustomer } from '../../app/queries.ts'
import { yuan } from '../../core/money.ts'
import type { State, TimelineKind } from '../state.ts'
import type { Dictionary } from '../words/en.ts'
import { heading, type Line, line } from './line.ts'
import { moment } from './moments.ts'
import { wrapCells } from './wrap.ts'

/** In the order in which a key goes through them. */
export const timelineKinds: readonly TimelineKind[] = [
  ...(['words', 'notes', 'cases', 'claims', 'promises', 'complaints', 'goodwill'] as const),
]

const kindOf: Record<Happening['is'], TimelineKind> = {
  message: 'words',
  note: 'notes',
  case: 'cases',
  judgement: 'claims',
  claimStep: 'claims',
  promise: 'promises',
  complaint: 'complaints',
  escalation: 'complaints',
  goodwill: 'goodwill',
}

/** The right pane: everything that happened, or all of one kind, newest first. */
export function timelineLines(
  whole: WholeCustomer,
  state: State,
  words: Dictionary,
  width: number,
  most: number,
  kind: TimelineKind | null = null,
): Line[] {
  const shown = whole.timeline.filter((one) => kind === null || kindOf[one.is] === kind)
  const remark = kind === null ? '' : `${words.customer.kinds[kind]} ${shown.length}/${whole.timeline.length}`
  const lines: Line[] = [heading(words.customer.timeline, remark)]
  if (shown.length === 0) lines.push(line({ text: words.customer.nothingOfKind, tone: 'dim' }))
  for (const one of shown) {
    if (lines.length >= most) break
    const { title, tone, text } = told(one, state, words)
    lines.push(line({ text: moment(one.at, state.now), cells: 12, tone: 'dim' }, { text: title, tone }))
    for (const part of wrapCells(stripUnsafe(text), width - 1)) if (part) lines.push(line(` ${part}`))
  }
  return lines
}

/** That it came out of the library, where a person had a hand in it; the reply by its name. */
function wayOf({ from }: Extract<Happening, { is: 'message' }>, { customer }: Dictionary): string[] {
  if (!from) return []
  return [...(from.way === 'sent' ? [] : [customer[from.way]]), from.replyId]
}

function told(
  one: Happening,
  state: State,
  words: Dictionary,
): { title: string; tone: 'accent' | 'dim' | 'good' | 'warn' | 'plain'; text: string } {
  const { language } = state
  const nameOf = (id: string) => state.staff.get(id) ?? id
  switch (one.is) {
    case 'message': {
      const { message } = one
      if (message.direction === 'in') return { title: words.customer.them, tone: 'accent', text: message.text }
      const who = message.authorId ? nameOf(message.authorId) : words.customer.us
      return { title: [who, ...wayOf(one, words)].join(' · '), tone: 'dim', text: message.text }
    }
    case 'note':
      return { title: `${words.customer.note} ${nameOf(one.note.authorId)}`, tone: 'plain', text: one.note.text }
    case 'case': {
      const title = one.moment === 'opened' ? words.customer.caseOpened : words.customer.caseDone
      const outcome = one.moment === 'done' && one.case.outcome ? ` → ${one.case.outcome}` : ''
      return {
        title: `${title} ${labels.caseKind[one.case.kind][language]}`,
        tone: 'plain',
        text: one.case.title + outcome,
      }
    }
    case 'promise': {
      const { is, by, words: said, dueAt } = one.step
      const due = is === 'made' || is === 'moved' ? ` → ${moment(dueAt, state.now)}` : ''
      return { title: `${labels.promiseStep[is][language]} ${nameOf(by)}`, tone: 'accent', text: said + due }
    }
    case 'judgement': {
      const { verdict, amountFen } = one.judgement.result as unknown as {
        verdict: keyof typeof labels.verdict
        amountFen: { min: number; max: number }
      }
      const amount =
        amountFen.min === amountFen.max ? yuan(amountFen.min) : `${yuan(amountFen.min)}–${yuan(amountFen.max)}`
      return {
        title: `${words.customer.judged} ${nameOf(one.judgement.signedBy)}`,
        tone: 'good',
        text: `${labels.verdict[verdict][language]} ¥${amount}`,
      }
    }
    case 'claimStep': {
      const { step } = one
      const title = `${claimLabels.step[step.kind][language]} ${nameOf(step.by)}`
      return { title, tone: 'plain', text: stepText(step, language) }
    }
    case 'complaint':
      return { title: labels.caseKind.complaint[language], tone: 'warn', text: one.complaint.point }
    case 'goodwill': {
      const { name, amountFen, by } = one.goodwill
      return { title: `${name} ¥${yuan(amountFen)}`, tone: 'good', text: nameOf(by) }
    }
    case 'escalation': {
      const title = one.moment === 'started' ? words.customer.escalationStarted : words.customer.escalationEnded
      return {
        title,
        tone: 'warn',
        text: state.flows.get(one.escalation.flowId)?.name[language] ?? one.escalation.flowId,
      }
    }
  }
}
