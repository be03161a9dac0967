import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Case, Clock } from '../../../src/core/case/schema.ts'
import { caseKinds, clockKinds, concerns, priorities } from '../../../src/core/case/kinds.ts'
import { agingMs, orderQueue } from '../../../src/core/queue/order.ts'
import { owedOn } from '../../../src/core/queue/owed.ts'
import { at, hour, item } from './items.ts'

const now = at('2026-03-20', 10)

const someCase = fc.record({
  kind: fc.constantFrom(...caseKinds),
  state: fc.constantFrom('open', 'open', 'open', 'open', 'done'),
  priority: fc.constantFrom(...priorities),
  concern: fc.option(fc.constantFrom(...concerns), { freq: 10 }),
  // Few values, so that many rows are equal and the ties count.
  waitingSince: fc.option(fc.integer({ min: 0, max: 30 }).map((n) => now - n * 3 * hour)),
  dueOn: fc.option(fc.constantFrom('2026-03-19', '2026-03-20', '2026-03-21')),
  lacksDocuments: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
  hold: fc.option(
    fc.record({
      reason: fc.constant('等发票'),
      waitingOn: fc.constantFrom('customer', 'insurer'),
      wakeAt: fc.constantFrom(now - hour, now, now + 1, now + hour),
    }),
    { freq: 3 },
  ),
  clocks: fc.array(
    fc.record({
      code: fc.constantFrom('decide', 'callBack', 'step'),
      kind: fc.constantFrom(...clockKinds),
      startsAt: fc.integer({ min: -20, max: -1 }).map((n) => now + n * hour),
      dueAt: fc.integer({ min: -8, max: 30 }).map((n) => now + n * hour),
      metAt: fc.option(fc.constant(now - hour), { freq: 4 }),
    }),
    { maxLength: 2 },
  ),
}) as fc.Arbitrary<Partial<Case>>

/** A case that is put aside says since when. */
const withRecord = (over: Partial<Case>, from: number): Partial<Case> => ({
  ...over,
  holds: over.hold ? [{ ...over.hold, from, until: null }] : [],
})

const book = fc
  .array(
    fc.tuple(someCase, fc.integer({ min: 2, max: 12 })).map(([over, ago]) => withRecord(over, now - ago * hour)),
    { maxLength: 24 },
  )
  .map((drawn) => drawn.map((over, n) => item(`q${(n * 7) % 24}-${n}`, over)))

/** The rules of the queue as they are written for people, one after the other: a place for each case, null for none. */
function placeByTheBook(one: Case): (number | string)[] | null {
  const running = one.clocks.filter((clock) => clock.metAt === null)
  const over = running.filter((clock) => clock.dueAt < now)
  const soon = running.filter(
    (clock) => clock.dueAt >= now && clock.dueAt - now <= 0.25 * (clock.dueAt - clock.startsAt),
  )
  const isPromisedToday = running.some((clock) => clock.kind === 'promised' && clock.dueAt < at('2026-03-21', 0))
  const isBack = one.hold !== null && one.hold.wakeAt <= now
  const isDayReached = (one.dueOn !== null && one.dueOn <= '2026-03-20') || isPromisedToday || isBack
  // 1. Not in it.
  if (one.state === 'done') return null
  if (one.hold !== null && one.hold.wakeAt > now) {
    const since = one.holds[0]?.from ?? now
    const law = running.filter((clock) => clock.kind === 'statutory')
    const ranOut = law.some((clock) => over.includes(clock) && clock.dueAt >= since)
    const begins = (clock: Clock) => clock.dueAt - 0.25 * (clock.dueAt - clock.startsAt)
    const beganToPress = law.some((clock) => soon.includes(clock) && begins(clock) > since)
    if (!ranOut && !beganToPress) return null
  }
  const hasReason = over.length + soon.length > 0 || isPromisedToday || isBack
  if (!hasReason && one.waitingSince === null && one.concern === null)
    if (one.lacksDocuments || one.dueOn === '2026-03-21') return null
  // 7. Ties.
  const ties = [one.waitingSince ?? 9e15, one.id]
  // 2. to 6.
  if (one.concern !== null) return [0, 0, 0, ...ties]
  const rank = { statutory: 1, promised: 2, serviceLevel: 3 }
  const worst = over
    .map((clock) => [rank[clock.kind], clock.dueAt] as const)
    .sort((a, b) => a[0] - b[0] || a[1] - b[1])[0]
  if (worst) return [1, ...worst, ...ties]
  if (soon.length > 0) return [2, Math.min(...soon.map((clock) => clock.dueAt)), 0, ...ties]
  if (one.waitingSince !== null) {
    const level =
      ['low', 'normal', 'high', 'urgent'].indexOf(one.priority) + Math.floor((now - one.waitingSince) / (4 * hour))
    return [3, -level, 0, ...ties]
  }
  return [isDayReached && one.kind !== 'outreach' ? 4 : 5, 0, 0, ...ties]
}

function byTheBook(cases: readonly Case[]): [string, number][] {
  const placed = cases.flatMap((one) => {
    const place = placeByTheBook(one)
    return place ? [{ id: one.id, place }] : []
  })
  placed.sort((a, b) => {
    const at = a.place.findIndex((key, n) => key !== b.place[n])
    const [left, right] = [a.place[at] ?? 0, b.place[at] ?? 0]
    return left < right ? -1 : left > right ? 1 : 0
  })
  return placed.map(({ id, place }) => [id, Number(place[0])])
}

test('a thousand books stand in the order of the written rules, in whatever order their cases come', () => {
  fc.assert(
    fc.property(book, fc.infiniteStream(fc.nat()), (cases, random) => {
      const expected = byTheBook(cases)
      const shuffled = cases.map((one) => ({ one, key: random.next().value ?? 0 })).sort((a, b) => a.key - b.key)
      const read = (some: readonly Case[]) => orderQueue(some, now).map(({ case: one, band }) => [one.id, band])
      expect(read(cases)).toEqual(expected)
      expect(read(shuffled.map(({ one }) => one))).toEqual(expected)
    }),
    { numRuns: 1_000 },
  )
})

test('whoever waits on us comes to the top of those who wait, however many press in', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...priorities),
      fc.array(fc.constantFrom(...priorities), { maxLength: 12 }),
      (mine, others) => {
        const patient = item('patient', { priority: mine, waitingSince: now })
        // Every level is four hours: whoever has come at least four levels later stands behind.
        const later = now + 20 * agingMs
        const fresh = others.map((priority, n) =>
          item(`fresh${n}`, { priority, waitingSince: now + (4 + n) * agingMs }),
        )
        expect(orderQueue([...fresh, patient], later)[0]?.case.id).toBe('patient')
      },
    ),
    { numRuns: 200 },
  )
})

test('the list of what is owed has every clock that runs, once, what is due first at the top', () => {
  fc.assert(
    fc.property(book, (cases) => {
      const open = cases.filter(({ state }) => state === 'open')
      const owed = owedOn(open, [], now)
      const dues = owed.map(({ clock }) => clock.dueAt)
      expect(dues).toEqual(dues.toSorted((a, b) => a - b))
      expect(owed).toHaveLength(open.flatMap(({ clocks }) => clocks.filter(({ metAt }) => metAt === null)).length)
      for (const { clock, standing } of owed) if (clock.dueAt < now) expect(standing).toBe('breached')
    }),
    { numRuns: 200 },
  )
})
