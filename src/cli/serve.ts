import { defaultPort } from '../app/config.ts'
import { w } from '../core/language.ts'
import { Option } from 'commander'
import { portNumber } from './input.ts'
import { isLoopback } from './loopback.ts'
import type { Session } from './session.ts'
import { stopSignal } from './signals.ts'
import { type Cli, type Command, declare } from './verb.ts'

/** Ends the endpoint with the program that started it, however that ends: its end of the pipe closes. */
export const untilStdinEnds = '--until-stdin-ends'

export function declareServe(program: Command, cli: Cli): void {
  const serve = w(
    'open this home to desks; prints the address',
    '向工作台开放这份数据；输出地址',
    '向工作台開放這份資料；輸出位址',
  )
  declare(program, 'serve', serve, cli)
    .option('--port <N>', cli.word(w('port; 0 for any', '端口；0 为任意', '連接埠；0 為任意')), portNumber, defaultPort)
    .option('--host <HOST>', cli.word(w('address of this machine', '本机地址', '本機位址')), '127.0.0.1')
    .addOption(new Option(untilStdinEnds).hideHelp())
    .action(cli.verb(serveHome))
}

type Serving = { port: number; host: string; untilStdinEnds?: boolean }

async function serveHome(session: Session, { port, host, untilStdinEnds: isTied }: Serving): Promise<number> {
  if (!isLoopback(host)) {
    session.tell(
      w(
        `butler: will not listen on ${host}: plain http would show tokens and customers to the network. Listen on 127.0.0.1, behind a proxy with TLS or an SSH tunnel`,
        `butler：不能监听 ${host}：明文 http 会在网络上泄露令牌和客户资料。请监听 127.0.0.1，前面放 TLS 代理或 SSH 隧道`,
        `butler：不能監聽 ${host}：明文 http 會在網路上洩漏權杖和客戶資料。請監聽 127.0.0.1，前面放 TLS 代理或 SSH 通道`,
      ),
    )
    return 2
  }
  return session.withHome(async (home) => {
    const [{ HomeFault }, { authorityOf }, { default: pino }] = await Promise.all([
      import('../app/home.ts'),
      import('../app/authority.ts'),
      import('pino'),
    ])
    if (home.kind !== 'authority') throw new HomeFault('not-an-authority', session.folder)
    const log = pino({ base: null }, pino.destination({ dest: 2, sync: true }))
    // Neither messages nor bodies: both may speak of customers.
    const onFault = (fault: unknown) => log.error(nameOf(fault), 'fault')
    const listening = await session.faces.listen(authorityOf(home), host, port, onFault)
    // Only now: it keeps the process alive, and a port in use must not.
    const stop = stopSignal()
    session.print(listening.url)
    log.info({ url: listening.url }, 'listening')
    if (isTied)
      session.stdin
        .resume()
        .once('end', () => stop.raise(0))
        .once('close', () => stop.raise(0))
    const status = await stop.raised
    await listening.close()
    log.info({ status }, 'stopped')
    return status
  })
}

function nameOf(fault: unknown): { name: string; code: string | null; at: string } {
  if (!(fault instanceof Error)) return { name: typeof fault, code: null, at: '' }
  const code = 'code' in fault && typeof fault.code === 'string' ? fault.code : null
  return {
    name: fault.name,
    code,
    at:
      fault.stack
        ?.split('\n')
        .find((line) => line.includes(' at '))
        ?.trim() ?? '',
  }
}
