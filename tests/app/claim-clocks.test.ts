import { expect, test } from 'vitest'
import { withClaimClocks } from '../../src/app/claim-clocks.ts'
import { at, ClaimDesk, hospitalStay } from '../core/claim/claim-desk.ts'

/** The clocks of the claim that its case has in the queue, as of a day. */
function inQueue(desk: ClaimDesk, claimId: string, day: string) {
  const { store } = desk
  const rows = { claims: store.all('claim'), documents: store.all('document') }
  const others = { disputes: store.all('dispute'), policies: store.all('policy') }
  const productOf = (id: string) => store.one('product', id)
  const [item] = withClaimClocks([desk.caseOf(claimId)], { ...rows, ...others }, productOf, at(day))
  return Object.fromEntries((item?.clocks ?? []).map((clock) => [clock.code, clock]))
}

test('limitation presses although nothing has been handed in, and ends with its last day', async () => {
  const desk = new ClaimDesk()
  const claimId = await desk.open()
  // 2028-03-15: two years after the discharge.
  expect(inQueue(desk, claimId, '2028-03-10')['limitation']).toMatchObject({
    ...{ kind: 'statutory', dueAt: at('2028-03-16', '00:00') - 1 },
  })
})

test('the ascertainable part presses when its sixty days run out (art. 25)', async () => {
  const desk = new ClaimDesk()
  const { 'bill.settled_with_social': _settled, ...open } = hospitalStay
  const claimId = await desk.open({ ...open, 'bill.total_fen': 6_000_000, 'bill.social_paid_fen': 1_000_000 })
  await desk.must('lin', 'claim.submit', { claimId, on: '2026-03-20' })
  expect((await desk.checklist(claimId, '2026-05-12')).judgement.flags).toContain('art25_advance')
  expect(inQueue(desk, claimId, '2026-05-12')).toHaveProperty('advance')
  expect(inQueue(desk, claimId, '2026-04-12')).not.toHaveProperty('advance')
})

test('documents, the decision, silence, an unexplained refusal and an unanswered round press', async () => {
  const desk = new ClaimDesk()
  const claimId = await desk.open()
  const codes = (await desk.checklist(claimId, '2026-04-01')).judgement.documents.map(({ code }) => code)
  await desk.must('lin', 'claim.askDocuments', { claimId, codes })
  expect(inQueue(desk, claimId, '2026-04-09')).toHaveProperty('documents')
  await desk.must('lin', 'claim.submit', { claimId, on: '2026-04-01', incompleteBecause: '先行提交' })
  expect(inQueue(desk, claimId, '2026-04-20')).toMatchObject({ decide: {}, insurerWord: {} })
  expect(inQueue(desk, claimId, '2026-04-20')).not.toHaveProperty('documents')
  desk.now = at('2026-04-21')
  await desk.must('lin', 'claim.refused', { claimId, refusedOn: '2026-04-21', reason: '等待期' })
  expect(Object.keys(inQueue(desk, claimId, '2026-04-22'))).toEqual(['explain', 'limitation'])
  const { disputeId } = await desk.must('lin', 'dispute.open', { claimId, grounds: ['ambiguous_term'] })
  const round = { disputeId, way: 'insurer', sentOn: '2026-04-21', argument: '1' }
  await desk.must('zhao', 'dispute.round', round)
  expect(inQueue(desk, claimId, '2026-04-22')).toHaveProperty('roundAnswer')
})
