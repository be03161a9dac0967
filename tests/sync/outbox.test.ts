import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Home } from '../../src/app/home.ts'
import { accepted, type World } from '../world.ts'
import { deskToBeRefused, elsewhereForAWhile, lostCase, lostGroup } from './refused-desk.ts'

const refusedOf = (desk: Home) => desk.query.outbox('refused')
/** Commands about refused ones, as the authority has them in its chain of events. */
async function toldIn(world: World, name: string) {
  const events = await world.authority.query.events(0, 10_000)
  return events.filter(({ command }) => command === name)
}

test('a discard takes the command off the list at once, and its reason into the chain of events', async () => {
  await using at = await deskToBeRefused()
  const { world, desk } = at
  const caseId = await lostCase(world, desk)
  await desk.sync.once()
  const [refused] = await refusedOf(desk)
  expect(refused).toMatchObject({ name: 'case.take', code: 'case.already-taken', customerId: 'c.b1-1' })
  const seq = refused?.seq ?? 0
  expect(await desk.discard(seq, '')).toMatchObject({ ok: false, code: 'bad-arguments' })
  expect(await desk.query.outboxCounts()).toEqual({ waiting: 0, refused: 1 })
  expect(await desk.discard(seq, '由主管处理')).toMatchObject({ ok: true, seqs: [seq], waiting: 0 })
  expect(await desk.query.outboxCounts()).toEqual({ waiting: 1, refused: 0 })
  const [discarded] = await desk.query.outbox('discarded')
  expect(discarded).toMatchObject({ seq, code: 'case.already-taken', became: { is: 'discarded', seq: seq + 1 } })
  expect(await desk.discard(seq, '再一次')).toMatchObject({ code: 'not-found' })
  await desk.sync.once()
  const [told] = await toldIn(world, 'outbox.discard')
  const { id: commandId } = refused ?? { id: '' }
  expect(told?.detail).toEqual({ commandId, command: 'case.take', code: 'case.already-taken', reason: '由主管处理' })
  expect(JSON.stringify(told)).not.toContain(caseId)
  expect(await desk.query.outbox('all')).toHaveLength(2)
})

test('a retry gives a command and what stands on it again, with the ids of the new ones', async () => {
  await using at = await deskToBeRefused()
  const { world, desk } = at
  await lostGroup(world, desk)
  const group = await desk.query.openOutbox()
  expect(group.map(({ name, depth, state }) => [name, depth, state])).toEqual([
    ['case.open', 0, 'refused'],
    ['note.add', 1, 'refused'],
    ['message.log', 1, 'refused'],
  ])
  const [root, note, message] = group.map(({ seq }) => seq)
  const again = await desk.retry(root ?? 0)
  expect(again).toMatchObject({ ok: true, stopped: null })
  expect(again.ok && again.given.map(({ seq }) => seq)).toEqual([root, note, message])
  expect(await desk.query.outboxCounts()).toEqual({ waiting: 3, refused: 0 })
  await desk.sync.once()
  expect(await desk.query.outboxCounts()).toEqual({ waiting: 0, refused: 0 })
  const whole = await world.authority.query.customer('c.b1-2')
  const [item] = whole?.cases.filter(({ title }) => title === '离线时新建') ?? []
  expect(whole?.timeline).toContainEqual(
    expect.objectContaining({ note: expect.objectContaining({ caseId: item?.id, text: '第一条' }) }),
  )
  expect(item?.conversationId).toBeTruthy()
  // The old ones stay, and say by which they were superseded.
  const old = await desk.query.outbox('discarded')
  expect(old.map(({ became }) => became?.is)).toEqual(['superseded', 'superseded', 'superseded'])
  expect(await desk.retry(root ?? 0)).toMatchObject({ code: 'not-found' })
})

test('a retry stops at the first that is refused here, and leaves that one and those after it', async () => {
  await using at = await deskToBeRefused()
  const { world, desk } = at
  const customerId = 'c.b1-2'
  const { caseId } = accepted(await desk.execute('case.open', { customerId, kind: 'question', title: '离线时新建' }))
  accepted(await desk.execute('case.done', { caseId, outcome: '好了' }))
  accepted(await desk.execute('message.log', { caseId, direction: 'in', text: '还没好' }))
  accepted(await desk.execute('case.done', { caseId, outcome: '真好了' }))
  accepted(await desk.execute('note.add', { customerId, caseId, text: '结束' }))
  await elsewhereForAWhile(world, desk)
  const [open, done, message, doneAgain, note] = (await refusedOf(desk)).map(({ seq }) => seq)
  // Without the message that opened the case again, it cannot be finished twice.
  expect(await desk.discard(message ?? 0, '不是本案')).toMatchObject({ ok: true, seqs: [message] })
  const again = await desk.retry(open ?? 0)
  expect(again).toMatchObject({ ok: true, given: [{ seq: open }, { seq: done }] })
  expect(again).toMatchObject({ stopped: { seq: doneAgain, refusal: { code: 'case.not-open' } } })
  expect((await refusedOf(desk)).map(({ seq }) => seq)).toEqual([doneAgain, note])
  // What was left finds the row of the case that was given again.
  expect(await desk.retry(note ?? 0)).toMatchObject({ ok: true, stopped: null })
  await desk.sync.once()
  const newCase = (await world.authority.query.customer(customerId))?.cases.find(({ title }) => title === '离线时新建')
  const notes = (await world.authority.query.customer(customerId))?.timeline
  expect(newCase).toMatchObject({ state: 'done', outcome: '好了' })
  expect(notes).toContainEqual(
    expect.objectContaining({ note: expect.objectContaining({ caseId: newCase?.id, text: '结束' }) }),
  )
})

test('a retry that is refused here changes nothing', async () => {
  await using at = await deskToBeRefused()
  const { world, desk } = at
  const caseId = await lostCase(world, desk)
  await desk.sync.once()
  const before = await desk.query.outbox('all')
  expect(await desk.retry(before[0]?.seq ?? 0)).toMatchObject({ code: 'case.already-taken', data: { caseId } })
  expect(await desk.query.outbox('all')).toEqual(before)
})

test.each(['retry', 'discard', 'hand'] as const)('a %s that breaks off halfway has not begun', async (what) => {
  await using at = await deskToBeRefused()
  const { world, desk } = at
  await lostGroup(world, desk)
  const before = await desk.query.outbox('all')
  const { newId } = desk.clock
  let made = 0
  desk.clock.newId = () => {
    if (++made === 3) throw new Error('power cut')
    return newId()
  }
  const root = before[0]?.seq ?? 0
  const acting = what === 'retry' ? desk.retry(root) : what === 'hand' ? desk.hand(root, 'x') : desk.discard(root, 'x')
  await expect(acting).rejects.toThrow('power cut')
  desk.clock.newId = newId
  expect(await desk.query.outbox('all')).toEqual(before)
  expect((await desk.query.customer('c.b1-2'))?.cases).toEqual([])
})

test.each(['discard', 'hand'] as const)('a %s of which one part is refused here is none', async (what) => {
  await using at = await deskToBeRefused()
  const { world, desk } = at
  await lostGroup(world, desk)
  const [root, note] = await refusedOf(desk)
  const unsayable = { name: 'n'.repeat(101) }
  await desk.store.writer
    .updateTable('outbox')
    .set(unsayable)
    .where('seq', '=', note?.seq ?? 0)
    .execute()
  const before = await desk.query.outbox('all')
  expect(await desk[what](root?.seq ?? 0, 'x')).toMatchObject({ ok: false, code: 'bad-arguments' })
  expect(await desk.query.outbox('all')).toEqual(before)
})

test('a hand-over is a case in the supervisors’ queue, ended like any other', async () => {
  await using at = await deskToBeRefused()
  const { world, desk } = at
  await lostGroup(world, desk)
  const [root, ...others] = (await refusedOf(desk)).map(({ seq }) => seq)
  const handed = await desk.hand(root ?? 0, '客户等着回复')
  expect(handed).toMatchObject({ ok: true, seqs: [root, ...others] })
  const caseId = handed.ok ? handed.result['caseId'] : ''
  expect((await desk.query.outbox('discarded')).map(({ became }) => became?.is)).toEqual(Array(3).fill('handedOver'))
  await desk.sync.once()
  const supervisor = await world.desk('s1')
  const queue = await supervisor.query.queue(supervisor.actor, world.clock.now())
  expect(queue.map((row) => row.case.id)).toEqual([caseId])
  expect(queue[0]?.case.title).toMatch(/^case\.open ✗ /)
  const notes = (await supervisor.query.customer('c.b1-2'))?.timeline.flatMap((one) =>
    one.is === 'note' && one.note.caseId === caseId ? one.note.text : [],
  )
  expect(notes).toHaveLength(3)
  expect(notes?.join('\n')).toMatch(/客户等着回复[\s\S]*离线时新建|离线时新建/)
  expect(notes?.join('\n')).toContain('在吗')
  expect((await toldIn(world, 'outbox.hand')).map(({ detail }) => detail['command'])).toEqual([
    'case.open',
    'note.add',
    'message.log',
  ])
  expect(JSON.stringify(await toldIn(world, 'outbox.hand'))).not.toContain('在吗')
  accepted(await supervisor.execute('case.take', { caseId }))
  accepted(await supervisor.execute('case.done', { caseId, outcome: '已代为处理' }))
  await supervisor.sync.once()
  await desk.sync.once()
  expect((await desk.query.row('case', String(caseId)))?.state).toBe('done')
})

test('what waits on a refused command is shown to fall with it, and is told when that one is given up', async () => {
  await using at = await deskToBeRefused()
  const { world, desk } = at
  await lostGroup(world, desk)
  const [root] = await refusedOf(desk)
  // Given on a screen that still showed the case.
  const late = { customerId: 'c.b1-2', caseId: `${root?.id}.1`, text: '晚了一步' }
  accepted(await desk.execute('note.add', late))
  const waiting = (await desk.query.openOutbox()).find(({ state }) => state === 'waiting')
  expect(waiting).toMatchObject({ root: root?.seq, depth: 1, fallsWith: root?.seq })
  expect(await desk.discard(root?.seq ?? 0, '不需要了')).toMatchObject({ ok: true, waiting: 1 })
  const left = await desk.query.openOutbox()
  expect(left.find(({ seq }) => seq === waiting?.seq)).toMatchObject({ state: 'waiting', depth: 0, fallsWith: null })
})

test('what went with its customer can only be given up, and takes the reason along when they leave', async () => {
  await using at = await deskToBeRefused()
  const { world, desk } = at
  const customerId = 'c.b1-2'
  await lostCase(world, desk)
  accepted(await desk.execute('note.add', { customerId, caseId: null, text: '离线时写的' }))
  await world.give('customer.reassign', { customerId, ownerId: 'b2' })
  await desk.sync.once()
  const wiped = (await refusedOf(desk)).find(({ name }) => name === 'note.add')
  expect(wiped).toMatchObject({ code: 'scope.lost', args: null })
  expect(await desk.retry(wiped?.seq ?? 0)).toMatchObject({ code: 'outbox.wiped' })
  expect(await desk.hand(wiped?.seq ?? 0, '请看')).toMatchObject({ code: 'outbox.wiped' })
  expect(await desk.discard(wiped?.seq ?? 0, '已由新管家处理')).toMatchObject({ ok: true })
  const [take] = await refusedOf(desk)
  expect(await desk.discard(take?.seq ?? 0, '陈先生自行处理')).toMatchObject({ ok: true })
  await desk.sync.once()
  const reasons = async () => (await desk.query.outbox('discarded')).map(({ became }) => became?.reason)
  expect(await reasons()).toContain('陈先生自行处理')
  await world.give('customer.reassign', { customerId: 'c.b1-1', ownerId: 'b2' })
  await desk.sync.once()
  expect(await reasons()).toEqual([null, null])
  expect((await toldIn(world, 'outbox.discard')).map(({ detail }) => detail['reason'])).toContain('陈先生自行处理')
})

test('a discard that is refused itself is on the list like anything else', async () => {
  await using at = await deskToBeRefused()
  const { world, desk } = at
  await lostCase(world, desk)
  await desk.sync.once()
  const [refused] = await refusedOf(desk)
  expect(await desk.discard(refused?.seq ?? 0, '不接了')).toMatchObject({ ok: true })
  await elsewhereForAWhile(world, desk, 'service')
  expect(await refusedOf(desk)).toMatchObject([{ name: 'outbox.discard', code: 'not-allowed' }])
})

type Step = { is: 'note' | 'lose' | 'loseGroup' | 'sync' | 'retry' | 'discard' | 'hand'; pick: number }

test('whatever is refused, given again, given up and handed over: nothing is lost, and every refusal is seen or has a reason', async () => {
  const step: fc.Arbitrary<Step> = fc.record({
    is: fc.constantFrom('note', 'lose', 'loseGroup', 'sync', 'retry', 'discard', 'hand'),
    pick: fc.nat(9),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 12 }), async (steps) => {
      await using at = await deskToBeRefused()
      const { world, desk } = at
      let given = 0
      for (const one of steps) {
        if (one.is === 'note') {
          accepted(await desk.execute('note.add', { customerId: 'c.b1-1', caseId: null, text: '记一笔' }))
          given++
        } else if (one.is === 'lose') {
          await lostCase(world, desk)
          given++
        } else if (one.is === 'loseGroup') {
          await lostGroup(world, desk)
          given += 3
        } else if (one.is === 'sync') await desk.sync.once()
        else {
          const refused = await refusedOf(desk)
          const { seq } = refused[one.pick % Math.max(1, refused.length)] ?? { seq: 0 }
          if (one.is === 'retry') {
            const again = await desk.retry(seq)
            given += again.ok ? again.given.length : 0
          } else {
            const off = await (one.is === 'hand' ? desk.hand(seq, '请主管看') : desk.discard(seq, '不需要了'))
            given += off.ok ? off.seqs.length : 0
          }
        }
        expect(await desk.query.outbox('all')).toHaveLength(given)
        await everyRefusalIsSeenOrTold(world, desk)
      }
      await desk.sync.once()
      expect(await desk.query.outbox('waiting')).toEqual([])
      await everyRefusalIsSeenOrTold(world, desk)
    }),
    { numRuns: 6 },
  )
}, 60_000)

/** I4: what this desk ever gave was decided there or waits here; a refusal is on the list, or says what it became. */
async function everyRefusalIsSeenOrTold(world: World, desk: Home) {
  const all = await desk.query.outbox('all')
  const results = await world.authority.store.reader.selectFrom('commandResult').selectAll().execute()
  const decided = new Map(results.map((row) => [row.commandId, JSON.parse(row.outcome) as { ok: boolean }]))
  const known = all.filter(({ id }) => decided.has(id))
  const waiting = all.filter(({ id, state }) => state === 'waiting' && !decided.has(id))
  expect(known.length + waiting.length).toBe(all.length)
  const listed = new Set((await desk.query.openOutbox()).map(({ seq }) => seq))
  const told = [...(await toldIn(world, 'outbox.discard')), ...(await toldIn(world, 'outbox.hand'))]
  const bySeq = new Map(all.map((entry) => [entry.seq, entry]))
  for (const entry of known.filter(({ id }) => decided.get(id)?.ok === false)) {
    if (listed.has(entry.seq)) continue
    expect(entry.became).not.toBeNull()
    const teller = bySeq.get(entry.became?.seq ?? -1)
    expect(teller).toBeDefined()
    if (entry.became?.is === 'superseded' || !teller || !decided.get(teller.id)?.ok) continue
    expect(told.some(({ detail }) => detail['commandId'] === entry.id)).toBe(true)
  }
}
