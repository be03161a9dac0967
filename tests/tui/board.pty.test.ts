import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { authorityOf } from '../../src/app/authority.ts'
import { issueCode, joinEndpoint } from '../../src/app/enrol.ts'
import { createAuthority, type Home, openHome } from '../../src/app/home.ts'
import { seedProducts } from '../../src/app/seed.ts'
import { type Listening, listen } from '../../src/http/server.ts'
import { covid } from '../app/pack/governed.ts'
import { Terminal } from '../terminal.ts'
import { accepted } from '../world.ts'

/** Who leads the team at the own desk, which holds none of the customers that the board tells of. */
let folder = ''
let authority: Home
let endpoint: Listening
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'butler-board-'))
  await createAuthority(join(folder, 'authority'))
  authority = await openHome(join(folder, 'authority'))
  await seedProducts(authority, 'en')
  const give = async (name: string, args: unknown) => accepted(await authority.execute(name, args))
  for (const [id, name, role] of [
    ['lin', '林小满', 'butler'],
    ['ma', '马谷雨', 'butler'],
    ['he', '何专家', 'expert'],
    ['qian', '钱主管', 'supervisor'],
  ])
    await give('staff.add', { id, name, role })
  const rows = [
    { externalId: 'C1', name: '欧阳晓雯', owner: 'lin', gender: 'female', phone: '13900000001', city: '武汉' },
    { externalId: 'C2', name: '陈大文', owner: 'lin', gender: 'male', phone: '13900000002' },
  ]
  await give('import.rows', { kind: 'customers', source: 'test', number: 0, rows })
  for (const { id } of await authority.query.all('customer'))
    await give('case.open', { customerId: id, kind: 'question', title: '问续期日期', role: 'butler' })
  const expert = { staffId: 'he', role: 'expert' as const }
  accepted(
    await authority.execute(
      'pack.propose',
      { kind: 'overlay', definition: { ...covid, id: 'OVL-COVID-2020-02' } },
      { as: expert },
    ),
  )
  endpoint = await listen(authorityOf(authority), '127.0.0.1', 0, () => undefined)
  const { code } = await issueCode(authority, 'qian')
  await joinEndpoint(join(folder, 'qian'), endpoint.url, code, {})
})
afterAll(async () => {
  await endpoint.close()
  await authority.close()
  rmSync(folder, { recursive: true, force: true })
})

test('butler board: a row is looked at, a change approved and a book moved, by keys alone; what others do comes by itself', async () => {
  const args = ['--home', join(folder, 'qian'), '--lang', 'zh-Hans', 'board']
  const screen = Terminal.butler(args, { cols: 80, rows: 24 })
  try {
    await screen.see(/林小满 .* 2 /)
    await screen.see('已同步')
    screen.press('j')
    await screen.see(/> +1 待您审批/)
    screen.press('Enter')
    await screen.see(/>.*变更/)
    screen.press('a')
    await screen.see('批准的理由')
    screen.press('与总部核对无误')
    await screen.see('与总部核对无误')
    screen.press('Enter')
    await screen.see('已批准')
    // First what was said goes, then the screen.
    screen.press('Esc', 'Esc')
    await screen.see(/> +0 待您审批/)

    screen.press('j', 'j', 'j', 'j')
    await screen.see(/>林小满/)
    screen.press('Enter')
    await screen.see(/欧阳晓雯.*问续期日期/)
    screen.press('Esc')
    await screen.see(/>林小满/)
    screen.press('r')
    await screen.see('林小满的客户移交给谁')
    screen.press(' ', 'Enter')
    await screen.see('移交林小满的 2 位客户：马谷雨 +2？')
    screen.press('y')
    await screen.see('已移交 2 位')
    await screen.see(/马谷雨 .* 2 /)

    // Nothing was pressed for it.
    accepted(await authority.execute('staff.intake', { staffId: 'lin', isPaused: true }))
    await screen.see(/林小满 +暂停接收/)
    screen.press('q')
    expect(await screen.exited).toBe(0)
  } finally {
    screen.kill()
  }
  expect((await authority.query.booksByOwner()).get('ma')).toBe(2)
})
