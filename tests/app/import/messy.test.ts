import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { suggestMapping } from '../../../src/app/import/suggest-mapping.ts'
import { writeReport } from '../../../src/app/import/write-report.ts'
import { customersCsv } from '../../customers-csv.ts'
import { fileOf, imported, stopped } from './taking.ts'

test('gzip is read from a file and from a stream; one that is cut off gives no row', async () => {
  const zipped = gzipSync(customersCsv(5_000))
  const file = fileOf('customers.csv.gz', zipped)
  expect((await imported({ kind: 'customers', file })).report).toMatchObject({
    rows: 5_000,
    rejected: 0,
    format: 'csv',
  })
  const input = Readable.from([zipped.subarray(0, 3), zipped.subarray(3)])
  expect((await imported({ kind: 'customers', file: '-', input })).report).toMatchObject({ rows: 5_000 })
  const cut = fileOf('customers.csv.gz', zipped.subarray(0, zipped.length - 500))
  expect(await stopped({ kind: 'customers', file: cut })).toMatchObject({
    code: 'bad-gzip',
    data: { isCutOff: true },
    chunks: [],
  })
  const damaged = Buffer.from(zipped)
  damaged.fill(0x55, 3_000, 3_020)
  expect(await stopped({ kind: 'customers', file: fileOf('c.gz', damaged) })).toMatchObject({
    code: 'bad-gzip',
    chunks: [],
  })
})

test('a Chinese spreadsheet’s file: GB18030 without a mark, mixed line ends, quotes in quotes, text marks', async () => {
  const text =
    '客户编号,姓名,管家,手机号,标签\r\n' +
    `="001",王安宁,b1,'13800000001,"她说""好"";二胎"\n` +
    '2,李若晴,b1,13800000002,"上海\r\n浦东"\r' +
    '3,"张 ""老"" 三",b1,1.38E+10,\r\n' +
    ',,,,\r\n'
  const file = fileOf('excel.csv', iconv.encode(text, 'gb18030'))
  const { report, rows } = await imported<'customers'>({ kind: 'customers', file })
  expect(report).toMatchObject({ encoding: 'gb18030', rows: 3, rejected: 1 })
  expect(report.problems).toMatchObject([{ column: { name: '手机号', number: 4 }, value: '1.38E+10' }])
  expect(rows).toMatchObject([
    { externalId: '001', phone: '13800000001', tags: ['她说"好"', '二胎'] },
    { externalId: '2', tags: ['上海\r\n浦东'] },
  ])
})

test('an id that a spreadsheet shortened is refused with what to do; one that only looks like it is not', async () => {
  const file = fileOf('ids.csv', '客户编号,姓名,管家\n1.1E+17,甲,b1\n2E15,乙,b1\n1E+05,丙,b1\n')
  const { report, rows } = await imported<'customers'>({ kind: 'customers', file })
  expect(rows).toMatchObject([{ externalId: '2E15' }])
  expect(report.problems.map(({ line, expected }) => [line, expected.includes('format the column as text')])).toEqual([
    [2, true],
    [4, true],
  ])
})

test('a mapping file is suggested that the import then takes', async () => {
  const rows =
    '客户号,客户大名,负责管家,联系手机,性别代码,备用\nA1,王安宁,b1,13800000001,女性,x\nA2,李若晴,b1,13800000002,老客户,y\n'
  const file = fileOf('odd.csv', rows)
  const suggested = await suggestMapping({ kind: 'customers', file, language: 'zh-Hans' })
  if (!suggested.ok) throw new Error(suggested.error.message)
  expect(suggested.report).toMatchObject({
    guesses: [
      { name: 'externalId', how: 'name' },
      { header: '客户大名', name: null },
      { name: 'owner', how: 'likeName' },
      { name: 'phone', how: 'likeName' },
      { name: 'gender', how: 'likeName' },
      { header: '备用', name: null, how: null },
    ],
    missing: ['name'],
    unread: { gender: ['老客户'] },
  })
  const mended = suggested.report.yaml
    .replace('客户大名: null', '客户大名: name')
    .replace('# values:', 'values:')
    .replace('#   gender:', '  gender:')
    .replace('#     老客户:', '    老客户: unknown')
  const mapping = fileOf('mapping.yaml', mended)
  expect((await imported({ kind: 'customers', file, mapping })).rows).toMatchObject([
    { externalId: 'A1', name: '王安宁', phone: '13800000001', gender: 'female' },
    { externalId: 'A2', gender: 'unknown' },
  ])
})

test('what stands below a header can speak against it: numbers that are all different are no gender', async () => {
  const suggested = await suggestMapping({
    kind: 'customers',
    file: 'fixtures/import/customers.mapped.csv',
    language: 'en',
  })
  expect(suggested).toMatchObject({
    ok: true,
    report: { guesses: [{ header: 'Kundennr', name: null }, {}, {}, {}, {}, {}, {}] },
  })
})

test('a report is written for people, for a browser and for programs; what stands in a cell is no markup there', async () => {
  const file = fileOf('bad.csv', '客户编号,姓名,管家,出生日期\n1,甲,b1,<script>alert(1)</script>\n2,乙,b1,\n')
  const { report } = await imported({ kind: 'customers', file })
  const written = (name: string) => {
    const target = fileOf(name, '')
    writeReport(target, { ok: true, report }, 'zh-Hans')
    return readFileSync(target, 'utf8')
  }
  expect(JSON.parse(written('r.json'))).toMatchObject({ ok: true, rows: 2, rejected: 1 })
  expect(written('r.txt')).toContain('bad.csv:2: 第 4 列“出生日期”')
  const html = written('r.html')
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  expect(html).not.toContain('<script')
})
