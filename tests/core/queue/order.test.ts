import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Case, Clock } from '../../../src/core/case/schema.ts'
import { caseKinds, clockKinds, concerns, priorities } from '../../../src/core/case/kinds.ts'
import { absenceOf, agingMs, breakdown, nextRow, orderQueue } from '../../../src/core/queue/order.ts'
import { at, hour, item } from './items.ts'

const now = at('2026-03-20', 10)

function clock(over: Partial<Clock> = {}): Clock {
  return { code: 'decide', kind: 'serviceLevel', startsAt: now - 8 * hour, dueAt: now + 8 * hour, metAt: null, ...over }
}

const order = (cases: Case[], at = now) => orderQueue(cases, at).map((row) => row.case.id)

test('rule 1: on hold, lacking documents, done, or not due yet: not in the queue', () => {
  const hold = { reason: '等住院发票', waitingOn: 'customer', wakeAt: now + hour } as const
  const cases = [
    item('held', { hold, waitingSince: null }),
    item('woken', { hold: { ...hold, wakeAt: now } }),
    item('documents', { lacksDocuments: true }),
    item('done', { state: 'done' }),
    item('later', { kind: 'renewal', dueOn: '2026-03-21' }),
    item('today', { kind: 'renewal', dueOn: '2026-03-20' }),
  ]
  expect(order(cases).sort()).toEqual(['today', 'woken'])
  expect(absenceOf(cases[0] as Case, now)).toEqual({ is: 'hold', hold })
  expect(order([item('held danger', { hold, concern: 'life' })])).toEqual([])
})

test('a clock of the law that begins to press, or runs out, after the case was put aside brings it back', () => {
  const hold = { reason: '等保险公司', waitingOn: 'insurer', wakeAt: now + 24 * hour } as const
  const held = (id: string, from: number, over: Partial<Clock>) =>
    item(id, { hold, holds: [{ ...hold, from, until: null }], clocks: [clock({ kind: 'statutory', ...over })] })
  const cases = [
    // Put aside before the last quarter, which has begun since; and put aside within it.
    held('begins', now - 8 * hour, { startsAt: now - 24 * hour, dueAt: now + 3 * hour }),
    held('known', now - hour, { startsAt: now - 24 * hour, dueAt: now + 3 * hour }),
    // Put aside within it, run out since; and run out before.
    held('runs out', now - 2 * hour, { startsAt: now - 24 * hour, dueAt: now - hour }),
    held('weighed', now - hour, { startsAt: now - 24 * hour, dueAt: now - 2 * hour }),
    held('team', now - 8 * hour, { kind: 'serviceLevel', startsAt: now - 24 * hour, dueAt: now - hour }),
  ]
  expect(order(cases)).toEqual(['runs out', 'begins'])
})

test('a case whose claim lacks documents is back as soon as the customer waits, a clock presses or somebody is in danger', () => {
  const cases = [
    item('quiet', { lacksDocuments: true }),
    item('asks', { lacksDocuments: true, waitingSince: now - hour }),
    item('presses', { lacksDocuments: true, clocks: [clock({ dueAt: now + hour })] }),
    item('danger', { lacksDocuments: true, concern: 'vulnerability' }),
  ]
  expect(order(cases)).toEqual(['danger', 'presses', 'asks'])
})

test('rules 2 to 6: the bands in their order', () => {
  const cases = [
    item('outreach', { kind: 'outreach' }),
    item('due', { kind: 'renewal', dueOn: '2026-03-20' }),
    item('waiting', { waitingSince: now - hour }),
    item('warning', { clocks: [clock({ dueAt: now + hour })] }),
    item('breached', { clocks: [clock({ dueAt: now - 1 })] }),
    item('danger', { concern: 'safety' }),
  ]
  expect(order(cases)).toEqual(['danger', 'breached', 'warning', 'waiting', 'due', 'outreach'])
  expect(orderQueue(cases, now).map((row) => row.band)).toEqual([0, 1, 2, 3, 4, 5])
})

test('rule 3: statutory before promised before service level, the most overdue first', () => {
  const breach = (kind: Clock['kind'], hours: number) => ({ clocks: [clock({ kind, dueAt: now - hours * hour })] })
  const cases = [
    item('service 9h', breach('serviceLevel', 9)),
    item('promised 1h', breach('promised', 1)),
    item('statutory 1h', breach('statutory', 1)),
    item('statutory 3h', breach('statutory', 3)),
  ]
  expect(order(cases)).toEqual(['statutory 3h', 'statutory 1h', 'promised 1h', 'service 9h'])
})

test('rule 4: a clock warns once a quarter of it is left, the earliest due first', () => {
  const left = (ms: number) => item('x', { clocks: [clock({ startsAt: now + ms - 16 * hour, dueAt: now + ms })] })
  expect(orderQueue([left(4 * hour)], now)[0]?.band).toBe(2)
  expect(orderQueue([left(4 * hour + 1)], now)[0]?.band).toBe(5)
  const soon = item('soon', { clocks: [clock({ dueAt: now + hour })] })
  const sooner = item('sooner', { clocks: [clock({ dueAt: now + hour / 2, kind: 'serviceLevel' })] })
  expect(order([soon, sooner])).toEqual(['sooner', 'soon'])
  expect(order([item('met', { clocks: [clock({ dueAt: now - hour, metAt: now - 2 * hour })] }), soon])).toEqual([
    'soon',
    'met',
  ])
})

test('rule 5: priority, raised a level every few hours of waiting, then who waits longest', () => {
  const cases = [
    item('high 1h', { priority: 'high', waitingSince: now - hour }),
    item('normal 1h', { waitingSince: now - hour }),
    item('normal 2h', { waitingSince: now - 2 * hour }),
    item('low long', { priority: 'low', waitingSince: now - 3 * agingMs }),
  ]
  expect(order(cases)).toEqual(['low long', 'high 1h', 'normal 2h', 'normal 1h'])
  const raised = orderQueue(cases, now)[0]?.reasons.find((reason) => reason.is === 'priority')
  expect(raised).toEqual({ is: 'priority', priority: 'low', raisedBy: 3 })
})

test('rule 7: ties go to the longest wait, then to the id', () => {
  const same = { concern: 'life' as const }
  const cases = [item('b', same), item('a', same), item('z', { ...same, waitingSince: now - 1 })]
  expect(order(cases)).toEqual(['z', 'a', 'b'])
})

test('next passes over what others hold, until their lease runs out', () => {
  const rows = (at: number) =>
    orderQueue(
      [item('theirs', { waitingSince: 1, takenBy: 'b2', takenUntil: now + 1 }), item('free', { waitingSince: 2 })],
      at,
    )
  expect(nextRow(rows(now), 'b1', new Set())?.case.id).toBe('free')
  expect(nextRow(rows(now), 'b2', new Set())?.case.id).toBe('theirs')
  expect(nextRow(rows(now + 1), 'b1', new Set())?.case.id).toBe('theirs')
})

test('the breakdown names every rule and agrees with the row', () => {
  const breached = item('x', { waitingSince: now - hour, clocks: [clock({ dueAt: now - hour, kind: 'statutory' })] })
  expect(
    breakdown(breached, now)
      .filter((reading) => reading.applies)
      .map((reading) => reading.rule),
  ).toEqual([3, 5, 7])
})

const arbitraryCase = fc.record({
  kind: fc.constantFrom(...caseKinds),
  priority: fc.constantFrom(...priorities),
  concern: fc.option(fc.constantFrom(...concerns), { freq: 8 }),
  waitingSince: fc.option(fc.integer({ min: now - 90 * hour, max: now })),
  dueOn: fc.option(fc.constantFrom('2026-03-19', '2026-03-20', '2026-03-21')),
  lacksDocuments: fc.boolean(),
  clocks: fc.array(
    fc.record({
      code: fc.constant('decide' as const),
      kind: fc.constantFrom(...clockKinds),
      startsAt: fc.integer({ min: now - 90 * hour, max: now - hour }),
      dueAt: fc.integer({ min: now - 5 * hour, max: now + 40 * hour }),
      metAt: fc.option(fc.constant(now), { freq: 4 }),
    }),
    { maxLength: 3 },
  ),
})

test('the order is total: it does not depend on the order in which cases come', () => {
  fc.assert(
    fc.property(fc.array(arbitraryCase, { maxLength: 40 }), fc.infiniteStream(fc.nat()), (drawn, randoms) => {
      const cases = drawn.map((over, at) => item(`q${at}`, over))
      const shuffled = cases
        .map((one) => ({ one, key: randoms.next().value }))
        .sort((a, b) => a.key - b.key)
        .map(({ one }) => one)
      expect(order(shuffled)).toEqual(order(cases))
      const bands = orderQueue(cases, now).map((row) => row.band)
      expect(bands).toEqual([...bands].sort())
    }),
    { numRuns: 300 },
  )
})

test('nobody who waits on us starves: in the end the longest wait is first in its band', () => {
  const old = item('old', { priority: 'low', waitingSince: now })
  const later = now + 40 * agingMs
  const fresh = priorities.map((priority, at) => item(`fresh${at}`, { priority, waitingSince: later - hour }))
  expect(order([...fresh, old], later)[0]).toBe('old')
})
