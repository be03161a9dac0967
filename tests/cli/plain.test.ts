import { join } from 'node:path'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { layDemo } from '../made.ts'
import { Terminal } from '../terminal.ts'
import { butler, node, program, tempFolder } from './butler.ts'

const home = tempFolder()
const desk = join(home, 'demo', 'desk')
beforeAll(async () => void (await layDemo(home)))

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

/** TERM by `env`: the driver sets its own. */
function opened(args: string[], term = 'xterm-256color'): Terminal {
  const asked = [`TERM=${term}`, node, program, '--home', desk, '--lang', 'zh-Hans', ...args]
  const screen = new Terminal('env', asked, { cols: 100, rows: 40 })
  ends.push(() => {
    screen.kill()
    return screen.exited
  })
  return screen
}

test.each([
  ['--plain', ['--plain'], undefined],
  ['TERM=dumb', [], 'dumb'],
] as const)(
  'terminal 11: with %s there are lines and a prompt that takes the verbs of the command line',
  async (_name, args, term) => {
    const screen = opened([...args], term)
    await screen.see('butler> ')
    expect(screen.text()).toContain('输入数字打开该行')
    screen.press('1', 'Enter')
    await screen.until(() => screen.raw.split('butler> ').length === 3, 'the next prompt')
    expect(screen.text()).toMatch(/客户/)
    screen.press('queue list -n 2', 'Enter')
    await screen.until(() => screen.raw.split('butler> ').length === 4, 'the next prompt')
    screen.press('frobnicate', 'Enter')
    await screen.see('没有命令 frobnicate')
    screen.press('q', 'Enter')
    expect(await screen.exited).toBe(0)
    // Nothing is drawn over, and no second screen.
    // oxlint-disable-next-line no-control-regex
    expect(screen.raw).not.toMatch(/\x1b\[(?:\?1049h|\?2026|\d*A|[0-3]?J)/)
  },
)

test('read-only holds at the prompt too', async () => {
  const screen = opened(['--plain', '--readonly'])
  await screen.see('butler> ')
  const { out } = await butler(['--home', desk, 'queue', 'list', '--json', '-n', '1'])
  const { caseId: id } = JSON.parse(out) as { caseId: string }
  screen.press(`case take ${id}`, 'Enter')
  await screen.see('(read-only)')
  expect((await butler(['--home', desk, '--readonly', 'case', 'take', id])).code).toBe(4)
  expect((await butler(['--home', desk, '--readonly', 'case', 'take', id, '--dry-run'])).code).toBe(0)
  expect((await butler(['--home', desk, '--readonly', 'serve'])).code).toBe(4)
})

test('terminal 11: without a terminal there is a summary, and nobody is asked anything', async () => {
  const { code, out } = await butler(['--home', desk, '--plain'])
  expect(code).toBe(0)
  expect(out).toContain('Butler · ')
  expect(out).not.toContain('butler> ')
})
