import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync } from 'node:fs'
import { node } from '../terminal.ts'
import type { Programs } from './build.ts'
import type { Done, Task } from './desk-worker.ts'
import type { Order } from './preload.ts'

/** Without a number: the channel counts. */
export type ToDo = Task extends infer T ? (T extends Task ? Omit<T, 'n'> : never) : never
/** Where a process dies: the how-maniest coming to a point. */
export type Death = { label: string; hit: number }

/** The process ended before it answered. */
export class Died extends Error {}
/** What a process answered that was not done. `code` as the fault has it. */
export class Faulted extends Error {
  readonly code: string | undefined
  constructor(text: string, code?: string) {
    super(text)
    this.code = code
  }
}

const patienceMs = 60_000

export type Running = {
  child: ChildProcess
  /** Resolves when it has ended, with the signal that ended it. */
  ended: Promise<NodeJS.Signals | null>
  isAlive(): boolean
  order(order: Order): Promise<void>
  kill(signal?: NodeJS.Signals): Promise<NodeJS.Signals | null>
}
export type Desk = Running & { do(todo: ToDo): Promise<unknown> }
export type Endpoint = Running & { url: string }

const all = new Set<ChildProcess>()

type Start = { programs: Programs; log: string; death?: Death | undefined; knobs?: object | undefined }

function start(program: string, args: readonly string[], { programs, log, death, knobs = {} }: Start) {
  const errors = openSync(log, 'a')
  const child = spawn(node, ['--import', programs.preload, program, ...args], {
    stdio: ['pipe', 'pipe', errors, 'ipc'],
    env: {
      PATH: process.env['PATH'] ?? '',
      LANG: 'C.UTF-8',
      BUTLER_KNOBS: JSON.stringify(knobs),
      ...(process.env['NODE_COMPILE_CACHE'] ? { NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] } : {}),
      ...(death ? { BUTLER_POINT: `${death.label}#${death.hit}` } : {}),
    },
  })
  all.add(child)
  child.setMaxListeners(0)
  child.stdin?.on('error', () => undefined)
  child.on('error', () => undefined)
  let isAlive = true
  const ended = once(child, 'exit').then(([, signal]) => {
    isAlive = false
    all.delete(child)
    return signal as NodeJS.Signals | null
  })
  const orders: (() => void)[] = []
  child.on('message', (told: { did?: string }) => {
    if (told.did) orders.shift()?.()
  })
  const running: Running = {
    child,
    ended,
    isAlive: () => isAlive && child.exitCode === null && child.signalCode === null,
    async order(order) {
      if (!running.isAlive()) throw new Died('it has ended')
      const done = new Promise<void>((resolve) => orders.push(resolve))
      child.send(order, () => undefined)
      await Promise.race([done, ended.then(() => Promise.reject(new Died('it ended')))])
    },
    kill(signal = 'SIGKILL') {
      child.kill(signal)
      return ended
    },
  }
  return running
}

/** A desk: a process of the product's own home, told what to do. */
export function startDesk(how: Start): Desk {
  const running = start(how.programs.desk, [], how)
  const waiting = new Map<number, (done: Done | null) => void>()
  let n = 0
  running.child.on('message', (done: Done) => {
    waiting.get(done.n)?.(done)
    waiting.delete(done.n)
  })
  void running.ended.then(() => {
    for (const end of waiting.values()) end(null)
    waiting.clear()
  })
  return {
    ...running,
    do(todo) {
      return new Promise((resolve, reject) => {
        if (!running.isAlive()) return void reject(new Died(`${todo.task}: it has ended`))
        const mine = ++n
        const timer = setTimeout(() => {
          waiting.delete(mine)
          reject(new Error(`${todo.task} was not answered within ${patienceMs / 1_000} s`))
        }, patienceMs)
        waiting.set(mine, (done) => {
          clearTimeout(timer)
          if (!done) reject(new Died(`${todo.task}: it ended`))
          else if (done.fault !== undefined) reject(new Faulted(done.fault, done.code))
          else resolve(done.value)
        })
        running.child.send({ n: mine, ...todo }, () => undefined)
      })
    },
  }
}

/** `butler serve`, once it has said where it listens. Throws `Died` when it ends before. */
export async function startEndpoint(folder: string, port: number, how: Start): Promise<Endpoint> {
  const args = ['--home', folder, 'serve', '--port', String(port), '--until-stdin-ends']
  const running = start(how.programs.main, args, how)
  const url = new Promise<string>((resolve) => {
    let text = ''
    running.child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8')
      const line = /^(http\S+)\n/m.exec(text)?.[1]
      if (line) resolve(line)
    })
  })
  const died = running.ended.then((signal) => Promise.reject(new Died(`serve ended with ${signal}: see ${how.log}`)))
  died.catch(() => undefined)
  return { ...running, url: await Promise.race([url, died]) }
}

/** Ends whatever this runner has started and still runs. */
export function endAll(): void {
  for (const child of all) {
    child.kill('SIGCONT')
    child.kill('SIGKILL')
  }
}
