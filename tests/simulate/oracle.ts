import type Database from 'better-sqlite3'
import { customerEntities, type EntityName, sharedEntities } from '../../src/core/entities.ts'

/** What an authority's rows say that a desk should hold: plain SQL of its own, which shares nothing with what serves desks. */

type Plain = Record<string, unknown>
const statements = new WeakMap<Database.Database, Map<string, Database.Statement>>()

/** All rows of a question; the same text is prepared once a file. */
export function ask<R = Plain>(db: Database.Database, sql: string, ...values: unknown[]): R[] {
  const known = statements.get(db) ?? new Map<string, Database.Statement>()
  statements.set(db, known)
  const statement = known.get(sql) ?? db.prepare(sql)
  known.set(sql, statement)
  return statement.all(...values) as R[]
}

/** Many questions about one moment: they cost far less than each by itself. */
export function atOneMoment<T>(db: Database.Database, work: () => T): T {
  if (db.inTransaction) return work()
  return db.transaction(work)()
}

export type Person = { id: string; role: string }

/** The customers whom a person may hold. */
function customersOf(authority: Database.Database, { id, role }: Person): Set<string> {
  const sql =
    role === 'butler'
      ? `select "id" from "customer" where "ownerId" = @who or "ownerId" in (select "id" from "duty" where "coveredBy" = @who)
         union select h."customerId" from "handover" h join "case" c on c."id" = h."caseId" where h."receiverId" = @who
         and h."state" in ('waiting', 'accepted') and c."state" = 'open'`
      : `select "customerId" as "id" from "case" where "state" = 'open' and "role" = @who and "role" <> 'butler'
         union select e."customerId" from "escalation" e, json_each(e."steps") s where e."state" = 'running'
         and json_extract(s.value, '$.state') = 'active' and json_extract(s.value, '$.owner') = @who and @who <> 'butler'`
  return new Set(ask<{ id: string }>(authority, sql, { who: role === 'butler' ? id : role }).map((row) => row.id))
}

const stars = (text: string) => text.replaceAll(/./g, '*')

/** What of a row its role does not see as it is: nobody an identity number, and only a butler a phone. */
function seenBy(role: string, row: Plain): Plain {
  const { idNumber, phone } = row
  const seen = { ...row }
  if (typeof idNumber === 'string')
    seen['idNumber'] =
      idNumber.length > 5 ? idNumber.slice(0, 3) + stars(idNumber.slice(3, -2)) + idNumber.slice(-2) : stars(idNumber)
  if (typeof phone === 'string' && role !== 'butler') seen['phone'] = `${phone.slice(0, -8)}****${phone.slice(-4)}`
  return seen
}

type Held = Map<string, string>

/** Kinds of rows that a program of the protocol before has no tables for, and is not told of. */
const laterKinds: ReadonlySet<EntityName> = new Set<EntityName>([
  ...([
    'complaint',
    'teamRun',
    'shift',
    'duty',
    'move',
    'handover',
    'reply',
    'resource',
    'scheme',
    'precedent',
    'promise',
    'goodwill',
    'replyUse',
    'care',
  ] as const),
])

/** The rows without those of kinds that came later. */
export function ofOlder(held: Held): Held {
  return new Map([...held].filter(([key]) => !laterKinds.has(key.split(' ', 1)[0] as EntityName)))
}

/** A row in one spelling, whatever the order of its columns. */
function spelled(row: Plain): string {
  return JSON.stringify(
    Object.keys(row)
      .sort()
      .map((key) => [key, row[key]]),
  )
}

/** All that a person's desk should hold: `entity id` → the row. */
export function rightRows(authority: Database.Database, person: Person): Held {
  const held: Held = new Map()
  for (const entity of sharedEntities)
    for (const row of ask(authority, `select * from "${entity}"`))
      held.set(`${entity} ${String(row['id'])}`, spelled(row))
  const mine = customersOf(authority, person)
  for (const entity of customerEntities)
    for (const row of ask(authority, `select * from "${entity}"`)) {
      if (!mine.has(String(entity === 'customer' ? row['id'] : row['customerId']))) continue
      held.set(`${entity} ${String(row['id'])}`, spelled(seenBy(person.role, row)))
    }
  return held
}

/** What a desk holds of the authority's rows: its tables with the kept images in place of what its own commands changed. */
export function baseRows(desk: Database.Database): Held {
  const held: Held = new Map()
  for (const entity of [...sharedEntities, ...customerEntities] as EntityName[])
    for (const row of ask(desk, `select * from "${entity}"`)) held.set(`${entity} ${String(row['id'])}`, spelled(row))
  for (const { entity, id, row } of ask<{ entity: string; id: string; row: string | null }>(
    desk,
    'select * from "shadow"',
  ))
    if (row === null) held.delete(`${entity} ${id}`)
    else held.set(`${entity} ${id}`, spelled(JSON.parse(row) as Plain))
  return held
}

/** The first difference, in words; null when there is none. */
export function difference(right: Held, held: Held): string | null {
  for (const [key, row] of right) {
    const other = held.get(key)
    if (other === undefined) return `${key} is missing`
    if (other !== row) return `${key} is ${other}, and should be ${row}`
  }
  for (const [key, row] of held) if (!right.has(key)) return `${key} should not be there: ${row}`
  return null
}
