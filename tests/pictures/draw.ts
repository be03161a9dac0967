import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { butler, node, Terminal } from '../terminal.ts'
import { svgOf } from './svg.ts'

/** Draws the README's pictures from frames of the real program on the demo book. */
const folder = mkdtempSync(join(tmpdir(), 'butler-pictures-'))
const pictures = new URL('../../fixtures/pictures/', import.meta.url).pathname
try {
  await execa(node, [butler, '--home', folder, 'demo', '--customers', '8000'])
  mkdirSync(pictures, { recursive: true })
  await draw('zh-Hans', '队列 1/', '已同步', '理赔清单', '问题', '时限', '可争议点')
  await draw('en', 'Queue 1/', 'synced', 'Claim checklist', 'Questions', 'Clocks', 'Grounds')
  await drawBoard('zh-Hans', '总览')
  await drawBoard('en', 'Board')
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function draw(
  language: string,
  queue: string,
  synced: string,
  checklist: string,
  questions: string,
  clocks: string,
  grounds: string,
) {
  const keep = (name: string, title: string) =>
    writeFileSync(join(pictures, `${name}.${language}.svg`), svgOf(screen, `Butler, ${title}`))
  const screen = Terminal.butler(['--home', folder, '--lang', language, 'demo'], { cols: 100, rows: 28 })
  await screen.see(queue)
  await screen.see(synced)
  screen.press('Down', 'Down')
  await screen.see(/3\/\d+/)
  keep('queue', queue)
  screen.press('Ctrl-F')
  await screen.see(/: /)
  screen.press('cdw')
  await screen.see('0042')
  screen.press('Enter')
  await screen.see(/安心百[万萬]|Anxin Million/)
  screen.press('c')
  await screen.see(questions)
  keep('checklist', checklist)
  screen.press('w')
  await screen.see('2.6')
  await screen.see(/\n>[^\n]*2\.6/)
  keep('why', checklist)
  screen.press('Esc')
  await screen.see(questions)
  screen.press('Tab', 'Tab')
  await screen.see(clocks)
  keep('claim', clocks)
  screen.press('Tab')
  await screen.see(grounds)
  keep('dispute', grounds)
  screen.press('Ctrl-C')
  await screen.exited
}

/** What the supervisor of the demo sees of the team. */
async function drawBoard(language: string, title: string) {
  const home = ['--home', join(folder, 'demo', 'authority'), '--as', 's01', '--lang', language]
  const screen = Terminal.butler([...home, 'board'], { cols: 100, rows: 28 })
  await screen.see(title)
  await screen.see(/\n [^\n]*\/300/)
  writeFileSync(join(pictures, `board.${language}.svg`), svgOf(screen, `Butler, ${title}`))
  screen.press('Ctrl-C')
  await screen.exited
}
