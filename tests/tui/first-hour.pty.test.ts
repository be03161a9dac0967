import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { butler, node, Terminal } from '../terminal.ts'

/** The main job end to end, as a person does it: the real program, a real terminal, a real endpoint. */
let home = ''
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'butler-demo-'))
  // The book is made once; with no terminal the demo prints a summary and ends.
  const made = await execa(node, [butler, '--home', home, '--lang', 'en', 'demo', '--customers', '300'])
  expect(made.stdout).toContain('177')
  begun = await accepted('escalation.start')
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

/** How many runs the book began with. */
let begun = 0

/** How many such commands the authority has accepted. */
async function accepted(command: string): Promise<number> {
  const authority = join(home, 'demo', 'authority')
  const tail = await execa(node, [butler, '--home', authority, 'tail', '--no-follow', '--json', '-n', '5000'])
  const told = tail.stdout.split('\n').map((text) => JSON.parse(text) as { command: string; outcome: string })
  return told.filter((event) => event.command === command && event.outcome === 'accepted').length
}

const languages = [
  {
    ...{ language: 'zh-Hans', cols: 80, rows: 24, number: 1 },
    ...{
      synced: '已同步',
      queue: '队列 1/',
      checklist: '理赔清单',
      question: '急诊',
      needs: '信息不足',
      payable: '可赔',
      waiting: '等待期',
    },
    ...{ amount: '¥23,300.00', flow: '拒赔争议', confirm: 'y 是', steps: '步骤', ready: '已填齐', signed: '已签署' },
  },
  {
    ...{ language: 'en', cols: 120, rows: 40, number: 2 },
    ...{
      synced: 'synced',
      queue: 'Queue 1/',
      checklist: 'Claim checklist',
      question: 'emergency',
      needs: 'NEEDS INFORMATION',
      payable: 'PAYABLE',
      waiting: '等待期',
    },
    ...{ amount: '¥23,300.00', flow: 'Refused', confirm: 'y yes', steps: 'Steps', ready: 'complete', signed: 'Signed' },
  },
] as const

for (const words of languages)
  test(`from the queue to a synced escalation, ${words.language} at ${words.cols}x${words.rows}`, async () => {
    const { cols, rows, language } = words
    const screen = Terminal.butler(['--home', home, '--lang', language, 'demo'], { cols, rows })
    try {
      await screen.see(words.queue)
      await screen.see(words.synced)

      // Find the customer by initials, and look up a clause of the policy.
      screen.press('Ctrl-F')
      await screen.see(/搜索: |Search: /)
      screen.press('cdw')
      await screen.see('陳大文')
      screen.press('Down')
      screen.press('Down', 'Enter')
      await screen.see(/安心百[万萬]|Anxin Million/)
      screen.press('/')
      await screen.see(/词语:|Words of the clause:/)
      screen.press('等待期', 'Enter')
      await screen.see('2.1')
      expect(screen.text()).toContain(words.waiting)

      // The checklist, to the verdict.
      screen.press('Esc')
      screen.press('c')
      await screen.see(words.checklist)
      await screen.see(words.question)
      if (words.number === 1) {
        await screen.see(words.needs)
        screen.press('y')
      }
      await screen.see(words.amount)
      await screen.see(words.payable)
      screen.press('s')
      await screen.see(words.confirm)
      screen.press('y')
      await screen.see(words.signed)

      // The dispute.
      screen.press('e')
      await screen.see(words.flow)
      screen.press('Enter')
      await screen.see(words.confirm)
      screen.press('y')
      await screen.see(words.ready)
      await screen.see(words.synced)

      // The desk says "synced" until it knows of something to send: what counts is what the authority has decided.
      await expect.poll(() => accepted('escalation.start'), { timeout: 20_000 }).toBe(begun + words.number)
      // What the same person has signed already is not signed again.
      expect(await accepted('claim.judge')).toBe(1)

      screen.press('q')
      expect(await screen.exited).toBe(0)
    } finally {
      screen.kill()
    }
  }, 90_000)
