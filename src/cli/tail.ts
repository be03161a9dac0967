import { Option } from 'commander'
import type { Home } from '../app/home.ts'
import { w } from '../core/language.ts'
import { answerRefusal } from './give.ts'
import { wholeNumber } from './input.ts'
import type { Session } from './session.ts'
import { stopSignal } from './signals.ts'
import { cursorGone, startOfTail } from './tail-start.ts'
import { tailWriter } from './tail-lines.ts'
import { refuse } from '../core/refusal.ts'
import { type Cli, type Command, declare, withJson } from './verb.ts'

export function declareTail(program: Command, cli: Cli): void {
  const tail = w(
    'what everybody does, a line an event, as it happens',
    '实时查看全队操作，一行一条',
    '即時查看全隊操作，一列一筆',
  )
  const cursor = w('only what came after this cursor', '只看此游标之后的', '只看此游標之後的')
  withJson(declare(program, 'tail', tail, cli), cli)
    .option(
      '-n, --lines <N>',
      cli.word(w('how many of the past first', '先显示最近几条', '先顯示最近幾筆')),
      wholeNumber,
      20,
    )
    .option(
      '-f, --follow',
      cli.word(w('go on with what comes (the default)', '持续显示（默认）', '持續顯示（預設）')),
      true,
    )
    .addOption(new Option('--no-follow', cli.word(w('end after those', '显示后结束', '顯示後結束'))))
    .option('--after-cursor <CURSOR>', cli.word(cursor))
    .action(cli.verb(tailEvents))
}

type Tailing = { lines: number; follow: boolean; afterCursor?: string }

const heartbeatMs = 30_000

function tailEvents(session: Session, { lines, follow, afterCursor }: Tailing): Promise<number> {
  return session.withHome(async (home) => {
    if (!mayTail(home))
      return answerRefusal(session, refuse('not-allowed', { command: 'tail', role: home.actor.role }), home)
    if (home.kind === 'desk') await freshen(session, home, follow)
    const start = await startOfTail(home, lines, afterCursor)
    if (start === null) return cursorGone(session, afterCursor ?? '')
    const writer = tailWriter(session, home, start)
    await writer.write()
    return follow ? keepTailing(session, home, writer) : 0
  })
}

/** Whoever holds the authority's folder, and the desks that are told everybody's work. */
function mayTail(home: Home): boolean {
  if (home.kind === 'authority') return true
  return home.actor.role === 'supervisor' || home.actor.role === 'manager'
}

/** A desk knows what it has synced: it syncs here first, where no other process does. */
async function freshen(session: Session, home: Home, isFollowing: boolean): Promise<void> {
  const { Unreachable } = await import('../app/network.ts')
  try {
    const { is } = await home.sync.state()
    if (is === 'new' || !isFollowing) await home.sync.once()
  } catch (fault) {
    if (!(fault instanceof Unreachable)) throw fault
    session.tell(w('-- offline: what is known here --', '-- 离线：仅显示本机已有的 --', '-- 離線：僅顯示本機已有的 --'))
  }
}

async function keepTailing(session: Session, home: Home, writer: ReturnType<typeof tailWriter>): Promise<number> {
  const stop = stopSignal()
  home.sync.follow()
  let wasOffline = false
  const look = async () => {
    const { is } = await home.sync.state()
    if (is === 'offline' && !wasOffline)
      session.tell(w('-- offline, trying again --', '-- 离线，正在重试 --', '-- 離線，正在重試 --'))
    const before = writer.written()
    await writer.write()
    if (is !== 'offline' && wasOffline) {
      const n = writer.written() - before
      session.tell(
        w(`-- reconnected, ${n} missed, resumed --`, `-- 已重连，补上 ${n} 条 --`, `-- 已重新連線，補上 ${n} 筆 --`),
      )
    }
    wasOffline = is === 'offline'
    if (is === 'stopped') stop.raise(4)
  }
  // One look at a time, and one more for what came meanwhile; a fault ends the tail.
  let [isLooking, isAsked] = [false, false]
  const failure = Promise.withResolvers<never>()
  const lookSoon = () => {
    isAsked = true
    if (isLooking) return
    isLooking = true
    void (async () => {
      while (isAsked) {
        isAsked = false
        await look()
      }
      isLooking = false
    })().catch(failure.reject)
  }
  const unwatch = home.watch(lookSoon)
  const heartbeat = setInterval(() => writer.heartbeat(), heartbeatMs)
  lookSoon()
  try {
    return await Promise.race([stop.raised, failure.promise])
  } finally {
    unwatch()
    clearInterval(heartbeat)
    stop.raise(0)
  }
}
