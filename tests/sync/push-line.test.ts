import { expect, test } from 'vitest'
import { authorityOf } from '../../src/app/authority.ts'
import { enrolDevice, issueCode } from '../../src/app/enrol.ts'
import { netTo } from '../../src/app/net.ts'
import { askFor } from '../../src/sync/ask.ts'
import { wire } from '../../src/sync/wire.ts'
import { makeWorld } from '../world.ts'

const desks = 12

test('pushes of many desks that come in together share transactions, and each is decided', async () => {
  await using world = await makeWorld({ engine: 'sqlite' })
  const { authority, endpointUrl: endpoint } = world
  await world.addStaff('b1', 'butler')
  await world.addCustomers('b1', ['陈大文'])
  const tokens: string[] = []
  for (let desk = 0; desk < desks; desk++) {
    const { code } = await issueCode(authority, 'b1')
    tokens.push((await enrolDevice(authority, code, 'desk', true)).token)
  }
  const pushAll = (seq: number) =>
    Promise.all(
      tokens.map(async (token, at) => {
        const args = { customerId: 'c.b1-1', caseId: null, text: `第 ${at} 台` }
        const command = { seq, id: `note-${seq}-of-${at}`, name: 'note.add', version: 1, args }
        const link = { net: netTo(null), endpoint, token }
        return (await askFor(link, wire.push, { body: { epoch: '', commands: [command] } })).lastSeq
      }),
    )
  // The first opens the connections, which takes each its own time.
  await pushAll(1)
  const { hold } = authority.store
  let transactions = 0
  authority.store.hold = (...holding) => {
    transactions++
    return hold(...holding)
  }
  expect(await pushAll(2)).toEqual(tokens.map(() => 2))
  expect(await authority.store.reader.selectFrom('note').select('id').execute()).toHaveLength(2 * desks)
  expect(transactions).toBeLessThan(desks)
})

test('a push that stops tells the last number that was decided, and what stands before the wrong one is not', async () => {
  await using world = await makeWorld()
  await world.addStaff('b1', 'butler')
  await world.addCustomers('b1', ['陈大文'])
  const { code } = await issueCode(world.authority, 'b1')
  const { deviceId } = await enrolDevice(world.authority, code, 'desk', true)
  const { push } = authorityOf(world.authority)
  const args = { customerId: 'c.b1-1', caseId: null, text: '备注' }
  const send = (...seqs: number[]) =>
    push(
      { deviceId, staffId: 'b1', role: 'butler' },
      seqs.map((seq, at) => ({ seq, id: `note-${seq}-${at}`, name: 'note.add', version: 1, args })),
    )
  expect(await send(1, 3)).toEqual({ lastSeq: 0, stop: 'sequence', decided: [] })
  expect(await send(1)).toMatchObject({ lastSeq: 1, stop: null })
  expect(await send(1, 2, 2)).toEqual({ lastSeq: 1, stop: 'copied', decided: [] })
  expect(await send(1, 2, 4)).toEqual({ lastSeq: 1, stop: 'sequence', decided: [] })
  expect(await world.authority.query.all('note')).toHaveLength(1)
})
