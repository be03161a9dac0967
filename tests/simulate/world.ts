import type Database from 'better-sqlite3'
import type { Home } from '../../src/app/home.ts'
import type { Role } from '../../src/core/staff/roles.ts'
import type { History } from './check-authority.ts'
import type { Endpoint } from './endpoint.ts'
import type { Cable, Network } from './network.ts'
import type { Proc } from './process.ts'
import type { Random } from './random.ts'
import type { Trace } from './trace.ts'
import type { Virtual } from './virtual.ts'

/** A command that a desk said was saved. */
export type Saved = { id: string; name: string; args: string }

/** A workstation: its files stay, the programs on it come and go. */
export type Desk = {
  name: string
  staffId: string
  role: Role
  deviceId: string
  folder: string
  cable: Cable
  /** Read straight from its file. */
  raw: Database.Database
  /** The programs that have it open: usually one, for a while two. */
  programs: Program[]
  /** Its token was taken away. */
  isRevoked: boolean
  /** A bit of its rows was turned over, and nobody has noticed yet. */
  isFlipped: boolean
  /** So many protocols behind. */
  older: number
  saved: Map<number, Saved>
}
export type Program = { proc: Proc; home: Home }

/** One end of the authority; null while it is down. */
export type Seat = { name: string; endpoint: Endpoint | null; skewMs: number }

export type World = {
  seed: number
  folder: string
  /** What people do and what befalls them is drawn from this. */
  random: Random
  virtual: Virtual
  trace: Trace
  network: Network
  desks: Desk[]
  seats: Seat[]
  /** The authority's file, read straight. */
  authority: Database.Database
  history: History
  /** Names of those who are no customers, by id: one who is forgotten is to stand nowhere. */
  cared: ReadonlyMap<string, string>
  /** A copy of the authority, to be put back some time; and how often one was. */
  backup: string | null
  restored: number
  /** The faults that this world may meet. */
  faults: ReadonlySet<string>
  counters: Map<string, number>
  newId: () => string
  /** Files whose one writer's place somebody else keeps. */
  locks: Map<string, Database.Database>
  /** Both are over once the world is to come to rest. */
  isStormy: boolean
  /** Faults that nothing explains; the first ends the world. */
  unexplained: unknown[]
  /** Lets a promise run by itself; what it throws ends the world unless a fault explains it. */
  guard(work: Promise<unknown>): void
}

/** An invariant that does not hold. */
export class Violation extends Error {
  readonly invariant: string
  constructor(invariant: string, text: string) {
    super(`${invariant}: ${text}`)
    this.invariant = invariant
  }
}

export function count(world: World, fault: string): void {
  world.counters.set(fault, (world.counters.get(fault) ?? 0) + 1)
}

/** Something that only a fault in force explains: a kill, a full disk, a lock that somebody holds, a poisoned command. */
export function isExplained(world: World, fault: unknown): boolean {
  if (!(fault instanceof Error)) return false
  if (fault.name === 'Poisoned') return world.isStormy
  const code = 'code' in fault ? String(fault.code) : ''
  if (code === 'SQLITE_FULL') count(world, 'F5 disk full')
  if (code.startsWith('SQLITE_BUSY')) count(world, 'F17 lock held')
  return code === 'SQLITE_FULL' || code.startsWith('SQLITE_BUSY')
}

/** The program that somebody uses at a desk now; null while none is open. */
export function programOf(world: World, desk: Desk): Program | null {
  return desk.programs.length > 0 ? world.random.pick(desk.programs) : null
}
