import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { openHome } from '../../src/app/home.ts'
import { jsonLines, tempFolder } from './butler.ts'
import { butler } from './in-process.ts'
import { makeTeam } from './team.ts'

const folder = join(tempFolder(), 'authority')
const idNumber = '000000198804120001'
beforeAll(() => makeTeam(folder))

const as = (staffId: string | null, args: readonly string[], input = '') =>
  butler([...args, '--home', folder, ...(staffId ? ['--as', staffId] : [])], { input })

test('a masked number is printed for a reason, and reason and look are listed for who supervises', async () => {
  const asked = ['customer', 'reveal', 'C0001', '--field', 'idNumber']
  expect(await as('B001', asked)).toMatchObject({ code: 2, out: '' })
  const shown = await as('B001', [...asked, '--reason', '填写理赔申请表'])
  expect(shown).toEqual({ code: 0, out: idNumber, err: 'This is in the audit.' })
  const other = await as(
    'X002',
    ['customer', 'reveal', 'c.C0001', '--field', 'phone', '--reason', '-', '--json'],
    '回访',
  )
  expect(other).toMatchObject({ code: 1 })
  expect(JSON.parse(other.out)).toMatchObject({ ok: false, code: 'not-found' })
  const wrong = [...asked, '--member', '无此人', '--reason', '回访']
  expect(await as('B001', wrong)).toMatchObject({ code: 1, err: expect.stringContaining('household') })
  expect(
    await as('B001', ['customer', 'reveal', 'C0001', '--field', 'phone', '--member', '云帆', '--reason', '回访']),
  ).toMatchObject({
    code: 2,
    err: expect.stringContaining('no phone here'),
  })
  // What is not masked for who asks is no secret that they would have to ask for.
  const phone = ['customer', 'reveal', 'C0001', '--field', 'phone']
  expect(await as('B001', phone)).toEqual({ code: 0, out: '13800000001', err: '' })
  expect(await as('B002', phone)).toMatchObject({ code: 2, out: '', err: expect.stringContaining('--reason') })
  const short = await as('B001', [...asked, '--reason', ' ', '--lang', 'zh-Hans'])
  expect(short).toMatchObject({ code: 2, err: 'butler: reason 至少 2 个字符 (bad-arguments)' })
  // The owner sees the phone whole, everybody else its ends; the operator what lies there, which is a look as well.
  const phoneFor = async (staffId: string | null) => {
    const { out } = await as(staffId, ['customer', 'show', 'C0001', '--reveal', '--json'])
    return (JSON.parse(out) as { customer: { phone: string; idNumber: string } }).customer
  }
  expect(await phoneFor('B001')).toMatchObject({ phone: '13800000001', idNumber: '000*************01' })
  expect(await phoneFor('B002')).toMatchObject({ phone: '138****0001', idNumber: '000*************01' })
  expect(await phoneFor(null)).toMatchObject({ phone: '13800000001', idNumber })

  expect(await as('B001', ['audit', 'access'])).toMatchObject({ code: 4, out: '' })
  const rows = jsonLines((await as(null, ['audit', 'access', '--customer', 'C0001', '--json'])).out)
  expect(rows.map(({ is, staffId, how, reason }) => [is, staffId, how, reason])).toEqual([
    ['reveal', 'B001', 'idNumber', '填写理赔申请表'],
    ['access', 'B002', 'customerShowWhole', null],
    ['access', 'operator', 'customerShowWhole', null],
  ])
  expect(rows[0]).toMatchObject({ customerName: '云小舟', customerId: 'c.C0001' })
  expect((await as(null, ['audit', 'access', '--staff', 'B002', '--since', '2999-01-01'])).out).toBe('')
  const listed = await as(null, ['audit', 'access', '--verify', '--lang', 'zh-Hans'])
  expect(listed).toMatchObject({ code: 0, err: '2 条查看记录，均未改动。' })
  expect(listed.out).toMatch(/\t云管家\t云小舟\t查看证件号码\t填写理赔申请表\tauthority$/m)
  for (const { out, err } of [listed, await as(null, ['tail', '--no-follow', '--json'])])
    expect(out + err).not.toContain(idNumber)

  const home = await openHome(folder)
  await home.store.writer.updateTable('accessLog').set({ staffId: 'B003' }).where('seq', '=', 2).execute()
  await home.close()
  expect(await as(null, ['audit', 'access', '--verify'])).toMatchObject({
    code: 1,
    err: 'butler: look 2 of authority is not what was written',
  })
})

test('a policy that is shown is a look at its customer too', async () => {
  const found = async (...args: string[]) => jsonLines((await as(null, [...args, '--json'])).out)[0]
  const policy = await found('policy', 'search', '云小舟')
  expect(await as('B002', ['policy', 'show', String(policy?.['id'])])).toMatchObject({ code: 0 })
  const rows = jsonLines((await as(null, ['audit', 'access', '--staff', 'B002', '--json'])).out)
  expect(rows.map(({ how }) => how)).toContain('policyShow')
})
