import { commandWords } from '../app/language/events.ts'
import { momentText } from '../app/language/reasons.ts'
import { w } from '../core/language.ts'
import { refusalWords } from '../app/refusals.ts'
import type { OutboxEntry } from '../app/queries.ts'
import { staffNames } from './customers.ts'
import { answerRefusal } from './give.ts'
import { wholeNumber } from './input.ts'
import { printRows } from './print.ts'
import type { Session } from './session.ts'
import { type Cli, type Command, declare, withJson } from './verb.ts'

export function declareOutbox(program: Command, cli: Cli): void {
  const outbox = declare(
    program,
    'outbox',
    w('what waits to be sent, and what was refused', '待发送与被拒绝的操作', '待送出與被拒絕的操作'),
    cli,
  )
  withJson(
    declare(
      outbox,
      'list',
      w('waiting and refused commands', '列出待发送与被拒绝的操作', '列出待送出與被拒絕的操作'),
      cli,
    ),
    cli,
  ).action(cli.verb(list))
  withJson(
    declare(
      outbox,
      'retry <seq>',
      w('give a refused command again', '重新提交一条被拒绝的操作', '重新提交一項被拒絕的操作'),
      cli,
    ),
    cli,
  ).action(cli.verb(retry))
  withJson(
    declare(
      outbox,
      'discard <seq>',
      w('take a refused command off the list', '从列表移除一条被拒绝的操作', '從清單移除一項被拒絕的操作'),
      cli,
    ).requiredOption('--reason <TEXT>', cli.word(w('why it is given up', '放弃的原因', '放棄的原因'))),
    cli,
  ).action(cli.verb(discard))
}

function list(session: Session): Promise<void> {
  return session.withHome(async (home) => {
    const entries = [...(await home.query.outbox('refused')), ...(await home.query.outbox('waiting'))]
    const nameOf = await staffNames(home)
    const why = ({ code, data, isAtRisk }: OutboxEntry) => {
      if (code) return `${refusalWords({ code, data: data ?? {} }, session.language, nameOf)} (${code})`
      return isAtRisk ? session.word(w('will probably be refused', '可能会被拒绝', '可能會被拒絕')) : ''
    }
    printRows(session, entries, [
      { title: w('Seq', '序号', '序號'), text: ({ seq }) => String(seq), align: 'right' },
      { title: w('State', '状态', '狀態'), text: ({ state }) => session.word(states[state]) },
      { title: w('Given', '时间', '時間'), text: ({ givenAt }) => momentText(givenAt) },
      { title: w('What', '操作', '操作'), text: ({ name }) => session.word(commandWords[name] ?? w(name, name, name)) },
      { title: w('Case', '事项', '事項'), text: ({ caseId }) => caseId ?? '' },
      { title: w('Why', '原因', '原因'), text: why, isFlexible: true },
    ])
    if (entries.length === 0)
      session.tell(w('Nothing waits, nothing was refused.', '没有待发送或被拒绝的操作。', '沒有待送出或被拒絕的操作。'))
  })
}

const states = {
  waiting: w('waiting', '待发送', '待送出'),
  refused: w('refused', '被拒绝', '被拒絕'),
  accepted: w('accepted', '已接受', '已接受'),
  discarded: w('discarded', '已移除', '已移除'),
}

function retry(session: Session, asked: string): Promise<number> {
  const seq = wholeNumber(asked)
  return session.withHome(async (home) => {
    const outcome = await home.retry(seq)
    if (!outcome.ok) return answerRefusal(session, outcome, home)
    if (session.isJson) session.print(JSON.stringify({ ok: true, state: 'waiting', result: outcome.result }))
    session.tell(w(`Command ${seq} was given again.`, `第 ${seq} 条已重新提交。`, `第 ${seq} 項已重新提交。`))
    return 0
  })
}

function discard(session: Session, asked: string, { reason }: { reason: string }): Promise<number> {
  const seq = wholeNumber(asked)
  return session.withHome(async (home) => {
    const outcome = await home.discard(seq, reason)
    if (!outcome.ok) return answerRefusal(session, outcome, home)
    if (session.isJson) session.print(JSON.stringify({ ok: true, state: 'decided', result: outcome.result }))
    session.tell(w(`Command ${seq} is off the list.`, `已移除第 ${seq} 条。`, `已移除第 ${seq} 項。`))
    return 0
  })
}
