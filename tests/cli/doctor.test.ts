import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { languages } from '../../src/core/language.ts'
import { layDemo } from '../made.ts'
import { butler as program, node, Terminal } from '../terminal.ts'
import { lineFrom, startButler, tempFolder } from './butler.ts'
import { butler } from './in-process.ts'

const home = tempFolder()
const desk = join(home, 'demo', 'desk')
beforeAll(async () => void (await layDemo(home)))

type Found = { ok: boolean; findings: { code: string; state: string; value: string; advice: string | null }[] }

async function look(folder: string, env: Record<string, string> = {}) {
  const { code, out, err } = await butler(['--home', folder, 'doctor', '--json'], { env })
  expect(err).toBe('')
  const { ok, findings } = JSON.parse(out) as Found
  return { code, ok, of: (name: string) => findings.find((one) => one.code === name) }
}

test('terminal 15: a desk whose endpoint is away has a fault and status 1; with it there, neither', async () => {
  const alone = await look(desk)
  expect(alone).toMatchObject({ code: 1, ok: false })
  expect(alone.of('endpoint')?.state).toBe('fault')
  expect(alone.of('book')?.value).toMatch(/^desk, \d+$/)
  const port = new URL(alone.of('endpoint')?.value ?? '').port
  const serving = startButler(['--home', join(home, 'demo', 'authority'), 'serve', '--port', port])
  try {
    await lineFrom(serving)
    const together = await look(desk)
    expect(together).toMatchObject({ code: 0, ok: true })
    expect(together.of('clock')).toMatchObject({ state: 'ok', value: '0 s' })
    expect(together.of('disk')?.state).toBe('ok')
  } finally {
    serving.kill()
    await serving
  }
})

test('a folder that is not there is no fault, one that cannot be written is', async () => {
  expect(await look(join(home, 'nowhere'))).toMatchObject({ code: 0, ok: true })
  if (process.getuid?.() === 0) return
  const locked = join(home, 'locked')
  mkdirSync(locked)
  chmodSync(locked, 0o500)
  expect((await look(locked)).of('home')?.state).toBe('fault')
})

test('terminal 15: a settings file with a fault in it is told with its line and column', async () => {
  const file = join(home, 'settings.yaml')
  writeFileSync(file, 'language: en\ntheme: pink\n')
  const { code, of } = await look(join(home, 'nowhere'), { BUTLER_CONFIG: file })
  expect(code).toBe(1)
  expect(of('settings')).toMatchObject({ state: 'fault', value: `${file}:2:8` })
  writeFileSync(file, 'theme: dark\n')
  expect((await look(join(home, 'nowhere'), { BUTLER_CONFIG: file })).of('settings')?.state).toBe('ok')
})

test('what the environment says is told: no UTF-8, no screen, no colour', async () => {
  const { of } = await look(join(home, 'nowhere'), { LANG: 'C', TERM: 'dumb', NO_COLOR: '1' })
  expect(of('locale')?.state).toBe('note')
  expect(of('term')?.state).toBe('note')
  expect(of('colours')?.value).toBe('NO_COLOR')
})

test.each(languages)(
  'terminal 15: in a terminal it is asked how it draws, and everything is said in %s',
  async (language) => {
    const screen = new Terminal(node, [program, '--home', join(home, 'nowhere'), '--lang', language, 'doctor'], {
      ...{ cols: 120, rows: 40, isAmbiguousWide: true, background: 'rgb:0000/0000/0000' },
    })
    expect(await screen.exited).toBe(0)
    await expect.poll(() => screen.text()).toContain('骨直令')
    const row = (title: string) => screen.lines().find((line) => line.includes(title))
    expect(row({ en: 'Cells of', 'zh-Hans': '所占格数', 'zh-Hant': '所佔格數' }[language])).toMatch(/ 2$/)
    expect(row({ en: 'Background', 'zh-Hans': '背景', 'zh-Hant': '背景' }[language])).toMatch(/dark$/)
    expect(screen.text()).toContain('120x40')
  },
)
