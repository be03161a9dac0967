import { existsSync, linkSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { readEpochs } from '../../store/chain-queries.ts'
import { readHomeKeys } from '../../store/home-keys.ts'
import { holdLock, takeAlone } from '../../store/lock.ts'
import { openSqliteCopy } from '../../store/open-sqlite.ts'
import type { PostgresAddress } from '../../store/postgres-address.ts'
import { type Revoked, revokedIn } from '../../store/revoked-queries.ts'
import type { EpochTable } from '../../store/tables.ts'
import type { Clock } from '../clock.ts'
import {
  databaseName,
  nameStore,
  openDatabase,
  serveLockName,
  snapshotsName,
  storeIn,
  storeName,
} from '../home-store.ts'
import { flushFolderOf } from '../whole-file.ts'
import { BackupFault } from './backup-fault.ts'

/**
 * How a home comes into a folder, in one step, past what may be there. `epochs`: the lives that what is there knows of; `revoked`:
 * whom it has shut out, null where nothing can say so. `put`, `name`: puts a database file there, or writes down where the database is; what was there goes aside, and it is said where.
 */
export type Way = {
  epochs: EpochTable[]
  revoked: Revoked | null
  put(laid: string, file: string): string | null
  name(address: PostgresAddress): string | null
}

/** Throws `BackupFault` when there is a home that is not to be replaced, is a desk, or is in use. */
export async function makeWay(folder: string, isReplacing: boolean, clock: Clock): Promise<Way> {
  const place = storeIn(folder)
  const file = join(folder, databaseName)
  const ending = `.replaced-${new Date(clock.now()).toISOString().replaceAll(/[-:.]/g, '')}`
  const before = place && (await lookAt(place))
  if (before && before.kind !== 'none') {
    if (!isReplacing) throw new BackupFault('home-there', folder)
    if (before.kind === 'desk') throw new BackupFault('desk-there', folder)
  }
  assertUnused(folder)
  const moveDatabase = () => {
    if (!existsSync(file)) return null
    if (before?.kind === 'none') return removed(file)
    return `${file}${ending}`
  }
  return {
    epochs: before?.epochs ?? [],
    revoked: before?.revoked ?? null,
    put(laid, target) {
      return alone(folder, () => {
        const aside = moveDatabase()
        if (aside) keepAside(target, aside)
        if (aside) renameSync(laid, target)
        else putNew(laid, target, folder)
        const named = join(folder, storeName)
        const isNamed = existsSync(named)
        if (isNamed) renameSync(named, `${named}${ending}`)
        removeSnapshots(folder)
        flushFolderOf(target)
        return isNamed ? `${named}${ending}` : aside
      })
    },
    name(address) {
      return alone(folder, () => {
        const named = join(folder, storeName)
        const isNamed = existsSync(named)
        if (isNamed) linkSync(named, `${named}${ending}`)
        nameStore(folder, address)
        const aside = moveDatabase()
        if (aside) renameSync(file, aside)
        removeSnapshots(folder)
        return isNamed ? `${named}${ending}` : aside
      })
    },
  }
}

type Before = { kind: 'authority' | 'desk' | 'none'; epochs: EpochTable[]; revoked: Revoked | null }

/** What is there, as far as it can be read: a database may be restored because it cannot. */
async function lookAt(place: NonNullable<ReturnType<typeof storeIn>>): Promise<Before> {
  try {
    const opened = place.is === 'file' ? openSqliteCopy(place.file) : await openDatabase(place.address)
    try {
      const { kind } = await readHomeKeys(opened.reader)
      const epochs = kind === 'authority' ? await readEpochs(opened.reader).catch(() => []) : []
      const revoked = kind === 'authority' ? await revokedIn(opened.reader).catch(() => null) : null
      return { kind: kind === undefined ? 'none' : kind === 'desk' ? 'desk' : 'authority', epochs, revoked }
    } finally {
      await opened.close()
    }
  } catch (fault) {
    // A making that was cut off before its first table; anything else may have been a home.
    const isUnbegun = fault instanceof Error && /no such table/.test(fault.message)
    return { kind: isUnbegun ? 'none' : 'authority', epochs: [], revoked: null }
  }
}

function assertUnused(folder: string): void {
  alone(folder, () => undefined)
}

/** Does something while no process has the home open. Throws `BackupFault`. */
function alone<T>(folder: string, work: () => T): T {
  const file = join(folder, databaseName)
  const lockFile = join(folder, serveLockName)
  const nothing = { release: () => undefined }
  const serving = existsSync(lockFile) ? holdLock(lockFile) : nothing
  try {
    const database = serving && existsSync(file) ? aloneWith(file) : nothing
    if (!serving || !database) throw new BackupFault('in-use', folder)
    try {
      return work()
    } finally {
      database.release()
    }
  } finally {
    serving?.release()
  }
}

function aloneWith(file: string) {
  try {
    return takeAlone(file)
  } catch (fault) {
    // Nobody works on what is no database any more.
    const isBroken = fault instanceof Error && 'code' in fault && /^SQLITE_(NOTADB|CORRUPT)/.test(String(fault.code))
    if (isBroken) return { release: () => undefined }
    throw fault
  }
}

/** What is laid ready for desks is of the life that ends. */
function removeSnapshots(folder: string): void {
  rmSync(join(folder, snapshotsName), { recursive: true, force: true })
}

/** Under another name too, so that there is a home at every moment; where a file cannot have two names, it is moved. */
function keepAside(file: string, aside: string): void {
  // Only a broken database still has them: they would be taken for those of the new one.
  for (const end of ['-wal', '-shm', '-journal'])
    if (existsSync(`${file}${end}`)) renameSync(`${file}${end}`, `${aside}${end}`)
  try {
    linkSync(file, aside)
  } catch (fault) {
    if (existsSync(aside)) throw fault
    renameSync(file, aside)
  }
}

/** Nothing was there: nor may anything have come since. */
function putNew(laid: string, file: string, folder: string): void {
  try {
    linkSync(laid, file)
  } catch {
    if (existsSync(file)) throw new BackupFault('home-there', folder)
    renameSync(laid, file)
  }
}

function removed(file: string): null {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${end}`, { force: true })
  return null
}
