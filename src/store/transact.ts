import { sql } from 'kysely'
import type { Store, Write } from './open-sqlite.ts'

/** The one place where a write transaction begins. What `work` throws rolls all of it back and is thrown on. */
export function transact<T>(store: Store, work: (write: Write) => Promise<T>): Promise<T> {
  return store.writer.transaction().execute(work)
}

/**
 * A part of a transaction that can be taken back alone: when `isKept` says no of what `work` returns, or when it throws, what
 * it wrote is undone and the rest of the transaction stands.
 */
export async function savepoint<T>(write: Write, work: () => Promise<T>, isKept: (result: T) => boolean): Promise<T> {
  await sql`savepoint part`.execute(write)
  try {
    const result = await work()
    if (!isKept(result)) await sql`rollback to part`.execute(write)
    await sql`release part`.execute(write)
    return result
  } catch (fault) {
    await sql`rollback to part`.execute(write)
    await sql`release part`.execute(write)
    throw fault
  }
}
