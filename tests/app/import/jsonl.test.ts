import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { importFile } from '../../../src/app/import/import-file.ts'
import { fileOf, fixture, imported, stopped, taking } from './taking.ts'

const lines = (...rows: unknown[]) =>
  rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n')
const good = { externalId: 'C1', name: '云小舟', owner: 'B001' }

describe('JSONL', () => {
  test('policies: English and Chinese keys, amounts as numbers, texts and fen, the number as the id', async () => {
    const { report, rows } = await imported({ kind: 'policies', file: fixture('import/policies.jsonl') })
    expect(report).toMatchObject({ format: 'jsonl', rows: 3, added: 3, ignoredColumns: [] })
    expect(rows.map(({ externalId, premiumFen, sumInsuredFen }) => [externalId, premiumFen, sumInsuredFen])).toEqual([
      ['L0101', 36_800, 200_000_000],
      ['TEST-2026-000102', 12_050, undefined],
      ['L0103', 648_000, 50_000_000],
    ])
  })

  test('conversations: times in every way, China time where no zone is given', async () => {
    const { rows } = await imported({ kind: 'conversations', file: fixture('import/conversations.jsonl') })
    expect(rows.map(({ at }) => new Date(at).toISOString())).toEqual([
      '2026-11-20T01:05:00.000Z',
      '2026-11-20T01:12:30.000Z',
      '2026-11-20T01:15:00.000Z',
      '2026-11-21T07:20:00.000Z',
      '2026-11-22T00:00:00.000Z',
      '2026-11-22T08:30:00.000Z',
    ])
    expect(rows[3]).toMatchObject({ channel: 'phone', direction: 'in', author: null })
  })

  test('a household is an array, a tag list too', async () => {
    const household = [
      { 关系: '配偶', 姓名: '云帆', 出生日期: '1986/1/20' },
      { relation: 'child', name: '云朵', gender: '女' },
    ]
    const { rows } = await imported({
      kind: 'customers',
      file: fileOf('c.jsonl', lines({ ...good, household, tags: ['甲', ' 乙 '] })),
    })
    expect(rows[0]?.household).toEqual([
      { name: '云帆', relation: 'spouse', gender: 'unknown', bornOn: '1986-01-20', idNumber: null },
      { name: '云朵', relation: 'child', gender: 'female', bornOn: null, idNumber: null },
    ])
    expect(rows[0]?.tags).toEqual(['甲', '乙'])
  })

  test('is known by its content where the name says nothing', async () => {
    const { report } = await imported({ kind: 'customers', file: fileOf('export', lines('', good)) })
    expect(report).toMatchObject({ format: 'jsonl', rows: 1 })
  })

  test('bad rows have their line, key and value', async () => {
    const file = fileOf(
      'c.jsonl',
      lines(
        good,
        '{"externalId":"C2","name":"雨',
        '',
        { ...good, externalId: 'C3', bornOn: 'soon', extra: 1 },
        '{"externalId":"C4","name":"云","owner":"B001","idNumber":110101199001011234}',
        { ...good, externalId: 'C5', city: ['a'] },
        '[1]',
        { ...good, externalId: 'C6', 姓名: '两个' },
        { ...good, externalId: 'C7', household: [{ name: 'x\u0000', relation: 'self' }] },
        { externalId: 'C8', name: '云' },
        good,
      ),
    )
    const { report, rows } = await imported({ kind: 'customers', file })
    expect(rows.map(({ externalId }) => externalId)).toEqual(['C1'])
    expect(report.ignoredColumns).toEqual(['extra'])
    expect(report.problems.map(({ line, column, value }) => [line, column?.name, value])).toEqual([
      [2, undefined, '{"externalId":"C2","name":"雨'],
      [4, 'bornOn', 'soon'],
      [5, 'idNumber', '110101199001011230'],
      [6, 'city', '["a"]'],
      [7, undefined, '[1]'],
      [8, '姓名', '两个'],
      [9, 'household', 'x\u0000 self'],
      [10, 'owner', ''],
      [11, 'externalId', 'C1'],
    ])
  })

  test('rejects are the lines themselves with the reason behind, and are imported again when mended', async () => {
    const file = fileOf(
      'c.jsonl',
      lines({ ...good, bornOn: 'soon' }, '{"externalId":"C2"', { ...good, externalId: 'C3', phone: 1e300 }),
    )
    const rejectsFile = join(file, '..', 'out.jsonl')
    const run = (from: string) =>
      importFile({ kind: 'customers', file: from, dryRun: false, language: 'zh-Hans', rejectsFile }, taking().give)
    await run(file)
    const written = readFileSync(rejectsFile, 'utf8').split('\n')
    expect(written[0]).toMatch(
      /^\{"externalId":"C1","name":"云小舟","owner":"B001","bornOn":"soon","原因":"“bornOn”：“soon”，要求：/,
    )
    expect(written[1]).toBe('{"externalId":"C2"')
    expect(written[2]).toContain('"phone":1e+300,"原因":')
    const second = await run(fileOf('again.jsonl', written.join('\n')))
    expect(second).toMatchObject({ ok: true, report: { rejected: 3, ignoredColumns: [] } })
    expect(readFileSync(rejectsFile, 'utf8').split('\n')[0]?.match(/原因/g)?.length).toBe(1)
    const mended = written
      .join('\n')
      .replace('soon', '1990-01-01')
      .replace('"C2"', '"C2","name":"雨","owner":"B001"}')
      .replace('1e+300', 'null')
    const third = await imported({ kind: 'customers', file: fileOf('mended.jsonl', mended) })
    expect(third.report).toMatchObject({ rows: 3, added: 3, problemCount: 0 })
  })

  test('one array is no JSONL, and objects without one known key are another file', async () => {
    const array = await stopped({ kind: 'customers', file: fileOf('c.json', JSON.stringify([good], null, 1)) })
    expect(array.code).toBe('json-array')
    const other = await stopped({ kind: 'customers', file: fileOf('c.jsonl', lines({ a: 1 })) })
    expect(other).toMatchObject({ code: 'missing-columns', data: { found: ['a'] } })
  })
})
