import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { tempFolder } from '../cli/butler.ts'
import { layDemo } from '../made.ts'
import { Terminal } from '../terminal.ts'

const home = tempFolder()
beforeAll(async () => void (await layDemo(home)))

async function opened(cols: number, rows: number): Promise<Terminal> {
  const screen = Terminal.butler(['--home', join(home, 'demo', 'desk'), '--lang', 'zh-Hans'], { cols, rows })
  await screen.see('? 按键')
  screen.press('Down', 'Down', 'Down')
  await screen.see('队列 4/')
  return screen
}

/** Minutes go on while the other is opened. */
const withoutMinutes = (screen: Terminal) => screen.lines().map((line) => line.replaceAll(/\d+分/g, '分').trimEnd())

/** The same numbers in every run. */
function sizes(count: number): [cols: number, rows: number][] {
  let seed = 20_261_123
  const next = (least: number, most: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return least + Math.floor((seed / 2_147_483_648) * (most - least + 1))
  }
  return Array.from({ length: count }, () => [next(40, 200), next(10, 60)])
}

test('terminal 12: after 200 resizes the screen is that of a fresh start, on the same row', async () => {
  const screen = await opened(80, 24)
  try {
    for (const [at, [cols, rows]] of sizes(200).entries()) {
      screen.resize(cols, rows)
      // Some in bursts, as a window that is dragged; some with a frame between.
      if (at % 5 === 0) await screen.until(() => screen.lines().some((line) => line.trim() !== ''), 'a frame')
    }
    for (const [cols, rows] of [
      [160, 50],
      [80, 24],
    ] as const) {
      screen.resize(cols, rows)
      await screen.see('队列 4/')
      const fresh = await opened(cols, rows)
      await fresh.see('最近对话')
      await expect.poll(() => withoutMinutes(screen), { timeout: 15_000 }).toEqual(withoutMinutes(fresh))
      expect(screen.lines().filter((line) => line.startsWith('>'))).toHaveLength(1)
      fresh.kill()
      await fresh.exited
    }
    screen.resize(50, 12)
    await screen.see('60x16')
    screen.press('n')
    screen.press('q')
    expect(await screen.exited).toBe(0)
  } finally {
    screen.kill()
  }
})

test('what another program has written over the screen is gone after Ctrl-L', async () => {
  const screen = await opened(80, 24)
  try {
    const before = screen.lines()
    await screen.disturb('\x1b[5;10H### a message of the system ###')
    expect(screen.text()).toContain('a message of the system')
    screen.press('\x0c')
    await screen.until(() => !screen.text().includes('a message of the system'), 'a new frame')
    await screen.see('? 按键')
    expect(screen.lines()[0]).toBe(before[0])
  } finally {
    screen.kill()
    await screen.exited
  }
})
