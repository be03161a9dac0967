import { setTimeout as rest } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { type Authority, authorityOf } from '../../src/app/authority.ts'
import { enrolDevice, issueCode } from '../../src/app/enrol.ts'
import { type Home, openHome } from '../../src/app/home.ts'
import { storeIn } from '../../src/app/home-store.ts'
import type { Role } from '../../src/core/staff/roles.ts'
import type { Numbered } from '../../src/sync/decide-pushes.ts'
import type { EnrolledDesk } from '../../src/sync/serve-pull.ts'
import { versionsInChain } from '../chain.ts'
import { pollingClient } from '../polling-client.ts'
import { type PostgresServer, startPostgres } from '../postgres.ts'
import { postgresOfRun } from '../postgres-of-run.ts'
import { makeWorld, type World } from '../world.ts'

/** Two endpoint processes on one database, as far as the database can tell: nothing is shared between them but it. */
const four = ['陈大文', '单小雨', '欧阳若兰', '王小明']

async function twoProcesses(names = four, options: { postgres?: PostgresServer } = {}) {
  const world = await makeWorld({ engine: 'postgres', ...options })
  for (const id of ['b1', 'b2']) await world.addStaff(id, 'butler')
  for (const id of ['x1', 'x2', 's1']) await world.addStaff(id, id === 's1' ? 'supervisor' : 'expert')
  await world.addCustomers('b1', names)
  const other = await openHome(world.authority.folder, { clock: world.clock })
  const processes = [world.authority, other].map((home) => ({ home, authority: authorityOf(home) }))
  return {
    ...{ world, processes, authorities: processes.map(({ authority }) => authority) },
    async [Symbol.asyncDispose]() {
      await other.close()
      await world[Symbol.asyncDispose]()
    },
  }
}

async function enrol(world: World, staffId: string, role: Role): Promise<EnrolledDesk> {
  const { code } = await issueCode(world.authority, staffId)
  return { deviceId: (await enrolDevice(world.authority, code, staffId, true)).deviceId, staffId, role }
}

const pick = <T>(among: readonly T[]): T => among[Math.floor(Math.random() * among.length)] as T

/** Stands still somewhere inside its transactions, for a random while. */
function slowDown({ store }: Home, atMostMs: number) {
  const { hold } = store
  store.hold = async (...holding) => {
    const held = await hold(...holding)
    await rest(Math.random() * atMostMs)
    return held
  }
}

/** A session of somebody else, which locks the head and has no time-outs. */
async function holdHead(world: World) {
  const place = storeIn(world.authority.folder)
  if (place?.is !== 'postgres') throw new Error('not on PostgreSQL')
  const session = await postgresOfRun().session(place.address)
  await session.query('begin')
  await session.query('update head set ver = ver')
  return {
    async letGo() {
      await session.query('rollback')
      await session.end()
    },
  }
}

const note = (seq: number, text: string, at = 1): Numbered => ({
  ...{ seq, id: `note-${text}`, name: 'note.add', version: 1 },
  args: { customerId: `c.b1-${at}`, caseId: null, text },
})

test('eight writers through two processes: a client that polls loses nothing, versions have no gap, the chain holds', async () => {
  await using both = await twoProcesses()
  const { world, processes, authorities } = both
  for (const { home } of processes) slowDown(home, 15)
  const writers: EnrolledDesk[] = []
  for (let n = 0; n < 8; n++) writers.push(await enrol(world, n % 2 ? 'x1' : 'b1', n % 2 ? 'expert' : 'butler'))
  const { caseId } = await world.give('case.open', {
    customerId: 'c.b1-1',
    kind: 'claim',
    title: '理赔',
    role: 'expert',
  })
  const [butler, expert] = [pollingClient(writers[0] as EnrolledDesk), pollingClient(writers[1] as EnrolledDesk)]

  const writing = new AbortController()
  const polled = (async () => {
    let last = 0
    while (!writing.signal.aborted)
      for (const client of [butler, expert]) {
        const ver = await client.pull(pick(authorities))
        expect(ver).toBeGreaterThanOrEqual(last)
        last = ver
      }
  })()
  const write = async (desk: EnrolledDesk, name: string) => {
    let seq = 0
    for (let round = 0; round < 12; round++) {
      const some = Array.from({ length: 1 + Math.floor(Math.random() * 4) }, (_one, at): Numbered => {
        const given = { seq: ++seq, id: `${name}-${seq}-${round}`, version: 1 }
        const customerId = `c.b1-${1 + ((seq + at) % 4)}`
        // Opens and ends work of the experts: their scope comes and goes while others write in it.
        const kind = (seq * 7 + name.length) % 5
        if (kind === 0)
          return { ...given, name: 'case.open', args: { customerId, kind: 'claim', title: name, role: 'expert' } }
        if (kind === 1) return { ...given, name: 'case.take', args: { caseId } }
        if (kind === 2) return { ...given, name: 'case.done', args: { caseId, outcome: '办结' } }
        return { ...given, name: 'note.add', args: { customerId, caseId: null, text: `${name} ${seq}` } }
      })
      const pushed = await pick(authorities).push(desk, some)
      expect(pushed).toMatchObject({ stop: null, lastSeq: seq })
      expect(pushed.decided).toHaveLength(some.length)
      await rest(Math.random() * 10)
    }
    return seq
  }
  const written = await Promise.all(writers.map((desk, n) => write(desk, `writer-${n}`)))
  writing.abort()
  await polled

  for (const client of [butler, expert]) await client.pull(authorities[1] as Authority)
  for (const [client, desk] of [
    [butler, writers[0]],
    [expert, writers[1]],
  ] as const) {
    const whole = pollingClient(desk as EnrolledDesk)
    await whole.pull(authorities[0] as Authority)
    expect(client.held()).toEqual(whole.held())
  }
  const versions = await versionsInChain(world.authority.store)
  expect(versions).toEqual(versions.map((_ver, index) => index + 1))
  const results = await world.authority.store.reader.selectFrom('commandResult').select(['deviceId', 'seq']).execute()
  for (const [n, desk] of writers.entries()) {
    const seqs = results.filter(({ deviceId }) => deviceId === desk.deviceId).map(({ seq }) => seq)
    expect(seqs.sort((a, b) => a - b)).toEqual(Array.from({ length: written[n] ?? 0 }, (_one, at) => at + 1))
  }
}, 60_000)

test('one case is taken by one, however many take it at the same moment', async () => {
  await using both = await twoProcesses()
  const { world, authorities } = both
  const { caseId } = await world.give('case.open', {
    customerId: 'c.b1-1',
    kind: 'claim',
    title: '理赔',
    role: 'expert',
  })
  const staff = ['x1', 'x2', 'x1', 'x2', 'x1', 'x2', 'x1', 'x2']
  const desks = await Promise.all(staff.map((id) => enrol(world, id, 'expert')))
  const take = (n: number): Numbered => ({
    seq: 1,
    id: `take-case-${n}`,
    name: 'case.take',
    version: 1,
    args: { caseId },
  })
  // All of them have looked before the first can end.
  const head = await holdHead(world)
  const taking = Promise.all(desks.map((desk, n) => authorities[n % 2]?.push(desk, [take(n)])))
  await rest(500)
  await head.letGo()
  await taking
  const takes = (await world.authority.query.events(0)).filter(({ command }) => command === 'case.take')
  expect(takes).toHaveLength(8)
  const { takenBy } = (await world.authority.query.row('case', String(caseId))) ?? {}
  // Who has it may take it again.
  for (const { outcome, actorId } of takes) expect(outcome).toBe(actorId === takenBy ? 'accepted' : 'refused')
})

test('the same push through both processes at once is decided once; another under its number is told apart', async () => {
  await using both = await twoProcesses()
  const { world, authorities } = both
  const desk = await enrol(world, 'b1', 'butler')
  const sent = [note(1, 'first'), note(2, 'second')]
  const pushed = await Promise.all([0, 1, 0, 1].map((n) => authorities[n]?.push(desk, sent)))
  expect(pushed.map((one) => one?.lastSeq)).toEqual([2, 2, 2, 2])
  expect(pushed.reduce((sum, one) => sum + (one?.decided.length ?? 0), 0)).toBe(2)
  const [one, two] = await Promise.all([
    authorities[0]?.push(desk, [note(3, 'of the desk')]),
    authorities[1]?.push(desk, [note(3, 'of its copy')]),
  ])
  expect([one?.stop, two?.stop].sort()).toEqual(['copied', null])
  expect(await authorities[0]?.push(desk, [note(9, 'too far')])).toMatchObject({ stop: 'sequence', lastSeq: 3 })
})

test('one desk whose command breaks does not take the others of its group with it', async () => {
  await using both = await twoProcesses()
  const { world, authorities } = both
  const desks = await Promise.all([1, 2, 3].map(() => enrol(world, 'b1', 'butler')))
  // More than PostgreSQL's int8 holds, past every check: a fault, not a refusal.
  const broken: Numbered = { ...note(1, 'broken'), seq: 2 ** 80 }
  const jobs = desks.map((desk, n) => authorities[0]?.push(desk, [n === 1 ? broken : note(1, `sound-${n}`)]))
  const settled = await Promise.allSettled(jobs)
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})

test('text that PostgreSQL cannot keep is refused, and the desk goes on', async () => {
  await using both = await twoProcesses()
  const { world, authorities } = both
  const desk = await enrol(world, 'b1', 'butler')
  const nul = { ...note(1, 'nul'), args: { customerId: 'c.b1-1', caseId: null, text: 'a\u0000b' } }
  expect(await authorities[0]?.push(desk, [nul, note(2, 'sound')])).toMatchObject({ lastSeq: 2, stop: null })
  const events = (await world.authority.query.events(0)).slice(-2)
  expect(events.map(({ code }) => code)).toEqual(['bad-arguments', null])
})

test('who holds the head and hangs makes the others fail in time, and they go on after', async () => {
  await using both = await twoProcesses()
  const { world, authorities } = both
  const desk = await enrol(world, 'b1', 'butler')
  const hung = await holdHead(world)
  const began = performance.now()
  await expect(authorities[0]?.push(desk, [note(1, 'waits')])).rejects.toMatchObject({ code: 'busy' })
  // The lock is waited for twice, two seconds each.
  expect(performance.now() - began).toBeLessThan(6_000)
  // Reading does not wait at all.
  await authorities[1]?.pull(desk, { cursor: null, acked: 0 })
  await hung.letGo()
  expect(await authorities[1]?.push(desk, [note(1, 'waits')])).toMatchObject({
    lastSeq: 1,
    decided: [{ name: 'note.add', isAccepted: true }],
  })
  await versionsInChain(world.authority.store)
})

test('a server that goes down in the middle leaves nothing half-done, and what was sent is sent again', async () => {
  await using server = await startPostgres()
  await using both = await twoProcesses(four, { postgres: server })
  const { world, processes, authorities } = both
  for (const { home } of processes) slowDown(home, 20)
  const desks = await Promise.all([1, 2, 3, 4].map(() => enrol(world, 'b1', 'butler')))
  let faults = 0
  const send = async (desk: EnrolledDesk, n: number) => {
    for (let seq = 1; seq <= 30; seq += 3) {
      const some = [0, 1, 2].map((at) => note(seq + at, `desk-${n}-${seq + at}`, 1 + (seq % 4)))
      for (let lastSeq = 0; lastSeq < seq + 2;)
        try {
          lastSeq = (await pick(authorities).push(desk, some)).lastSeq
        } catch (fault) {
          expect(fault).toMatchObject({ code: expect.stringMatching(/unreachable|busy/) })
          faults++
          await rest(50)
        }
    }
  }
  const sending = Promise.all(desks.map(send))
  for (let times = 0; times < 2; times++) {
    await rest(200)
    await server.crash()
  }
  await sending
  expect(faults).toBeGreaterThan(0)
  const versions = await versionsInChain(world.authority.store)
  expect(versions).toEqual(versions.map((_ver, index) => index + 1))
  const notes = await world.authority.query.all('note')
  expect(notes).toHaveLength(120)
  const told = (await world.authority.query.events(0)).filter(({ command }) => command === 'note.add')
  expect(told).toHaveLength(120)
})

test('what one process decides, another is told', async () => {
  await using both = await twoProcesses()
  const { world, processes } = both
  const told = new Promise<void>((resolve) => processes[1]?.home.watch(resolve))
  await world.give('case.open', { customerId: 'c.b1-1', kind: 'question', title: '问' })
  await told
})
