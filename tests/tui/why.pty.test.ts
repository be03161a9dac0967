import { join } from 'node:path'
import { execa } from 'execa'
import { beforeAll, expect, test } from 'vitest'
import { tempFolder } from '../cli/butler.ts'
import { layDemo } from '../made.ts'
import { butler, node, Terminal } from '../terminal.ts'

const home = tempFolder()
beforeAll(async () => void (await layDemo(home)))

/** The record of the claim and all that was ever commanded, as the authority has them. */
async function record(): Promise<string> {
  const ask = async (...args: string[]) =>
    (await execa(node, [butler, '--home', join(home, 'demo', 'authority'), ...args, '--json'])).stdout
  return (await ask('claim', 'show', 'demo.hero.1')) + (await ask('tail', '--no-follow', '-n', '5'))
}

const languages = [
  {
    ...{ language: 'zh-Hant', cols: 80, rows: 24, synced: '已同步', checklist: '理賠清單', needs: '資訊不足' },
    ...{
      emergency: '急診 = 是 (未知)',
      quoted: '2.6.2 急诊例外',
      reckoning: '計算',
      paid: '醫保已付',
      sums: '38,900.00 - 5,600.00',
    },
    ...{
      unsaved: '僅為假設',
      payable: '可賠',
      supposed: /假如 總費用：假設 ¥88,000\.00/,
      ask: '假如：總費用:',
      bill: '總費用',
    },
    ...{ question: '當時是急診' },
  },
  {
    ...{
      language: 'en',
      cols: 120,
      rows: 40,
      synced: 'synced',
      checklist: 'Claim checklist',
      needs: 'NEEDS INFORMATION',
    },
    ...{
      emergency: 'Emergency = yes (unknown)',
      quoted: '2.6.2 急诊例外',
      reckoning: 'Reckoning',
      paid: 'Paid by social',
    },
    ...{ sums: '38,900.00 - 5,600.00', unsaved: 'A supposition', payable: 'PAYABLE', bill: 'Total bill' },
    ...{
      supposed: /WHAT IF Total bill: supposed: ¥88,000\.00/,
      ask: 'What if: Total bill:',
      question: 'Was it emergency',
    },
  },
] as const

for (const words of languages)
  test(`why, and what if, on a claim checklist in ${words.language} at ${words.cols}x${words.rows}`, async () => {
    const { cols, rows, language } = words
    const screen = Terminal.butler(['--home', home, '--lang', language, 'demo'], { cols, rows })
    try {
      await screen.see(words.synced)
      const before = await record()
      screen.press('Ctrl-F')
      await screen.see(/搜尋: |Search: /)
      screen.press('cdw')
      await screen.see('陳大文')
      screen.press('Down')
      screen.press('Down', 'Enter')
      await screen.see(/安心百[万萬]|Anxin Million/)
      screen.press('c')
      await screen.see(words.question)

      // Why: it opens on the rule that is open; the comparison that waits for an answer quotes its own clause.
      screen.press('w')
      await screen.see(/>\? 2\.6 /)
      expect(screen.text()).toContain('医院范围')
      await screen.see(words.emergency)
      for (let at = 0; at < 6; at++) screen.press('j')
      await screen.see(words.quoted)
      // The sums stand before the benefit lines that do not pay.
      screen.press('G')
      await screen.see(/>.*(質子|proton)/)
      for (let at = 0; at < 9; at++) screen.press('k')
      await screen.see(words.reckoning)
      expect(screen.text()).toContain(words.sums)
      screen.press('Esc')
      await screen.see(words.question)

      // What if the answer were yes.
      screen.press('i')
      await screen.see(words.unsaved)
      screen.press('j')
      await screen.see(/¥23,300\.00[\s\S]*\+¥23,300\.00/)
      expect(screen.text()).toContain(words.payable)
      screen.press('Esc')
      await screen.see(words.question)

      // What if the bill were another: a typed amount, mended once.
      screen.press('G')
      for (
        let at = 0;
        at < 30 && !screen.lines().some((line) => line.startsWith('>v ') && line.includes(words.bill));
        at++
      ) {
        const was = screen.text()
        screen.press('k')
        await screen.until(() => screen.text() !== was, 'the cursor to move')
      }
      screen.press('i')
      await screen.see('¥38,900.00')
      screen.press('Enter')
      await screen.see(words.ask)
      screen.press('88000', 'Enter')
      await screen.see(words.supposed)
      await screen.see(/\+¥49,100\.00/)
      screen.press('Esc')
      await screen.see(words.checklist)
      await screen.see('¥38,900.00')
      screen.press('q')
      expect(await screen.exited).toBe(0)
      expect(await record()).toBe(before)
    } finally {
      screen.kill()
    }
  }, 90_000)
