import { addEpochs, readEpochs, readHead } from '../store/chain-queries.ts'
import { readHomeKeys, writeHomeKeys } from '../store/home-keys.ts'
import { migrate } from '../store/migrate.ts'
import { parsePostgres, type PostgresAddress, postgresText } from '../store/postgres-address.ts'
import type { Store } from '../store/store.ts'
import type { EpochTable } from '../store/tables.ts'
import { transact } from '../store/transact.ts'
import { type Clock, systemClock } from './clock.ts'
import { storeInEnvironment } from './config.ts'
import { HomeFault } from './home-fault.ts'
import { nameStore, openDatabase, storeIn } from './home-store.ts'

/** The address that was asked for, else BUTLER_STORE. A password may stand in the environment, never in the arguments: others see those. */
export function askedStore(asked: string | undefined): PostgresAddress | null {
  const text = asked ?? storeInEnvironment()
  if (text === undefined || text === 'sqlite') return null
  const parsed = parsePostgres(text)
  if (asked !== undefined && hasPassword(asked)) throw new HomeFault('password-in-view', '')
  if (!parsed) throw new HomeFault('bad-store', asked ?? 'BUTLER_STORE')
  return parsed.address
}

/** Told by the text alone: an address that is wrong elsewhere must not be said with its password either. */
function hasPassword(text: string): boolean {
  return /^[a-z]+:\/\/[^/@]*:[^/]*@/i.test(text)
}

/**
 * Makes this folder a home whose data is in a PostgreSQL database: a new authority where the database is empty, another process
 * of the one that is there otherwise. Throws `HomeFault('exists')` when the folder is another home already, and `StoreFault`.
 */
export async function settleOnPostgres(
  folder: string,
  address: PostgresAddress,
  clock: Clock = systemClock,
): Promise<'made' | 'joined' | 'there'> {
  const before = storeIn(folder)
  if (before?.is === 'postgres' && postgresText(before.address) === postgresText(address)) return 'there'
  if (before) throw new HomeFault(before.is === 'file' ? 'store-is-file' : 'exists', folder)
  const store = await openDatabase(address)
  try {
    await migrate(store, clock.now())
    const isMade = await beginAuthority(store, clock)
    nameStore(folder, address)
    return isMade ? 'made' : 'joined'
  } finally {
    await store.close()
  }
}

/**
 * Begins a new life of an authority that was put back to an earlier time: its desks see by the new epoch that what they were told
 * since may be unknown here. `others`: lives that are known from elsewhere; they are kept, so that it stays known what they saw.
 */
export function beginLife(store: Store, clock: Clock, others: readonly EpochTable[]): Promise<EpochTable> {
  return transact(store, async (write) => {
    await store.hold(write, { deviceIds: [], isAlone: true, named: [] })
    const known = await readEpochs(write)
    const more = others.filter(({ epoch }) => !known.some((one) => one.epoch === epoch))
    const { ver: began } = await readHead(write)
    const number = Math.max(0, ...[...known, ...more].map((one) => one.number)) + 1
    const life = { epoch: clock.newId().replaceAll('-', ''), number, began, at: clock.now() }
    await addEpochs(write, [...more, life])
    await writeHomeKeys(write, { epoch: life.epoch })
    return life
  })
}

/** Makes an authority of an empty store; false when it is one. */
export function beginAuthority(store: Store, clock: Clock): Promise<boolean> {
  return transact(store, async (write) => {
    await store.hold(write, { deviceIds: [], isAlone: true, named: [] })
    if ((await readHomeKeys(write)).kind !== undefined) return false
    const epoch = clock.newId().replaceAll('-', '')
    await writeHomeKeys(write, { kind: 'authority', epoch })
    await addEpochs(write, [{ epoch, number: 1, began: 0, at: clock.now() }])
    return true
  })
}
