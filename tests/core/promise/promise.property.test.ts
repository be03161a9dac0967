import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commands } from '../../../src/core/registry.ts'
import { absenceOf } from '../../../src/core/queue/order.ts'
import { isOwed, promiseClock, warnsFrom } from '../../../src/core/promise/clock.ts'
import type { Command } from '../../../src/core/command.ts'
import { MemoryStore } from '../memory-tx.ts'
import { at, hour, item } from '../queue/items.ts'

const start = at('2026-03-20', 10)
const people = [
  { staffId: 'b1', role: 'butler' },
  { staffId: 'x1', role: 'expert' },
  { staffId: 's1', role: 'supervisor' },
] as const

const step = fc.record({
  name: fc.constantFrom(
    ...['promise.make', 'promise.make', 'promise.keep', 'promise.confirm', 'promise.release', 'promise.move'],
    ...[
      'case.hold',
      'case.hold',
      'case.handOver',
      'case.take',
      'case.release',
      'case.done',
      'message.in',
      'message.out',
    ],
    'customer.reassign',
  ),
  who: fc.constantFrom(...people),
  which: fc.nat(20),
  hours: fc.integer({ min: 1, max: 60 }),
  passes: fc.integer({ min: 0, max: 10 }),
})
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

const noCustomer = {
  externalId: null,
  gender: 'unknown',
  bornOn: null,
  phone: null,
  idNumber: null,
  city: null,
} as const

function team(): MemoryStore {
  const store = new MemoryStore()
  for (const id of ['b1', 'b2', 'x1', 's1'])
    store.put('staff', {
      id,
      externalId: null,
      name: id,
      role: id.startsWith('b') ? 'butler' : 'expert',
      isActive: true,
      addedAt: 0,
    })
  store.put('customer', { id: 'c1', name: '云小舟', ownerId: 'b1', tags: [], since: null, ...noCustomer })
  store.put('case', item('q1', { customerId: 'c1' }))
  return store
}

function argsOf(store: MemoryStore, { name, which, hours }: Step, now: number): [string, unknown] {
  const [promises, cases] = [store.all('promise'), store.all('case')]
  const promiseId = promises[which % Math.max(1, promises.length)]?.id ?? 'none'
  const caseId = cases[which % Math.max(1, cases.length)]?.id ?? 'none'
  const [dueAt, words] = [now + hours * hour, '周五前回电']
  switch (name) {
    case 'promise.make':
      return [name, { customerId: 'c1', caseId: which % 2 === 0 ? null : caseId, words, dueAt }]
    case 'promise.move':
      return [name, { promiseId, words, dueAt }]
    case 'case.hold':
      return [name, { caseId, hold: { reason: '等发票', waitingOn: 'customer', wakeAt: dueAt } }]
    case 'case.handOver':
      return [name, { caseId, role: people[which % 3]?.role, note: '请看' }]
    case 'case.done':
      return [name, { caseId, outcome: '已办' }]
    case 'message.in':
    case 'message.out':
      return ['message.log', { caseId, direction: name.slice(8), text: '好的' }]
    case 'customer.reassign':
      return [name, { customerId: 'c1', ownerId: which % 2 === 0 ? 'b2' : 'b1' }]
    default:
      return [name, name.startsWith('promise') ? { promiseId, words } : { caseId }]
  }
}

test('whatever people do, no promise and no hold is lost', async () => {
  let [made, held] = [0, 0]
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40, size: 'max' }), async (steps) => {
      const store = team()
      let now = start
      for (const one of steps) {
        now += one.passes * hour
        const before = store.all('case')
        const [name, args] = argsOf(store, one, now)
        const outcome = await store.give(commands.get(name) as Command, args, { actor: one.who, now })
        if (outcome.ok && name === 'promise.make') made++
        if (outcome.ok && name === 'case.hold') held++
        check(store, now)
        // A hold ends by a reply, other hands, being taken up, another hold or the end of the case: never by anything else.
        const ends = ['message.log', 'case.handOver', 'case.take', 'case.hold', 'case.done']
        for (const item of before)
          if (item.hold && !store.one('case', item.id).hold) expect(ends, `${name} ended a hold`).toContain(name)
      }
    }),
    { numRuns: 300 },
  )
  expect({ made, held }).toEqual({ made: expect.toSatisfy((n) => n > 500), held: expect.toSatisfy((n) => n > 200) })
})

function check(store: MemoryStore, now: number) {
  const promises = store.all('promise')
  for (const promise of promises) {
    const item = store.one('case', promise.caseId)
    expect(promise.steps[0]).toMatchObject({ is: 'made', words: promise.words })
    expect(promise.steps.at(-1)?.dueAt).toBe(promise.dueAt)
    if (!isOwed(promise)) continue
    expect(item.state, 'what is owed stands on an open case').toBe('open')
    if (promise.state !== 'open' || now < warnsFrom(promise)) continue
    const clocks = promises.filter(({ caseId }) => caseId === item.id).map(promiseClock)
    expect(absenceOf({ ...item, clocks }, now), 'a promise that presses stands in a queue').toBeNull()
  }
  for (const item of store.all('case')) {
    const running = item.holds.filter(({ until }) => until === null)
    expect(running.length).toBeLessThanOrEqual(1)
    if (item.hold && item.hold.wakeAt > now) expect(running[0]).toMatchObject(item.hold)
    for (const { from, until } of item.holds) expect(until ?? from).toBeGreaterThanOrEqual(from)
  }
}
