import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { copyStore, NotEmpty } from '../../store/copy-store.ts'
import { holdLock } from '../../store/lock.ts'
import { migrate } from '../../store/migrate.ts'
import { openSqlite, openSqliteCopy } from '../../store/open-sqlite.ts'
import type { PostgresAddress } from '../../store/postgres-address.ts'
import { countDesks, revokeAgain } from '../../store/revoked-queries.ts'
import type { Store } from '../../store/store.ts'
import type { EpochTable } from '../../store/tables.ts'
import { transact } from '../../store/transact.ts'
import type { Clock } from '../clock.ts'
import { HomeFault } from '../home-fault.ts'
import { databaseName, openDatabase } from '../home-store.ts'
import { beginMaking } from '../make-folder.ts'
import { beginLife } from '../settle-store.ts'
import { flushFile } from '../whole-file.ts'
import { BackupFault } from './backup-fault.ts'
import { makeWay, type Way } from './make-way.ts'
import { isSealed, openSealed } from './sealed-file.ts'
import { type Verified, verifyCopy } from './verify-copy.ts'

/**
 * `life`: the new one. `aside`: where what was there before lies now; null when there was nothing. `desks`: how many may speak to
 * it; `revoked`: how many desks were shut out again because what was there before had shut them out, null when nothing could say so.
 */
export type Restored = Verified & { life: EpochTable; aside: string | null; desks: number; revoked: number | null }
export type OnRestore = (stage: 'open' | 'verify' | 'copy', share: number | null) => void
type Asked = { file: string; folder: string; address: PostgresAddress | null; key: Buffer | null; isReplacing: boolean }

/**
 * Makes a home of a backup: in a folder, or in an empty PostgreSQL database which the folder then names. All of it is made beside
 * and looked through first; the home is there in one step, or not at all. Throws `BackupFault`, `NewerFile`, `HomeFault`,
 * `StoreFault`, and what the disk says; nothing is changed then.
 */
export async function restoreBackup(asked: Asked, clock: Clock, onStage: OnRestore): Promise<Restored> {
  const { file, folder } = asked
  const sealed = await isSealed(file)
  if (sealed && !asked.key) throw new BackupFault('needs-key', file)
  if (!sealed && asked.key) throw new BackupFault('not-sealed', file)
  const lockName = 'restore.lock'
  const begun = beginMaking(folder, (name) => name.startsWith(lockName))
  const lockFile = join(folder, lockName)
  const lock = lockOf(lockFile, begun)
  if (!lock) throw new BackupFault('under-way', folder)
  const making = join(folder, 'restore.making')
  let isDone = false
  try {
    const way = await makeWay(folder, asked.isReplacing, clock)
    rmSync(making, { recursive: true, force: true })
    mkdirSync(making, { mode: 0o700 })
    const restored = await restoreInto(asked, way, join(making, databaseName), clock, onStage)
    isDone = true
    return restored
  } finally {
    rmSync(making, { recursive: true, force: true })
    lock.release()
    rmSync(lockFile, { force: true })
    if (!isDone) begun.undo()
  }
}

function lockOf(file: string, begun: ReturnType<typeof beginMaking>) {
  try {
    return holdLock(file)
  } catch (fault) {
    begun.undo()
    throw fault
  }
}

async function restoreInto(
  { file, folder, address, key }: Asked,
  way: Way,
  laid: string,
  clock: Clock,
  onStage: OnRestore,
): Promise<Restored> {
  onStage('open', null)
  if (key) await openSealed(file, laid, key)
  const verified = await verifyCopy(key ? laid : file, file, (done, of) =>
    onStage('verify', of === 0 ? null : done / of),
  )
  if (!key) await copyFile(file, laid)
  const store = openSqlite(laid)
  let made: Pick<Restored, 'life' | 'desks' | 'revoked'>
  try {
    await migrate(store, clock.now())
    const life = await beginLife(store, clock, way.epochs)
    const shutOut = way.revoked
    const revoked = shutOut && (await transact(store, (write) => revokeAgain(write, shutOut)))
    made = { life, desks: await countDesks(store.reader), revoked }
    if (address) await copyInto(store, address, clock, onStage)
  } finally {
    await store.close()
  }
  flushFile(laid)
  const aside = address ? way.name(address) : way.put(laid, join(folder, databaseName))
  return { ...verified, ...made, aside }
}

async function copyFile(from: string, to: string): Promise<void> {
  writeFileSync(to, '', { mode: 0o600 })
  const copy = openSqliteCopy(from)
  try {
    copy.copyTo(to)
  } finally {
    await copy.close()
  }
}

async function copyInto(from: Store, address: PostgresAddress, clock: Clock, onStage: OnRestore): Promise<void> {
  const target = await openDatabase(address)
  try {
    await migrate(target, clock.now())
    await copyStore(from, target, (done, of) => onStage('copy', of === 0 ? null : done / of))
  } catch (fault) {
    throw fault instanceof NotEmpty ? new HomeFault('not-empty', target.place) : fault
  } finally {
    await target.close()
  }
}
