import { expect, test } from 'vitest'
import { signatureOf, claimChecklist } from '../../../src/app/claim-checklist.ts'
import type { Home } from '../../../src/app/home.ts'
import { rulesOf } from '../../../src/app/packs.ts'
import { rejudge } from '../../../src/app/rejudge.ts'
import { canonicalJson } from '../../../src/core/canonical-json.ts'
import { packAsOf } from '../../../src/core/product/revision.ts'
import { replay } from '../../../src/core/product/replay.ts'
import { accepted } from '../../world.ts'
import { checklistAt, covid, makeTeam, openClaim, proposeAndApprove, revised } from './governed.ts'

/** Signs what the home shows; returns the judgement's id. */
async function sign(home: Home, claimId: string): Promise<string> {
  const read = await claimChecklist(home, claimId)
  if ('ok' in read || !read.checklist) throw new Error('no checklist')
  return String(accepted(await home.execute('claim.judge', signatureOf(read, read.checklist)))['judgementId'])
}

async function replayed(home: Home, judgementId: string) {
  const signed = await home.query.row('judgement', judgementId)
  if (!signed) throw new Error(`no judgement ${judgementId}`)
  const again = replay(signed, await rulesOf(home))
  if ('ok' in again) throw new Error(again.code)
  return { ...again, signed }
}

async function movedAt(home: Home) {
  const moved = []
  for await (const one of rejudge(home)) moved.push(one)
  return moved
}

const another = { ...covid, id: 'OVL-COVID-2020-02', set: { ...covid.set, deductible_fen: 100 } }
const cheaper = revised('MED-MILLION', '2026-03-15.1', (pack) => {
  for (const terms of pack.terms) terms.params['deductible_fen'] = 500_000
})

test('what was signed replays byte for byte after a newer revision and another overlay, here and on a desk', async () => {
  await using world = await makeTeam()
  const [paid, refused, open] = [
    await openClaim(world, 'T01'),
    await openClaim(world, 'T23-no-overlay'),
    await openClaim(world, 'T03'),
  ]
  const [butler, expert, supervisor] = [await world.desk('b1'), await world.desk('x1'), await world.desk('s1')]
  accepted(await butler.execute('checklist.answer', { claimId: open, fact: 'bill.settled_with_social', value: null }))
  const ids = [await sign(butler, paid), await sign(butler, refused), await sign(butler, open)]
  await butler.sync.once()
  expect(await movedAt(world.authority)).toEqual([])

  await proposeAndApprove(expert, supervisor, 'product', cheaper)
  await proposeAndApprove(expert, supervisor, 'overlay', covid)
  await proposeAndApprove(expert, supervisor, 'overlay', another)
  await butler.sync.once()
  // The rules did change for whoever judges now.
  expect((await checklistAt(butler, paid)).judgement.amountFen.max).toBe(1_242_827)
  expect((await checklistAt(butler, refused)).judgement.verdict).toBe('payable')

  for (const home of [world.authority, butler])
    for (const id of ids) {
      const { isSame, differences, judgement, signed } = await replayed(home, id)
      expect({ isSame, differences }).toEqual({ isSame: true, differences: [] })
      expect(canonicalJson(judgement)).toBe(canonicalJson(signed.result))
      expect(judgement.pack.revision).toBe('2026-03-01.1')
    }

  // Those who were told otherwise than today's rules say are found, with what they were told; on the desk as on the authority.
  for (const home of [world.authority, butler]) {
    const moved = new Map((await movedAt(home)).map((one) => [one.claimId, one]))
    expect([...moved.keys()].toSorted()).toEqual([open, paid, refused].toSorted())
    expect(moved.get(paid)).toMatchObject({
      before: { verdict: 'payable', amountFen: { min: 742_827, max: 742_827 } },
      after: { verdict: 'payable', amountFen: { min: 1_242_827, max: 1_242_827 } },
    })
    expect(moved.get(refused)).toMatchObject({ before: { verdict: 'not_payable' }, after: { verdict: 'payable' } })
  }
  // Signed again under today's rules, nothing is left to tell; what was signed with overlays replays with them.
  for (const claimId of [paid, refused, open]) await sign(butler, claimId)
  const last = (
    await butler.query.judgements({
      id: refused,
      customerId: (await butler.query.row('claim', refused))?.customerId ?? '',
    })
  ).at(-1)
  expect(last?.overlays).toEqual([covid.id, another.id])
  expect((await replayed(butler, last?.id ?? '')).isSame).toBe(true)
  await butler.sync.once()
  expect(await movedAt(world.authority)).toEqual([])
})

test('a replay says what differs, and names a rule that is gone', async () => {
  await using world = await makeTeam()
  const claimId = await openClaim(world, 'T01')
  const butler = await world.desk('b1')
  const { signed } = await replayed(butler, await sign(butler, claimId))
  const rules = await rulesOf(butler)
  const doctored = { ...signed, facts: { ...signed.facts, 'bill.total_fen': 2_863_246 } }
  const again = replay(doctored, rules)
  if ('ok' in again) throw new Error(again.code)
  expect(again.isSame).toBe(false)
  expect(again.differences).toContainEqual({ path: 'amountFen.min', before: 742_827, after: 742_828 })
  expect(replay({ ...signed, packSha256: 'f'.repeat(64) }, rules)).toMatchObject({
    ...{ ok: false, code: 'not-found', data: { entity: 'packRevision' } },
  })
  expect(replay({ ...signed, overlays: ['OVL-GONE'] }, rules)).toMatchObject({
    ...{ ok: false, code: 'not-found', data: { entity: 'overlay', id: 'OVL-GONE' } },
  })
})

test.each([
  ['2026-03-01', '2026-03-01.10'],
  ['2026-03-14', '2026-03-01.10'],
  ['2026-03-15', '2026-03-15.2'],
  ['2026-12-31', '2026-03-15.2'],
  ['2026-02-28', '2026-01-05.1'],
  ['2025-12-31', '2026-01-05.1'],
])('judged as of %s, the revision known then is %s', (asOf, revision) => {
  const installed = { id: 'CASH', revision: '2026-03-15.2', pack: { of: '2026-03-15.2' }, sha256: 's' }
  const earlier = ['2026-03-01.9', '2026-01-05.1', '2026-03-01.10', '2026-03-15.1'].map((known) => ({
    ...{ id: known, productCode: 'CASH', revision: known, pack: { of: known } },
  }))
  const other = { id: 'o', productCode: 'ACC', revision: '2026-02-28.1', pack: { of: 'another product' } }
  expect(packAsOf(installed, [...earlier, other], asOf).pack).toEqual({ of: revision })
})
