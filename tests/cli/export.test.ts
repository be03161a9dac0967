import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { beforeAll, expect, test } from 'vitest'
import { createAuthority, openHome } from '../../src/app/home.ts'
import { exportKinds } from '../../src/app/export/kinds.ts'
import { bareEnv, jsonLines, node, program, tempFolder } from './butler.ts'
import { butler } from './in-process.ts'
import { makeTeam } from './team.ts'

const folder = tempFolder()
const team = join(folder, 'team')
const evil = ['=cmd|calc', '+1', '-1', '@sum', '\tx']
beforeAll(async () => {
  await makeTeam(team)
  const home = await openHome(team)
  const staff = (await home.query.all('staff')).find(({ role }) => role === 'butler')
  for (const [at, name] of evil.entries()) {
    const rows = [
      { externalId: `E${at}`, name, owner: staff?.id, phone: '13800000001', idNumber: '110101199003070011' },
    ]
    await home.execute('import.rows', { kind: 'customers', source: 'test', number: at, rows })
  }
  await home.execute('staff.add', { id: 'M1', name: '秦经理', role: 'manager' })
  await home.execute('staff.add', { id: 'I1', name: '检质检', role: 'inspector' })
  await home.close()
})

const out = (...args: string[]) => butler(['--home', team, ...args])
const customersOf = async (...args: string[]) =>
  jsonLines((await out(...args, 'export', 'customers', '--format', 'jsonl')).out)

test('no cell of CSV becomes a formula; every kind can be exported in every format', async () => {
  const { out: text } = await out('export', 'customers')
  for (const name of evil) expect(text).toContain(`'${name}`)
  expect(text).not.toMatch(/(^|,)[=+@\t-]/m)
  const tried = Object.keys(exportKinds)
  expect(tried).toEqual(
    expect.arrayContaining(['staff', 'products', 'customers', 'policies', 'conversations', 'claims']),
  )
  const home = await openHome(team)
  const { exportTo } = await import('../../src/app/export/export.ts')
  const { Writable } = await import('node:stream')
  for (const kind of tried)
    for (const format of ['csv', 'jsonl', 'xlsx'] as const) {
      let bytes = 0
      const sink = new Writable({ write: (chunk: Buffer, _, next) => ((bytes += chunk.length), next()) })
      const rows = await exportTo(home, { kind, format, isWhole: false }, sink)
      expect({ kind, isWritten: bytes > 0 || rows === 0 }).toEqual({ kind, isWritten: true })
    }
  await home.close()
})

test('numbers are masked by role; whole only for the operator with a reason, and the audit says so', async () => {
  const masked = await customersOf()
  expect(masked.find(({ externalId }) => externalId === 'E0')).toMatchObject({
    phone: '138****0001',
    idNumber: '110*************11',
  })
  expect((await customersOf('--as', 'I1')).length).toBe(0)
  const own = await customersOf('--as', 'B001')
  expect(new Set(own.map(({ owner }) => owner))).toEqual(new Set(['B001']))
  expect(own.some(({ phone }) => /^1\d{10}$/.test(String(phone)))).toBe(true)
  expect((await out('--as', 'M1', 'export', 'customers', '--whole', '--reason', '迁移数据')).code).toBe(4)
  expect((await out('export', 'customers', '--whole')).code).not.toBe(0)
  const whole = await out('export', 'customers', '--whole', '--reason', '迁移数据', '--format', 'jsonl')
  expect(jsonLines(whole.out).find(({ externalId }) => externalId === 'E0')).toMatchObject({ phone: '13800000001' })
  const home = await openHome(team)
  const events = (await home.query.events(0, 1_000)).filter(({ command }) => command === 'record.export')
  await home.close()
  expect(events.at(-1)).toMatchObject({ actorId: 'operator', outcome: 'accepted' })
  expect(JSON.stringify(events.at(-1))).toContain('迁移数据')
})

test.each(['csv', 'jsonl', 'xlsx'])('what is exported whole as %s goes in elsewhere', async (format) => {
  const other = join(folder, `other-${format}`)
  await createAuthority(other)
  const files = ['staff', 'customers', 'policies', 'conversations'].map((kind) => ({
    kind,
    file: join(folder, `${kind}.${format}`),
  }))
  for (const { kind, file } of files) {
    const ran = await out('export', kind, '--out', file, '--whole', '--reason', '迁移数据', '--json')
    expect(ran).toMatchObject({ code: 0 })
    expect(JSON.parse(ran.out)).toMatchObject({ ok: true, kind, format })
    expect(existsSync(`${file}.new`)).toBe(false)
  }
  for (const { kind, file } of files) {
    const ran = await butler(['--home', other, 'import', kind, file, '--json'])
    const report = JSON.parse(ran.out) as { rejected: number; rows: number; problems: { column: { name: string } }[] }
    expect(report.rows).toBeGreaterThan(3)
    // The other home has no products: nothing else is wrong with the policies.
    if (kind === 'policies') expect(report.problems.every(({ column }) => column.name === 'productCode')).toBe(true)
    else expect({ kind, rejected: report.rejected }).toEqual({ kind, rejected: 0 })
  }
  const back = await openHome(other)
  const phones = (await back.query.all('customer')).filter(({ phone }) => phone === '13800000001')
  await back.close()
  expect(phones.length).toBeGreaterThanOrEqual(evil.length)
})

test('a customer’s whole record is for the customer: everything that hangs on them, who looked, what was decided', async () => {
  const refused = await out('--as', 'B001', 'customer', 'export', 'E0', '--reason', '客户本人申请查阅')
  expect(refused.code).toBe(4)
  expect((await out('customer', 'export', 'E0')).code).toBe(2)
  expect((await out('customer', 'export', 'nobody', '--reason', '客户本人申请查阅')).code).not.toBe(0)
  const ran = await out('customer', 'export', 'E0', '--reason', '客户本人申请查阅', '--json')
  const record = JSON.parse(ran.out) as { records: Record<string, object[]>; decided: { command: string }[] }
  expect(record.records['customer']).toMatchObject([{ phone: '13800000001', idNumber: '110101199003070011' }])
  expect(Object.keys(record.records)).toEqual(expect.arrayContaining(['policy', 'message', 'claim', 'note', 'promise']))
  expect(record.decided.at(-1)).toMatchObject({ command: 'customer.export', actorId: 'operator' })
  const file = join(folder, 'record.json')
  writeFileSync(file, 'before')
  expect((await out('customer', 'export', 'E0', '--reason', '客户本人申请查阅', '--out', file)).code).toBe(0)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ customerId: 'c.E0', withheld: 0 })
})

test('a reader that goes away ends it quietly', async () => {
  const shell = `${node} ${program} --home ${team} export customers | head -1`
  const ran = await execa('bash', ['-o', 'pipefail', '-c', shell], { env: bareEnv, extendEnv: false, reject: false })
  expect(ran).toMatchObject({ exitCode: 0, stderr: '' })
})
