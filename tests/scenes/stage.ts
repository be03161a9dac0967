import { EventEmitter } from 'node:events'
import { PassThrough, Writable } from 'node:stream'
import type { Home } from '../../src/app/home.ts'
import type { Language } from '../../src/core/language.ts'
import type { App } from '../../src/tui/app.ts'
import { openWorkstation } from '../../src/tui/open.tsx'
import { Terminal, type Wire } from '../terminal.ts'

/** The workstation itself, in this process, on a terminal that nobody looks at. */
export type Stage = {
  screen: Terminal
  app: App
  /** What the desk took, in order: commands by name, drafts left out, and what was done beside them (`undo`, `outbox.retry`). */
  given: readonly string[]
  /** Every key is dealt with, all that it began has ended, and the screen shows it. */
  settled(): Promise<void>
  /** Whether the person has left. */
  isOver(): boolean
  close(): Promise<void>
}

export type StageOptions = { language: Language; cols: number; rows: number }

export async function openStage(home: Home, { language, cols, rows }: StageOptions): Promise<Stage> {
  const streams = streamsOf(cols, rows)
  const screen = new Terminal(streams.wire, [], { cols, rows })
  const opened = Promise.withResolvers<{ app: App; flushed: () => Promise<void> }>()
  const given: string[] = []
  const ended = openWorkstation(recording(home, given), {
    ...{ language, terminal: streams.terminal },
    onOpened: (app, flushed) => opened.resolve({ app, flushed }),
  })
  let isOver = false
  const end = () => {
    isOver = true
    streams.end()
  }
  void ended.then(end, end)
  const { app, flushed } = await Promise.race([
    opened.promise,
    ended.then((status) => Promise.reject(new Error(`the workstation ended with ${status}`))),
  ])
  const settled = async () => {
    // What was pressed goes through three streams before the app has it.
    for (let quiet = 0; quiet < 3;) {
      await new Promise((resolve) => setImmediate(resolve))
      if (app.tasks.size === 0 && !app.opening && streams.isRead()) quiet++
      else {
        quiet = 0
        await Promise.all(app.tasks)
        await app.opening
      }
    }
    await flushed()
    await screen.drawn()
  }
  return {
    ...{ screen, app, given, settled, isOver: () => isOver },
    async close() {
      app.exit(0)
      await ended
    },
  }
}

function recording(home: Home, given: string[]): Home {
  const note = async <T extends { ok: boolean }>(name: string, isDryRun: boolean | undefined, work: Promise<T>) => {
    const outcome = await work
    if (outcome.ok && !isDryRun && name !== 'draft.save') given.push(name)
    return outcome
  }
  return {
    ...home,
    execute: (name, args, how) => note(name, how?.isDryRun, home.execute(name, args, how)),
    undo: (isDryRun) => note('undo', isDryRun, home.undo(isDryRun)),
    undoStep: (id, isDryRun) => note('undo.step', isDryRun, home.undoStep(id, isDryRun)),
    retry: (seq, isDryRun) => note('outbox.retry', isDryRun, home.retry(seq, isDryRun)),
    discard: (seq, reason, isDryRun) => note('outbox.discard', isDryRun, home.discard(seq, reason, isDryRun)),
    hand: (seq, words, isDryRun) => note('outbox.hand', isDryRun, home.hand(seq, words, isDryRun)),
  }
}

/** Both ends of a terminal: the program's streams, and what a person at it holds. */
export function streamsOf(cols: number, rows: number) {
  const keyboard = new PassThrough()
  const stdin = Object.assign(keyboard, { isTTY: true, setRawMode: () => stdin, ref: () => stdin, unref: () => stdin })
  const told = new EventEmitter()
  const stdout = Object.assign(
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        // As a terminal's own driver does it.
        told.emit('data', chunk.toString().replaceAll(/\r?\n/g, '\r\n'))
        done()
      },
    }),
    { isTTY: true, columns: cols, rows },
  )
  const on =
    <T>(event: string) =>
    (listener: (what: T) => void) => {
      told.on(event, listener)
      return { dispose: () => void told.off(event, listener) }
    }
  const wire: Wire = {
    pid: process.pid,
    write: (keys) => void keyboard.write(keys),
    resize(nextCols, nextRows) {
      Object.assign(stdout, { columns: nextCols, rows: nextRows })
      stdout.emit('resize')
    },
    kill: () => {},
    ...{ onData: on('data'), onExit: on('exit') },
  }
  return {
    wire,
    terminal: { stdin, stdout } as unknown as { stdin: NodeJS.ReadStream; stdout: NodeJS.WriteStream },
    isRead: () => keyboard.readableLength === 0,
    end: () => void told.emit('exit', { exitCode: 0 }),
  }
}
