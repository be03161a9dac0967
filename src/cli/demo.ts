import { demoFolder } from '../app/config.ts'
import { w } from '../core/language.ts'
import { demoIsReady, makeDemo, removeDemo } from './demo-make.ts'
import { openDemo } from './demo-open.ts'
import { wholeNumber } from './input.ts'
import type { Session } from './session.ts'
import { type Cli, type Command, declare } from './verb.ts'

export function declareDemo(program: Command, cli: Cli): void {
  const demo = w(
    'a generated book, served on loopback, opened on a desk',
    '生成一份示例数据，在本机提供服务并打开工作台',
    '產生一份示範資料，在本機提供服務並開啟工作台',
  )
  declare(program, 'demo', demo, cli)
    .option('--customers <N>', cli.word(w('how many customers', '客户数', '客戶數')), wholeNumber, 8_000)
    .option(
      '--fresh',
      cli.word(w('throw the old demo away and make a new one', '删除旧的示例，重新生成', '刪除舊的示範，重新產生')),
    )
    .action(cli.verb(runDemo))
}

type Demo = { customers: number; fresh?: boolean }

async function runDemo(session: Session, { customers, fresh }: Demo): Promise<number> {
  const folder = demoFolder(session.askedFolder)
  const { fewestCustomers } = await import('../app/demo/book.ts')
  if (customers < fewestCustomers) {
    session.tell(
      w(
        `butler: a demo has at least ${fewestCustomers} customers`,
        `butler：示例至少有 ${fewestCustomers} 位客户`,
        `butler：示範至少有 ${fewestCustomers} 位客戶`,
      ),
    )
    return 2
  }
  if (fresh) await removeDemo(folder)
  if (!demoIsReady(folder)) await makeDemo(session, folder, customers)
  return openDemo(session, folder)
}
