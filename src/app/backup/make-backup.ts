import { existsSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { hashAt } from '../../store/chain-queries.ts'
import { copyStore } from '../../store/copy-store.ts'
import { holdLock } from '../../store/lock.ts'
import { migrate } from '../../store/migrate.ts'
import { openSqlite } from '../../store/open-sqlite.ts'
import type { Home } from '../home.ts'
import { storeIn } from '../home-store.ts'
import { flushFile, flushFolderOf } from '../whole-file.ts'
import { BackupFault } from './backup-fault.ts'
import { openSealed, sealFile } from './sealed-file.ts'
import { type Verified, verifyCopy } from './verify-copy.ts'

export type Backup = Verified & { bytes: number }
/** What is under way; `share` (0 to 1) is null while it cannot be told. */
export type OnStage = (stage: 'copy' | 'seal' | 'verify', share: number | null) => void
type Options = { key: Buffer | null; isForced: boolean }

/**
 * Writes all that an authority has at one moment into a file, while it goes on. The file is there under its name once it has been
 * opened again, deciphered where it is enciphered, and looked through from end to end; before that nothing is. Throws
 * `BackupFault`, and what the disk says.
 */
export async function makeBackup(
  home: Home,
  file: string,
  { key, isForced }: Options,
  onStage: OnStage,
): Promise<Backup> {
  const { folder } = home
  if (home.kind === 'desk') throw new BackupFault('of-desk', folder)
  assertPlace(folder, file, isForced)
  const lock = holdLock(join(folder, 'backup.lock'))
  if (!lock) throw new BackupFault('under-way', folder)
  const part = `${file}.part`
  // What is not enciphered never lies beside the backup, only where the database itself lies.
  const plain = key ? join(folder, 'backup.making') : part
  try {
    remove(plain)
    remove(part)
    makeEmpty(part)
    if (key) makeEmpty(plain)
    await layCopy(home, plain, onStage)
    if (key) {
      onStage('seal', null)
      await sealFile(plain, part, key)
      remove(plain)
      await openSealed(part, plain, key)
    }
    const verified = await verifyCopy(plain, file, (done, of) => onStage('verify', of === 0 ? null : done / of))
    const isOurs = verified.ver === 0 || (await hashAt(home.store.reader, verified.ver)) === verified.hash
    if (!isOurs) throw new BackupFault('damaged', file, `version ${verified.ver}`)
    flushFile(part)
    const bytes = statSync(part).size
    if (!isForced && existsSync(file)) throw new BackupFault('file-exists', file)
    renameSync(part, file)
    flushFolderOf(file)
    return { ...verified, bytes }
  } finally {
    remove(plain)
    remove(part)
    lock.release()
  }
}

function assertPlace(folder: string, file: string, isForced: boolean): void {
  if (!existsSync(dirname(file))) throw new BackupFault('no-folder', dirname(file))
  if (!existsSync(file)) return
  const place = storeIn(folder)
  const there = statSync(file)
  const database = place?.is === 'file' ? statSync(place.file) : null
  const isDatabase = database?.ino === there.ino && database.dev === there.dev
  if (!isForced || isDatabase) throw new BackupFault('file-exists', file)
}

function makeEmpty(file: string): void {
  writeFileSync(file, '', { mode: 0o600, flag: 'wx' })
}

function remove(file: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${end}`, { force: true })
}

/** Everything as of one moment, into an empty file: SQLite copies itself, from PostgreSQL it goes over row by row. */
async function layCopy(home: Home, target: string, onStage: OnStage): Promise<void> {
  onStage('copy', null)
  const place = storeIn(home.folder)
  if (place?.is === 'file') {
    const store = openSqlite(place.file)
    try {
      store.copyTo(target)
    } finally {
      await store.close()
    }
    return
  }
  const between = join(home.folder, 'backup.copying')
  remove(between)
  makeEmpty(between)
  const store = openSqlite(between)
  try {
    await migrate(store, home.clock.now())
    await copyStore(home.store, store, (done, of) => onStage('copy', of === 0 ? null : done / of))
    store.copyTo(target)
  } finally {
    await store.close()
    remove(between)
  }
}
