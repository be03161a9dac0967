import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAuthority, openHome } from '../../src/app/home.ts'
import { seedProducts } from '../../src/app/seed.ts'
import { accepted } from '../world.ts'
import { butler, node, Terminal } from '../terminal.ts'

let folder = ''
const homes = new Map<string, string>()
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'butler-expert-'))
  for (const language of ['zh-Hans', 'en'] as const) {
    homes.set(language, join(folder, language))
    await createAuthority(join(folder, language))
    const home = await openHome(join(folder, language))
    const give = async (name: string, args: unknown) => accepted(await home.execute(name, args))
    await seedProducts(home, 'en')
    await give('staff.add', { id: 'lin', name: '林管家', role: 'butler' })
    await give('staff.add', { id: 'zhao', name: '赵专家', role: 'expert' })
    const customers = [{ externalId: 'C1', name: '欧阳晓雯', owner: 'lin', gender: 'female', bornOn: '1992-01-05' }]
    await give('import.rows', { kind: 'customers', source: 'test', number: 0, rows: customers })
    const policy = { customer: 'C1', insuredName: '欧阳晓雯', issuedOn: '2026-01-01', effectiveOn: '2026-01-01' }
    const rows = [
      {
        ...policy,
        externalId: 'P1',
        number: 'YS-1',
        productCode: 'MED-MILLION',
        expiresOn: '2099-12-31',
        premiumFen: 38_800,
      },
      { ...policy, externalId: 'P2', number: 'BL-2', productCode: 'CASH', expiresOn: '2099-12-31', premiumFen: 38_800 },
    ]
    await give('import.rows', { kind: 'policies', source: 'test', number: 1, rows })
    const asked = { customerId: 'c.C1', kind: 'question', title: '住院能报吗', role: 'expert' }
    await give('case.open', asked)
    await home.close()
  }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const languages = [
  {
    ...{ language: 'zh-Hans', cols: 80, rows: 24, queue: '队列', what: '发生了什么', cause: '生病' },
    ...{ when: '确诊日或事故日', policies: '可能赔付的保单', checklist: '理赔清单', beside: '同一事件', life: '时限' },
    ...{ handedIn: '已提交', refusedHow: '拒赔：日期', refused: '已拒赔' },
    ...{
      clause: '依据的条款',
      facts: '认定的事实',
      reason: '保险公司的理由',
      next: '接下来可以做什么',
      send: '发送：',
    },
    ...{ explained: '向客户解释', grounds: '可争议点', symptom: '以等待期内出现症状', which: '以哪些理由' },
    ...{ open: '进行中', way: '保险公司复核', argument: '日期和主张', answered: '日期、答复', won: '争取到多少' },
    ...{ wonWords: '争取到 ¥7,428.27', paid: '已赔付', outcome: '争议后获赔', closed: '已结', yes: 'y 是' },
    moves: {
      submit: '提交保险公司（',
      refused: '拒赔',
      explain: '向客户解释拒赔',
      round: '发起一轮交涉',
      answer: '登记答复',
      end: '结束争议',
      won: '成功',
      close: '结案',
    },
  },
  {
    ...{
      language: 'en',
      cols: 120,
      rows: 40,
      queue: 'Queue',
      found: '欧阳晓雯',
      what: 'What happened to',
      cause: 'illness',
    },
    ...{ when: 'Day of the diagnosis', policies: 'could respond', checklist: 'Claim checklist', beside: 'Same event' },
    ...{
      life: 'Clocks',

      handedIn: 'handed in to the insurer',
      refusedHow: 'Refused: day',
    },
    ...{ refused: 'refused', clause: 'The clause that', facts: 'The facts that', reason: 'The insurer’s reason' },
    ...{ next: 'can do next', send: 'Send:', explained: 'refusal explained', grounds: 'Grounds', symptom: 'symptoms' },
    ...{ which: 'On which grounds', open: 'under way', way: 're-review', argument: 'Day, and the argument' },
    ...{ answered: 'Day, the answer', won: 'How much was won', wonWords: 'Won ¥7,428.27', paid: 'paid' },
    ...{ outcome: 'won in dispute', closed: 'closed', yes: 'y yes' },
    moves: {
      submit: 'Handed in (',
      refused: 'Refused',
      explain: 'Explain the refusal',
      round: 'Send a round',
      answer: 'Answer to the round',
      end: 'End the dispute',
      won: 'won',
      close: 'Close the claim',
    },
  },
] as const

for (const words of languages)
  test(`an expert from intake to a refused claim, its dispute and the amount won, ${words.language}`, async () => {
    const { cols, rows, language } = words
    const home = homes.get(language) ?? ''
    const screen = Terminal.butler(['--home', home, '--as', 'zhao', '--lang', language], { cols, rows })
    const answer = async (seen: string | RegExp, ...keys: string[]) => {
      await screen.see(seen)
      screen.press(...keys)
    }
    /** Chooses from a list by what the option says. */
    const pick = async (option: string) => {
      await screen.until(() => screen.lines().some((row) => /^[ >]\d /.test(row) && row.includes(option)), option)
      const found = screen.lines().find((row) => /^[ >]\d /.test(row) && row.includes(option))
      screen.press(/^[ >](\d) /.exec(found ?? '')?.[1] ?? 'Enter')
    }
    try {
      await screen.see(words.queue)
      await answer('住院能报吗', 'Enter')

      // Intake: what happened, and every policy that could respond.
      await answer(/安心百[万萬]|Anxin Million/, 'i')
      await answer(words.what, '阑尾炎住院')
      await answer('阑尾炎住院', 'Enter')
      await pick(words.cause)
      await answer(words.when, '2026-03-10')
      await answer('2026-03-10', 'Enter')
      await screen.see(words.policies)
      expect(screen.text()).toMatch(/\[x\].*YS-1[\s\S]*\[x\].*BL-2/)
      screen.press('Enter')
      await screen.see(words.checklist)
      await screen.see(words.beside)

      // With the insurer, and refused.
      screen.press('Tab', 'Tab')
      await answer(words.life, 'Enter')
      await pick(words.moves.submit)
      await screen.see(/: \d{4}-\d{2}-\d{2}/)
      screen.press('Enter')
      await screen.see(words.handedIn)
      screen.press('Enter')
      await pick(words.moves.refused)
      await screen.see(words.refusedHow)
      screen.press('2.1 等待期内出现症状')
      await answer('等待期内出现症状', 'Enter')
      await screen.see(words.refused)

      // Explained: clause, facts, reason, next right; read before it goes out.
      screen.press('Enter')
      await pick(words.moves.explain)
      await answer(words.clause, 'Enter')
      await answer(words.facts, '3月10日确诊')
      await answer('3月10日确诊', 'Enter')
      await answer(words.reason, 'Enter')
      await answer(words.next, 'Enter')
      await screen.see(words.send)
      expect(screen.text()).toContain('2.1')
      await pick(words.send)
      await screen.see(words.explained)

      // The dispute: grounds, a round, its answer, what was won.
      screen.press('Tab')
      await screen.see(words.grounds)
      await answer(words.symptom, 'Enter')
      await answer(words.which, 'Enter')
      await screen.see(words.open)
      screen.press('Enter')
      await pick(words.moves.round)
      await pick(words.way)
      await screen.see(words.argument)
      screen.press('条款以确诊为准')
      await answer('条款以确诊为准', 'Enter')
      await screen.see(/1\. \d{4}/)
      screen.press('Enter')
      await pick(words.moves.answer)
      await screen.see(words.answered)
      screen.press('同意赔付 ¥7428.27')
      await answer('同意赔付', 'Enter')
      await screen.see('→')
      screen.press('Enter')
      await pick(words.moves.end)
      await pick(words.moves.won)
      await answer(words.won, '7428.27')
      await answer('7428.27', 'Enter')
      await screen.see(words.wonWords)

      // Closed with its outcome.
      screen.press('Tab', 'Tab', 'Tab')
      await answer(words.paid, 'Enter')
      await pick(words.moves.close)
      await pick(words.outcome)
      await answer(words.yes, 'y')
      await screen.see(words.closed)
      screen.press('q')
      expect(await screen.exited).toBe(0)

      const tail = await execa(node, [butler, '--home', home, 'tail', '--no-follow', '--json', '-n', '50'])
      const told = tail.stdout.split('\n').map((text) => JSON.parse(text) as { command: string; outcome: string })
      expect(
        told
          .filter(({ outcome }) => outcome === 'accepted')
          .map(({ command }) => command)
          .slice(-9),
      ).toEqual([
        'claim.open',
        'claim.submit',
        'claim.refused',
        'claim.explain',
        'dispute.open',
        'dispute.round',
        'dispute.answer',
        'dispute.end',
        'claim.close',
      ])
    } finally {
      screen.kill()
    }
  }, 90_000)
