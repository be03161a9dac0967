import { type NamedValue, namedValues } from '../app/language/argument-words.ts'
import { commandWords } from '../app/language/events.ts'
import { momentText } from '../app/language/reasons.ts'
import { becameWords, prospectWords, stateWords } from '../app/outbox-words.ts'
import { grouped } from '../core/outbox/groups.ts'
import { refusalWords } from '../app/refusals.ts'
import { type Words, w } from '../core/language.ts'
import { refuse } from '../core/refusal.ts'
import { staffNames } from './customers.ts'
import { answerNotFound } from './give.ts'
import { entryJson, type Listed, refusedBecause } from './outbox-entry.ts'
import { printFacts, printHeading } from './print.ts'
import type { Session } from './session.ts'

/** One command: its arguments, the refusal with all that it says, what has become of it, and what stands on it. */
export function show(session: Session, seq: number): Promise<number> {
  return session.withHome(async (home) => {
    const all: Listed[] = grouped(await home.query.outbox('all'))
    const entry = all.find((one) => one.seq === seq)
    if (!entry) return answerNotFound(session, 'command', String(seq))
    const nameOf = await staffNames(home)
    const below = all.filter(({ above }) => above.includes(seq))
    const above = all.filter((one) => entry.above.includes(one.seq))
    const customer = entry.customerId === null ? undefined : await home.query.row('customer', entry.customerId)
    const prospect = entry.state === 'waiting' ? prospectWords(entry) : null
    const json = { ...entryJson(session, entry, nameOf), below: below.map((one) => one.seq) }
    const what = (name: string) => commandWords[name]?.[session.language] ?? name
    printFacts(
      session,
      [
        [w('Number', '序号', '序號'), String(seq)],
        [w('State', '状态', '狀態'), session.word(stateWords[entry.became?.is ?? entry.state])],
        [w('Given', '时间', '時間'), momentText(entry.givenAt)],
        [w('What', '操作', '操作'), `${what(entry.name)} (${entry.name})`],
        [w('Customer', '客户', '客戶'), customer?.name ?? entry.customerId],
        [w('Case', '事项', '事項'), entry.caseId],
        [w('Refused because', '被拒原因', '被拒原因'), refusedBecause(session, entry, nameOf)],
        [w('Prospect', '预计', '預計'), prospect && session.word(prospect)],
        [w('Became', '处理', '處理'), entry.became && session.word(becameWords(entry.became))],
      ],
      json,
    )
    if (session.isJson) return 0
    const { given, refusal } = namedValues(entry, session.language, nameOf, entry.caseId)
    const part = (title: Words, values: readonly NamedValue[]) => {
      if (values.length === 0) return
      printHeading(session, title)
      printFacts(
        session,
        values.map(({ label, text }) => [w(label, label, label), text]),
        null,
      )
    }
    const givenTitle = w('What was given', '操作内容', '操作內容')
    if (entry.args === null) {
      printHeading(session, givenTitle)
      session.print(refusalWords(refuse('outbox.wiped'), session.language))
    }
    part(givenTitle, given)
    part(w('What the refusal says', '拒绝说明', '拒絕說明'), refusal)
    const others = (some: readonly Listed[]) =>
      printFacts(
        session,
        some.map((one) => {
          const text = `${what(one.name)} · ${session.word(stateWords[one.became?.is ?? one.state])}`
          return [w(String(one.seq), String(one.seq), String(one.seq)), text] as const
        }),
        null,
      )
    if (above.length > 0) printHeading(session, w('It stands on', '依赖于', '依賴於'))
    others(above)
    if (below.length > 0) printHeading(session, w('What stands on it', '依赖它的操作', '依賴它的操作'))
    others(below)
    return 0
  })
}
