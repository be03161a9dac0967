import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process'
import type { ServerChannel } from 'ssh2'
import type { Pty } from './environment.ts'

/** How long a program has to leave by itself. */
const graceMs = 3_000

/** What a program may have switched on: second screen, hidden cursor, pasting marks, no wrapping, a frame begun, colours. */
const terminalAsItWas = '\u001b[?2026l\u001b[?1049l\u001b[?25h\u001b[?2004l\u001b[?7h\u001b[0m'

export type Ended = { status: number; isCrash: boolean }
export type Child = {
  ended: Promise<Ended>
  resize(cols: number, rows: number): void
  signal(name: NodeJS.Signals): void
  /** Nobody reads what it says any more: as with any pipe, it finds that out by itself. */
  readerGone(): void
  /** Asks it to leave; after a while it has to. */
  stop(): void
}

type Starting = {
  home: string
  staffId: string
  words: readonly string[]
  env: Record<string, string>
  pty: Pty | null
}

/**
 * Runs the program itself for one session, in a process of its own: whatever becomes of it, the others do not notice. Its pipes are
 * the channel; a channel that is not read stops the program's writing, not ours.
 */
export function startChild({ home, staffId, words, env, pty }: Starting, channel: ServerChannel): Child {
  const program = process.argv[1] ?? ''
  const args = [...process.execArgv, program, '--home', home, '--as', staffId, ...words]
  const stdio: StdioOptions = pty ? ['pipe', 'pipe', 'pipe', 'ipc'] : ['ignore', 'pipe', 'pipe']
  const child = spawn(process.execPath, args, { env, stdio, cwd: home }) as ChildProcess
  const { stdin, stdout, stderr } = child
  // Its end of a pipe may close at any time: that is no fault of ours.
  for (const stream of [stdin, stdout, stderr]) stream?.on('error', () => undefined)
  // Without a terminal nothing is read of what a client sends.
  if (stdin) channel.pipe(stdin)
  else channel.resume()
  stdout?.pipe(channel, { end: false })
  stderr?.pipe(pty ? channel : channel.stderr, { end: false })
  let [isStopping, killing]: [boolean, NodeJS.Timeout | undefined] = [false, undefined]
  const ended = new Promise<Ended>((resolve) => {
    child.once('error', () => resolve({ status: 1, isCrash: true }))
    child.once('close', (code, signal) => {
      clearTimeout(killing)
      const isCrash = !isStopping && signal !== null
      // Killed or crashed, it has put nothing back.
      if (pty && signal !== null && channel.writable) channel.write(terminalAsItWas)
      resolve({ status: code ?? 1, isCrash })
    })
  })
  return {
    ended,
    resize: (cols, rows) => void (child.connected && child.send({ cols, rows }, () => undefined)),
    signal: (name) => void child.kill(name),
    readerGone: () => void stdout?.destroy(),
    stop() {
      if (isStopping) return
      isStopping = true
      child.kill('SIGTERM')
      killing = setTimeout(() => {
        child.kill('SIGKILL')
        // What stands in its pipe may never be read.
        stdout?.destroy()
        stderr?.destroy()
      }, graceMs)
    },
  }
}
