import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { problemText } from '../../../src/app/import/catalogue.ts'
import type { GiveRows } from '../../../src/app/import/give-chunk.ts'
import { importFile } from '../../../src/app/import/import-file.ts'
import { languages } from '../../../src/core/language.ts'
import { fileOf, fixture, imported, taking } from './taking.ts'

const bad = fixture('import/customers.bad.csv')
const places = [
  [3, 2, '姓名', ''],
  [4, 5, '出生日期', '2026-02-30'],
  [5, 4, '性别', '不男不女'],
  [6, 6, '手机号', '1.38E+10'],
  [7, 7, '身份证号', '1.1E+17'],
  [8, 1, '客户编号', 'D001'],
  [9, 11, '家庭成员', '邻居:王某某'],
  [10, 2, '姓名', '坏\u0007九'],
  [11, null, undefined, '多出来的 | 两格'],
  [15, 2, '姓名', '长'.repeat(81)],
  [16, 3, '管家', ''],
  [17, 1, '客户编号', ''],
  [18, 9, '标签', Array.from({ length: 41 }, (_, at) => `标${at}`).join('；')],
  [19, 5, '出生日期', '13/03/2020'],
  [19, 6, '手机号', '电话不详'],
  [19, 10, '成为客户日期', '昨天'],
  [20, null, undefined, 'D017,坏十七,"B001,男,,,,,,,'],
]

const said = {
  en: [
    'customers.bad.csv:3: column 2 “姓名”: (empty), expected a value: text of 1 to 80 characters',
    'customers.bad.csv:5: column 4 “性别”: “不男不女”, expected one of: female, male, unknown',
    'customers.bad.csv:11: “多出来的 | 两格”, expected no more than 11 cells, as in the header',
  ],
  'zh-Hans': [
    'customers.bad.csv:3: 第 2 列“姓名”：（空），要求：不能为空，1 到 80 个字',
    'customers.bad.csv:5: 第 4 列“性别”：“不男不女”，要求：女、男、未知之一',
    'customers.bad.csv:11: “多出来的 | 两格”，要求：不超过表头的 11 列',
  ],
  'zh-Hant': [
    'customers.bad.csv:3: 第 2 欄「姓名」：（空），要求：不能為空，1 到 80 個字',
    'customers.bad.csv:5: 第 4 欄「性别」：「不男不女」，要求：女、男、未知之一',
    'customers.bad.csv:11: 「多出来的 | 两格」，要求：不超過表頭的 11 欄',
  ],
}

/** Refuses owners that are not on a list, as the store does. */
const storeLike: GiveRows = async (args) => {
  const rejected = args.rows.flatMap((row, index) =>
    'owner' in row && row.owner === 'B999'
      ? [{ index, field: 'owner', value: row.owner, expected: 'the id of a butler who is on the staff' }]
      : [],
  )
  return { ok: true, result: { added: args.rows.length - rejected.length, changed: 0, unchanged: 0, rejected } }
}

describe('bad rows', () => {
  test('each has its file, line, column and value, and the good rows go on', async () => {
    const { report, rows } = await imported({ kind: 'customers', file: bad })
    expect(report).toMatchObject({ rows: 19, added: 4, rejected: 15, problemCount: 17, rejectsFile: null })
    expect(rows.map(({ externalId }) => externalId)).toEqual(['D001', 'D011', 'D018', 'D019'])
    expect(
      report.problems.map(({ line, column, value }) => [line, column?.number ?? null, column?.name, value]),
    ).toEqual(places)
    expect(new Set(report.problems.map(({ file }) => file))).toEqual(new Set(['customers.bad.csv']))
  })

  test('are explained in each language, one line each, with nothing that a terminal obeys', async () => {
    for (const language of languages) {
      const { report } = await imported({ kind: 'customers', file: bad, language })
      const lines = report.problems.map((problem) => problemText(problem, language))
      for (const line of lines) expect(line).not.toMatch(/\p{Cc}/u)
      expect(lines[7]).toContain('坏\\u0007九')
      expect(lines.filter((_, at) => at === 0 || at === 2 || at === 8)).toEqual(said[language])
    }
  })

  test('what the store finds has its line too, in the order of the file', async () => {
    const done = await importFile({ kind: 'customers', file: bad, dryRun: true, language: 'zh-Hans' }, storeLike)
    if (!done.ok) throw new Error(done.error.message)
    expect(done.report).toMatchObject({ added: 3, rejected: 16, problemCount: 18 })
    expect(done.report.problems.at(-1)).toEqual({
      file: 'customers.bad.csv',
      line: 21,
      column: { name: '管家', number: 3 },
      value: 'B999',
      expected: '在职管家的编号',
    })
  })

  test('go to a rejects file, which can be mended and imported again', async () => {
    const rejectsFile = join(fileOf('x', ''), '..', 'out.csv')
    const first = await importFile(
      { kind: 'customers', file: bad, dryRun: false, language: 'zh-Hans', rejectsFile },
      storeLike,
    )
    if (!first.ok) throw new Error(first.error.message)
    expect(first.report.rejectsFile).toBe(rejectsFile)
    const written = readFileSync(rejectsFile, 'utf8')
    expect(written.startsWith('\ufeff客户编号,姓名,管家,性别,')).toBe(true)
    expect(written).toContain('家庭成员,原因\r\n')
    expect(written.match(/D016.*/)?.[0]).toContain('“电话不详”，要求：5 到 20 位数字')

    const again = await imported({ kind: 'customers', file: rejectsFile })
    expect(again.report).toMatchObject({ rows: 16, ignoredColumns: [] })
    const firstLines = new Set(again.report.problems.map(({ line }) => line))
    expect([...firstLines]).toEqual([2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15, 16])

    const mended = written
      .replace('D002,,', 'D002,补二,')
      .replace('2026-02-30', '2026-02-28')
      .replace('不男不女', '男')
      .replace('1.38E+10', '13800002005')
      .replace('1.1E+17', '000000199001010006')
      .replace('\r\nD001,', '\r\nD007,')
      .replace('邻居:', '其他:')
      .replace('\u0007', '')
      .replace(',多出来的,两格', ',,')
      .replace('长'.repeat(81), '长')
      .replace('D013,坏十三,,', 'D013,坏十三,B001,')
      .replace('\r\n,坏十四', '\r\nD014,坏十四')
      .replace('；标40', '')
      .replace('13/03/2020', '2020/3/13')
      .replace('电话不详', '')
      .replace('昨天', '2020.3.13')
      .replace(/"D017.*/, 'D017,坏十七,B001,男,,,,,,,,\r')
      .replace('B999', 'B001')
    const second = await imported({ kind: 'customers', file: fileOf('mended.csv', mended) })
    expect(second.report.problems).toEqual([])
    expect(second.report).toMatchObject({ rows: 16, added: 16, rejected: 0 })
    expect(second.rows.find(({ externalId }) => externalId === 'D010')?.name).toBe('坏十')
  })

  test('a rejects file lies beside the source, and none is ever written over', async () => {
    const file = fileOf('staff.csv', 'id,name,role\nB1,云,nobody\n')
    const again = async (from: string) => {
      const done = await importFile({ kind: 'staff', file: from, dryRun: false, language: 'en' }, taking().give)
      return done.ok ? done.report.rejectsFile : done.error.code
    }
    const rejects = file.replace('staff.csv', 'staff.rejects.csv')
    expect(await again(file)).toBe(rejects)
    expect(await again(file)).toBe(file.replace('staff.csv', 'staff.rejects-2.csv'))
    expect(await again(rejects)).toBe(file.replace('staff.csv', 'staff.rejects-3.csv'))
    expect(readFileSync(rejects, 'utf8')).toBe(
      '\ufeffid,name,role,reason\r\nB1,云,nobody,"column 3 “role”: “nobody”, expected one of: butler, expert, inspector, supervisor, manager, service"\r\n',
    )
  })

  test('a rejects file may not be the source', async () => {
    const file = fileOf('staff.csv', 'id,name,role\nB1,云,nobody\n')
    const done = await importFile(
      { kind: 'staff', file, dryRun: false, language: 'en', rejectsFile: file },
      taking().give,
    )
    expect(done).toMatchObject({ ok: false, error: { code: 'bad-rejects-file' } })
  })

  test('an id may be used by the mended twin of a bad row, and by no second good one', async () => {
    const file = fileOf('s.csv', 'id,name,role\nB1,,butler\nB1,云,butler\nB1,雨,butler\n')
    const { rows, report } = await imported({ kind: 'staff', file })
    expect(rows).toEqual([{ externalId: 'B1', name: '云', role: 'butler' }])
    expect(report.problems.map(({ line, column, value }) => [line, column?.number, value])).toEqual([
      [2, 2, ''],
      [4, 1, 'B1'],
    ])
  })

  test('the first thousand problems are kept and all are counted', async () => {
    const rows = Array.from({ length: 2500 }, (_, at) => `B${at},云,nobody\n`)
    const { report } = await imported({ kind: 'staff', file: fileOf('s.csv', `id,name,role\n${rows.join('')}`) })
    expect(report).toMatchObject({ rejected: 2500, problemCount: 2500 })
    expect(report.problems.length).toBe(1000)
  })
})
