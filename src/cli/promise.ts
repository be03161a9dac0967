import { promiseStandingWords } from '../app/language/owed-words.ts'
import { momentText } from '../app/language/reasons.ts'
import type { Home } from '../app/home.ts'
import type { Row } from '../core/entities.ts'
import { w } from '../core/language.ts'
import { isLate } from '../core/promise/clock.ts'
import { customerNamed, customerNames, staffNames } from './customers.ts'
import { answerNotFound, give } from './give.ts'
import { byWhen, textOf, type When } from './input.ts'
import { type Column, printRows } from './print.ts'
import type { Session } from './session.ts'
import { type Cli, type Command, declare, verbsIn, type Written } from './verb.ts'

export function declarePromise(program: Command, cli: Cli): void {
  const group = declare(program, 'promise', w('what we owe customers by when', '对客户的承诺', '對客戶的承諾'), cli)
  const { writes, reads, say } = verbsIn(group, cli)
  const by = say(
    '+4h, +3d, HH:MM or YYYY-MM-DD[THH:MM]',
    '+4h、+3d、HH:MM 或 YYYY-MM-DD[THH:MM]',
    '+4h、+3d、HH:MM 或 YYYY-MM-DD[THH:MM]',
  )
  reads(
    'list',
    'those that wait for us or for the customer’s word',
    '列出待兑现、待客户确认的承诺',
    '列出待兌現、待客戶確認的承諾',
  )
    .option(
      '--customer <ID>',
      say('of one customer, those that are over too', '某位客户的全部承诺', '某位客戶的全部承諾'),
    )
    .action(cli.verb(list))
  writes('make <customer> <words>', 'promise something; prints its id', '作出承诺，输出编号', '作出承諾，輸出編號')
    .requiredOption('--by <WHEN>', by, byWhen)
    .option('--case <ID>', say('the case that carries it', '由哪件事项承载', '由哪件事項承載'))
    .action(cli.verb(make))
  writes('keep <promise> <words>', 'we did it: how', '已兑现，说明如何兑现', '已兌現，說明如何兌現').action(
    cli.verb(told('promise.keep')),
  )
  writes('confirm <promise> <words>', 'the customer says it is done', '客户确认已兑现', '客戶確認已兌現').action(
    cli.verb(told('promise.confirm')),
  )
  writes(
    'release <promise> <words>',
    'the customer lets us off: why',
    '客户免除承诺，说明原因',
    '客戶免除承諾，說明原因',
  ).action(cli.verb(told('promise.release')))
  writes('move <promise> <words>', 'the customer agrees to another time', '经客户同意改期', '經客戶同意改期')
    .requiredOption('--to <WHEN>', by, byWhen)
    .action(cli.verb(move))
}

function list(session: Session, { customer }: { customer?: string }): Promise<number> {
  return session.withHome(async (home) => {
    const found = customer === undefined ? null : await customerNamed(home, customer)
    if (found === undefined) return answerNotFound(session, 'customer', customer ?? '')
    const promises = found ? ((await home.query.customer(found.id))?.promises ?? []) : await home.query.owedPromises()
    if (found) await home.noteLooks([found], 'customerShow')
    const now = home.clock.now()
    const columns = await promiseColumns(session, home, promises)
    printRows(session, promises, columns, (promise) => ({ ...promise, isLate: isLate(promise, now) }))
    if (promises.length === 0) session.tell(w('Nothing is promised.', '没有承诺。', '沒有承諾。'))
    return 0
  })
}

/** Promises, a line each. */
export async function promiseColumns(
  session: Session,
  home: Home,
  promises: readonly Row<'promise'>[],
): Promise<Column<Row<'promise'>>[]> {
  const [nameOf, customerOf] = [await staffNames(home), await customerNames(home, promises)]
  const now = home.clock.now()
  return [
    { title: w('Due', '到期', '到期'), text: ({ dueAt }) => momentText(dueAt) },
    { title: w('State', '状态', '狀態'), text: (promise) => promiseStandingWords(promise, now, session.language) },
    { title: w('Customer', '客户', '客戶'), text: ({ customerId }) => customerOf(customerId) },
    { title: w('Promise', '承诺', '承諾'), text: ({ words }) => words, isFlexible: true },
    { title: w('By', '承诺人', '承諾人'), text: ({ madeBy }) => nameOf(madeBy) },
    { title: w('Id', '编号', '編號'), text: ({ id }) => id },
  ]
}

async function make(
  session: Session,
  customer: string,
  written: string,
  { by, case: caseId, dryRun }: Written & { by: When; case?: string },
): Promise<number> {
  const words = await textOf(session, written)
  return session.withHome(async (home) => {
    const customerId = (await customerNamed(home, customer))?.id ?? customer
    const dueAt = by(home.clock.now())
    if (dueAt <= home.clock.now()) return answerPast(session, '--by')
    return give(session, home, 'promise.make', { customerId, caseId, words, dueAt }, { dryRun, data: ['promiseId'] })
  })
}

async function move(
  session: Session,
  promiseId: string,
  written: string,
  { to, dryRun }: Written & { to: When },
): Promise<number> {
  const words = await textOf(session, written)
  return session.withHome((home) => {
    const dueAt = to(home.clock.now())
    if (dueAt <= home.clock.now()) return answerPast(session, '--to')
    return give(session, home, 'promise.move', { promiseId, words, dueAt }, { dryRun })
  })
}

function told(name: string) {
  return async (session: Session, promiseId: string, written: string, { dryRun }: Written) => {
    const words = await textOf(session, written)
    return session.withHome((home) => give(session, home, name, { promiseId, words }, { dryRun }))
  }
}

/** A promise for a time that is over is a slip of the hand. */
export async function answerPast(session: Session, option: string): Promise<number> {
  session.tell(
    w(`butler: ${option}: that time is over`, `butler：${option}：该时间已过`, `butler：${option}：該時間已過`),
  )
  return 2
}
