import { expect, test } from 'vitest'
import { clocksAt, isPaused, offHold, onHold } from '../../../src/core/case/hold.ts'
import type { Case, Clock, Hold } from '../../../src/core/case/schema.ts'
import { orderQueue } from '../../../src/core/queue/order.ts'
import { at, hour, item } from '../queue/items.ts'

const start = at('2026-03-20', 10)

function clock(kind: Clock['kind'], hours = 8): Clock {
  return { code: 'step', kind, startsAt: start, dueAt: start + hours * hour, metAt: null }
}

function held(item: Case, fromHour: number, wakeHour: number, waitingOn: Hold['waitingOn'] = 'customer'): Case {
  return onHold(item, { reason: '等发票', waitingOn, wakeAt: start + wakeHour * hour }, start + fromHour * hour)
}

/** Hours after the start at which the first clock of the case is due, read so many hours after it. */
function dueHour(item: Case, nowHour: number): number | undefined {
  const [first] = clocksAt(item, start + nowHour * hour)
  return first && (first.dueAt - start) / hour
}

test.each([
  // [what, holds as [from, wakes, ends by a reply], read at, due]: hours after the start of an eight-hour clock.
  ['never put aside', [], 5, 8],
  ['aside from 2 to 5', [[2, 20, 5]], 6, 11],
  ['aside since 2, still', [[2, 20, null]], 4, 10],
  ['aside since 2, woken at 6 and left lying', [[2, 6, null]], 30, 12],
  [
    'aside twice',
    [
      [1, 20, 3],
      [5, 20, 6],
    ],
    7,
    11,
  ],
  [
    'aside again in the time that was won',
    [
      [2, 20, 6],
      [11, 20, 13],
    ],
    14,
    14,
  ],
  ['aside after it had run out', [[9, 20, 12]], 13, 8],
  ['aside over the weekend, from 7 to 70', [[7, 70, null]], 80, 71],
] as const)('a service level stands still: %s', (_what, holds, readAt, due) => {
  let one = item('a', { clocks: [clock('serviceLevel')] })
  for (const [from, wakes, ends] of holds) {
    one = held(one, from, wakes)
    if (ends !== null) one = offHold(one, start + ends * hour)
  }
  expect(dueHour(one, readAt)).toBe(due)
})

test('law and promises do not wait for the customer, and nothing waits for anybody else', () => {
  for (const kind of ['statutory', 'promised'] as const)
    expect(dueHour(held(item('a', { clocks: [clock(kind)] }), 2, 20), 6)).toBe(8)
  expect(dueHour(held(item('a', { clocks: [clock('serviceLevel')] }), 2, 20, 'insurer'), 6)).toBe(8)
})

test('what was left when it stood still is what is left when it goes on, and it warns with the same quarter', () => {
  const back = offHold(held(item('a', { clocks: [clock('serviceLevel')] }), 5, 90), start + 60 * hour)
  const queueAt = (hours: number) =>
    orderQueue([{ ...back, clocks: clocksAt(back, start + hours * hour) }], start + hours * hour)
  expect(queueAt(60)[0]?.band).toBe(5)
  // Due 63 hours after the start: two hours are a quarter of eight.
  expect(queueAt(61)[0]?.band).toBe(2)
  expect(queueAt(63.1)[0]?.band).toBe(1)
})

test('a paused clock says so, one that had run out before does not', () => {
  const one = held(item('a', { clocks: [clock('serviceLevel'), clock('promised')] }), 2, 20)
  const read = (hours: number) =>
    clocksAt(one, start + hours * hour).map((each) => isPaused(one, each, start + hours * hour))
  expect(read(4)).toEqual([true, false])
  expect(read(20)).toEqual([false, false])
  const late = held(item('a', { clocks: [clock('serviceLevel', 1)] }), 2, 20)
  expect(isPaused(late, clocksAt(late, start + 3 * hour)[0] as Clock, start + 3 * hour)).toBe(false)
})

test('on its wake date it is back by itself, among what is due today, and the row says why', () => {
  const one = held(item('a', { lacksDocuments: true, dueOn: '2027-01-01' }), 0, 24)
  expect(orderQueue([one], start + 24 * hour - 1)).toEqual([])
  const [row] = orderQueue([one], start + 24 * hour)
  expect(row).toMatchObject({ band: 4, reasons: [{ is: 'woken', hold: { reason: '等发票' } }, { is: 'kind' }] })
})
