import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openHome } from '../../src/app/home.ts'
import { layDemo } from '../made.ts'
import { butler, node, Terminal } from '../terminal.ts'

let folder = ''
let port = ''
const ends: (() => void)[] = []
beforeEach(async () => {
  const home = mkdtempSync(join(tmpdir(), 'butler-killed-'))
  port = String(await layDemo(home))
  folder = join(home, 'demo')
  ends.push(() => rmSync(home, { recursive: true, force: true }))
})
afterEach(() => {
  for (const end of ends.splice(0).reverse()) end()
})

async function serve(): Promise<{ kill: () => Promise<void> }> {
  const child = execa(node, [butler, '--home', join(folder, 'authority'), 'serve', '--port', port], {
    reject: false,
    stderr: 'ignore',
  })
  await new Promise<void>((resolve) => child.stdout.once('data', () => resolve()))
  ends.push(() => child.kill('SIGKILL'))
  return {
    kill: async () => {
      child.kill('SIGKILL')
      await child
    },
  }
}

function workstation(): Terminal {
  const screen = Terminal.butler(['--home', join(folder, 'desk'), '--lang', 'zh-Hans'], { cols: 80, rows: 24 })
  ends.push(() => screen.kill())
  return screen
}

async function note(screen: Terminal, text: string) {
  screen.press('m')
  await screen.see('备注:')
  screen.press(text)
  await screen.see(text)
  screen.press('Enter')
  await screen.see('已保存')
}

test('killed in the middle of work, both ends: all that was saved reaches the endpoint exactly once', async () => {
  const endpoint = await serve()
  let screen = workstation()
  await screen.see('已同步')
  await endpoint.kill()

  await note(screen, '第一条，断网时写的')
  await screen.see('离线')
  await note(screen, '第二条')
  screen.press('Enter')
  await screen.see('时间线')
  screen.press('r')
  await screen.see('回复“')
  screen.press('您好，我已经在')
  screen.press('联系医院')
  await screen.see('您好，我已经在联系医院')
  const desk = await openHome(join(folder, 'desk'))
  const draftOf = async () => (await desk.query.all('draft')).at(-1)?.text
  await expect.poll(draftOf, { timeout: 10_000 }).toBe('您好，我已经在联系医院')
  screen.kill('SIGKILL')
  await screen.exited

  screen = workstation()
  // Two notes and the draft; the draft twice when a round was under way between its keystrokes.
  await screen.see(/[34]条待同步/)
  await note(screen, '第三条，重启以后写的')
  screen.press('Enter')
  await screen.see('时间线')
  screen.press('r')
  await screen.see('您好，我已经在联系医院')
  screen.press('Esc')

  await serve()
  await screen.see('已同步', 60_000)
  const authority = await openHome(join(folder, 'authority'))
  const events = await authority.query.events(0, 10_000)
  const notes = (await authority.query.all('note')).map((row) => row.text).sort()
  expect(notes.filter((text) => text.startsWith('第'))).toEqual(
    ['第一条，断网时写的', '第三条，重启以后写的', '第二条'].sort(),
  )
  expect(events.filter((event) => event.command === 'note.add' && event.outcome === 'accepted')).toHaveLength(3)
  expect((await authority.query.all('draft')).map((row) => row.text)).toContain('您好，我已经在联系医院')
  expect((await desk.query.outboxCounts()).waiting).toBe(0)
  await desk.close()
  await authority.close()
  screen.press('q')
  expect(await screen.exited).toBe(0)
}, 120_000)
