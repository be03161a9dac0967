import { Option } from 'commander'
import { defaultPort, sshPort } from '../app/config.ts'
import { isLoopback } from '../app/network.ts'
import { w } from '../core/language.ts'
import { portNumber, span, wholeNumber } from './input.ts'
import type { Session } from './session.ts'
import { endpointLog } from './serve-log.ts'
import { settleStore } from './serve-store.ts'
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
  const say = (en: string, hans: string, hant: string) => cli.word(w(en, hans, hant))
  declare(program, 'serve', serve, cli)
    .option('--port <N>', say('port; 0 for any', '端口；0 为任意', '連接埠；0 為任意'), portNumber, defaultPort)
    .option('--host <HOST>', say('address of this machine', '本机地址', '本機位址'), '127.0.0.1')
    .option(
      '--store <URL>',
      say(
        'postgres://USER@HOST:PORT/DATABASE: where the data is (else BUTLER_STORE, else this folder)',
        'postgres://用户@主机:端口/数据库：数据存放处（否则 BUTLER_STORE，否则本文件夹）',
        'postgres://使用者@主機:連接埠/資料庫：資料存放處（否則 BUTLER_STORE，否則本資料夾）',
      ),
    )
    .option('--tls-cert <FILE>', say('certificate (PEM)', '证书（PEM）', '憑證（PEM）'))
    .option('--tls-key <FILE>', say('its key (PEM)', '证书私钥（PEM）', '憑證私鑰（PEM）'))
    .option(
      '--behind-proxy',
      say(
        'a proxy in front ends TLS and sets X-Forwarded-For',
        '前面有代理：由它终止 TLS 并设置 X-Forwarded-For',
        '前面有代理：由它終止 TLS 並設定 X-Forwarded-For',
      ),
    )
    .option(
      '--open-metrics',
      say('/metrics for others than this machine too', '允许其他机器读取 /metrics', '允許其他機器讀取 /metrics'),
    )
    .option('--connections <N>', say('at most so many at once', '最多同时连接数', '最多同時連線數'), wholeNumber)
    .addOption(
      new Option(
        '--ssh [PORT]',
        say(
          'board and tail over SSH too, for the keys of butler staff key',
          '同时经 SSH 提供 board 和 tail，凭 butler staff key 登记的公钥登录',
          '同時經 SSH 提供 board 和 tail，憑 butler staff key 登記的公鑰登入',
        ),
      )
        .argParser(portNumber)
        .preset(sshPort),
    )
    .option(
      '--ssh-host <HOST>',
      say(
        'address of this machine for SSH (else --host)',
        'SSH 的本机地址（否则同 --host）',
        'SSH 的本機位址（否則同 --host）',
      ),
    )
    .option('--ssh-sessions <N>', say('at most so many at once', '最多同时会话数', '最多同時連線數'), wholeNumber, 20)
    .option(
      '--ssh-idle <SPAN>',
      say(
        'a board without a key for so long is closed (1h)',
        'board 无操作多久后断开（1h）',
        'board 無操作多久後中斷（1h）',
      ),
      span,
    )
    .addOption(new Option(untilStdinEnds).hideHelp())
    .action(cli.verb(serveHome))
}

type Asked = {
  port: number
  host: string
  store?: string
  tlsCert?: string
  tlsKey?: string
  behindProxy?: boolean
  openMetrics?: boolean
  connections?: number
  ssh?: number
  sshHost?: string
  sshSessions: number
  sshIdle?: number
  untilStdinEnds?: boolean
}

async function serveHome(session: Session, asked: Asked): Promise<number> {
  const { port, host, tlsCert, tlsKey, behindProxy = false, openMetrics = false, connections } = asked
  if ((tlsCert === undefined) !== (tlsKey === undefined)) {
    session.tell(
      w(
        'butler: --tls-cert and --tls-key go together',
        'butler：--tls-cert 与 --tls-key 须同时给出',
        'butler：--tls-cert 與 --tls-key 須同時給出',
      ),
    )
    return 2
  }
  if (!isLoopback(host) && !tlsCert && !behindProxy) {
    session.tell(
      w(
        `butler: will not listen on ${host}: plain http would show tokens and customers to the network. Give --tls-cert and --tls-key, or listen on 127.0.0.1 behind a proxy with TLS or an SSH tunnel; --behind-proxy says that a proxy on another machine ends TLS`,
        `butler：不能监听 ${host}：明文 http 会在网络上泄露令牌和客户资料。请给出 --tls-cert 和 --tls-key，或监听 127.0.0.1 并在前面放 TLS 代理或 SSH 隧道；若由另一台机器上的代理终止 TLS，请加 --behind-proxy`,
        `butler：不能監聽 ${host}：明文 http 會在網路上洩漏權杖和客戶資料。請給出 --tls-cert 和 --tls-key，或監聽 127.0.0.1 並在前面放 TLS 代理或 SSH 通道；若由另一台機器上的代理終止 TLS，請加 --behind-proxy`,
      ),
    )
    return 2
  }
  const { readTls } = await import('../app/tls-files.ts')
  const tls = tlsCert && tlsKey ? await readTls(tlsCert, tlsKey) : null
  await settleStore(session, asked.store)
  return session.withHome(async (home) => {
    const [
      { HomeFault },
      { authorityOf },
      { startDailyRound },
      { startLateRound },
      { startCoverRound },
      { beServing },
      { keepServedUrl },
      log,
    ] = await Promise.all([
      import('../app/home.ts'),
      import('../app/authority.ts'),
      import('../app/daily-round.ts'),
      import('../app/late-round.ts'),
      import('../app/cover-round.ts'),
      import('../app/home-store.ts'),
      import('../app/served-url.ts'),
      endpointLog(),
    ])
    if (home.kind !== 'authority') throw new HomeFault('not-an-authority', session.folder)
    const serving = beServing(session.folder)
    const authority = authorityOf(home)
    const listening = await session.faces
      .listen(authority, host, port, log.fault, {
        tls,
        isBehindProxy: behindProxy,
        hasOpenMetrics: openMetrics,
        ...(connections === undefined ? {} : { limits: { connections, waiters: connections } }),
        onRequest: log.request,
        onAlert: log.alert,
      })
      .catch((fault: NodeJS.ErrnoException) => {
        const { code = '' } = fault
        if (/^(ENOTFOUND|EAI_|EADDRNOTAVAIL|EAFNOSUPPORT)/.test(code)) throw new HomeFault('bad-host', host)
        throw code === 'EACCES' ? new HomeFault('port-not-allowed', String(port)) : fault
      })
    const ssh =
      asked.ssh === undefined
        ? null
        : await (
            await import('./serve-ssh.ts')
          )
            .startSsh(session, home, { ...asked, ssh: asked.ssh }, log)
            .catch(async (fault: unknown) => {
              await listening.close()
              throw fault
            })
    const served = keepServedUrl(session.folder, listening.url)
    // Only now: it keeps the process alive, and a port in use must not.
    const stop = stopSignal()
    session.print(listening.url)
    ssh?.announce()
    log.say({ url: listening.url }, 'listening')
    if (asked.untilStdinEnds)
      session.stdin
        .resume()
        .once('end', () => stop.raise(0))
        .once('close', () => stop.raise(0))
    const stopDaily = startDailyRound(home, {
      onAnchor: ({ day, ver }) => log.say({ day, ver }, 'anchor'),
      onFault: log.fault,
      clear: authority.snapshots.clear,
    })
    const stopLate = startLateRound(home, log.fault)
    const stopCover = startCoverRound(home, log.fault)
    const status = await stop.raised
    // Told by a signal to stop while its end of the pipe is open: reading on would keep the process alive.
    if (asked.untilStdinEnds) session.stdin.pause()
    await ssh?.close()
    await listening.close()
    await stopDaily()
    await stopLate()
    await stopCover()
    served.release()
    serving.release()
    log.say({ status }, 'stopped')
    return status
  })
}
