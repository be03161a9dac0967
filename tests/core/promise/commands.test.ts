import { expect, test } from 'vitest'
import type { Command } from '../../../src/core/command.ts'
import { commands } from '../../../src/core/registry.ts'
import { isLate } from '../../../src/core/promise/clock.ts'
import { accepted } from '../../world.ts'
import { MemoryStore } from '../memory-tx.ts'
import { at, hour } from '../queue/items.ts'

const now = at('2026-03-20', 10)
const friday = at('2026-03-20', 18)

function desk() {
  const store = new MemoryStore()
  store.put('customer', {
    ...{ id: 'c1', externalId: null, ownerId: 'b1', name: '云小舟', gender: 'unknown', bornOn: null, phone: null },
    ...{ idNumber: null, city: null, tags: [], since: null },
  })
  const give = (name: string, args: unknown, when = now) =>
    store.give(commands.get(name) as Command, args, { actor: { staffId: 'b1', role: 'butler' }, now: when })
  return { store, give }
}

const promised = { customerId: 'c1', words: '今天下班前告知材料清单', dueAt: friday }

test('a promise opens a follow-up for its day where no case is open, and is carried by the open one where there is', async () => {
  const { store, give } = desk()
  const first = accepted(await give('promise.make', promised))
  expect(first).toMatchObject({ isCaseNew: true, customerId: 'c1' })
  expect(store.one('case', first['caseId'])).toMatchObject({ kind: 'followUp', role: 'butler', dueOn: '2026-03-20' })
  const second = accepted(await give('promise.make', { ...promised, dueAt: friday + hour }))
  expect(second).toMatchObject({ isCaseNew: false, caseId: first['caseId'] })
})

test('kept, it waits for the customer; the case is done only after their word', async () => {
  const { store, give } = desk()
  const { promiseId, caseId } = accepted(await give('promise.make', promised))
  const finish = () => give('case.done', { caseId, outcome: '已告知' })
  expect(await finish()).toMatchObject({ code: 'case.has-promise', data: { state: 'open', words: promised.words } })
  expect(await give('promise.confirm', { promiseId, words: '收到' })).toMatchObject({ code: 'promise.wrong-state' })
  accepted(await give('promise.keep', { promiseId, words: '微信发了清单' }, friday + 2 * hour))
  expect(isLate(store.one('promise', promiseId), friday + 3 * hour)).toBe(true)
  expect(await finish()).toMatchObject({ code: 'case.has-promise', data: { state: 'kept' } })
  accepted(await give('promise.confirm', { promiseId, words: '收到了，谢谢' }))
  accepted(await finish())
  expect(store.one('promise', promiseId).steps.map(({ is, words }) => [is, words])).toEqual([
    ['made', promised.words],
    ['kept', '微信发了清单'],
    ['confirmed', '收到了，谢谢'],
  ])
  expect(await give('promise.release', { promiseId, words: '不用了' })).toMatchObject({ code: 'promise.wrong-state' })
})

test('moved with the customer’s agreement, the time before stays in its story; the follow-up moves with it', async () => {
  const { store, give } = desk()
  const { promiseId, caseId } = accepted(await give('promise.make', promised))
  expect(await give('promise.move', { promiseId, words: '可以', dueAt: friday })).toMatchObject({
    code: 'promise.same-time',
  })
  const later = at('2026-03-24', 18)
  accepted(await give('promise.move', { promiseId, words: '客户同意周二', dueAt: later }))
  expect(store.one('promise', promiseId)).toMatchObject({ state: 'open', dueAt: later })
  expect(store.one('promise', promiseId).steps.map(({ dueAt }) => dueAt)).toEqual([friday, later])
  expect(store.one('case', caseId)).toMatchObject({ dueOn: '2026-03-24' })
  accepted(await give('promise.release', { promiseId, words: '客户说不用了' }))
  accepted(await give('case.done', { caseId, outcome: '不再需要' }))
})

test('a case is not put aside past the time at which its promise presses', async () => {
  const { store, give } = desk()
  const { caseId } = accepted(await give('promise.make', promised))
  const hold = (wakeAt: number) => ({ caseId, hold: { reason: '等发票', waitingOn: 'customer', wakeAt } })
  // Eight hours from being made to due: the last quarter begins at 16:00.
  expect(accepted(await give('case.hold', hold(friday + 90 * hour)))).toMatchObject({ wakeAt: friday - 2 * hour })
  expect(await give('case.hold', hold(friday + hour), friday - hour)).toMatchObject({ code: 'case.has-promise' })
  accepted(await give('promise.make', { ...promised, caseId, dueAt: now + 4 * hour }))
  expect(store.one('case', caseId).hold?.wakeAt).toBe(now + 3 * hour)
})
