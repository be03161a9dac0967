import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Command } from '../../../src/core/command.ts'
import { commands } from '../../../src/core/registry.ts'
import { MemoryStore } from '../memory-tx.ts'

const butlers = ['b1', 'b2', 'b3'] as const
const boss = { staffId: 's1', role: 'supervisor' } as const
const now = Date.UTC(2026, 2, 20, 2, 0)

const step = fc.record({
  name: fc.constantFrom(
    ...['customer.reassign', 'book.reassign', 'staff.revoke', 'staff.leave', 'import.role', 'import.customer'],
    ...['staff.capacity', 'staff.intake', 'staff.backup', 'staff.away', 'staff.back', 'staff.add'],
  ),
  who: fc.constantFrom(...butlers),
  other: fc.constantFrom(...butlers, 'b4'),
  which: fc.nat(5),
  n: fc.integer({ min: 0, max: 8 }),
})
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

function asked({ name, who, other, which, n }: Step): [string, object] {
  const rows = (row: object) => ({ source: 'test', number: 0, rows: [row] })
  switch (name) {
    case 'customer.reassign':
      return [name, { customerId: `c.${which}`, ownerId: other }]
    case 'book.reassign':
      return [name, { fromId: who, toIds: [other], isPreview: n === 0 }]
    case 'staff.leave':
      return ['staff.revoke', { staffId: who, bookTo: other }]
    case 'import.role':
      return [
        'import.rows',
        { kind: 'staff', ...rows({ externalId: who, name: who, role: n > 4 ? 'butler' : 'expert' }) },
      ]
    case 'import.customer':
      return ['import.rows', { kind: 'customers', ...rows({ externalId: `${which}`, name: '某人', owner: other }) }]
    case 'staff.capacity':
      return [name, { staffId: who, customers: n === 8 ? null : n }]
    case 'staff.intake':
      return [name, { staffId: who, isPaused: n > 4 }]
    case 'staff.backup':
      return [name, { staffId: who, backupId: other }]
    case 'staff.away':
      return [name, { staffId: who, until: null, why: '假' }]
    case 'staff.add':
      return [name, { id: 'b4', name: 'b4', role: 'butler' }]
    default:
      return [name, { staffId: who }]
  }
}

test('whatever is done to butlers and books, every customer has an active butler, and nobody takes on more than they may', async () => {
  let moved = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const store = new MemoryStore()
      const give = (name: string, args: object) => store.give(commands.get(name) as Command, args, { actor: boss, now })
      for (const id of butlers) await give('staff.add', { id, name: id, role: 'butler' })
      for (let n = 0; n < 6; n++)
        await give(...asked({ name: 'import.customer', who: 'b1', other: butlers[n % 3] ?? 'b1', which: n, n: 0 }))
      expect(store.all('customer')).toHaveLength(6)
      for (const one of steps) {
        const before = store.all('customer')
        const outcome = await give(...asked(one))
        const active = new Set(
          store.all('staff').flatMap((who) => (who.isActive && who.role === 'butler' ? who.id : [])),
        )
        for (const customer of store.all('customer')) expect(active).toContain(customer.ownerId)
        // Who got somebody had room for them.
        for (const { id, customersAtMost, isIntakePaused, coveredBy } of store.all('duty')) {
          const has = (rows: { ownerId: string }[]) => rows.filter(({ ownerId }) => ownerId === id).length
          const [was, is] = [has(before), has(store.all('customer'))]
          if (is > was) {
            moved++
            expect(isIntakePaused).toBe(false)
            expect(is).toBeLessThanOrEqual(customersAtMost ?? is)
          }
          if (coveredBy !== null && outcome.ok) expect(coveredBy).not.toBe(id)
        }
      }
    }),
    { numRuns: 150 },
  )
  expect(moved).toBeGreaterThan(10)
})
