import { readFile } from 'node:fs/promises'
import { stripUnsafe } from '../app/cells.ts'
import { labels } from '../app/language/labels.ts'
import { noEndpointWords } from '../app/language/network-faults.ts'
import { isSafeEndpoint, Unreachable, Unsafe } from '../app/network.ts'
import { w } from '../core/language.ts'
import { refuse } from '../core/refusal.ts'
import { answerRefusal } from './give.ts'
import { textOf } from './input.ts'
import type { Session } from './session.ts'
import { syncRound } from './sync-round.ts'
import { type Cli, type Command, declare, withJson } from './verb.ts'

export function declareJoin(program: Command, cli: Cli): void {
  const join = w(
    'enrol this home as a person’s desk',
    '把这个数据文件夹登记为个人工作台',
    '把這個資料夾登記為個人工作台',
  )
  withJson(declare(program, 'join <url>', join, cli), cli)
    .requiredOption(
      '--code <CODE>',
      cli.word(
        w(
          'from butler staff code; - for stdin',
          '来自 butler staff code；- 读标准输入',
          '來自 butler staff code；- 讀標準輸入',
        ),
      ),
    )
    .option(
      '--ca <FILE>',
      cli.word(
        w(
          'PEM of the only authority whose certificates to trust',
          '唯一信任的证书机构（PEM 文件）',
          '唯一信任的憑證機構（PEM 檔案）',
        ),
      ),
    )
    .action(cli.verb(enrol))
}

type Joining = { code: string; ca?: string }

async function enrol(session: Session, asked: string, { code: given, ca: caFile }: Joining): Promise<number> {
  const url = URL.parse(asked)
  if (!url || !/^https?:$/.test(url.protocol)) {
    session.tell(
      w(`butler: not an address: ${asked}`, `butler：不是有效地址：${asked}`, `butler：不是有效位址：${asked}`),
    )
    return 2
  }
  if (!isSafeEndpoint(url.origin)) {
    session.tell(
      w(
        'butler: over plain http the desk’s token could be read on the way: use https, or a tunnel to 127.0.0.1',
        'butler：明文 http 会在途中泄露工作台令牌：请用 https，或经隧道连到 127.0.0.1',
        'butler：明文 http 會在途中洩漏工作台權杖：請用 https，或經通道連到 127.0.0.1',
      ),
    )
    return 2
  }
  const ca = caFile === undefined ? null : await readFile(caFile, 'utf8')
  const code = await textOf(session, given)
  const { isBadCode, joinEndpoint } = await import('../app/enrol.ts')
  try {
    const staff = await joinEndpoint(session.folder, url.origin, code, { ca })
    const name = stripUnsafe(staff.name)
    session.tell(
      w(
        `This is ${name}’s desk now. Reading the book …`,
        `已成为${name}的工作台，正在读取客户…`,
        `已成為${name}的工作台，正在讀取客戶…`,
      ),
    )
  } catch (fault) {
    if (isBadCode(fault)) return answerRefusal(session, refuse('device.code-invalid'))
    if (!(fault instanceof Unreachable) || fault instanceof Unsafe) throw fault
    session.tell(`butler: ${session.word(noEndpointWords(url.origin))}`)
    return 1
  }
  return session.withHome(async (home) => {
    await syncRound(session, home)
    const counts = await home.query.counts()
    const staff = await home.query.row('staff', home.actor.staffId)
    if (session.isJson) session.print(JSON.stringify({ ok: true, staff, endpoint: home.endpoint, ...counts }))
    const role = staff ? session.word(labels.role[staff.role]) : ''
    const name = stripUnsafe(staff?.name ?? '')
    const { customers, policies, openCases } = counts
    session.tell(
      w(
        `${customers} customers, ${policies} policies, ${openCases} open cases, on the desk of ${name} (${role}).`,
        `${name}（${role}）的工作台：客户 ${customers}，保单 ${policies}，未办结事项 ${openCases}。`,
        `${name}（${role}）的工作台：客戶 ${customers}，保單 ${policies}，未辦結事項 ${openCases}。`,
      ),
    )
    return 0
  })
}
