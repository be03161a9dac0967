import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createAuthority, type Home, openHome } from '../../../src/app/home.ts'
import { importFile } from '../../../src/app/import/import-file.ts'
import type { RowKind } from '../../../src/core/import/schema.ts'
import { customerLine, customersCsv } from '../../customers-csv.ts'

const fixtures = new URL('../../../fixtures/import/', import.meta.url).pathname
let folder = ''
let home: Home
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'butler-import-'))
  await createAuthority(join(folder, 'home'))
  home = await openHome(join(folder, 'home'))
})
afterEach(async () => {
  await home.close()
  rmSync(folder, { recursive: true, force: true })
})

async function load(kind: RowKind, file: string, dryRun = false) {
  const give = (args: unknown, how: { dryRun: boolean }) => home.execute('import.rows', args, { isDryRun: how.dryRun })
  const rejectsFile = join(folder, `${kind}-rejects.csv`)
  const done = await importFile({ kind, file, dryRun, language: 'zh-Hans', rejectsFile }, give)
  if (!done.ok) throw new Error(done.error.message)
  return done.report
}

test('the GB18030 file of a Chinese spreadsheet, rare characters and all', async () => {
  await load('staff', join(fixtures, 'staff.csv'))
  const report = await load('customers', join(fixtures, 'customers.gb18030.csv'))
  expect(report).toMatchObject({ encoding: 'gb18030', rows: 40, added: 40, rejected: 0 })
  const names = (await home.query.all('customer')).map((row) => row.name)
  expect(names.some((name) => /[㐀-䶿]|[\u{20000}-\u{3ffff}]/u.test(name))).toBe(true)
  const first = (await home.query.all('customer'))[0]
  expect((await home.query.search(first?.name ?? '')).length).toBeGreaterThan(0)
})

test('a dry run says what would happen and writes nothing', async () => {
  await load('staff', join(fixtures, 'staff.csv'))
  const report = await load('customers', join(fixtures, 'customers.csv'), true)
  expect(report).toMatchObject({ isDryRun: true, added: 12 })
  expect((await home.query.counts()).customers).toBe(0)
})

test('again changes only what changed', async () => {
  await home.execute('staff.add', { id: 'b1', name: '管家', role: 'butler' })
  const file = join(folder, 'customers.csv')
  writeFileSync(file, customersCsv(3_000))
  expect(await load('customers', file)).toMatchObject({ added: 3_000, changed: 0, unchanged: 0 })
  writeFileSync(file, customersCsv(3_000).replace('K0001500,', 'K0001500,新').replace('新', '欧'))
  expect(await load('customers', file)).toMatchObject({ added: 0, changed: 1, unchanged: 2_999 })
  expect(await load('customers', file)).toMatchObject({ added: 0, changed: 0, unchanged: 3_000 })
})

test('a household that has shrunk shrinks; one that is not spoken of stays', async () => {
  await home.execute('staff.add', { id: 'b1', name: '管家', role: 'butler' })
  const file = join(folder, 'one.jsonl')
  const write = (more: object) =>
    writeFileSync(file, `${JSON.stringify({ externalId: '1', name: '王安宁', owner: 'b1', ...more })}\n`)
  const names = async () => (await home.query.customer('c.1'))?.members.map((member) => member.name)
  const person = (name: string) => ({ name, relation: 'child', gender: 'unknown', bornOn: null, idNumber: null })
  write({ household: [person('王一'), person('王二')] })
  await load('customers', file)
  write({})
  await load('customers', file)
  expect(await names()).toEqual(['王一', '王二'])
  write({ household: [person('王二')] })
  await load('customers', file)
  expect(await names()).toEqual(['王二'])
})

test('bad rows are reported with their place, the good ones are kept, the mended rejects go in', async () => {
  await load('staff', join(fixtures, 'staff.csv'))
  const report = await load('customers', join(fixtures, 'customers.bad.csv'))
  expect(report.rejected).toBe(16)
  expect((await home.query.counts()).customers).toBe(report.rows - report.rejected)
  for (const problem of report.problems) expect(problem.line).toBeGreaterThan(1)
  const unknownButler = report.problems.find((problem) => problem.value === 'B999')
  expect(unknownButler).toMatchObject({ column: { name: expect.any(String) } })
  const rejects = readFileSync(report.rejectsFile ?? '', 'utf8')
  const butler = (await home.query.all('staff')).find((staff) => staff.role === 'butler')?.id ?? ''
  const mended = rejects
    .split(/\r?\n/)
    .filter((line, at) => at === 0 || line.includes('B999'))
    .join('\r\n')
  const file = join(folder, 'mended.csv')
  writeFileSync(file, `${mended.replaceAll('B999', butler)}\r\n`)
  expect(await load('customers', file)).toMatchObject({ rows: 1, added: 1, rejected: 0 })
})

test('100,000 rows go in with flat memory', async () => {
  await home.execute('staff.add', { id: 'b1', name: '管家', role: 'butler' })
  const file = join(folder, 'large.csv')
  const out = createWriteStream(file)
  out.write(customersCsv(0))
  for (let at = 0; at < 100_000; at++) if (!out.write(`${customerLine(at)}\r\n`)) await once(out, 'drain')
  out.end()
  await once(out, 'finish')
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const used: number[] = []
  let chunks = 0
  const give = async (args: unknown) => {
    const outcome = await home.execute('import.rows', args)
    if (++chunks % 10 === 0) {
      collect()
      const { heapUsed, external } = process.memoryUsage()
      used.push((heapUsed + external) / 2 ** 20)
    }
    return outcome
  }
  const done = await importFile({ kind: 'customers', file, dryRun: false, language: 'en' }, give)
  expect(done.ok && done.report).toMatchObject({ rows: 100_000, added: 100_000, rejected: 0 })
  // The ids that were seen, to find doubles, are all that grows.
  expect((used.at(-1) ?? 0) - (used[0] ?? 0)).toBeLessThan(25)
}, 120_000)
