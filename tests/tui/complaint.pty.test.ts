import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { authorityOf } from '../../src/app/authority.ts'
import { issueCode, joinEndpoint } from '../../src/app/enrol.ts'
import { createAuthority, type Home, openHome } from '../../src/app/home.ts'
import { seedFlows, seedProducts } from '../../src/app/seed.ts'
import { addDays, dateAt } from '../../src/core/civil-date.ts'
import { type Listening, listen } from '../../src/http/server.ts'
import { Terminal } from '../terminal.ts'
import { accepted } from '../world.ts'

/** A complaint as it is worked on: by an inspector who does not hold the customer and a supervisor, each at the own desk. */
let folder = ''
let authority: Home
let endpoint: Listening
const screens: Terminal[] = []
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'butler-complaint-'))
  await createAuthority(join(folder, 'authority'))
  authority = await openHome(join(folder, 'authority'))
  await seedFlows(authority, 'en')
  await seedProducts(authority, 'en')
  const give = async (name: string, args: unknown) => accepted(await authority.execute(name, args))
  for (const [id, name, role] of [
    ['lin', '林小满', 'butler'],
    ['he', '何质检', 'inspector'],
    ['qian', '钱主管', 'supervisor'],
  ])
    await give('staff.add', { id, name, role })
  const rows = [
    { externalId: 'C1', name: '欧阳晓雯', owner: 'lin', gender: 'female', phone: '13900000001', city: '武汉' },
    { externalId: 'C2', name: '陈大文', owner: 'lin', gender: 'male', phone: '13900000002' },
  ]
  await give('import.rows', { kind: 'customers', source: 'test', number: 0, rows })
  endpoint = await listen(authorityOf(authority), '127.0.0.1', 0, () => undefined)
  for (const staffId of ['he', 'qian']) {
    const { code } = await issueCode(authority, staffId)
    await joinEndpoint(join(folder, staffId), endpoint.url, code, {})
  }
})
afterAll(async () => {
  for (const screen of screens) screen.kill()
  await endpoint.close()
  await authority.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The desk of one person, and how a run is worked on there. */
function deskOf(staffId: string) {
  const screen = Terminal.butler(['--home', join(folder, staffId), '--lang', 'zh-Hans'], { cols: 80, rows: 24 })
  screens.push(screen)
  const see = (wanted: string | RegExp) => screen.see(wanted)
  const press = (...keys: string[]) => screen.press(...keys)
  const types = async (question: string, text: string) => {
    await see(question.endsWith('？') ? `${question} ` : `${question}: `)
    press(text)
    await see(text)
    press('Enter')
  }
  return {
    screen,
    see,
    press,
    types,
    /** The next field that the step needs, under the cursor: typed, or chosen by these keys. Its name may be cut off. */
    async fills(field: string, text: string | string[]) {
      const marked = `>!${field.slice(0, 8)}`
      await see(marked)
      press('Enter')
      if (Array.isArray(text)) {
        await screen.until(() => !screen.text().includes(marked), 'the options')
        await see('>1 ')
        press(...text)
      } else await types(field, text)
      await screen.until(() => !screen.text().includes(marked) && /字段/.test(screen.text()), `${field} to be filled`)
    },
    async finishes(step: string) {
      press('f')
      await see(`完成步骤“${step}”？`)
      press('y')
      await screen.until(() => !screen.text().includes('y 是'), 'the answer')
    },
  }
}

test('a complaint by phone is taken down, escalated, decided and answered, by keys alone', async () => {
  const today = dateAt(Date.now())
  const he = deskOf('he')
  await he.see('已同步')
  he.press('C')
  await he.see('本工作台没有投诉')
  he.press('+')
  await he.types('谁来投诉？', '13900000001')
  await he.see('投诉渠道')
  he.press('Enter')
  await he.types('投诉什么？', '三天没有人回复留言')
  await he.types('投诉谁？', '林小满')
  await he.types('客户的诉求是什么？', '道歉并说明原因')
  await he.see('涉及产品')
  he.press('Enter')
  await he.see('已登记')
  await he.see(/>15天.*欧阳晓雯 !三天没有人/)
  he.press('Enter')
  await he.see('发起哪个流程')
  he.press('Enter')

  await he.fills('已核实身份', '是')
  await he.fills('处理人', '何质检')
  await he.fills('答复期限', addDays(today, 10))
  he.press('s')
  await he.see('y 是')
  he.press('y')
  await he.see('已记为发送')
  await he.finishes('登记与受理')
  await he.fills('同时属于拒赔争议（E1）', '否')
  await he.finishes('判断是否拒赔争议')
  await he.fills('调查结论', '留言在交接班时遗漏')
  await he.fills('答复方案', '致歉并说明原因')
  await he.finishes('调查与拟答复')
  await he.see('已同步')

  const qian = deskOf('qian')
  await qian.see('三天没有人')
  qian.press('C')
  await qian.see(/>.*欧阳晓雯/)
  qian.press('Enter')
  await qian.fills('处理决定', ['Enter'])
  await qian.fills('决定理由（写给客户）', '留言确有遗漏')
  await qian.finishes('作出处理决定')

  await he.fills('后续途径', [' ', 'Down', ' ', 'Enter'])
  await he.fills('答复日期', today)
  he.press('s')
  await he.see('y 是')
  he.press('y')
  await he.see('已记为发送')
  await he.finishes('答复客户')
  await he.fills('根本原因', '交接班清单缺留言一栏')
  await he.fills('回访满意度', ['Enter'])
  await he.finishes('根因与回访')
  await he.see('已同步')
  // It is over: the customer has left this desk again.
  await he.see('不在本工作台')
  he.press('q')
  expect(await he.screen.exited).toBe(0)

  const [run] = await authority.query.all('escalation')
  expect(run).toMatchObject({
    ...{ state: 'closed', authorId: 'he', customerId: 'c.C1' },
    fields: {
      ...{ channel: 'phone', receivedOn: today, subject: '林小满', handler: '何质检', demand: '道歉并说明原因' },
      ...{ outcome: 'upheld', remedies: ['recheck', 'mediation'], repliedOn: today, satisfaction: 'satisfied' },
    },
  })
  const told = (await authority.query.all('message')).map(({ text }) => text)
  expect(told).toHaveLength(2)
  expect(told.join('\n')).toContain('已有处理决定：投诉成立。理由：留言确有遗漏')
  // Nobody else's number came to the inspector's desk, and not this one either.
  const files = readdirSync(join(folder, 'he')).map((name) => readFileSync(join(folder, 'he', name)))
  expect(files.some((bytes) => bytes.includes('13900000002'))).toBe(false)
}, 90_000)
