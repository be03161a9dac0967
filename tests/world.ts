import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { authorityOf } from '../src/app/authority.ts'
import type { Clock } from '../src/app/clock.ts'
import { issueCode, joinEndpoint } from '../src/app/enrol.ts'
import { createAuthority, type Home, openHome } from '../src/app/home.ts'
import { settleOnPostgres } from '../src/app/settle-store.ts'
import type { Outcome } from '../src/core/refusal.ts'
import type { Role } from '../src/core/staff/roles.ts'
import { type Listening, listen, type ListenOptions } from '../src/http/server.ts'
import type { Net } from '../src/sync/desk-sync.ts'
import type { PostgresServer } from './postgres.ts'

/** Time that a test moves by hand; ids that count, on from those of another clock. */
export function testClock(start = Date.UTC(2026, 2, 20, 2, 0), idsBefore = 0): Clock & { advance(ms: number): void } {
  let [now, made] = [start, idsBefore]
  return {
    now: () => now,
    newId: () => `test-${String(++made).padStart(6, '0')}`,
    advance: (ms) => void (now += ms),
  }
}

const engineOfRun: EngineName = process.env['BUTLER_TEST_ENGINE'] === 'postgres' ? 'postgres' : 'sqlite'

/** A real authority, its real endpoint on loopback, and desks joined to it, all in a folder that goes away with the test. */
export type World = AsyncDisposable & {
  folder: string
  clock: ReturnType<typeof testClock>
  authority: Home
  /** Every home of the world that is open, the authority first. */
  homes: readonly Home[]
  endpointUrl: string
  /** Throws when refused. */
  give(name: string, args: unknown): Promise<Record<string, unknown>>
  addStaff(id: string, role: Role): Promise<void>
  addTeam(roles: Record<string, Role>): Promise<void>
  addCustomers(ownerId: string, names: string[]): Promise<void>
  /** A desk of the person, with a first sync done. */
  desk(staffId: string, options?: { net?: Net; name?: string }): Promise<Home>
  stopEndpoint(): Promise<void>
  startEndpoint(): Promise<void>
}

export type EngineName = 'sqlite' | 'postgres'

/** `postgres`: another server than that of the run. */
type WorldOptions = { engine?: EngineName; serving?: ListenOptions; postgres?: PostgresServer }

/** On the engine that is asked for, else the one that this run of the tests is about (vitest.config.ts). */
export async function makeWorld({ engine = engineOfRun, serving = {}, postgres }: WorldOptions = {}): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'butler-'))
  const clock = testClock()
  const authorityFolder = join(folder, 'authority')
  if (engine === 'sqlite') await createAuthority(authorityFolder, clock)
  else {
    await settleOnPostgres(authorityFolder, await (postgres?.database() ?? databaseOfRun()), clock)
  }
  const authority = await openHome(authorityFolder, { clock })
  const faults: unknown[] = []
  let listening: Listening | null = null
  let port = 0
  const homes: Home[] = [authority]
  const world: World = {
    folder,
    clock,
    authority,
    homes,
    endpointUrl: '',
    give: async (name, args) => accepted(await authority.execute(name, args)),
    addStaff: async (id, role) => void (await world.give('staff.add', { id, name: `${id} 测试`, role })),
    async addTeam(roles) {
      for (const [id, role] of Object.entries(roles)) await world.addStaff(id, role)
    },
    addCustomers: async (ownerId, names) => {
      const rows = names.map((name, index) => ({ externalId: `${ownerId}-${index + 1}`, name, owner: ownerId }))
      await world.give('import.rows', { kind: 'customers', source: 'test', number: 0, rows })
    },
    async desk(staffId, options = {}) {
      const { outcome, code } = await issueCode(authority, staffId)
      accepted(outcome)
      const deskFolder = join(folder, options.name ?? `desk-${staffId}-${homes.length}`)
      await joinEndpoint(deskFolder, world.endpointUrl, code, { clock })
      const home = await openHome(deskFolder, { clock, ...(options.net ? { net: options.net } : {}) })
      homes.push(home)
      await home.sync.once()
      return home
    },
    async stopEndpoint() {
      await listening?.close()
      listening = null
    },
    async startEndpoint() {
      listening = await listen(authorityOf(authority), '127.0.0.1', port, (fault) => faults.push(fault), serving)
      world.endpointUrl = listening.url
      port = Number(new URL(listening.url).port)
    },
    async [Symbol.asyncDispose]() {
      await world.stopEndpoint()
      for (const home of homes) await home.close()
      rmSync(folder, { recursive: true, force: true })
      if (faults.length > 0) throw faults[0]
    },
  }
  await world.startEndpoint()
  return world
}

/** With the tables in it; that they come to be in an empty one is shown where the engine itself is tested. */
async function databaseOfRun() {
  // Not before it is wanted: worlds are made outside the test runner too.
  const [{ inject }, { postgresOfRun }] = await Promise.all([import('vitest'), import('./postgres-of-run.ts')])
  return postgresOfRun().database(`template ${inject('postgresTemplate')}`)
}

/** The result of an outcome that has to be an acceptance. */
export function accepted(outcome: Outcome): Record<string, unknown> {
  if (!outcome.ok) throw new Error(`refused: ${outcome.code} ${JSON.stringify(outcome.data)}`)
  return outcome.result
}
