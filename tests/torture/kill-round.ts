import { join } from 'node:path'
import Database from 'better-sqlite3'
import { checkTeam } from './checks.ts'
import type { Tally } from './ledger.ts'
import type { Point } from './points.ts'
import { type Death, Died, Faulted, type Running, startDesk } from './processes.ts'
import type { Random } from './random.ts'
import { codeFor, revive, type Seat, settle, type Team } from './team.ts'
import { reassign, work } from './work.ts'

/** One death: where, at which coming there, and at which desk when it is one. */
export type Kill = { point: Point; hit: number; seat: number }

/** Not at a point, but somewhere in between, from outside. */
export const anyMoment = 'any moment'
const hourMs = 3_600_000
const triesAtMost = 6

/**
 * Everybody works, one process dies at its point and is started again from its files, everybody syncs, all is checked. Returns
 * whether the point was come to.
 */
export async function killRound(team: Team, kill: Kill, random: Random, tally: Tally): Promise<boolean> {
  const { point, hit } = kill
  if (point.by === 'join' && point.of === 'desk') return joinRound(team, kill, tally)
  const seat = team.seats[kill.seat] as Seat
  const victim: Running = point.of === 'endpoint' ? team.endpoint : seat.desk
  if (point.label === anyMoment) setTimeout(() => void victim.kill(), random.below(120))
  else await victim.order({ order: 'arm', label: point.label, hit })
  for (let tries = 0; tries < triesAtMost && victim.isAlive(); tries++) await come(team, kill, random)
  const isDead = (await Promise.race([victim.ended, Promise.resolve(null)])) === 'SIGKILL' || !victim.isAlive()
  if (!isDead) await victim.order({ order: 'arm', label: '', hit: 0 })
  await revive(team)
  await settle(team)
  checkTeam(team, tally)
  return isDead
}

/** What has to be done so that somebody comes by. */
async function come(team: Team, { point, seat: at }: Kill, random: Random): Promise<void> {
  const seat = team.seats[at] as Seat
  if (point.by === 'renewal') await turnClock(team, 13 * hourMs)
  if (point.by === 'join') await joinAnew(team, join(team.folder, `joined-${++team.given}`))
  if (point.by === 'snapshot') await forgetCursor(seat)
  const supervisor = team.seats.find(({ staffId }) => staffId === 's1')
  const isMoving = point.by === 'decide' || point.by === 'wipe' || random.isOnce(4)
  const decided = isMoving && supervisor ? reassign(team, supervisor) : null
  // The one it is about and another.
  const other = team.seats[(at + 1 + random.below(team.seats.length - 1)) % team.seats.length] as Seat
  await Promise.all([decided, work(team, seat, random), work(team, other, random)])
  if (point.by !== 'close') return
  try {
    await seat.desk.do({ task: 'close' })
    await seat.desk.do({ task: 'open', folder: seat.folder })
  } catch (fault) {
    if (!(fault instanceof Died)) throw fault
  }
}

/** The endpoint's clock goes on: access tokens have run out. */
export async function turnClock(team: Team, byMs: number): Promise<void> {
  const { clockMs = 0 } = team.knobs.endpoint
  team.knobs.endpoint = { ...team.knobs.endpoint, clockMs: clockMs + byMs }
  await team.endpoint.order({ order: 'knobs', knobs: team.knobs.endpoint }).catch((fault: unknown) => {
    if (!(fault instanceof Died)) throw fault
  })
}

/** As after a digest that differed: the desk is read anew. */
export async function forgetCursor(seat: Seat): Promise<void> {
  const db = new Database(join(seat.folder, 'butler.db'), { timeout: 10_000 })
  db.exec(`delete from home where key in ('cursor', 'snapshot')`)
  db.close()
}

/** A new desk that dies while it is made: the same folder is joined again with another code, and is a desk like any other. */
async function joinRound(team: Team, { point, hit }: Kill, tally: Tally): Promise<boolean> {
  const death: Death = { label: point.label, hit }
  const joiner = startDesk({ programs: team.programs, log: team.log, death })
  let folder = ''
  for (let tries = 0; tries < hit && joiner.isAlive(); tries++) {
    folder = join(team.folder, `joined-${++team.given}`)
    const code = await codeFor(team, 'b1')
    await joiner.do({ task: 'join', folder, url: team.endpoint.url, code }).catch((fault: unknown) => {
      if (!(fault instanceof Died)) throw fault
    })
  }
  const isDead = !joiner.isAlive()
  await joiner.kill()
  await joinAnew(team, folder)
  await settle(team)
  checkTeam(team, tally)
  return isDead
}

/** Joins, again where something died on the way, and sees that the desk is whole. */
async function joinAnew(team: Team, folder: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    const desk = startDesk({ programs: team.programs, log: team.log })
    try {
      const code = await codeFor(team, 'b1')
      await desk.do({ task: 'join', folder, url: team.endpoint.url, code }).catch((fault: unknown) => {
        if (!(fault instanceof Faulted && fault.code === 'exists')) throw fault
      })
      await desk.do({ task: 'open', folder })
      await desk.do({ task: 'sync' })
      return
    } catch (fault) {
      if (!(fault instanceof Faulted && /Unreachable|Unconnected/.test(fault.message)) || tries > 3) throw fault
      await revive(team)
    } finally {
      await desk.kill()
    }
  }
}
