import { fork } from 'node:child_process'
import { join } from 'node:path'
import { inspect } from 'node:util'

/** What a child process can be asked to do, by name. */
export type Doing = Record<string, (args: never) => Promise<unknown>>

/** A process of the bench. `ask` throws what went wrong there; one thing is asked of a child at a time. */
export type Child<D extends Doing> = AsyncDisposable & {
  pid: number
  ask<Name extends keyof D & string>(name: Name, ...args: Parameters<D[Name]>): Promise<Awaited<ReturnType<D[Name]>>>
}

type Told = { value?: unknown; fault?: string }

/** Starts `name`.ts of this folder, which `answer`s. */
export function startChild<D extends Doing>(name: string): Child<D> {
  const child = fork(join(import.meta.dirname, `${name}.ts`), { execArgv: profiled(name) })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    pid: child.pid ?? 0,
    ask: (what, ...[args]) =>
      new Promise((resolve, reject) => {
        const onExit = (code: number | null) => reject(new Error(`${name} ended with ${code} at ${what}`))
        child.once('exit', onExit)
        child.once('message', ({ value, fault }: Told) => {
          child.off('exit', onExit)
          if (fault === undefined) resolve(value as Awaited<ReturnType<D[typeof what]>>)
          else reject(new Error(`${name}, ${what}: ${fault}`))
        })
        child.send({ what, args })
      }),
    async [Symbol.asyncDispose]() {
      if (child.connected) child.disconnect()
      await ended
    },
  }
}

/** The child's side; ends with the process that started it. */
export function answer(doing: Doing): void {
  process.on('message', async ({ what, args }: { what: string; args: never }) => {
    const tell = (told: Told) => void process.send?.(told)
    try {
      tell({ value: await doing[what]?.(args) })
    } catch (fault) {
      tell({ fault: inspect(fault) })
    }
  })
  process.once('disconnect', () => process.exit(0))
}

/** BENCH_PROFILE=FOLDER: where every process of the bench leaves its CPU profile. */
export function profiled(name: string): string[] {
  const folder = process.env['BENCH_PROFILE']
  return ['--no-warnings', ...(folder ? ['--cpu-prof', `--cpu-prof-dir=${join(folder, name)}`] : [])]
}
