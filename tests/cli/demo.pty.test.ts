import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import pty from '@lydell/node-pty'
import { expect, test } from 'vitest'
import { layDemo } from '../made.ts'
import { bareEnv, butler, node, program, tempFolder } from './butler.ts'

const home = tempFolder()

/** The demo in a real terminal. */
function openDemo() {
  const env = { ...bareEnv, TERM: 'xterm-256color' }
  const terminal = pty.spawn(node, [program, '--home', home, 'demo'], { cols: 100, rows: 30, env })
  let screen = ''
  const ended = new Promise<number>((resolve) => terminal.onExit(({ exitCode }) => resolve(exitCode)))
  const shows = (text: string) =>
    new Promise<void>((resolve, reject) => {
      terminal.onData((data) => {
        screen += data
        if (screen.includes(text)) resolve()
      })
      void ended.then(() => reject(new Error(screen)))
    })
  return { terminal, ended, shows }
}

const endpoint = () => {
  const { port } = JSON.parse(readFileSync(join(home, 'demo', 'demo.json'), 'utf8')) as { port: number }
  return {
    port,
    isUp: () =>
      fetch(`http://127.0.0.1:${port}/healthz`).then(
        (answer) => answer.ok,
        () => false,
      ),
  }
}

test('opens the workstation beside an endpoint that ends with it, however it ends', async () => {
  await layDemo(home)
  const killed = openDemo()
  await killed.shows('\u001b[?1049h')
  await expect.poll(endpoint().isUp).toBe(true)
  killed.terminal.kill('SIGKILL')
  await killed.ended
  await expect.poll(endpoint().isUp).toBe(false)

  // Somebody else has the port: the desk is told another, and finds its endpoint there.
  const before = endpoint().port
  const other = createServer()
  // An endpoint that ends answers nobody any more before it lets go of its port.
  const isBound = () =>
    new Promise<boolean>((resolve) => {
      other.once('error', () => resolve(false))
      other.listen(before, '127.0.0.1', () => resolve(true))
    })
  await expect.poll(isBound).toBe(true)
  const moved = openDemo()
  await moved.shows('\u001b[?1049h')
  expect(endpoint().port).not.toBe(before)
  await expect.poll(endpoint().isUp).toBe(true)
  expect(await butler(['--home', join(home, 'demo', 'desk'), 'sync'])).toMatchObject({ code: 0 })
  moved.terminal.kill('SIGTERM')
  await moved.ended
  await expect.poll(endpoint().isUp).toBe(false)
  other.close()
})
