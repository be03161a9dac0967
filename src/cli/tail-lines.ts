import { stripUnsafe } from '../app/cells.ts'
import { commandWords } from '../app/language/events.ts'
import { roleWords } from '../app/language/entities.ts'
import { momentText } from '../app/language/reasons.ts'
import { w } from '../core/language.ts'
import type { Home } from '../app/home.ts'
import type { Event } from '../app/queries.ts'
import { refusalWords } from '../app/refusals.ts'
import { isRefusalCode } from './give.ts'
import { paint } from './print.ts'
import type { Session } from './session.ts'
import { cursorOf, type TailStart } from './tail-start.ts'

/** The version of the JSON lines; a change of meaning raises it. */
const schema = 1
const eventsAtOnce = 500
/** What of an event's detail is worth a word on its line. */
const detailKeys = ['kind', 'flowId', 'stepId', 'field', 'fact', 'verdict', 'staffId', 'reason'] as const

/** Writes events as they come, each once and in order, whole lines only. */
export function tailWriter(session: Session, home: Home, { epoch, after }: TailStart) {
  let ver = after
  let count = 0
  let names: ReadonlyMap<string, string> = new Map()
  const customers = new Map<string, string | null>()

  return {
    /** Everything since the last event that was written. */
    async write(): Promise<void> {
      for (;;) {
        const events = await home.query.events(ver, eventsAtOnce)
        if (events.length === 0) return
        names = new Map((await home.query.all('staff')).map((person) => [person.id, person.name]))
        for (const event of events) {
          const customer = await nameOfCustomer(event.customerId)
          session.print(session.isJson ? jsonOf(event, customer) : lineOf(event, customer))
          ver = event.ver
          count++
        }
      }
    },
    /** Keeps the cursor of an idle reader fresh. */
    heartbeat(): void {
      if (!session.isJson) return
      const time = new Date(home.clock.now()).toISOString()
      session.print(JSON.stringify({ schema, is: 'bookmark', cursor: cursorOf(epoch, ver), time }))
    },
    written: () => count,
  }

  async function nameOfCustomer(id: string | null): Promise<string | null> {
    if (id === null) return null
    const known = customers.get(id)
    if (known !== undefined) return known
    const name = (await home.query.row('customer', id))?.name ?? null
    if (customers.size > 10_000) customers.clear()
    customers.set(id, name)
    return name
  }

  function jsonOf(event: Event, customerName: string | null): string {
    return JSON.stringify({
      schema,
      is: 'event',
      cursor: cursorOf(epoch, event.ver),
      time: new Date(event.at).toISOString(),
      actor: event.actorId,
      actorName: names.get(event.actorId) ?? null,
      role: event.role,
      command: event.command,
      outcome: event.outcome,
      code: event.code,
      customerId: event.customerId,
      customerName,
      caseId: event.caseId,
      detail: event.detail,
    })
  }

  function lineOf(event: Event, customerName: string | null): string {
    const { language } = session
    const who = names.get(event.actorId) ?? event.actorId
    const role = roleWords(event.role)?.[language] ?? event.role
    const what = commandWords[event.command]?.[language] ?? event.command
    const about = detailKeys.flatMap((key) => (typeof event.detail[key] === 'string' ? event.detail[key] : []))
    const said = [what, ...about, customerName ?? event.customerId, event.caseId].filter(Boolean).join(' · ')
    const line = stripUnsafe(`${momentText(event.at)}  ${who} (${role})  ${said}`)
    if (event.outcome === 'accepted') return line
    const why = isRefusalCode(event.code)
      ? refusalWords({ code: event.code, data: event.detail }, language, (id) => names.get(id) ?? id)
      : (event.code ?? '')
    const refused = stripUnsafe(`${session.word(w('refused', '被拒绝', '被拒絕'))}: ${why} (${event.code})`)
    return `${line}  ${paint(session, 'red', refused)}`
  }
}
