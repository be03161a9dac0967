import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sha256OfJson } from '../../../src/app/canonical-json.ts'
import { createAuthority, openHome } from '../../../src/app/home.ts'
import { dryRun, type MovedClaim } from '../../../src/app/rejudge.ts'
import { overlays, pack, packs } from '../../core/judgement/fixture.ts'
import { accepted, testClock } from '../../world.ts'
import { type Wanted, writeClaims } from './claims-home.ts'

const [covid] = overlays
if (!covid) throw new Error('no overlay')

/** What stands in the home beside the claims that the overlay changes; none of it may be listed. */
const others: readonly Omit<Wanted, 'id'>[] = [
  { fixture: 'T01' },
  { fixture: 'T07-unknown' },
  { fixture: 'T05' },
  { fixture: 'T22' },
  { fixture: 'T17' },
  { fixture: 'T13' },
  { fixture: 'T20' },
  // Diagnosed outside the overlay's days, of another disease, on another product, or never to be judged again.
  { fixture: 'T23-no-overlay', facts: { 'event.diagnosed_on': '2020-01-19' } },
  { fixture: 'T23-no-overlay', facts: { 'event.diagnosed_on': '2020-05-01' } },
  { fixture: 'T23-no-overlay', facts: { 'event.disease': 'other' } },
  { fixture: 'T23-no-overlay', state: 'closed' },
  { fixture: 'T24-critical' },
]
const moving: readonly Omit<Wanted, 'id'>[] = (['open', 'judged', 'submitted', 'refused', 'disputed'] as const).map(
  (state) => ({ fixture: 'T23-no-overlay', state }),
)

test('an overlay in a home of 10,000 claims: the dry run lists exactly those that change, and keeps nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'butler-'))
  const clock = testClock()
  await createAuthority(join(folder, 'a'), clock)
  const home = await openHome(join(folder, 'a'), { clock })
  try {
    for (const definition of Object.values(packs)) accepted(await home.execute('product.install', { pack: definition }))
    const wanted = Array.from({ length: 10_000 }, (_, at): Wanted => {
      const id = `k${String(at).padStart(5, '0')}`
      const one = at % 20 === 7 ? moving[((at / 20) % moving.length) | 0] : others[at % others.length]
      return { id, ...(one ?? { fixture: 'T01' }) }
    })
    await writeClaims(home, 'b1', wanted)
    const expected = wanted.filter((_, at) => at % 20 === 7).map(({ id }) => id)
    const before = await home.query.lastEvent()

    const started = performance.now()
    const moved: MovedClaim[] = []
    let seen: [number, number] = [0, 0]
    const candidate = { kind: 'overlay', definition: covid, sha256: sha256OfJson(covid) } as const
    for await (const one of dryRun(home, [candidate], (...judged) => (seen = judged))) moved.push(one)
    console.log(`dry run of ${seen[0]} claims of 10,000: ${Math.round(performance.now() - started)} ms`)

    expect(moved.map(({ claimId }) => claimId)).toEqual(expected)
    expect(moved[0]).toMatchObject({
      ...{ product: 'MED-MILLION', customerName: '客户k00007', isSigned: false },
      before: { verdict: 'not_payable', amountFen: { min: 0, max: 0 }, clauses: ['2.1', '2.6'], overlays: [] },
      after: { verdict: 'payable', amountFen: { min: 320_000, max: 320_000 }, overlays: [covid.id] },
    })
    expect(new Set(moved.map(({ state }) => state)).size).toBe(5)
    expect(await home.query.lastEvent()).toBe(before)
    expect(await home.query.all('overlay')).toEqual([])

    const dearer = structuredClone(pack('CI-LONG'))
    dearer.revision = '2026-03-15.1'
    for (const terms of dearer.terms) terms.params['mild_bp'] = 2000
    const revised: string[] = []
    const revision = { kind: 'product', definition: dearer, sha256: sha256OfJson(dearer) } as const
    for await (const { claimId } of dryRun(home, [revision])) revised.push(claimId)
    expect(revised).toEqual(wanted.filter(({ fixture }) => fixture === 'T13').map(({ id }) => id))
  } finally {
    await home.close()
    rmSync(folder, { recursive: true, force: true })
  }
}, 120_000)
