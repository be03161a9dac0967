import { isLeader } from '../core/staff/roles.ts'
import type { BoardRow, BoardRows } from './board-rows.ts'
import { type FirstContact, firstContacts, type Orphan, orphans } from './books.ts'
import type { Home } from './home.ts'

/** `isCut`: an endpoint told the first of `total` alone. `isPart`: only of what this desk holds, the endpoint is away. */
export type BookTold<T> = { found: T[]; total: number; isCut: boolean; isPart: boolean }

/** Customers whom nobody looks after: a leader's desk, which holds a part of the books only, asks its endpoint. */
export async function orphansTold(home: Home): Promise<BookTold<Orphan>> {
  const told = await toldBy(home, 'orphans')
  return told ? listOf(told, (row) => (row.is === 'orphan' ? row.orphan : [])) : here(home, await orphans(home))
}

export async function contactsTold(home: Home, staffId?: string): Promise<BookTold<FirstContact>> {
  const told = await toldBy(home, 'allContacts')
  if (!told) return here(home, await firstContacts(home, staffId))
  const isTheirs = ({ ownerId }: FirstContact) => staffId === undefined || ownerId === staffId
  return listOf(told, (row) => (row.is === 'contact' && isTheirs(row.contact) ? row.contact : []))
}

/** Null where who asks leads nobody, or nobody answers. */
async function toldBy(home: Home, of: 'orphans' | 'allContacts'): Promise<BoardRows | null> {
  if (!leads(home)) return null
  const told = await home.board({ of })
  return 'rows' in told && told.from === 'now' ? told.rows : null
}

function leads({ kind, actor }: Home): boolean {
  return kind === 'desk' && isLeader(actor.role)
}

function here<T>(home: Home, found: T[]): BookTold<T> {
  return { found, total: found.length, isCut: false, isPart: leads(home) }
}

function listOf<T>({ rows, total }: BoardRows, of: (row: BoardRow) => T | []): BookTold<T> {
  return { found: rows.flatMap(of), total, isCut: rows.length < total, isPart: false }
}
