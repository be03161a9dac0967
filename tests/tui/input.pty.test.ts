import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { cellWidth } from '../../src/app/cells.ts'
import { openHome } from '../../src/app/home.ts'
import { tempFolder } from '../cli/butler.ts'
import { layDemo } from '../made.ts'
import { butler, node, Terminal } from '../terminal.ts'

const home = tempFolder()
beforeAll(async () => void (await layDemo(home)))

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

async function opened(env: Record<string, string> = {}): Promise<Terminal> {
  const screen = Terminal.butler(['--home', join(home, 'demo', 'desk'), '--lang', 'zh-Hans'], {
    ...{ cols: 80, rows: 24, env: { VISUAL: '', EDITOR: '', ...env } },
  })
  ends.push(() => {
    screen.kill()
    return screen.exited
  })
  await screen.see('队列')
  await screen.see('? 按键')
  return screen
}

/** The row of the field that asks so, and what is written in it. */
function fieldOf(screen: Terminal, asked: string): { row: number; text: string; at: number } {
  const row = screen.lines().findIndex((text) => text.includes(asked))
  const line = screen.lines()[row] ?? ''
  const from = line.indexOf(asked) + asked.length + 1
  return { row, text: line.slice(from), at: cellWidth(line.slice(0, from)) }
}

/** Waits until the cursor of the terminal stands behind `before`, in the row of the field. */
async function caretAfter(screen: Terminal, asked: string, before: string) {
  const wanted = () => {
    const { row, at } = fieldOf(screen, asked)
    return { x: at + cellWidth(before), y: row }
  }
  await expect.poll(() => screen.cursor(), { timeout: 10_000 }).toEqual(wanted())
  expect(fieldOf(screen, asked).text.startsWith(before)).toBe(true)
}

test('terminal 9: the cursor of the terminal stands at the caret, in Han and ASCII, wherever it is moved and after a resize', async () => {
  const screen = await opened()
  expect(screen.cursor()).toBe(null)
  screen.press('m')
  await screen.see('备注:')
  await caretAfter(screen, '备注:', '')
  screen.press('保单 P-12 已核实，等医院')
  await screen.see('等医院')
  await caretAfter(screen, '备注:', '保单 P-12 已核实，等医院')
  screen.press('Left', 'Left')
  await caretAfter(screen, '备注:', '保单 P-12 已核实，等')
  screen.press('Ctrl-A')
  await caretAfter(screen, '备注:', '')
  screen.press('Delete', 'Right', 'X')
  await screen.see('备注: 单X P-12')
  await caretAfter(screen, '备注:', '单X')
  screen.press('Alt-F')
  await caretAfter(screen, '备注:', '单X P')
  screen.press('Ctrl-K')
  await expect.poll(() => fieldOf(screen, '备注:').text).toBe('单X P')
  screen.resize(100, 30)
  await expect.poll(() => fieldOf(screen, '备注:').row).toBe(28)
  await caretAfter(screen, '备注:', '单X P')
  screen.press('Ctrl-E', '保', 'Home', '👨‍👩‍👧𠮷')
  await screen.see('𠮷单X')
  screen.press('Esc')
  await expect.poll(() => screen.cursor()).toBe(null)
  // The field above the body, in its own row.
  screen.press('：')
  await screen.see('命令:')
  screen.press('投诉')
  await caretAfter(screen, '命令:', '投诉')
  expect(screen.cursor()?.y).toBe(1)
  screen.press('Esc')
  await expect.poll(() => screen.cursor()).toBe(null)
  screen.press('／')
  await screen.see('筛选:')
  screen.press('Esc')
  screen.press('？')
  await screen.see('所有界面')
}, 60_000)

test('a text that is wider than the field scrolls by cells, and its caret stays in sight', async () => {
  const screen = await opened()
  screen.press('m')
  await screen.see('备注:')
  const text = '一二三四五六七八九十'.repeat(6)
  screen.press(text)
  await expect.poll(() => fieldOf(screen, '备注:').text).toMatch(/八九十$/)
  await expect.poll(() => screen.cursor()?.x).toBeGreaterThan(75)
  expect(screen.lines().every((line) => cellWidth(line) <= 80)).toBe(true)
  screen.press('Home')
  await expect.poll(() => fieldOf(screen, '备注:').text).toMatch(/^一二三四/)
  await caretAfter(screen, '备注:', '')
}, 60_000)

test('terminal 4: what an input method commits in several reads of one tick is all there; torn arrows are arrows', async () => {
  const screen = await opened()
  screen.press('m')
  await screen.see('备注:')
  for (const part of ['我们', '已经', '收到', '您的', '材料']) screen.press(part)
  await screen.see('备注: 我们已经收到您的材料')
  screen.press('\x1b')
  screen.press('[')
  screen.press('D')
  screen.press('全部')
  await screen.see('备注: 我们已经收到您的材全部料')
  await caretAfter(screen, '备注:', '我们已经收到您的材全部')
}, 60_000)

test('terminal 4: a paste of 100 kB is one text and no command, in a field and where there is none', async () => {
  const screen = await opened()
  const paste = (text: string) => screen.press(`\x1b[200~${text}\x1b[201~`)
  const lines = '第一行 q\r\n第二行 d\r'.repeat(5_500)
  paste(lines)
  screen.press('m')
  await screen.see('备注:')
  expect(screen.text()).toContain('队列')
  paste('先问医院\r\n再问客户')
  await screen.see('备注: 先问医院↵再问客户')
  paste(lines)
  await screen.see(/第二行 d↵?$/m)
  screen.press('\x15')
  await expect.poll(() => fieldOf(screen, '备注:').text).toBe('')
  screen.press('Esc')
  // A field of one line: the ends become blanks.
  screen.press('Ctrl-F')
  await screen.see('搜索:')
  paste('陈\n大')
  await screen.see('搜索: 陈 大')
}, 60_000)

test('keys that follow the Enter of a search go to what it opens, one by one', async () => {
  const screen = await opened()
  const name = screen.lines()[3]?.match(/\p{Script=Han}{2,3}/u)?.[0] ?? ''
  screen.press('Ctrl-F')
  await screen.see('搜索:')
  screen.press(`${name}\rm`)
  await screen.see('备注:')
  expect(screen.lines()[0]).toContain('搜索 > ')
  expect(fieldOf(screen, '备注:').text).toBe('')
}, 60_000)

/** An editor of the test: a script that is given the file. */
function editor(name: string, script: string): string {
  const file = join(home, name)
  writeFileSync(file, `#!/bin/sh\n${script}\n`)
  chmodSync(file, 0o700)
  return file
}

test('a long text is written in the person’s editor; the terminal is theirs, and ours again, also when it fails or is killed', async () => {
  const told = join(home, 'told')
  // Reads a line from the terminal: the keys are the editor's.
  const good = editor(
    'good',
    `printf 'EDITOR READY'; read typed; { cat "$1"; echo "$typed"; } > ${told}; cp ${told} "$1"`,
  )
  const screen = await opened({ EDITOR: good })
  screen.press('m')
  await screen.see('备注:')
  screen.press('第一行')
  await screen.see('备注: 第一行')
  screen.press('Ctrl-O')
  await screen.see('EDITOR READY')
  screen.press('第二行 q\r')
  await screen.see('备注: 第一行↵第二行 q')
  expect(readFileSync(told, 'utf8')).toBe('第一行\n第二行 q\n')
  await caretAfter(screen, '备注:', '第一行↵第二行 q')
  screen.press('。')
  await screen.see('第二行 q。')
  expect(readdirSync(join(home, 'demo', 'desk')).filter((name) => name.startsWith('edit-'))).toEqual([])
  screen.press('Enter')
  await screen.see('已保存')
}, 60_000)

test('an editor that is killed leaves the text, and the terminal as it was', async () => {
  const bad = editor('bad', `printf 'WRONG' > "$1"; stty raw -echo; printf '\\033[?1003h\\033[?25lDYING'; kill -9 $$`)
  const line = `stty -a; ${node} ${butler} --home ${join(home, 'demo', 'desk')} --lang zh-Hans; echo LEFT; stty -a; cat`
  const screen = new Terminal('/bin/sh', ['-c', line], { cols: 80, rows: 24, env: { VISUAL: bad, EDITOR: 'never' } })
  ends.push(() => {
    screen.kill()
    return screen.exited
  })
  await screen.see('? 按键')
  screen.press('m')
  await screen.see('备注:')
  screen.press('不能丢的字')
  await screen.see('备注: 不能丢的字')
  screen.press('Ctrl-O')
  await screen.see('编辑器出错')
  await screen.see('不能丢的字')
  expect(screen.raw.lastIndexOf('\x1b[?1003l')).toBeGreaterThan(screen.raw.lastIndexOf('\x1b[?1003h'))
  screen.press('！')
  await screen.see('不能丢的字！')
  screen.press('Ctrl-C')
  await screen.see('LEFT')
  await screen.until(() => settings(screen.raw).length === 2, 'both settings')
  const [before, after] = settings(screen.raw)
  expect(after).toBe(before)
}, 60_000)

/** What `stty -a` told, each time. */
const settings = (raw: string) => raw.match(/speed [\s\S]*?extproc\r?\n/g) ?? []

test('with no editor set the prompt says so', async () => {
  const screen = await opened()
  screen.press('m')
  await screen.see('备注:')
  screen.press('字', 'Ctrl-O')
  await screen.see('没有设置编辑器')
}, 60_000)

test('what an editor wrote into a reply is its draft, line by line, also after kill -9', async () => {
  const lines = editor('lines', `printf '第一段\\n\\n第二段\\n' >> "$1"`)
  const first = await opened({ EDITOR: lines })
  first.press('r')
  await first.see(/回复“.*”: /)
  first.press('Ctrl-U', 'Ctrl-O')
  await first.see('第一段↵↵第二段')
  const desk = await openHome(join(home, 'demo', 'desk'))
  const drafts = async () => (await desk.query.all('draft')).map(({ text }) => text)
  await expect.poll(drafts, { timeout: 10_000 }).toContain('第一段\n\n第二段')
  first.kill('SIGKILL')
  await first.exited
  await desk.close()
  const second = await opened()
  second.press('r')
  await second.see('第一段↵↵第二段')
}, 60_000)
