import { cpSync, mkdirSync, mkdtempSync, rmSync, existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { enrolDevice, issueCode } from '../../src/app/enrol.ts'
import { createAuthority, createDesk, type Home, openHome } from '../../src/app/home.ts'
import type { Actor } from '../../src/core/command.ts'
import type { Role } from '../../src/core/staff/roles.ts'
import { openEndpoint } from './endpoint.ts'
import { beginCare, beginSchemes, flows } from './template-work.ts'
import { networkOf } from './network.ts'
import { kill, procOf, running } from './process.ts'
import { randomOf } from './random.ts'
import { traceOf } from './trace.ts'
import { virtualFrom } from './virtual.ts'

/** The team that every world is drawn from; each has a desk that is joined, and has read once or never. */
export const team: readonly { id: string; role: Role }[] = [
  { id: 'b1', role: 'butler' },
  { id: 's1', role: 'supervisor' },
  { id: 'x1', role: 'expert' },
  { id: 'b2', role: 'butler' },
  { id: 'x2', role: 'expert' },
  { id: 'b3', role: 'butler' },
]
export const endpointUrl = 'http://127.0.0.1:1'
const began = Date.UTC(2026, 2, 20, 2, 0)
/** When every world begins. */
export const worldBegins = began + 3_600_000

/** A folder for this process's worlds, in memory where the system has such a place. */
export function makeRoom(): string {
  return mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'butler-simulate-'))
}

/** Makes, once a process, the homes that worlds begin with: an authority with a team, books and cases, and a desk for each. */
export async function makeTemplate(room: string): Promise<void> {
  const random = randomOf(1)
  const virtual = virtualFrom(began, random.fork(), random.fork())
  let made = 0
  const newId = () => `made-${String(++made).padStart(6, '0')}`
  const clock = { now: virtual.now, newId }
  const folder = join(room, 'authority')
  await createAuthority(folder, clock)
  await monthBefore(folder, newId)
  const endpoint = await openEndpoint(
    folder,
    procOf('template', () => undefined),
    newId,
    (fault) => {
      throw fault
    },
  )
  const { home } = endpoint
  const give = (name: string, args: unknown, as?: Actor) =>
    running.run(endpoint.proc, () => insist(home, name, args, as))
  for (const definition of flows) await give('flow.install', { definition })
  for (const { id } of team.filter(({ role }) => role === 'butler')) await give('import.rows', bookOf(id))
  for (const [index, owner] of ['b1', 'b1', 'b2', 'b2', 'b3'].entries()) {
    const role = index % 2 === 0 ? 'expert' : 'butler'
    const customerId = `c.${owner}-${(index % 2) + 1}`
    await give('case.open', { customerId, kind: 'question', title: `${owner} ${index}`, role })
  }
  // Two requests that wait for the supervisor: one of a butler, and one that is the supervisor's own.
  for (const by of [
    { staffId: 'b1', role: 'butler' },
    { staffId: 's1', role: 'supervisor' },
  ] as const)
    await give('escalation.start', startArgs('c.b1-1', `asked by ${by.staffId}`), by)
  for (const { id: escalationId } of await home.query.all('escalation')) {
    await give('escalation.step', { escalationId, stepId: 'ask', note: null }, { staffId: 'b1', role: 'butler' })
    await give('escalation.fill', { escalationId, field: 'found', value: 'it' }, { staffId: 'x1', role: 'expert' })
    await give('escalation.step', { escalationId, stepId: 'check', note: null }, { staffId: 'x1', role: 'expert' })
  }
  await beginSchemes(home, give)
  for (const { id, role } of team) {
    const { code } = await issueCode(home, id)
    const { outcome: _outcome, deviceId, ...issued } = await enrolDevice(home, code, id, true)
    const desk = join(room, `new-${id}`)
    const ask = async () => ({ ...issued, deviceId, staff: { id, name: id, role } })
    await createDesk(desk, { endpoint: endpointUrl, ca: null, ask }, clock)
    cpSync(desk, join(room, id), { recursive: true })
    await readOnce(join(room, id))
  }
  kill(endpoint.proc, 'made')
  virtual.end()

  async function readOnce(desk: string) {
    const proc = procOf(desk, () => undefined)
    const [trace, count] = [traceOf(virtual.now, false), () => undefined]
    const network = networkOf({ virtual, random, trace, count, endpoints: () => [endpoint] })
    const net = network.netOf(proc, { out: true, back: true }, { older: 0 })
    const home = await running.run(proc, () => openHome(desk, { clock, net }))
    const reading = { isOver: false }
    const read = running.run(proc, () => home.sync.once()).finally(() => (reading.isOver = true))
    while (!reading.isOver) await virtual.pass(10, () => undefined)
    await read
    await running.run(proc, () => home.close())
  }
}

/** The team, and people in its care whose term will be over when the worlds begin. */
async function monthBefore(folder: string, newId: () => string): Promise<void> {
  const home = await openHome(folder, { clock: { now: () => began - 31 * 86_400_000, newId } })
  for (const { id, role } of team) await insist(home, 'staff.add', { id, name: `${id} 测试`, role })
  await beginCare((name, args, as) => insist(home, name, args, as))
  await home.close()
}

/** What begins a request of the flow. */
export function startArgs(customerId: string, why: string) {
  return { flowId: 'SIM@1', customerId, caseId: null, claimId: null, fields: { why } }
}

function bookOf(owner: string) {
  const rows = [1, 2, 3].map((number) => ({
    ...{ externalId: `${owner}-${number}`, name: `客户${owner}${number}`, owner, phone: `1380000000${number}` },
    ...{ idNumber: `11010119900101${owner.slice(1)}00${number}`, tags: ['样'] },
  }))
  return { kind: 'customers', source: 'template', number: 0, rows }
}

async function insist(home: Home, name: string, args: unknown, as?: Actor): Promise<Record<string, unknown>> {
  const outcome = await home.execute(name, args, as ? { as } : {})
  if (!outcome.ok) throw new Error(`${name}: ${outcome.code} ${JSON.stringify(outcome.data)}`)
  return outcome.result
}

/** A world's own copy of a home; nothing has it open. */
export function copyHome(room: string, name: string, to: string): void {
  mkdirSync(to, { recursive: true })
  cpSync(join(room, name), to, { recursive: true })
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
}
