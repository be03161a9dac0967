import { byId } from '../core/by-id.ts'
import { type Band, orderQueue } from '../core/queue/order.ts'
import { idOfOwed } from '../core/queue/owed.ts'
import { type Board, boardOf, endsIn, isBreaching, type Reading, refusedOf, workerIn } from './board.ts'
import { type FirstContact, firstContacts, type Orphan, orphans } from './books.ts'
import { type CustomerDesk, customerDesk } from './customer-standing.ts'
import type { OwedClock, QueuedCase } from './queries.ts'

/**
 * What stands behind one number of the board. `who`: a butler of `butler` and `book`, a role of `queue`. `band`: one of them alone.
 * `hour`: so many hours from now. `contacts`: those that are still to be made. `customer`: no number, but whom a row is about.
 */
export type BoardAsk =
  | { of: 'butler' | 'queue'; who: string; band?: Band | 'later' | undefined }
  | { of: 'book'; who: string }
  | { of: 'hour'; hour: number }
  | { of: 'customer'; who: string }
  | { of: 'breaching' | 'refused' | 'orphans' | 'contacts' | 'allContacts' }

/** `staffId`: the butler whom it is about, where there is one. */
type About = {
  id: string
  customerId: string | null
  customerName: string
  staffId: string | null
  caseId: string | null
  runId: string | null
}
export type BoardRow = About &
  (
    | { is: 'case'; band: Band | 'later'; case: QueuedCase; takenBy: string | null }
    | { is: 'clock'; owed: OwedClock }
    | { is: 'customer' }
    | { is: 'orphan'; orphan: Orphan }
    | { is: 'contact'; contact: FirstContact }
    | { is: 'refused'; giverId: string; receiverId: string; reason: string; at: number }
  )

/** `total`: how many there are; the rows are the first of them. */
export type BoardRows = { at: number; total: number; rows: BoardRow[] }

/** What an endpoint or an authority's home says of the board: all of it, the rows behind one number, or whom a row is about. */
export type BoardView = { board: Board } | { rows: BoardRows } | { customer: CustomerDesk | null }

const mostRows = 300

export async function boardView(home: Reading, asked: BoardAsk | null): Promise<BoardView> {
  if (asked === null) return { board: await boardOf(home) }
  if (asked.of === 'customer') return { customer: (await customerDesk(home, asked.who)) ?? null }
  const all = await rowsBehind(home, asked)
  return { rows: { at: home.clock.now(), total: all.length, rows: all.slice(0, mostRows) } }
}

async function rowsBehind(home: Reading, asked: Exclude<BoardAsk, { of: 'customer' }>): Promise<BoardRow[]> {
  const { query, clock } = home
  const now = clock.now()
  switch (asked.of) {
    case 'butler':
    case 'queue': {
      const duties = byId(await query.all('duty'))
      const workerOf = workerIn(await query.all('handover'), duties)
      const cases = (await query.openCasesOf(now)).filter((item) =>
        asked.of === 'queue' ? item.role === asked.who : item.role === 'butler' && workerOf(item) === asked.who,
      )
      const rows = caseRows(cases, now)
      return asked.band === undefined ? rows : rows.filter((row) => row.is === 'case' && row.band === asked.band)
    }
    case 'book':
      return (await query.ownedBy([asked.who])).map(({ id, name, ownerId }) => ({
        ...{ is: 'customer', id, customerId: id, customerName: name, staffId: ownerId, caseId: null, runId: null },
      }))
    case 'hour':
      return (await query.owed(null, now)).filter(endsIn(asked.hour, now)).map(clockRow)
    case 'breaching':
      return (await query.owed(null, now)).filter(isBreaching).map(clockRow)
    case 'refused': {
      const cases = byId(await query.openCasesOf(now))
      return refusedOf(await query.all('handover'), new Set(cases.keys())).map((one) => ({
        ...{ is: 'refused', id: one.id, customerId: one.customerId, caseId: one.caseId, runId: null },
        ...{ customerName: cases.get(one.caseId)?.customerName ?? '', staffId: one.giverId },
        ...{ giverId: one.giverId, receiverId: one.receiverId },
        ...{ reason: one.reason ?? '', at: one.answeredAt ?? one.givenAt },
      }))
    }
    case 'orphans':
      return (await orphans(home)).map((orphan) => {
        const { customerId, customerName, ownerId: staffId } = orphan
        return { is: 'orphan', id: customerId, customerId, customerName, staffId, caseId: null, runId: null, orphan }
      })
    case 'contacts':
    case 'allContacts':
      return (await firstContacts(home))
        .filter(({ proof }) => asked.of === 'allContacts' || proof === null)
        .map((contact) => {
          const { id, customerId, customerName, ownerId: staffId } = contact
          return { is: 'contact', id, customerId, customerName, staffId, caseId: null, runId: null, contact }
        })
  }
}

/** In the order of the queue, and after that what is put aside or not due yet. */
function caseRows(cases: readonly QueuedCase[], now: number): BoardRow[] {
  const row = (item: QueuedCase, band: Band | 'later', takenBy: string | null): BoardRow => ({
    ...{ is: 'case', id: item.id, customerId: item.customerId, customerName: item.customerName },
    ...{ staffId: item.role === 'butler' ? item.ownerId : null, caseId: item.id, runId: null },
    ...{ band, case: item, takenBy },
  })
  const queued = orderQueue(cases, now)
  const shown = new Set(queued.map((one) => one.case.id))
  return [
    ...queued.map((one) => row(one.case, one.band, one.takenBy)),
    ...cases.filter(({ id }) => !shown.has(id)).map((item) => row(item, 'later', null)),
  ]
}

function clockRow(owed: OwedClock): BoardRow {
  const [item, move] = [owed.case, 'move' in owed ? owed.move : null]
  return {
    ...{ is: 'clock', id: idOfOwed(owed), owed },
    ...{ customerId: item?.customerId ?? move?.customerId ?? null },
    ...{ customerName: item?.customerName ?? move?.customerName ?? '' },
    ...{ staffId: item?.role === 'butler' ? item.ownerId : (move?.ownerId ?? null) },
    ...{ caseId: item?.id ?? null, runId: 'run' in owed ? owed.run.id : null },
  }
}
