import fc from 'fast-check'
import { expect, test } from 'vitest'
import { correctGoodwill, payGoodwill } from '../../../src/core/goodwill/commands.ts'
import { standing, totalsOf } from '../../../src/core/goodwill/ledger.ts'
import * as schemes from '../../../src/core/scheme/commands.ts'
import { grantScheme } from '../../../src/core/scheme/grant.ts'
import { type Person, staff } from '../escalation/desk.ts'
import { specialCase } from './approved.ts'
import { medicDesk } from './medic-desk.ts'

const day = '2026-03-02'
const people = Object.keys(staff) as Person[]
const act = fc.record({
  is: fc.constantFrom('propose', 'approve', 'refuse', 'stop', 'resume', 'grant', 'grant', 'grant', 'pay', 'correct'),
  by: fc.constantFrom(...people),
  of: fc.nat(11),
  fen: fc.integer({ min: 400_000, max: 1_100_000 }),
})

test('whoever does what in whichever order: nobody decides on their own, no budget is exceeded, no claim is paid twice', async () => {
  let [decided, granted] = [0, 0]
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 60, maxLength: 90 }), async (acts) => {
      const { desk, claims } = await medicDesk(5)
      const runs = [
        await specialCase(desk, 'pay', { author: 'sun', claimId: claims[0] ?? '' }),
        await specialCase(desk, 'pay', { claimId: claims[1] ?? '' }),
      ]
      const terms = { name: '医护', condition: null, minFen: 500_000, maxFen: 1_000_000, budgetFen: 1_700_000 }
      for (const { is, by, of, fen } of acts) {
        const [known, entries] = [desk.store.all('scheme'), desk.store.all('goodwill')]
        const schemeId = known[of % Math.max(1, known.length)]?.id ?? ''
        const entryId = entries[of % Math.max(1, entries.length)]?.id ?? ''
        const escalationId = runs[of % 2]
        const payment = { paidOn: day, reference: 'P', amountFen: fen }
        const reason = '理由'
        const given = {
          propose: [schemes.proposeScheme, { escalationId, ...terms, startsOn: day, endsOn: day }],
          approve: [schemes.approveScheme, { schemeId, reason }],
          refuse: [schemes.refuseScheme, { schemeId, reason }],
          stop: [schemes.stopScheme, { schemeId, reason }],
          resume: [schemes.resumeScheme, { schemeId }],
          grant: [grantScheme, { schemeId, claimId: claims[of % 5], ...payment }],
          pay: [payGoodwill, { escalationId, ...payment }],
          correct: [correctGoodwill, { entryId, reason }],
        } as const
        const [command, args] = given[is as keyof typeof given]
        const outcome = await desk.give(by, command, args)
        if (!outcome.ok) expect([desk.store.all('scheme'), desk.store.all('goodwill')]).toEqual([known, entries])
      }
      const ledger = desk.store.all('goodwill')
      for (const scheme of desk.store.all('scheme')) {
        const { decidedBy, proposedBy, escalationId } = scheme
        if (decidedBy !== null) decided++
        expect([proposedBy, desk.run(escalationId).authorId]).not.toContain(decidedBy)
        const own = ledger.filter(({ schemeId }) => schemeId === scheme.id)
        const { payments, paidFen } = totalsOf(own)
        expect({ grantCount: payments, spentFen: paidFen }).toEqual({
          ...{ grantCount: scheme.grantCount, spentFen: scheme.spentFen },
        })
        expect(scheme.spentFen).toBeLessThanOrEqual(scheme.budgetFen)
        granted += payments
      }
      const paid = standing(ledger).map(({ claimId }) => claimId)
      expect(new Set(paid).size).toBe(paid.length)
      expect(ledger.filter(({ corrects }) => corrects !== null).every(({ amountFen }) => amountFen < 0)).toBe(true)
    }),
    { numRuns: 20 },
  )
  expect(decided).toBeGreaterThan(0)
  expect(granted).toBeGreaterThan(0)
})
