import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { ways } from '../fuzz/ways.ts'
import { randomOf } from '../simulate/random.ts'
import { tempFolder } from '../cli/butler.ts'
import { layDemo } from '../made.ts'
import { Terminal } from '../terminal.ts'

const home = tempFolder()
beforeAll(async () => void (await layDemo(home)))

const [begin, end] = ['\x1b[?2026h', '\x1b[?2026l']

/** Waits until nothing has come for so long; ms. */
async function quiet(screen: Terminal, ms: number) {
  for (let before = -1; before !== screen.raw.length;) {
    before = screen.raw.length
    await new Promise((resolve) => setTimeout(resolve, ms))
  }
}

test('terminal 3: a session of 200 keys: no wiped screen, every frame in one piece, a moved mark in less than 1 kB, nothing while idle', async () => {
  const screen = Terminal.butler(['--home', join(home, 'demo', 'desk'), '--lang', 'zh-Hans'], { cols: 120, rows: 40 })
  try {
    await screen.see('? 按键')
    await screen.see('离线')
    await quiet(screen, 300)
    const random = randomOf(1)
    const opened = screen.raw.length
    for (let at = 0; at < 200; at++) {
      screen.press(ways[at % ways.length] ?? 'j')
      if (random.chance(0.2)) await quiet(screen, 30)
    }
    await quiet(screen, 300)
    const session = screen.raw.slice(opened)
    // oxlint-disable-next-line no-control-regex
    expect(session).not.toMatch(/\x1b\[[23]J/)
    const outside = session.split(begin).flatMap((part, index) => (index === 0 ? part : part.split(end).slice(1)))
    // Beside the frames only the cursor is shown and hidden, and modes are set.
    // oxlint-disable-next-line no-control-regex
    expect(outside.join('').replaceAll(/\x1b\[\?\d+[hl]/g, '')).toBe('')
    expect(session.split(begin).length).toBeGreaterThan(50)

    screen.press('\x1b[27u', '\x1b[27u', '\x1b[27u', 'Home')
    await quiet(screen, 300)
    const moves: number[] = []
    for (let at = 0; at < 10; at++) {
      const before = screen.raw.length
      screen.press('j')
      await screen.see(`${at + 2}/`)
      await quiet(screen, 60)
      moves.push(screen.raw.length - before)
    }
    const [least = 0] = moves.toSorted((a, b) => a - b)
    expect(least).toBeLessThanOrEqual(1024)

    // Ten seconds of the sixty: a minute may end in them, and is told once.
    await quiet(screen, 1_000)
    const idle = screen.raw.length
    await new Promise((resolve) => setTimeout(resolve, 10_000))
    expect(screen.raw.slice(idle).split(begin).length - 1).toBeLessThanOrEqual(1)
    expect(screen.raw.length - idle).toBeLessThanOrEqual(4096)
  } finally {
    screen.kill()
    await screen.exited
  }
}, 90_000)
