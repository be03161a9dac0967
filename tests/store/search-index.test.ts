import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Row } from '../../src/core/entities.ts'
import { migrate } from '../../src/store/migrate.ts'
import { openSqlite, type SqliteStore } from '../../src/store/open-sqlite.ts'
import { removeRows, writeRows } from '../../src/store/rows.ts'
import { search } from '../../src/store/search.ts'
import { buildSearchIndex, searchIndexOf } from '../../src/store/search-index.ts'
import { transact } from '../../src/store/transact.ts'

const [surnames, given] = [[...'王李张刘陈吕欧单'], [...'安宁若晴子轩雨桐思远嘉禾明月清和𠮷']]
const asked = [
  ...[
    '王',
    '王安',
    '安宁',
    '宁',
    'w',
    'v',
    'wang',
    'ang',
    'an',
    'lv',
    'wangan',
    'wan',
    '0042',
    '42',
    '4',
    '13800001234',
  ],
  ...[
    'k00012',
    'K0001234',
    '测试市',
    '测',
    '城',
    '试市',
    'yz',
    '王 测试',
    '安 0042',
    'wang k0001',
    '4 4',
    '不会有的词',
    'p-1',
  ],
  ...['贵宾', '𠮷', 'ys20', 'med', 'ou', '欧𠮷', '  ', 'zz9'],
]

describe('search of a large book', () => {
  const folder = mkdtempSync(join(tmpdir(), 'butler-search-'))
  let store: SqliteStore

  beforeAll(async () => {
    store = openSqlite(join(folder, 'butler.db'))
    await migrate(store, 0)
    const people = Array.from({ length: 70_000 }, (_, at) => customer(at))
    await transact(store, async (write) => {
      await writeRows(write, 'customer', people)
      await writeRows(write, 'policy', people.filter((_, at) => at % 7 === 0).map(policy))
    })
  })
  afterAll(async () => {
    await store.close()
    rmSync(folder, { recursive: true })
  })

  test('finds the same in the same order whether rows are looked up or read through', async () => {
    expect((await searchIndexOf(store.reader)).upTo).toBe(0)
    const before = await answers(store)
    expect(before.filter((found) => found.length === 50).length).toBeGreaterThan(10)
    await buildSearchIndex(store.reader)
    expect((await searchIndexOf(store.reader)).upTo).toBe(80_000)
    expect(await answers(store)).toEqual(before)
  })

  test('what was changed, added and removed since is found as it is now', async () => {
    const [renamed, gone, added] = [customer(40_000), customer(40_001), customer(90_000)]
    await transact(store, async (write) => {
      await writeRows(write, 'customer', [
        { ...renamed, name: '钱多多' },
        { ...added, name: '钱多' },
      ])
      await removeRows(write, 'customer', [gone.id, customer(69_999).id])
      await writeRows(write, 'customer', [{ ...customer(40_002), name: '钱' }])
    })
    const names = async (text: string) =>
      (await search(store.reader, text)).flatMap((hit) => (hit.entity === 'customer' ? hit.customer.name : []))
    expect(await names('钱')).toEqual(['钱', '钱多', '钱多多'])
    expect(await names(renamed.externalId ?? '')).toEqual(['钱多多'])
    expect(await names(gone.externalId ?? '')).toEqual([])
    const other = openSqlite(join(folder, 'butler.db'))
    expect(await answers(store)).toEqual(await answers(other))
    await other.close()
  })
})

async function answers({ reader }: SqliteStore): Promise<string[][]> {
  const found: string[][] = []
  for (const text of asked)
    for (const [entity, limit] of [
      ['both', 50],
      ['customer', 7],
      ['policy', 50],
    ] as const)
      found.push(
        (await search(reader, text, entity, limit)).map((hit) =>
          hit.entity === 'customer' ? hit.customer.id : hit.policy.id,
        ),
      )
  return found
}

function customer(at: number): Row<'customer'> {
  const name = `${surnames[at % 8]}${given[at % 17]}${at % 3 === 0 ? '' : given[(at * 7 + 3) % 17]}`
  const nothing = { ownerId: 'b1', bornOn: null, idNumber: null, since: null } as const
  const [tags, city] = [at % 1_000 === 0 ? ['贵宾'] : [], at % 2 === 0 ? '测试市' : '样板城']
  const phone = `138${String((at * 7_919) % 100_000_000).padStart(8, '0')}`
  const externalId = `K${String(at).padStart(7, '0')}`
  return { ...nothing, id: `c.${externalId}`, externalId, name, gender: 'unknown', phone, city, tags }
}

function policy({ id, name }: Row<'customer'>): Row<'policy'> {
  const number = id.replace('c.K', 'P-')
  const dates = { issuedOn: '2026-01-01', effectiveOn: '2026-01-02', expiresOn: '2027-01-01', paidThrough: null }
  const held = { customerId: id, memberId: null, insuredName: name, source: 'own', state: 'inForce' } as const
  const what = { number, productCode: 'MED-1', premiumFen: 100, sumInsuredFen: null }
  return { ...dates, ...held, ...what, id: `p.${number}`, externalId: number }
}
