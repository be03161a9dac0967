import { describe, expect, test } from 'vitest'
import { fileOf, fixture, imported, stopped } from './taking.ts'

const customers = 'Nr;Name;Betreuer\n1;云小舟;B001\n'

describe('mapping files', () => {
  test('read headers, words and constants of another system', async () => {
    const file = fixture('import/customers.mapped.csv')
    const { report, rows } = await imported({ kind: 'customers', file, mapping: fixture('import/mapping.yaml') })
    expect(report).toMatchObject({ rows: 3, added: 3, rejected: 0, ignoredColumns: [] })
    expect(rows).toMatchObject([
      { externalId: 'K-1', name: '云中君', owner: 'B002', gender: 'female', bornOn: '1985-05-05', tags: ['金卡'] },
      { externalId: 'K-2', name: '河伯', owner: 'B002', gender: 'male', phone: '13800003002' },
      { externalId: 'K-3', name: '东君', owner: 'B002', tags: ['金卡'] },
    ])
  })

  test('may be JSON, and a constant gives way to a cell that is filled', async () => {
    const mapping = fileOf(
      'm.json',
      JSON.stringify({ columns: { nr: 'externalId', BETREUER: 'owner' }, constants: { city: '杭州' } }),
    )
    const file = fileOf('c.csv', 'Nr;Name;Betreuer;City\n1;云小舟;B001;\n2;星河远;B001;成都\n')
    const { rows } = await imported({ kind: 'customers', file, mapping })
    expect(rows).toMatchObject([{ city: '杭州' }, { city: '成都' }])
  })

  test('a mapped column wins over one that would be found by its name', async () => {
    const mapping = fileOf('m.yaml', 'columns: { 备用电话: phone }\n')
    const file = fileOf('c.csv', '编号,姓名,管家,电话,备用电话\n1,云小舟,B001,13800000001,13800000002\n')
    const { rows, report } = await imported({ kind: 'customers', file, mapping })
    expect(rows[0]).toMatchObject({ phone: '13800000002' })
    expect(report.ignoredColumns).toEqual(['电话'])
  })

  test.each([
    ['columns: { Nr: externalID }\n', 1, 16, 'columns.Nr', 'a field of this kind: externalId, name, owner'],
    [
      'columns: { Nr: externalId }\nconstants:\n  bornOn: 31.12.1999\n',
      3,
      11,
      'constants.bornOn',
      'a date that exists',
    ],
    ['columns: { Nr: externalId }\nvalues:\n  sex: { M: male }\n', 3, 8, 'values.sex', 'a field of this kind'],
    ['columns: { Nr: externalId }\ncolours: {}\n', 2, 10, 'colours', 'unknown key: colours'],
    ['columns: { Nr: [a] }\n', 1, 16, 'columns.Nr', 'Invalid input'],
    ['columns: { Nr: externalId\n', 2, 1, '', 'Flow map'],
  ])('%j is wrong at %i:%i', async (yaml, line, column, path, expected) => {
    const mapping = fileOf('m.yaml', yaml)
    const error = await stopped({ kind: 'customers', file: fileOf('c.csv', customers), mapping })
    expect(error.code).toBe('bad-mapping')
    expect(error.problems[0]).toMatchObject({ file: mapping, line, column: { name: path, number: column } })
    expect(error.problems[0]?.expected).toContain(expected)
  })

  test('names a column that the file does not have', async () => {
    const mapping = fileOf('m.yaml', 'columns: { Nr: externalId, Ort: city, Betreuer: owner }\n')
    const error = await stopped({ kind: 'customers', file: fileOf('c.csv', customers), mapping })
    expect(error).toMatchObject({ code: 'bad-mapping', data: { absent: ['Ort'], found: ['Nr', 'Name', 'Betreuer'] } })
  })

  test('is not there', async () => {
    const error = await stopped({ kind: 'customers', file: fileOf('c.csv', customers), mapping: '/nowhere/m.yaml' })
    expect(error).toMatchObject({ code: 'file-not-found', data: { file: '/nowhere/m.yaml' } })
  })
})
