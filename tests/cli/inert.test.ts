import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createAuthority, openHome } from '../../src/app/home.ts'
import { seedFlows, seedProducts } from '../../src/app/seed.ts'
import type { Outcome } from '../../src/core/refusal.ts'
import { hostile, hostileNames, unsafeIn } from '../hostile.ts'
import { accepted } from '../world.ts'
import { tempFolder } from './butler.ts'
import { butler } from './in-process.ts'

const folder = join(tempFolder(), 'authority')

/** One customer for each hostile text, with the text in everything that people may write. */
async function hostileHome() {
  await createAuthority(folder)
  const home = await openHome(folder)
  await seedFlows(home, 'en')
  await seedProducts(home, 'en')
  const bare = (text: string) => text.replaceAll('\u0000', '')
  await home.execute('staff.add', { id: 'B001', name: bare(hostileNames[0] ?? ''), role: 'butler' })
  const as = { as: { staffId: 'B001', role: 'butler' as const } }
  const imported = async (kind: string, rows: unknown[]) =>
    accepted(await home.execute('import.rows', { kind, source: 'test', number: rows.length + kind.length, rows }))
  const staff = [{ externalId: 'B001', name: bare(hostileNames[0] ?? ''), role: 'butler' }]
  await imported('staff', staff)
  await imported(
    'customers',
    hostileNames.map((name, n) => ({
      externalId: `H${n}`,
      name: bare(name),
      owner: 'B001',
      city: bare(name),
      tags: [bare(name)],
    })),
  )
  const days = { issuedOn: '2026-01-01', effectiveOn: '2026-01-01', expiresOn: '2026-12-31', premiumFen: 1 }
  await imported(
    'policies',
    hostileNames.map((name, n) => ({
      externalId: `P${n}`,
      customer: `H${n}`,
      number: bare(`N${name}`),
      productCode: 'MED-MILLION',
      insuredName: bare(name),
      ...days,
    })),
  )
  await imported(
    'conversations',
    hostileNames.map((name, n) => ({
      externalId: `M${n}`,
      conversation: `V${n}`,
      customer: `H${n}`,
      direction: 'in',
      at: 1_700_000_000_000 + n,
      text: bare(name),
    })),
  )
  const ids: { caseId: string; claimId: string }[] = []
  for (const [n, name] of hostileNames.entries()) {
    const give = async (command: string, args: object): Promise<Outcome> => home.execute(command, args, as)
    const claim = accepted(await give('claim.open', { policyId: `p.P${n}`, title: bare(name) }))
    const { caseId, claimId } = claim as { caseId: string; claimId: string }
    await give('note.add', { customerId: `c.H${n}`, caseId, text: bare(name) })
    await give('draft.save', { caseId, text: bare(name) })
    ids.push({ caseId, claimId })
  }
  await home.close()
  return ids
}

test('names and texts of others are inert in everything that is printed, JSON too', async () => {
  const ids = await hostileHome()
  const at = [1, 8]
  const verbs = [
    ['queue', 'list'],
    ['queue', 'next'],
    ['customer', 'search', '甲'],
    ['policy', 'search', '甲'],
    ['claim', 'list'],
    ['staff', 'list'],
    ['tail', '--no-follow'],
    ['outbox', 'list'],
    [],
    ...at.flatMap((n) => [
      ['customer', 'show', `H${n}`],
      ['policy', 'show', `p.P${n}`],
      ['case', 'show', ids[n]?.caseId ?? ''],
      ['claim', 'show', ids[n]?.claimId ?? ''],
    ]),
    ['audit', 'access'],
    // What a person typed comes back in what is said about it.
    ...[0, 8].flatMap((n) => [['customer', 'show', (hostile[n] ?? '').replaceAll('\u0000', '')]]),
    ['customer', `\u001b]0;pwn\u0007`],
  ]
  for (const verb of verbs)
    for (const json of ['search', '--no-follow'].includes(verb[1] ?? '') ? [[], ['--json']] : [[]]) {
      const { out, err, code } = await butler(['--home', folder, '--as', 'B001', ...verb, ...json])
      expect([0, 1, 2, 4]).toContain(code)
      // A tab stands between the columns in a pipe.
      expect({ verb, json, unsafe: unsafeIn(out.replaceAll('pwned', json.length > 0 ? '' : 'pwned')) }).toMatchObject({
        unsafe: null,
      })
      expect({ verb, json, unsafe: unsafeIn(err) }).toMatchObject({ unsafe: null })
    }
  // The text itself is not lost in JSON.
  const { out } = await butler(['--home', folder, '--as', 'B001', 'customer', 'show', 'H8', '--json'])
  expect((JSON.parse(out) as { customer: { name: string } }).customer.name).toBe(hostileNames[8])
}, 120_000)
