import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { tempFolder } from '../cli/butler.ts'
import { layDemo } from '../made.ts'
import { Terminal } from '../terminal.ts'

const home = tempFolder()
beforeAll(async () => void (await layDemo(home)))

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

/** The desk of the demo with these settings. */
function opened(settings: string): Terminal {
  const file = join(home, 'config.yaml')
  writeFileSync(file, settings)
  const screen = Terminal.butler(['--home', join(home, 'demo', 'desk')], {
    ...{ cols: 80, rows: 24, env: { BUTLER_CONFIG: file, BUTLER_LANG: '', LANG: 'C.UTF-8' } },
  })
  ends.push(() => {
    screen.kill()
    return screen.exited
  })
  return screen
}

const f = { 1: '\x1bOP', 5: '\x1b[15~', 9: '\x1b[20~' }

test('language, colour and keys of the settings hold; function keys are keys', async () => {
  const screen = opened('language: zh-Hans\ntheme: none\nkeys:\n  search: [f5]\n  owed: [f9]\n')
  await screen.see('队列')
  expect(
    screen
      .cells()
      .flat()
      .filter(({ colour }) => colour !== null),
  ).toEqual([])
  screen.press(f[1])
  await screen.see('按键  队列')
  screen.press('Esc', f[5])
  await screen.see('搜索:')
  // In a field a function key is no text.
  screen.press(f[9], '陈')
  await screen.see('搜索: 陈')
  screen.press('Esc', f[9])
  await screen.see('> 应办时限')
  // The keys that it had are none.
  screen.press('Esc')
  await screen.see(/队列 \d/)
  // Esc and a letter in one piece would be another key.
  screen.press('O', 'g')
  await screen.see('再按')
  expect(screen.lines()[0]).not.toContain('> 应办时限')
}, 60_000)

test('a settings file with a fault is said, with its place, and the rest of it holds', async () => {
  const screen = opened('language: zh-Hant\nkeys:\n  undo: [n]\n  owed: [f9]\n')
  await screen.see('config.yaml:3:10')
  await screen.see('佇列')
  screen.press(f[9])
  await screen.see('> 應辦時限')
}, 60_000)

test('/ narrows the queue to one name, and Esc takes it off again', async () => {
  const screen = opened('language: zh-Hans\n')
  await screen.see(/队列 1\/\d+/)
  const name = screen.lines()[3]?.match(/\p{Script=Han}{2,3}/u)?.[0] ?? ''
  screen.press('/', name)
  await screen.see(/筛选 \d\/\d+: /)
  screen.press('Enter')
  await screen.see(`队列 /${name}`)
  screen.press('Esc')
  await screen.see(/队列 1?\d?\d\/1\d\d/)
  screen.press('：', '队列 续保', 'Enter')
  await screen.see('队列 /续保')
  expect(
    screen
      .lines()
      .slice(2, 10)
      .filter((line) => line.includes('理赔 ')),
  ).toEqual([])
}, 60_000)
