import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { openHome } from '../../src/app/home.ts'
import type { Row } from '../../src/core/entities.ts'
import { writeRows } from '../../src/store/rows.ts'
import { transact } from '../../src/store/transact.ts'
import { makeTeam, openClaim } from '../app/pack/governed.ts'
import { fixtures, jsonLines, tempFolder } from './butler.ts'
import { butler } from './in-process.ts'

// A team's home with two claims, one of them signed; from a file on disk to every desk, by the program alone.
const folder = tempFolder()
const overlay = join(fixtures, 'packs/overlays/ovl-covid-2020-01.yaml')
const covid = 'OVL-COVID-2020-01'
let authority = ''
let [endpoint, signed, flipping] = ['', '', '']
let world: Awaited<ReturnType<typeof makeTeam>>

const as = (person: string, ...args: string[]) => butler(['--home', authority, '--as', person, ...args])
const open = (...args: string[]) => butler(['--home', authority, ...args])
const lines = async (...args: string[]) => jsonLines((await open(...args, '--json')).out)

beforeAll(async () => {
  world = await makeTeam()
  ;[authority, endpoint] = [world.authority.folder, world.endpointUrl]
  ;[signed, flipping] = [await openClaim(world, 'T01'), await openClaim(world, 'T23-no-overlay')]
  const cheaper = readFileSync(join(fixtures, 'packs/med-million.yaml'), 'utf8')
    .replace(/^revision: .*/m, 'revision: 2026-03-15.1')
    .replaceAll('deductible_fen: 1000000', 'deductible_fen: 500000')
    .replace('医院范围, text: "被保险人应当', '医院范围, text: "被保险人须')
  writeFileSync(join(folder, 'cheaper.yaml'), cheaper)
  return () => world[Symbol.asyncDispose]()
})

test('from a file to every desk: proposed, looked at, tried out, approved by somebody else, told again', async () => {
  expect(await as('b1', 'claim', 'sign', signed)).toMatchObject({ code: 0 })
  expect(await as('b1', 'claim', 'sign', flipping)).toMatchObject({ code: 0 })

  // Nothing is proposed by one who may not, or tried only.
  expect(await as('b1', 'pack', 'install', overlay)).toMatchObject({ code: 4, out: '' })
  expect(await as('x1', 'pack', 'install', overlay, '--dry-run')).toMatchObject({ code: 0, out: '' })
  expect((await lines('pack', 'list')).filter(({ is }) => is !== 'product')).toEqual([])

  const proposed = await as('x1', 'pack', 'install', overlay, '--lang', 'zh-Hans')
  expect(proposed).toMatchObject({ code: 0, out: expect.stringMatching(/^\S+$/) as unknown })
  expect(proposed.err).toContain('可以批准的人：m1 测试 (管理)、s1 测试 (主管)、s2 测试 (主管)')
  const id = proposed.out
  expect((await lines('pack', 'list')).filter(({ is }) => is === 'proposal')).toMatchObject([
    { id, kind: 'overlay', subject: covid, proposedBy: 'x1' },
  ])

  // The second person sees what it changes, by the proposal alone, and whom it concerns.
  const diff = jsonLines((await as('s1', 'pack', 'diff', id, '--json')).out)
  expect(diff).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        overlay: covid,
        product: 'MED-MILLION',
        version: 'v1',
        part: 'param',
        id: 'deductible_fen',
        before: 1_000_000,
        after: 0,
      }),
      expect.objectContaining({ product: 'CANCER-MED', part: 'gate', id: 'drug_list', after: null }),
    ]),
  )
  expect(diff.some(({ version, product }) => product === 'MED-MILLION' && version === 'v2')).toBe(false)
  expect(jsonLines((await as('s1', 'pack', 'diff', overlay, '--json')).out)).toEqual(diff)
  const tried = await as('s1', 'pack', 'dry-run', id, '--json')
  expect(tried).toMatchObject({
    code: 0,
    err: expect.stringContaining('2 claims judged, 1 come out otherwise.') as unknown,
  })
  expect(jsonLines(tried.out)).toMatchObject([
    {
      ...{ claimId: flipping, product: 'MED-MILLION', isSigned: true },
      before: { verdict: 'not_payable', clauses: ['2.1', '2.6'] },
      after: { verdict: 'payable', amountFen: { min: 320_000, max: 320_000 }, overlays: [covid] },
    },
  ])
  const people = await as('s1', 'pack', 'dry-run', overlay, '--lang', 'en')
  expect(people.out).toContain('NOT PAYABLE → PAYABLE\t¥0.00 → ¥3,200.00\t2.1 2.6 → 2.3.1 2.5')
  expect(await lines('pack', 'rejudge')).toEqual([])

  expect(await as('x1', 'pack', 'approve', id, '--reason', '好')).toMatchObject({ code: 4 })
  expect(await open('pack', 'approve', id, '--reason', '好')).toMatchObject({ code: 4 })
  expect(await as('s1', 'pack', 'approve', id)).toMatchObject({ code: 2 })
  expect(await as('s1', 'pack', 'approve', id, '--reason', '公告已核对')).toMatchObject({ code: 0, out: covid })
  expect(await as('m1', 'pack', 'approve', id, '--reason', '好')).toMatchObject({
    ...{ code: 6, err: expect.stringContaining('s1 测试 has approved this proposal (pack.decided)') as unknown },
  })
  expect((await as('s1', 'pack', 'dry-run', id)).code).toBe(6)

  // What was signed is found to be told again; what it stood on is still there.
  expect(await lines('pack', 'rejudge')).toMatchObject([{ claimId: flipping, after: { verdict: 'payable' } }])
  for (const claim of [signed, flipping])
    expect(await open('claim', 'replay', claim)).toMatchObject({
      code: 0,
      out: expect.stringContaining('the same') as unknown,
    })

  // A desk has it with its next sync, with no release of the program.
  const { out } = await open('staff', 'code', 'b1', '--json')
  const desk = ['--home', join(folder, 'desk')]
  const { code } = JSON.parse(out) as { code: string }
  expect(await butler([...desk, 'join', endpoint, '--code', code])).toMatchObject({ code: 0 })
  const shown = JSON.parse((await butler([...desk, 'claim', 'show', flipping, '--json'])).out) as {
    judgement: { verdict: string }
  }
  expect(shown.judgement.verdict).toBe('payable')
  expect(await butler([...desk, 'claim', 'replay', flipping])).toMatchObject({ code: 0 })
  expect(
    jsonLines((await butler([...desk, 'pack', 'list', '--json'])).out).filter(({ is }) => is === 'overlay'),
  ).toMatchObject([
    { id: covid, announcedOn: '2020-01-31', withdrawnOn: null, products: ['MED-MILLION', 'CANCER-MED'] },
  ])
}, 60_000)

test('a newer revision: the difference by clause and number, the proposer may not approve, an old day keeps its rules', async () => {
  const file = join(folder, 'cheaper.yaml')
  expect(await open('import', 'products', file)).toMatchObject({
    ...{ code: 6, err: expect.stringContaining('needs a second person') as unknown },
  })
  const diff = jsonLines((await open('pack', 'diff', file, '--json')).out)
  expect(diff.map(({ version, part, id, path }) => [version, part, id, path])).toEqual([
    [null, 'pack', 'revision', ''],
    ['v1', 'clause', '2.6', 'text'],
    ['v1', 'param', 'deductible_fen', ''],
    ['v2', 'clause', '2.6', 'text'],
    ['v2', 'param', 'deductible_fen', ''],
  ])
  expect(diff[1]).toMatchObject({
    before: expect.stringContaining('应当') as unknown,
    after: expect.stringContaining('须') as unknown,
  })
  expect((await open('pack', 'diff', file, '--lang', 'zh-Hans')).out).toContain(
    'MED-MILLION\tv1\t参数\tdeductible_fen\t\t1000000\t500000',
  )

  const { out: id } = await as('s1', 'pack', 'install', file)
  expect(await as('s1', 'pack', 'approve', id, '--reason', '好')).toMatchObject({
    ...{ code: 6, err: expect.stringContaining('(pack.author-may-not-decide)') as unknown },
  })
  expect(await as('m1', 'pack', 'approve', id, '--reason', '已复核')).toMatchObject({
    code: 0,
    out: 'MED-MILLION\t2026-03-15.1',
  })
  expect(await as('m1', 'pack', 'install', file)).toMatchObject({
    code: 6,
    err: expect.stringContaining('(pack.unchanged)') as unknown,
  })
  expect((await lines('pack', 'list')).find(({ id }) => id === 'MED-MILLION')).toMatchObject({
    ...{ revision: '2026-03-15.1', earlier: ['2026-03-01.1'] },
  })
  expect((await lines('pack', 'rejudge')).map(({ claimId }) => claimId)).toEqual([signed, flipping].toSorted())
  expect(await open('claim', 'replay', signed, '--json')).toMatchObject({ code: 0 })

  const { facts } = JSON.parse(JSON.stringify(await factsOf('T01'))) as { facts: object }
  const judged = async (asOf: string) => {
    const input = JSON.stringify({ product: 'MED-MILLION', asOf, facts })
    const ran = await butler(['--home', authority, 'claim', 'judge', '--facts', '-', '--json'], { input })
    return JSON.parse(ran.out) as { amountFen: { max: number }; pack: { revision: string } }
  }
  expect(await judged('2026-03-14')).toMatchObject({ amountFen: { max: 742_827 }, pack: { revision: '2026-03-01.1' } })
  expect(await judged('2026-03-15')).toMatchObject({
    amountFen: { max: 1_242_827 },
    pack: { revision: '2026-03-15.1' },
  })
}, 60_000)

test('a refused proposal is gone, an overlay can be withdrawn, and a day that is past cannot be chosen', async () => {
  const other = join(folder, 'other.yaml')
  writeFileSync(other, readFileSync(overlay, 'utf8').replace(covid, 'OVL-COVID-2020-02'))
  const { out: id } = await as('x1', 'pack', 'install', other)
  expect(await as('s2', 'pack', 'refuse', id, '--reason', '重复')).toMatchObject({ code: 0 })
  expect((await lines('pack', 'list')).filter(({ is }) => is === 'proposal')).toEqual([])
  expect(await as('x1', 'pack', 'withdraw', covid, '--on', '2099-01-01', '--reason', '期满')).toMatchObject({ code: 4 })
  expect(await as('s1', 'pack', 'withdraw', covid, '--on', '2020-01-01', '--reason', '期满')).toMatchObject({ code: 6 })
  expect(await as('s1', 'pack', 'withdraw', covid, '--on', '2099-01-01', '--reason', '期满')).toMatchObject({ code: 0 })
  expect((await lines('pack', 'list')).find(({ id }) => id === covid)).toMatchObject({ withdrawnOn: '2099-01-01' })
})

test('a replay that differs says where, and is no success', async () => {
  const home = await openHome(authority)
  const [judgement] = (await home.query.all('judgement')).filter(({ claimId }) => claimId === signed)
  if (!judgement) throw new Error('nothing was signed')
  const doctored: Row<'judgement'> = {
    ...judgement,
    result: { ...(judgement.result as object), refundFen: 1 } as never,
  }
  await transact(home.store, (write) => writeRows(write, 'judgement', [doctored]))
  await home.close()
  const ran = await open('claim', 'replay', judgement.id)
  expect(ran.code).toBe(1)
  expect(ran.out).toContain('refundFen\t1\t0')
  expect(await lines('claim', 'replay', judgement.id)).toMatchObject([
    { isSame: false, differences: [{ path: 'refundFen', before: 1, after: 0 }] },
  ])
  expect(await open('claim', 'replay', 'nothing')).toMatchObject({ code: 1, out: '' })
})

async function factsOf(name: string) {
  const { parse } = await import('yaml')
  return parse(readFileSync(join(fixtures, 'claims', `${name}.yaml`), 'utf8')) as unknown
}
