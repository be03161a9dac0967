import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { fixtures, tempFolder } from './butler.ts'
import { butler } from './in-process.ts'
import { makeTeam } from './team.ts'

const folder = tempFolder()
const home = join(folder, 'team')
beforeAll(() => makeTeam(home))

const bring = (args: readonly string[], input = '') => butler(['--home', home, 'import', ...args], { input })
const fixture = (name: string) => join(fixtures, 'import', name)

test('what is there already is left as it is', async () => {
  const ran = await bring(['customers', fixture('customers.csv'), '--json'])
  expect(ran).toMatchObject({ code: 0, err: '' })
  expect(JSON.parse(ran.out)).toMatchObject({ ok: true, kind: 'customers', added: 0, unchanged: 12, rejected: 0 })
})

test('bad rows are named, kept apart to be mended, and change the exit status', async () => {
  const file = join(folder, 'bad.csv')
  copyFileSync(fixture('customers.bad.csv'), file)
  const tried = await bring(['customers', file, '--dry-run', '--lang', 'zh-Hans'])
  expect(tried.code).toBe(1)
  expect(tried.err).toContain('bad.csv:4: 出生日期 "2026-02-30"')
  expect(tried.err).toContain('仅试运行，未保存。')
  expect(existsSync(join(folder, 'bad.rejects.csv'))).toBe(false)
  const rejects = join(folder, 'to-mend.csv')
  const ran = await bring(['customers', file, '--rejects', rejects, '--json'])
  expect(ran.code).toBe(1)
  const report = JSON.parse(ran.out) as Record<string, number>
  expect(report['rejected']).toBeGreaterThan(5)
  expect(readFileSync(rejects, 'utf8')).toContain('2026-02-30')
})

test('other headers come by a mapping file; standard input is a file too', async () => {
  const mapped = await bring(['customers', fixture('customers.mapped.csv'), '--map', fixture('mapping.yaml'), '--json'])
  expect(mapped).toMatchObject({ code: 0 })
  const row = JSON.stringify({ externalId: 'N1', name: '新客户', owner: 'B001' })
  expect(await bring(['customers', '-'], `${row}\n`)).toMatchObject({
    code: 0,
    out: expect.stringContaining('1 / 0 / 0 / 0'),
  })
  expect((await butler(['--home', home, 'customer', 'show', 'N1'])).out).toContain('新客户')
})

test('files that are none are said in words', async () => {
  expect(await bring(['customers', join(folder, 'none.csv')])).toMatchObject({
    code: 1,
    err: expect.stringContaining('no such file'),
  })
  const map = join(folder, 'map.yaml')
  writeFileSync(map, 'columns:\n  外号: nickname\n')
  const ran = await bring(['customers', fixture('customers.csv'), '--map', map, '--json'])
  expect(ran.code).toBe(1)
  expect(JSON.parse(ran.out)).toMatchObject({ ok: false, error: { code: 'bad-mapping' } })
  expect(ran.err).toContain('map.yaml:2')
})

test('only who may import imports', async () => {
  const ran = await butler(['--home', home, '--as', 'B001', 'import', 'staff', fixture('staff.csv')])
  expect(ran.code).toBe(4)
})

test('products and flows are checked without a home, with file and line', async () => {
  const bare = (args: readonly string[]) => butler(['--home', join(folder, 'none'), ...args])
  const pack = join(fixtures, 'packs', 'cash.yaml')
  expect(await bare(['pack', 'check', pack, '--json'])).toMatchObject({
    code: 0,
    out: expect.stringContaining('"CASH"'),
  })
  expect(await bare(['flow', 'check', join(fixtures, 'flows', 'e3-complaint.yaml')])).toMatchObject({
    code: 0,
    err: expect.stringContaining('nothing was kept'),
  })
  const broken = join(folder, 'broken.yaml')
  writeFileSync(broken, readFileSync(pack, 'utf8').replace(/^revision: .*/m, 'revision: someday'))
  const checked = await bare(['pack', 'check', broken])
  expect(checked.code).toBe(1)
  expect(checked.err).toMatch(/broken\.yaml:\d+:\d+: revision "someday"/)
  expect(await bring(['products', broken])).toMatchObject({ code: 1 })
  expect(await bring(['products', pack, '--json'])).toMatchObject({
    code: 0,
    out: expect.stringContaining('"unchanged":1'),
  })
})
