import { w } from '../core/language.ts'
import { channels } from '../core/conversation/kinds.ts'
import { give } from './give.ts'
import { byWhen, textOf, type When } from './input.ts'
import { answerPast } from './promise.ts'
import { mostWords } from '../core/promise/schema.ts'
import type { Session } from './session.ts'
import { choice, type Cli, type Command, declare, withDryRun } from './verb.ts'

export function declareMessage(program: Command, cli: Cli): void {
  const message = declare(program, 'message', w('what is said with customers', '与客户的往来', '與客戶的往來'), cli)
  const log = w(
    'log something said about a case; - for stdin; prints the message’s id',
    '登记一条与事项有关的消息；- 读标准输入；输出消息编号',
    '登錄一則與事項有關的訊息；- 讀標準輸入；輸出訊息編號',
  )
  withDryRun(declare(message, 'log <case> <text>', log, cli), cli)
    .option('--in', cli.word(w('the customer said it', '客户说的', '客戶說的')))
    .option('--out', cli.word(w('we said it', '我们说的', '我們說的')))
    .option(
      '--promise <WHEN>',
      cli.word(
        w(
          'with --out: what is said is a promise, due then (+4h, HH:MM, YYYY-MM-DD[THH:MM])',
          '与 --out 同用：所说即承诺，到期时间为（+4h、HH:MM、YYYY-MM-DD[THH:MM]）',
          '與 --out 同用：所說即承諾，到期時間為（+4h、HH:MM、YYYY-MM-DD[THH:MM]）',
        ),
      ),
      byWhen,
    )
    .addOption(choice('--channel <C>', cli.word(w('channel', '渠道', '管道')), channels))
    .action(cli.verb(say))
}

type Said = { in?: boolean; out?: boolean; promise?: When; channel?: string; dryRun?: boolean }

async function say(session: Session, caseId: string, written: string, said: Said) {
  const { in: isIn, out, promise, channel, dryRun } = said
  if (Boolean(isIn) === Boolean(out) || (isIn && promise)) {
    session.tell(
      w(
        'butler: say who said it: --in or --out',
        'butler：请用 --in 或 --out 指明是谁说的',
        'butler：請用 --in 或 --out 指明是誰說的',
      ),
    )
    return 2
  }
  const text = await textOf(session, written)
  const args = { caseId, direction: isIn ? 'in' : 'out', channel, text }
  return session.withHome(async (home) => {
    const dueAt = promise?.(home.clock.now())
    if (dueAt !== undefined && dueAt <= home.clock.now()) return answerPast(session, '--promise')
    const status = await give(session, home, 'message.log', args, { dryRun, data: ['messageId'] })
    const item = await home.query.row('case', caseId)
    if (status !== 0 || dueAt === undefined || !item) return status
    const promised = { customerId: item.customerId, caseId, words: text.slice(0, mostWords), dueAt }
    return give(session, home, 'promise.make', promised, { dryRun, data: ['promiseId'] })
  })
}
