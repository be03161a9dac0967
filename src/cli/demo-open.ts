import { readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Home } from '../app/home.ts'
import { type DemoMark, demoMark } from './demo-make.ts'
import { untilStdinEnds } from './serve.ts'
import { openPlain } from './plain.ts'
import type { Session } from './session.ts'
import { canOpen, openingOf } from './workstation.ts'

/** Serves the demo in a process of its own and opens its desk; with no terminal, a plain summary of the desk. */
export async function openDemo(session: Session, folder: string): Promise<number> {
  const { moveEndpoint, openHome } = await import('../app/home.ts')
  const deskFolder = join(folder, 'desk')
  if (!canOpen(session)) {
    const home = await openHome(deskFolder)
    try {
      return await openPlain(session, home, 'demo')
    } finally {
      await home.close()
    }
  }
  const { port, hasMoved } = await portOf(folder)
  if (hasMoved) await moveEndpoint(deskFolder, `http://127.0.0.1:${port}`)
  const endpoint = await startEndpoint(folder, port)
  const home = await openHome(deskFolder)
  try {
    const { readonlyHome } = await import('../app/readonly-home.ts')
    const shown = session.isReadonly ? readonlyHome(home) : home
    return await session.faces.openWorkstation(syncingOnce(endpoint.isSettled, shown), await openingOf(session))
  } finally {
    await home.close()
    await endpoint.end()
  }
}

/** The desk opens at once; its sync begins when there is something to sync with, so that it does not start as offline. */
function syncingOnce(isSettled: Promise<unknown>, home: Home): Home {
  const follow = () => {
    void isSettled.then(() => home.sync.follow())
    return true
  }
  return { ...home, sync: { ...home.sync, follow } }
}

/** The port that the desk knows, while it is free; else another, which is remembered. */
async function portOf(folder: string): Promise<{ port: number; hasMoved: boolean }> {
  const file = join(folder, demoMark)
  const mark = JSON.parse(await readFile(file, 'utf8')) as DemoMark
  const port = (await freePort(mark.port)) ?? (await freePort(0)) ?? mark.port
  if (port === mark.port) return { port, hasMoved: false }
  await writeFile(file, JSON.stringify({ ...mark, port } satisfies DemoMark))
  return { port, hasMoved: true }
}

function freePort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(null))
    probe.listen({ port, host: '127.0.0.1' }, () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : null))
    })
  })
}

/** `butler serve` in a process of its own, which ends with this one however this one ends: it reads a pipe that we hold. */
async function startEndpoint(folder: string, port: number) {
  const { execa } = await import('execa')
  const [program = ''] = process.argv.slice(1)
  const serve = ['--home', join(folder, 'authority'), 'serve', '--port', String(port), untilStdinEnds]
  const child = execa(process.execPath, [program, ...serve], {
    stdin: 'pipe',
    stdout: 'pipe',
    stderr: { file: join(folder, 'serve.log') },
    reject: false,
  })
  // Its address is its first words; without any it has ended, and the desk works on offline (serve.log says why).
  const isSettled = Promise.race([new Promise((resolve) => child.stdout.once('data', resolve)), child])
  return {
    isSettled,
    async end() {
      child.stdin.end()
      await child
    },
  }
}
