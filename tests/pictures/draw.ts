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
  await draw('zh-Hans', '队列 1/', '已同步', '理赔清单', '问题')
  await draw('en', 'Queue 1/', 'synced', 'Claim checklist', 'Questions')
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function draw(language: string, queue: string, synced: string, checklist: string, questions: string) {
  const screen = Terminal.butler(['--home', folder, '--lang', language, 'demo'], { cols: 100, rows: 28 })
  await screen.see(queue)
  await screen.see(synced)
  screen.press('Down', 'Down')
  await screen.see(/3\/\d+/)
  writeFileSync(join(pictures, `queue.${language}.svg`), svgOf(screen, `Butler, ${queue}`))
  screen.press('/')
  await screen.see(/: /)
  screen.press('cdw')
  await screen.see('0042')
  screen.press('Enter')
  await screen.see('MED-MILLION')
  screen.press('c')
  await screen.see(questions)
  writeFileSync(join(pictures, `checklist.${language}.svg`), svgOf(screen, `Butler, ${checklist}`))
  screen.press('Ctrl-C')
  await screen.exited
}
