import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { issueCode } from '../../src/app/enrol.ts'
import { createAuthority, moveEndpoint, openHome } from '../../src/app/home.ts'
import { accepted } from '../world.ts'
import type { Programs } from './build.ts'
import type { Said } from './ledger.ts'
import type { Knobs } from './preload.ts'
import { type Death, type Desk, Died, type Endpoint, Faulted, startDesk, startEndpoint } from './processes.ts'

/** A desk of the team: its folder, the process that has it open, and what its person knows. */
export type Seat = {
  name: string
  staffId: string
  folder: string
  customers: string[]
  /** Whose draft it alone writes. */
  caseId: string
  desk: Desk
  said: Said[]
}

/** A real authority, its endpoint and desks, each a process, in a folder. */
export type Team = {
  folder: string
  authority: string
  programs: Programs
  endpoint: Endpoint
  seats: Seat[]
  log: string
  knobs: { desk: Knobs; endpoint: Knobs }
  /** How many things were given: makes ids and texts. */
  given: number
}

const people = [
  ['b1', 'butler'],
  ['b2', 'butler'],
  ['s1', 'supervisor'],
] as const

const usualSeats = ['b1', 'b1', 'b2', 's1'] as const
const customersOf: Record<string, string[]> = {
  b1: ['c.b1-1', 'c.b1-2', 'c.b1-3'],
  b2: ['c.b2-1', 'c.b2-2'],
  s1: ['c.b1-1', 'c.b2-1'],
}
/** The customer who goes to and fro between the butlers. */
export const movingCustomer = 'c.b1-3'

export type TeamOptions = { seats?: readonly string[]; knobs?: Team['knobs'] }

export async function makeTeam(
  folder: string,
  programs: Programs,
  { seats = usualSeats, knobs = { desk: {}, endpoint: {} } }: TeamOptions = {},
): Promise<Team> {
  mkdirSync(folder, { recursive: true })
  const authority = join(folder, 'authority')
  await createAuthority(authority)
  const home = await openHome(authority)
  for (const [id, role] of people) accepted(await home.execute('staff.add', { id, name: `${id} 测试`, role }))
  for (const owner of ['b1', 'b2']) {
    const rows = ['甲', '乙', '丙'].map((name, index) => ({ externalId: `${owner}-${index + 1}`, name, owner }))
    accepted(await home.execute('import.rows', { kind: 'customers', source: 'test', number: 0, rows }))
  }
  const openCase = async (id: string, customerId: string, role: string) =>
    accepted(await home.execute('case.open', { customerId, kind: 'claim', title: '理赔', role }, { id }))
  // A supervisor's desk holds whom work of a supervisor concerns.
  for (const customerId of customersOf['s1'] ?? []) await openCase(`for-s1-${customerId}`, customerId, 'supervisor')
  for (const [at, staffId] of seats.entries())
    await openCase(`draft-${at}`, customersOf[staffId]?.[0] ?? '', staffId === 's1' ? 'supervisor' : 'butler')
  await home.close()
  const log = join(folder, 'log')
  const endpoint = await startEndpoint(authority, 0, { programs, log, knobs: knobs.endpoint })
  const team: Team = { folder, authority, programs, endpoint, seats: [], log, knobs, given: 0 }
  // One after another: two homes of one process would wait for each other.
  const codes: string[] = []
  for (const staffId of seats) codes.push(await codeFor(team, staffId))
  await Promise.all(seats.map((staffId, at) => seat(team, staffId, codes[at] ?? '', at)))
  return team
}

/** A new desk of the person: joined, opened, with a first sync done. */
async function seat(team: Team, staffId: string, code: string, at: number): Promise<Seat> {
  const name = `desk-${at}`
  const folder = join(team.folder, name)
  const desk = startDesk({ programs: team.programs, log: team.log, knobs: team.knobs.desk })
  await desk.do({ task: 'join', folder, url: team.endpoint.url, code })
  const customers = customersOf[staffId] ?? []
  const mine: Seat = { name, staffId, folder, customers, caseId: `draft-${at}.1`, desk, said: [] }
  team.seats[at] = mine
  await desk.do({ task: 'open', folder })
  await desk.do({ task: 'sync' })
  return mine
}

export async function codeFor(team: Team, staffId: string): Promise<string> {
  // By the endpoint's clock, wherever it stands: a code is good for some minutes.
  const now = () => Date.now() + (team.knobs.endpoint.clockMs ?? 0)
  const home = await openHome(team.authority, { clock: { now, newId: () => crypto.randomUUID() } })
  const { code, outcome } = await issueCode(home, staffId)
  await home.close()
  accepted(outcome)
  return code
}

/** Gives a command at a desk. What the process does not answer any more was not shown as saved. */
export async function give(
  team: Team,
  { desk, said }: Seat,
  what: Pick<Said, 'name' | 'customerId'>,
  args: object,
  later = false,
) {
  const id = `cmd-${String(++team.given).padStart(6, '0')}`
  const text = 'text' in args ? String(args.text) : ''
  const one: Said = { ...what, id, text, isSaved: false }
  said.push(one)
  const outcome = (await desk.do({ task: 'give', id, name: what.name, args, later })) as { ok: boolean }
  one.isSaved = outcome.ok
  return outcome
}

export function addNote(team: Team, seat: Seat, customerId: string, later = false) {
  const text = `note ${team.given + 1}`
  return give(team, seat, { name: 'note.add', customerId }, { customerId, caseId: null, text }, later)
}

export function saveDraft(team: Team, seat: Seat) {
  const args = { caseId: seat.caseId, text: `draft ${team.given + 1}` }
  return give(team, seat, { name: 'draft.save', customerId: '' }, args)
}

/** A round of a desk's sync. Returns whether it went through: an endpoint that is away, or the desk's own death, is no fault here. */
export async function sync({ desk }: Seat): Promise<boolean> {
  try {
    await desk.do({ task: 'sync' })
    return true
  } catch (fault) {
    if (fault instanceof Died || (fault instanceof Faulted && /Unreachable|Unconnected/.test(fault.message)))
      return false
    throw fault
  }
}

/** Starts what has died from its files, as a person would. */
export async function revive(team: Team): Promise<void> {
  await Promise.all([reviveEndpoint(team), ...team.seats.map((one) => reviveDesk(team, one))])
}

export async function reviveEndpoint(team: Team, death?: Death): Promise<void> {
  if (team.endpoint.isAlive()) return
  const port = Number(new URL(team.endpoint.url).port)
  const { programs, log, knobs } = team
  team.endpoint = await startEndpoint(team.authority, port, { programs, log, death, knobs: knobs.endpoint })
}

export async function reviveDesk(team: Team, mine: Seat): Promise<void> {
  if (mine.desk.isAlive()) return
  mine.desk = startDesk({ programs: team.programs, log: team.log, knobs: team.knobs.desk })
  await mine.desk.do({ task: 'open', folder: mine.folder })
}

/** Everybody syncs until nothing waits and all have seen what the others did. */
export async function settle(team: Team): Promise<void> {
  const isThrough = async (one: Seat) => {
    for (let tries = 0; tries < 20; tries++) if (await sync(one)) return
    throw new Error(`${one.name} does not get through`)
  }
  await Promise.all(team.seats.map(isThrough))
  await Promise.all(team.seats.map(isThrough))
}

/** Sends the desks by another way to the endpoint from now on (through a proxy). Their processes are started anew. */
export async function goBy(team: Team, url: string): Promise<void> {
  for (const one of team.seats) {
    await one.desk.kill()
    await moveEndpoint(one.folder, url)
  }
  await revive(team)
}

export async function endTeam(team: Team): Promise<void> {
  await Promise.all([team.endpoint.kill(), ...team.seats.map(({ desk }) => desk.kill())])
}
