import { execa } from 'execa'
import { butler, node } from '../../terminal.ts'
import { profiled } from './child.ts'

/** `butler serve` as a process of its own. */
export type ServedEndpoint = AsyncDisposable & {
  url: string
  pid: number
  /** How many wait for a hint now. */
  waiters(): Promise<number>
}

/** `store`: postgres://…, else the home's own file. */
export async function startEndpoint(home: string, store?: string): Promise<ServedEndpoint> {
  const args = ['--home', home, 'serve', '--port', '0', '--until-stdin-ends', ...(store ? ['--store', store] : [])]
  const child = execa(node, [...profiled('endpoint'), butler, ...args], {
    stdin: 'pipe',
    stderr: 'ignore',
    reject: false,
  })
  const url = await Promise.race([
    new Promise<string>((resolve) => child.stdout.once('data', (chunk: Buffer) => resolve(String(chunk).trim()))),
    child.then(({ exitCode }) => Promise.reject(new Error(`the endpoint ended with ${exitCode}`))),
  ])
  return {
    url,
    pid: child.pid ?? 0,
    async waiters() {
      const told = await (await fetch(`${url}/metrics`)).text()
      return Number(/^butler_waiters (\d+)/m.exec(told)?.[1] ?? 0)
    },
    async [Symbol.asyncDispose]() {
      child.stdin.end()
      await child
    },
  }
}

/** What a process has in memory now, in MB. */
export async function megabytes(pid: number): Promise<number> {
  const { stdout } = await execa('ps', ['-o', 'rss=', '-p', String(pid)])
  return (Number(stdout) * 1_024) / 1e6
}
