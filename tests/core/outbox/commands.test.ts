import { expect, test } from 'vitest'
import { commands } from '../../../src/core/registry.ts'
import { discardRefused, handRefused } from '../../../src/core/outbox/commands.ts'
import { handText, handTitle } from '../../../src/core/outbox/hand-text.ts'
import { MemoryStore } from '../memory-tx.ts'

const by = { actor: { staffId: 'b1', role: 'butler' as const }, now: Date.UTC(2026, 2, 20, 2, 0) }
const refused = { commandId: 'cmd-1', command: 'case.take', code: 'case.already-taken' }
const customer = {
  ...{ id: 'c.1', externalId: null, ownerId: 'b1', name: '陈大文', gender: 'unknown' as const, bornOn: null },
  ...{ phone: null, idNumber: null, city: null, tags: [], since: null },
}

function storeWithCustomer() {
  const store = new MemoryStore()
  store.put('customer', customer)
  return store
}

test('a discard says which command, how it was refused and why it is given up, and nothing of its arguments', async () => {
  const store = new MemoryStore()
  const outcome = await store.give(discardRefused, { ...refused, reason: ' 客户已自行处理 ' }, by)
  expect(outcome).toEqual({ ok: true, result: { ...refused, reason: '客户已自行处理' } })
  for (const reason of ['', '   ', '长'.repeat(501)])
    expect(await store.give(discardRefused, { ...refused, reason }, by)).toMatchObject({ code: 'bad-arguments' })
  expect(commands.get('outbox.discard')?.offline).toBe('free')
})

test('a hand-over opens a case for the supervisors that says what was refused, with all there is to know in a note', async () => {
  const store = storeWithCustomer()
  const args = {
    ...{ ...refused, customerId: 'c.1', note: '客户只认我，请把事项转回' },
    args: { caseId: 'q.V001', hold: { wakeAt: Date.UTC(2026, 2, 21, 2, 30), reason: '等病历' }, paidFen: 742_827 },
    data: { by: 'x1', until: Date.UTC(2026, 2, 20, 2, 30), caseId: null },
  }
  const outcome = await store.give(handRefused, args, by)
  expect(outcome).toMatchObject({ ok: true, result: { ...refused, customerId: 'c.1' } })
  const [item] = store.all('case')
  expect(outcome).toMatchObject({ result: { caseId: item?.id } })
  expect(item).toMatchObject({
    role: 'supervisor',
    state: 'open',
    kind: 'specialRequest',
    takenBy: null,
    customerId: 'c.1',
  })
  expect(item?.title).toBe('case.take ✗ case.already-taken')
  const [note] = store.all('note')
  expect(note).toMatchObject({ caseId: item?.id, customerId: 'c.1', authorId: 'b1' })
  expect(note?.text.split('\n')).toEqual([
    '客户只认我，请把事项转回',
    '',
    'case.take',
    '  hold.wakeAt: 2026-03-21 10:30',
    '  hold.reason: 等病历',
    '  paidFen: ¥7,428.27',
    '✗ case.already-taken',
    '  by: x1',
    '  until: 2026-03-20 10:30',
  ])
  // What stood on it goes to the same case.
  const next = { ...args, commandId: 'cmd-2', command: 'note.add', caseId: item?.id }
  expect(await store.give(handRefused, next, by)).toMatchObject({ ok: true, result: { caseId: item?.id } })
  expect(store.all('case')).toHaveLength(1)
  expect(store.all('note').map(({ text }) => text.split('\n')[0])).toEqual([args.note, 'note.add'])
})

test('without a customer nothing can be handed over, and it says so', async () => {
  const store = storeWithCustomer()
  const args = { ...refused, args: {}, customerId: null, note: 'x' }
  expect(await store.give(handRefused, args, by)).toMatchObject({ code: 'outbox.no-customer' })
  expect(await store.give(handRefused, { ...args, customerId: 'c.2' }, by)).toMatchObject({ code: 'not-found' })
  expect(await store.give(handRefused, { ...args, caseId: 'q.none' }, by)).toMatchObject({ code: 'not-found' })
  expect(store.all('case')).toEqual([])
})

test('arguments that were refused for being nonsense are told as they are', () => {
  const args = { paidFen: 1.5, wakeAt: 8e18, at: -1, dueAt: 'soon', list: [true, null, ''], '': 0 }
  expect(handText({ command: 'x', args, code: 'bad-arguments', data: 'odd' }, null).split('\n')).toEqual([
    'x',
    '  paidFen: 1.5',
    '  wakeAt: 8000000000000000000',
    '  at: -1',
    '  dueAt: soon',
    '  list.0: true',
    '  =: 0',
    '✗ bad-arguments',
    '  =: odd',
  ])
  expect(handTitle({ command: 'c'.repeat(100), code: 'd'.repeat(100) })).toHaveLength(200)
})
