import { assertNotNewer } from '../../store/migrate.ts'
import { openSqliteCopy, type SqliteCopy } from '../../store/open-sqlite.ts'
import { readHomeKeys } from '../../store/home-keys.ts'
import { walkChain } from '../../sync/walk-chain.ts'
import { BackupFault } from './backup-fault.ts'

/** Up to where the copy goes, and how many rows each table has. */
export type Verified = { ver: number; hash: string; rows: Record<string, number> }

const needed = ['head', 'event', 'commandResult', 'change', 'home', 'migration']

/**
 * Looks a copy of an authority's database through: SQLite's own check, whose it is, the chain from the first event to the head.
 * `named`: the file to speak of. Throws `BackupFault`, `NewerFile`.
 */
export async function verifyCopy(
  file: string,
  named: string,
  onRows: (done: number, of: number) => void,
): Promise<Verified> {
  const copy = open(file, named)
  try {
    const problem = copy.problem()
    if (problem !== null) throw new BackupFault('damaged', named, problem)
    const rows = copy.rowCounts()
    if (needed.some((table) => rows[table] === undefined)) throw new BackupFault('not-a-backup', named)
    await assertNotNewer(named, copy.reader)
    if ((await readHomeKeys(copy.reader)).kind !== 'authority') throw new BackupFault('no-authority', named)
    const { head, bad } = await walkChain(copy.reader, { hashes: new Set(), roots: new Set() }, onRows)
    if (bad) throw new BackupFault('bad-history', named, '', bad)
    return { ...head, rows }
  } catch (fault) {
    throw damageOf(fault, named)
  } finally {
    await copy.close()
  }
}

function open(file: string, named: string): SqliteCopy {
  try {
    return openSqliteCopy(file)
  } catch (fault) {
    throw damageOf(fault, named)
  }
}

function damageOf(fault: unknown, named: string): unknown {
  const code = fault instanceof Error && 'code' in fault ? String(fault.code) : ''
  if (code.startsWith('SQLITE_NOTADB')) return new BackupFault('not-a-backup', named)
  if (code.startsWith('SQLITE_CORRUPT')) return new BackupFault('damaged', named)
  return fault
}
