import { join } from 'node:path'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { tempFolder } from '../cli/butler.ts'
import { layDemo } from '../made.ts'
import { Terminal, type TerminalOptions } from '../terminal.ts'

const home = tempFolder()
beforeAll(async () => void (await layDemo(home)))

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

function start(args: string[] = [], options: Partial<TerminalOptions> = {}): Terminal {
  const screen = Terminal.butler(['--home', join(home, 'demo', 'desk'), '--lang', 'zh-Hans', ...args], {
    ...{ cols: 80, rows: 24, ...options },
  })
  ends.push(() => {
    screen.kill()
    return screen.exited
  })
  return screen
}

async function opened(args: string[] = [], options: Partial<TerminalOptions> = {}): Promise<Terminal> {
  const screen = start(args, options)
  await screen.see('队列')
  await screen.see('? 按键')
  return screen
}

test('the first time a tour is offered, and never again; ? and Tab show it, and every page can be left', async () => {
  const screen = await opened()
  await screen.see('有一分钟导览')
  screen.press('?', 'Tab')
  await screen.see('1/6')
  screen.press('Enter', 'Left', 'Right', 'Right')
  await screen.see('3/6')
  screen.press('Esc')
  await screen.see('队列 1/')
  screen.press('?', 'Tab', ...Array.from({ length: 6 }, () => 'Enter'))
  await screen.until(() => !screen.text().includes('/6'), 'the end of the tour')
  screen.press('q')
  await screen.exited
  expect((await opened()).text()).not.toContain('导览')
})

const ruleAt = (screen: Terminal, sign: string) =>
  screen
    .cells()
    .slice(1, -1)
    .map((row) => row.findIndex((cell) => cell.text === sign))

test('terminal 10: a terminal where ambiguous characters are wide is told plain signs, and every row stands in its columns', async () => {
  const screen = await opened([], { isAmbiguousWide: true })
  // A machine that is busy may hear of it after the first frame, and draws anew.
  await expect.poll(() => screen.text(), { timeout: 10_000 }).not.toMatch(/[│…·→]/)
  const rules = ruleAt(screen, '|')
  expect(rules[0]).toBeGreaterThan(30)
  expect(new Set(rules).size).toBe(1)
  screen.press('Down', 'Down', 'Enter')
  await screen.see('时间线')
  expect(new Set(ruleAt(screen, '|')).size).toBe(1)
})

test('terminal 10: a terminal that answers after the first frame is drawn anew, and its answer is no key', async () => {
  const screen = await opened([], { isAmbiguousWide: true, answersAfterMs: 600 })
  await expect.poll(() => screen.text(), { timeout: 10_000 }).not.toMatch(/[│…·→]/)
  await screen.see('队列 1/')
  expect(new Set(ruleAt(screen, '|')).size).toBe(1)
})

test('the others are told the signs of print, and --ambiguous-width has the last word', async () => {
  expect(new Set(ruleAt(await opened(), '│')).size).toBe(1)
  const screen = await opened(['--ambiguous-width', '1', '--theme', 'dark'], { isAmbiguousWide: true })
  expect(screen.raw).not.toContain('\x1b[6n')
  expect(screen.text()).toContain('│')
})

test('the theme is that of the ground', async () => {
  const light = await opened([], { background: 'rgb:ffff/ffff/ffff' })
  await expect.poll(() => light.raw, { timeout: 10_000 }).toContain('\x1b[38;5;25m')
  const dark = await opened([], { background: 'rgb:1010/1010/1010' })
  await expect.poll(() => dark.raw, { timeout: 10_000 }).toContain('\x1b[38;5;80m')
  const none = await opened(['--theme', 'none'])
  // oxlint-disable-next-line no-control-regex
  expect(none.raw).not.toMatch(/\x1b\[(?:38|3[1-7])[;m]/)
  expect((await opened(['--theme', 'high-contrast'])).raw).toContain('\x1b[38;5;51m')
})

test.each(['SIGTERM', 'SIGHUP'])('terminal 10: lines break at the edge again after %s', async (signal) => {
  const screen = await opened()
  expect(screen.raw).toContain('\x1b[?7l')
  screen.kill(signal)
  await screen.exited
  expect(screen.raw.lastIndexOf('\x1b[?7h')).toBeGreaterThan(screen.raw.lastIndexOf('\x1b[?7l'))
})

test('terminal 11: --no-alt-screen draws on the screen that is there', async () => {
  const screen = await opened(['--no-alt-screen'])
  screen.press('Down', 'q')
  await screen.exited
  expect(screen.raw).not.toContain('\x1b[?1049h')
})

test('terminal 11: a screen reader is told line after line; nothing that was said is written anew', async () => {
  const screen = start(['--screen-reader'])
  await screen.see('n 下一件')
  const before = screen.raw.length
  screen.press('Down')
  await screen.see(/^> /m)
  await expect.poll(() => screen.raw.length).toBeGreaterThan(before)
  screen.press('Enter')
  await screen.see('时间线')
  expect(screen.raw).not.toContain('\x1b[?1049h')
  expect(screen.raw).not.toContain('│')
  // The cursor is never sent up, and nothing below it is erased.
  // oxlint-disable-next-line no-control-regex
  expect(screen.raw).not.toMatch(/\x1b\[(?:\d*A|[0-3]?J|\d+;\d+H)/)
})

test('read only, no key that writes is there', async () => {
  const screen = await opened(['--readonly'], { cols: 120 })
  await screen.see('只读')
  expect(screen.lines().at(-1)).not.toContain('办结')
  screen.press('d', 't', 'r', '?')
  await screen.see('所有界面')
  expect(screen.text()).not.toContain('办结')
})
