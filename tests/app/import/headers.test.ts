import { describe, expect, test } from 'vitest'
import { columnsOf } from '../../../src/app/import/columns.ts'
import { fold, inTraditional } from '../../../src/app/import/fold.ts'
import { resolveHeader } from '../../../src/app/import/headers.ts'
import { importRows, type RowKind } from '../../../src/core/import/schema.ts'
import { fileOf, imported, stopped } from './taking.ts'

const kinds = Object.keys(importRows) as RowKind[]

describe('headers', () => {
  test.each(kinds)('%s: every field has a column, and no header means two of them', (kind) => {
    const fields = new Set(columnsOf[kind].map(({ field }) => field))
    expect([...fields].sort()).toEqual(Object.keys(importRows[kind].shape).sort())
    const seen = new Map<string, string>()
    for (const { name, headers } of columnsOf[kind])
      for (const header of [name, ...headers]) {
        expect([header, seen.get(fold(header)) ?? name]).toEqual([header, name])
        seen.set(fold(header), name)
      }
  })

  test.each(kinds)(
    '%s: every header is known in English and Chinese, Simplified and Traditional, as people write it',
    (kind) => {
      for (const { name, headers } of columnsOf[kind]) {
        expect(headers.some((header) => /\p{Script=Han}/u.test(header))).toBe(true)
        const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
        for (const header of [name, snake, snake.toUpperCase(), snake.replaceAll('_', ' '), ...headers]) {
          const ways = [header, `  ${header} `, `*${header}`, inTraditional(header), header.split('').join(' ')]
          for (const way of ways) expect([way, resolveHeader(kind, way, null).column?.name]).toEqual([way, name])
        }
      }
    },
  )

  test.each([
    ['身分證號碼', 'idNumber'],
    ['手機號碼', 'phone'],
    ['Ｐｈｏｎｅ Ｎｕｍｂｅｒ', 'phone'],
    ['客戶編號', 'externalId'],
    ['出生日期 ', 'bornOn'],
    ['Date of Birth', 'bornOn'],
  ])('%s is %s', (header, name) => expect(resolveHeader('customers', header, null).column?.name).toBe(name))

  test.each([
    ['保费(元)', '6480', 648_000],
    ['保费（万元）', '0.648', 648_000],
    ['premium_fen', '648000', 648_000],
    ['保费（分）', '648000', 648_000],
    ['年繳保費/元', '6,480', 648_000],
  ])('the unit in %s is heeded', (header, text, fen) => {
    expect(resolveHeader('policies', header, null).column?.read(text)).toBe(fen)
  })

  test('a missing required column stops before any row, and says what was found and what would do', async () => {
    const error = await stopped({
      kind: 'customers',
      file: fileOf('c.csv', '客户编号,姓名\nC1,云小舟\n'),
      language: 'zh-Hans',
    })
    expect(error).toMatchObject({ code: 'missing-columns', chunks: [], data: { found: ['客户编号', '姓名'] } })
    expect(error.message).toContain('缺少必需的列：owner (管家, 管家编号')
    expect(error.message).toContain('文件中的列：客户编号、姓名')
    expect(error.data['missing']).toMatchObject({ owner: expect.arrayContaining(['owner', '管家', 'butler']) })
  })

  test('two columns for one field stop it too', async () => {
    const file = fileOf('s.csv', '工号,编号,姓名,岗位\n1,2,云,管家\n')
    expect(await stopped({ kind: 'staff', file })).toMatchObject({
      code: 'column-twice',
      data: { field: 'externalId', headers: ['工号', '编号'] },
    })
  })

  test('columns that nothing reads are listed; empty ones and the reason of a rejects file are not', async () => {
    const { report } = await imported({
      kind: 'staff',
      file: fileOf('s.csv', '工号,姓名,备注,岗位,,原因,\nB1,云,好,管家,,,\n,,,,,,\n'),
    })
    expect(report).toMatchObject({ rows: 1, added: 1, ignoredColumns: ['备注'] })
  })

  test.each(['', '\n\n', '\ufeff'])('a file of %j has no rows', async (content) => {
    expect(await stopped({ kind: 'staff', file: fileOf('s.csv', content) })).toMatchObject({ code: 'empty-file' })
  })

  test('a file that is not there', async () => {
    expect(await stopped({ kind: 'staff', file: '/nowhere/s.csv' })).toMatchObject({ code: 'file-not-found' })
  })
})
