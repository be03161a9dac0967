import { describe, expect, test } from 'vitest'
import type { GiveRows } from '../../../src/app/import/give-chunk.ts'
import { importFile } from '../../../src/app/import/import-file.ts'
import { chunkRows } from '../../../src/core/import/commands.ts'
import { fileOf, fixture, imported, taking } from './taking.ts'

const staff = (count: number) =>
  `id,name,role\n${Array.from({ length: count }, (_, at) => `B${at},name ${at},butler\n`).join('')}`

describe('giving', () => {
  test('policies of a real-looking file arrive as the command wants them', async () => {
    const { rows, report } = await imported({ kind: 'policies', file: fixture('import/policies.csv') })
    expect(report).toMatchObject({ rows: 10, added: 10, encoding: 'utf-8' })
    expect(rows.map(({ premiumFen }) => premiumFen)).toEqual([
      36_800, 648_000, 12_000, 648_000, 42_850, 980_000, 1_296_000, 128_800, 0, 1_200_000,
    ])
    expect(rows.map(({ state }) => state)).toEqual([
      'inForce',
      'inForce',
      'inForce',
      'lapsed',
      'waiting',
      'expired',
      'grace',
      'ended',
      'inForce',
      'inForce',
    ])
    expect(rows[5]).toMatchObject({ issuedOn: '2020-03-13', effectiveOn: '2020-03-14', expiresOn: '2021-03-13' })
    expect(rows[1]).toMatchObject({ expiresOn: '9999-12-31' })
  })

  test.each([
    ['staff', 'staff.csv', 8],
    ['customers', 'customers.csv', 12],
  ] as const)('the %s sample is all good', async (kind, name, count) => {
    const { report } = await imported({ kind, file: fixture(`import/${name}`) })
    expect(report).toMatchObject({ rows: count, added: count, problems: [], ignoredColumns: [], source: name })
  })

  test('chunks are full, numbered, named after the source, and say whether it is a dry run', async () => {
    const seen: unknown[] = []
    const give: GiveRows = async (args, options) => {
      seen.push([args.kind, args.source, args.number, args.rows.length, options])
      return { ok: true, result: { added: 1, changed: 2, unchanged: args.rows.length - 3, rejected: [] } }
    }
    const progress: unknown[] = []
    const file = fileOf('staff.csv', staff(2 * chunkRows + 5))
    const done = await importFile(
      { kind: 'staff', file, dryRun: true, language: 'en', onProgress: (...step) => progress.push(step) },
      give,
    )
    expect(seen).toEqual([
      ['staff', 'staff.csv', 0, chunkRows, { dryRun: true }],
      ['staff', 'staff.csv', 1, chunkRows, { dryRun: true }],
      ['staff', 'staff.csv', 2, 5, { dryRun: true }],
    ])
    expect(done).toMatchObject({ report: { rows: 2005, added: 3, changed: 6, unchanged: 1996, isDryRun: true } })
    const size = staff(2 * chunkRows + 5).length
    expect(progress).toEqual([
      [size, size, 1000],
      [size, size, 2000],
      [size, size, 2005],
    ])
  })

  test('a chunk that the store finds not unique is halved until the row in the way stands alone', async () => {
    const kept: string[] = []
    const give: GiveRows = async (args) => {
      if (args.kind !== 'staff') throw new Error(`staff expected, not ${args.kind}`)
      const isInTheWay = args.rows.some(({ externalId }) => externalId === 'B77' || externalId === 'B901')
      if (isInTheWay) return { ok: false, code: 'import.not-unique', data: { field: 'name', value: 'x' } }
      kept.push(...args.rows.map(({ externalId }) => externalId))
      return { ok: true, result: { added: args.rows.length, changed: 0, unchanged: 0, rejected: [] } }
    }
    const file = fileOf('s.csv', staff(1500))
    const done = await importFile({ kind: 'staff', file, dryRun: true, language: 'en' }, give)
    expect(new Set(kept).size).toBe(1498)
    expect(done).toMatchObject({ report: { rows: 1500, added: 1498, rejected: 2 } })
    expect(done.ok && done.report.problems.map(({ line, column, value }) => [line, column, value])).toEqual([
      [79, { name: 'name', number: 2 }, 'name 77'],
      [903, { name: 'name', number: 2 }, 'name 901'],
    ])
  })

  test('any other refusal stops the import, with what was done before it', async () => {
    let given = 0
    const give: GiveRows = async (args) => {
      if (given++ > 0) return { ok: false, code: 'not-allowed', data: { role: 'butler' } }
      return { ok: true, result: { added: args.rows.length, changed: 0, unchanged: 0, rejected: [] } }
    }
    const file = fileOf('s.csv', staff(1500))
    const done = await importFile({ kind: 'staff', file, dryRun: false, language: 'zh-Hans' }, give)
    expect(done).toMatchObject({
      ok: false,
      error: {
        code: 'refused',
        message: '被拒绝：not-allowed',
        data: { code: 'not-allowed', data: { role: 'butler' }, report: { added: 1000, rows: 1000 } },
      },
    })
  })

  test('a fault of the store is thrown', async () => {
    const broken: GiveRows = () => Promise.reject(new Error('disk full'))
    const file = fileOf('s.csv', staff(1))
    await expect(importFile({ kind: 'staff', file, dryRun: false, language: 'en' }, broken)).rejects.toThrow(
      'disk full',
    )
  })

  test('a text stream is read as well as bytes, and the rejects of standard input are named after the kind', async () => {
    const { Readable } = await import('node:stream')
    const options = { kind: 'staff', file: '-', dryRun: true, language: 'en' } as const
    const done = await importFile({ ...options, input: Readable.from([staff(2)]) }, taking().give)
    expect(done).toMatchObject({ report: { source: 'stdin', rows: 2, rejectsFile: null } })
  })
})
