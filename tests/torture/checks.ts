import { join } from 'node:path'
import Database from 'better-sqlite3'
import { canonicalJson } from '../../src/core/canonical-json.ts'
import { customerEntities, sharedEntities } from '../../src/core/entities.ts'
import { scopesOfStaff } from '../../src/core/scope.ts'
import type { Role } from '../../src/core/staff/roles.ts'
import { sha256 } from '../../src/sync/sha256.ts'
import { checkSaid } from './check-said.ts'
import type { Tally } from './ledger.ts'
import type { Seat, Team } from './team.ts'

export type Row = Record<string, unknown>

/** After everything has come to rest: what was shown as saved is decided and done once, and everybody sees the same. */
export function checkTeam(team: Team, tally: Tally): void {
  const authority = open(team.authority)
  try {
    tally.wrong.push(...chainOf(authority))
    for (const seat of team.seats) {
      const desk = open(seat.folder)
      try {
        const home = keysOf(desk)
        checkSaid(seat, String(home['deviceId']), authority, desk, tally)
        tally.wrong.push(...differences(seat, authority, desk), ...atRest(seat, desk))
      } finally {
        desk.close()
      }
    }
  } finally {
    authority.close()
  }
}

export function open(folder: string): Database.Database {
  return new Database(join(folder, 'butler.db'), { readonly: true, timeout: 10_000 })
}

export function keysOf(db: Database.Database): Record<string, string> {
  const rows = db.prepare<[], { key: string; value: string }>('select key, value from home').all()
  return Object.fromEntries(rows.map(({ key, value }) => [key, value]))
}

/** I10: the versions of the events have no gap, and each follows the one before by its hash. */
function chainOf(authority: Database.Database): string[] {
  const head = authority.prepare<[], { ver: number; hash: string }>('select ver, hash from head').get()
  let [ver, prevHash] = [0, '']
  for (const { hash, ...event } of authority.prepare<[], Row>('select * from event order by ver').iterate()) {
    if (event['ver'] !== ++ver) return [`event ${String(event['ver'])} stands where ${ver} should`]
    if (event['prevHash'] !== prevHash) return [`event ${ver} does not follow the one before`]
    const { prevHash: _before, ...told } = event
    if (sha256(`${prevHash}\n${canonicalJson(told)}`) !== hash) return [`event ${ver} is not what was decided`]
    prevHash = String(hash)
  }
  return head?.ver === ver && head.hash === prevHash ? [] : ['the head is not the last event']
}

/** I5: what the desk holds is what the authority has in the scopes of its person, asked of the tables directly. */
function differences(seat: Seat, authority: Database.Database, desk: Database.Database): string[] {
  const role = keysOf(desk)['role'] as Role
  const scopes = JSON.stringify(scopesOfStaff({ id: seat.staffId, role }))
  const wrong: string[] = []
  const compare = (entity: string, wanted: Row[]) => {
    const held = desk.prepare<[], Row>(`select * from "${entity}" order by id`).all()
    if (JSON.stringify(held) === JSON.stringify(wanted)) return
    const of = (rows: Row[]) => new Set(rows.map((row) => JSON.stringify(row)))
    const [missing] = of(wanted).difference(of(held))
    const [stale] = of(held).difference(of(wanted))
    wrong.push(`${seat.name}: ${entity}: has not ${missing ?? 'nothing'}, has ${stale ?? 'nothing'} that is not so`)
  }
  for (const entity of sharedEntities)
    compare(entity, authority.prepare<[], Row>(`select * from "${entity}" order by id`).all())
  for (const entity of customerEntities) {
    const column = entity === 'customer' ? 'id' : 'customerId'
    const mine = `select customerId from customerScope where scope in (select value from json_each(?))`
    const wanted = authority
      .prepare<[string], Row>(`select * from "${entity}" where "${column}" in (${mine}) order by id`)
      .all(scopes)
    compare(entity, wanted)
  }
  return wrong
}

function atRest(seat: Seat, desk: Database.Database): string[] {
  const count = (sql: string) => Number(desk.prepare(sql).pluck().get())
  const wrong: string[] = []
  if (count(`select count(*) from outbox where state = 'waiting'`) > 0) wrong.push('something waits still')
  if (count('select count(*) from shadow') > 0) wrong.push('images are kept of rows that nobody has touched')
  if (count('select isOn from pulling') !== 0) wrong.push('a pull is under way still')
  return wrong.map((what) => `${seat.name}: ${what}`)
}

/** The files themselves, at the end of a team's time. */
export function checkFiles(team: Team): string[] {
  return [team.authority, ...team.seats.map(({ folder }) => folder)].flatMap((folder) => {
    const db = open(folder)
    const told = String(db.pragma('integrity_check', { simple: true }))
    db.close()
    return told === 'ok' ? [] : [`${folder}: ${told}`]
  })
}
