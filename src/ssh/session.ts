import type { ServerChannel, Session } from 'ssh2'
import { languageOf } from '../app/config.ts'
import type { Words } from '../core/language.ts'
import { readAsked } from './asked.ts'
import { type Child, startChild } from './child.ts'
import { environmentOf, mayClientSay, type Pty } from './environment.ts'
import type { Guest, SshServing } from './serving.ts'
import { said } from './words.ts'

type Room = {
  home: string
  serving: SshServing
  /** Starts it for that channel, unless all sessions are taken. */
  start(channel: number, begin: () => Child): Child | null
}

const signals = { INT: 'SIGINT', TERM: 'SIGTERM', HUP: 'SIGHUP' } as const

/** One session of a connection: gathers what the client says of itself, then runs what it asks for. */
export function serveSession(session: Session, guest: Guest, room: Room): void {
  const spoken: Record<string, string> = {}
  let pty: Pty | null = null
  let child: Child | null = null
  let hasBegun = false
  session.on('env', (accept, reject, { key, val }) => {
    if (!mayClientSay(key, String(val))) return void reject?.()
    spoken[key] = String(val)
    accept?.()
  })
  session.on('pty', (accept, _reject, { cols, rows, term }) => {
    pty = { ...sizeOf(cols, rows), term: /^[\w.+-]{1,64}$/.test(term ?? '') ? term : 'xterm' }
    accept?.()
  })
  session.on('window-change', (accept, _reject, { cols, rows }) => {
    const size = sizeOf(cols, rows)
    if (pty) pty = { ...pty, ...size }
    child?.resize(size.cols, size.rows)
    accept?.()
  })
  session.on('signal', (accept, _reject, { name }) => {
    const signal = signals[name as keyof typeof signals]
    if (signal) child?.signal(signal)
    accept?.()
  })
  session.on('shell', (accept) => begin(accept(), ''))
  session.on('exec', (accept, _reject, { command }) => begin(accept(), command))

  function begin(channel: ServerChannel, line: string): void {
    channel.on('error', () => undefined)
    if (hasBegun) return void channel.end()
    hasBegun = true
    const language = languageOf(undefined, 'auto', spoken)
    const { home, serving } = room
    const { staffId, fingerprint, address } = guest
    const note = (message: string, more: object = {}) =>
      serving.log({ staffId, fingerprint, address, ...more }, message)
    const leave = (status: number, words?: Words) => {
      if (words) (pty ? channel : channel.stderr).write(`butler: ${words[language]}${pty ? '\r\n' : '\n'}`)
      channel.exit(status)
      channel.end()
    }
    const asked = readAsked(line)
    if ('why' in asked) {
      note('ssh command refused')
      return leave(2, asked.why)
    }
    const { words } = asked
    const env = environmentOf({ folder: home, staffId, said: spoken, pty, connection: guest.connection })
    const running = room.start(numberOf(channel), () => startChild({ home, staffId, words, env, pty }, channel))
    if (!running) {
      note('ssh session refused: full')
      return leave(1, said.full)
    }
    child = running
    note('ssh session', { verb: words[0], isTerminal: pty !== null })
    const idle = pty ? stopWhenIdle(channel, serving.idleMs, running) : null
    channel.once('close', () => running.stop())
    void running.ended.then(({ status, isCrash }) => {
      const isIdle = idle?.end() === true
      note(isCrash ? 'ssh session crashed' : 'ssh session ended', { status, isIdle })
      leave(status, isCrash ? said.crashed : isIdle ? said.idle : undefined)
    })
  }
}

/** Ends a session that stands without a key. `end` says whether it came to that. */
function stopWhenIdle(channel: ServerChannel, idleMs: number, child: Child): { end(): boolean } {
  let isIdle = false
  const timer = setTimeout(() => {
    isIdle = true
    child.stop()
  }, idleMs)
  channel.on('data', () => timer.refresh())
  return {
    end() {
      clearTimeout(timer)
      return isIdle
    },
  }
}

function sizeOf(cols: number, rows: number): { cols: number; rows: number } {
  const within = (value: number, usual: number) => (value > 0 ? Math.min(value, 1_000) : usual)
  return { cols: within(cols, 80), rows: within(rows, 24) }
}

/** Our own number of a channel, which requests about it name. */
function numberOf(channel: ServerChannel): number {
  return (channel as unknown as { incoming: { id: number } }).incoming.id
}
