import { stripUnsafe } from '../app/cells.ts'
import { commandWords } from '../app/language/events.ts'
import { roleWords } from '../app/language/entities.ts'
import { momentText } from '../app/language/reasons.ts'
import { refusalWords } from '../app/refusals.ts'
import { w } from '../core/language.ts'
import type { ToldEvent } from '../core/tail/told.ts'
import { isRefusalCode } from './give.ts'
import { paint } from './print.ts'
import type { Session } from './session.ts'

/** The version of the JSON lines; a change of meaning raises it. */
const schema = 1
/** What of an event's detail is worth a word on its line. */
const detailKeys = ['kind', 'flowId', 'stepId', 'field', 'fact', 'verdict', 'staffId', 'fromId', 'reason'] as const

/** An event as it is printed. */
export function tailLine(session: Session, event: ToldEvent, cursor: string): string {
  return session.isJson ? jsonOf(event, cursor) : lineOf(session, event)
}

/** The same without colour, as it is searched. */
export function tailTold(session: Session, event: ToldEvent, cursor: string): string {
  return session.hasColor ? tailLine({ ...session, hasColor: false }, event, cursor) : tailLine(session, event, cursor)
}

/** So that the cursor of an idle reader stays fresh. */
export function bookmarkLine(cursor: string, now: number): string {
  return JSON.stringify({ schema, is: 'bookmark', cursor, time: new Date(now).toISOString() })
}

/** So many events were left out after `after`, up to and with `cursor`. */
export function gapLine(missed: number, after: string, cursor: string, now: number): string {
  return JSON.stringify({ schema, is: 'gap', cursor, after, missed, time: new Date(now).toISOString() })
}

function jsonOf(event: ToldEvent, cursor: string): string {
  const { case: facts } = event
  return JSON.stringify({
    schema,
    is: 'event',
    cursor,
    time: new Date(event.at).toISOString(),
    actor: event.actorId,
    actorName: event.actorName,
    role: event.role,
    command: event.command,
    outcome: event.outcome,
    code: event.code,
    customerId: event.customerId,
    customerName: event.customerName,
    ownerId: event.ownerId,
    caseId: event.caseId,
    case: facts && { ...facts, dueAt: facts.dueAt === null ? null : new Date(facts.dueAt).toISOString() },
    detail: event.detail,
  })
}

function lineOf(session: Session, event: ToldEvent): string {
  const { language } = session
  const who = event.actorName ?? event.actorId
  const role = roleWords(event.role)?.[language] ?? event.role
  const what = commandWords[event.command]?.[language] ?? event.command
  const about = detailKeys.flatMap((key) => (typeof event.detail[key] === 'string' ? event.detail[key] : []))
  // What was only looked at happened to nobody.
  const preview = event.detail['isPreview'] === true ? session.word(w('preview only', '仅预览', '僅預覽')) : null
  const said = [what, preview, ...about, event.customerName ?? event.customerId, event.caseId]
    .filter(Boolean)
    .join(' · ')
  const line = stripUnsafe(`${momentText(event.at)}  ${who} (${role})  ${said}`)
  const late = event.case?.isBreached
    ? `  ${paint(session, 'red', session.word(w('overdue', '已超时', '已逾時')))}`
    : ''
  if (event.outcome === 'accepted') return `${line}${late}`
  // Who else is named by the data is known by id alone.
  const why = isRefusalCode(event.code)
    ? refusalWords({ code: event.code, data: event.detail }, language, (id) => event.names[id] ?? id)
    : (event.code ?? '')
  const refused = stripUnsafe(`${session.word(w('refused', '被拒绝', '被拒絕'))}: ${why} (${event.code})`)
  return `${line}${late}  ${paint(session, 'red', refused)}`
}
