import { unitMs } from '../core/units.ts'
import { byId } from '../core/by-id.ts'
import { type Duty, dutyOf, isAway } from '../core/duty/duty.ts'
import type { Row } from '../core/entities.ts'
import { type Band, orderQueue } from '../core/queue/order.ts'
import { presenceAt } from '../core/roster/presence.ts'
import type { Role } from '../core/staff/roles.ts'
import { type Approval, approvalsOf } from './approvals.ts'
import { firstContacts, orphans } from './books.ts'
import type { Home } from './home.ts'
import type { OwedClock, QueuedCase } from './queries.ts'

/** How many cases stand in each band of a queue (core/queue/order.ts), and how many are put aside or not due yet. */
export type Bands = Record<Band, number> & { later: number }

/** `seenAt`: when a desk of theirs last asked for news, at most ten minutes old while it is on; null where none has. */
export type ButlerRow = Omit<Duty, 'id'> & {
  staffId: string
  name: string
  customers: number
  openCases: number
  bands: Bands
  isAway: boolean
  shift: { isOn: boolean; from: number; until: number } | null
  seenAt: number | null
  handedOver: { waiting: number; accepted: number }
}

const mostBreaching = 50

/** For so many hours it is told how many clocks end in each. */
export const forecastHours = 8

/**
 * All that who leads the team looks at. `queues`: the other roles' cases by band. `breaching`: clocks that are over or warn, what is due
 * first at the top; the first fifty of `breachingCount`, the others are rows behind that number (an endpoint of before sends all, and no
 * count). `forecast`: how many clocks end within the next hour, the one after it, and so on. `refused`: hand-overs that nobody
 * took. `orphans`: customers whom nobody looks after. `contacts`: customers who came from another book and wait for a first word.
 */
export type Board = {
  at: number
  butlers: ButlerRow[]
  queues: { role: Role; bands: Bands }[]
  breaching: OwedClock[]
  breachingCount?: number
  forecast: number[]
  approvals: Approval[]
  refused: Row<'handover'>[]
  orphans: number
  contacts: { waiting: number; late: number }
}

export type Reading = Pick<Home, 'query' | 'clock' | 'actor'>

const noCases = (): Bands => ({ 0: 0, 1: 0, 2: 0, 3: 0, 4: 0, 5: 0, later: 0 })

/** The board as far as this home knows: an authority all of it, a supervisor's desk the work in supervisors' hands. */
export async function boardOf(home: Reading): Promise<Board> {
  const { query, clock } = home
  const now = clock.now()
  const handovers = await query.all('handover')
  const cases = await query.openCasesOf(now)
  const duties = byId(await query.all('duty'))
  const workerOf = workerIn(handovers, duties)
  const byButler = Map.groupBy(
    cases.filter(({ role }) => role === 'butler'),
    workerOf,
  )
  const byRole = Map.groupBy(
    cases.filter(({ role }) => role !== 'butler'),
    ({ role }) => role,
  )
  const [books, shifts, seen] = [
    await query.booksByOwner(),
    presenceAt(await query.all('shift'), now),
    await seenBy(home),
  ]
  const owed = await query.owed(null, now)
  const breaching = owed.filter(isBreaching)
  const contacts = await firstContacts(home)
  const butlers = (await query.all('staff')).filter(({ role, isActive }) => role === 'butler' && isActive)
  return {
    at: now,
    butlers: butlers.map(({ id: staffId, name }): ButlerRow => {
      const { id: _, ...duty } = duties.get(staffId) ?? dutyOf(staffId)
      const mine = byButler.get(staffId) ?? []
      const shift = shifts.find((one) => one.staffId === staffId)
      const given = handovers.filter(({ receiverId }) => receiverId === staffId)
      return {
        ...{ staffId, name, ...duty, customers: books.get(staffId) ?? 0, openCases: mine.length },
        ...{ bands: bandsOf(mine, now), isAway: isAway(duty, now), seenAt: seen.get(staffId) ?? null },
        shift: shift ? { isOn: shift.isOn, from: shift.from, until: shift.until } : null,
        handedOver: {
          waiting: given.filter(({ state }) => state === 'waiting').length,
          accepted: given.filter(({ state }) => state === 'accepted').length,
        },
      }
    }),
    queues: [...byRole].map(([role, items]) => ({ role, bands: bandsOf(items, now) })),
    breaching: breaching.slice(0, mostBreaching),
    breachingCount: breaching.length,
    forecast: Array.from({ length: forecastHours }, (_, hour) => owed.filter(endsIn(hour, now)).length),
    approvals: await approvalsOf(home),
    refused: refusedOf(handovers, new Set(cases.map(({ id }) => id))),
    orphans: (await orphans(home)).length,
    contacts: {
      waiting: contacts.filter(({ standing }) => standing === 'waiting').length,
      late: contacts.filter(({ standing }) => standing === 'late').length,
    },
  }
}

export function isBreaching({ standing }: OwedClock): boolean {
  return standing === 'breached' || standing === 'warning'
}

/** Whether a clock that runs ends in the hour that begins so many hours from now. */
export function endsIn(hour: number, now: number) {
  const from = now + hour * unitMs.h
  return ({ standing, clock }: OwedClock): boolean =>
    standing !== 'paused' && clock.dueAt >= from && clock.dueAt < from + unitMs.h
}

/** Who has a butler's case to work: who has accepted it, who stands in for the owner, else the owner. */
export function workerIn(handovers: readonly Row<'handover'>[], duties: ReadonlyMap<string, Duty>) {
  const taken = new Map(
    handovers.flatMap(({ state, caseId, receiverId }) => (state === 'accepted' ? [[caseId, receiverId]] : [])),
  )
  return ({ id, ownerId }: QueuedCase) => taken.get(id) ?? duties.get(ownerId)?.coveredBy ?? ownerId
}

/** Hand-overs of open cases that were refused and not given to anybody since. */
export function refusedOf(handovers: readonly Row<'handover'>[], open: ReadonlySet<string>): Row<'handover'>[] {
  const latest = new Map<string, Row<'handover'>>()
  for (const one of handovers.toSorted((a, b) => a.givenAt - b.givenAt)) latest.set(one.caseId, one)
  return [...latest.values()].filter(({ state, caseId }) => state === 'refused' && open.has(caseId))
}

function bandsOf(cases: readonly QueuedCase[], now: number): Bands {
  const bands = noCases()
  const rows = orderQueue(cases, now)
  for (const { band } of rows) bands[band]++
  return { ...bands, later: cases.length - rows.length }
}

/** When a desk of each person was last seen. */
async function seenBy({ query }: Pick<Home, 'query'>): Promise<Map<string, number>> {
  const seen = new Map<string, number>()
  for (const { staffId, seenAt, revokedAt } of await query.desks())
    if (seenAt !== null && revokedAt === null) seen.set(staffId, Math.max(seenAt, seen.get(staffId) ?? 0))
  return seen
}
