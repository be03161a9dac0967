import { setTimeout as rest } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Store, Write } from './store.ts'

/** Beyond the first. */
const moreTries = 3
/** No further try begins later than this after the first: who asked is told to come again instead. */
const patienceMs = 3_000

/**
 * The one place where a write transaction begins. What `work` throws rolls all of it back and is thrown on. Where the engine
 * took the transaction back (a deadlock, a lock that did not come free), all of `work` is run again: it keeps what it makes to
 * itself until it returns. Throws `StoreFault` for what the database has to say for itself.
 */
export async function transact<T>(store: Store, work: (write: Write) => Promise<T>): Promise<T> {
  const began = performance.now()
  for (let tries = 0; ; tries++)
    try {
      return await store.writer.transaction().execute(work)
    } catch (fault) {
      const isOver = tries === moreTries || performance.now() - began > patienceMs
      if (isOver || !store.isPassing(fault)) throw store.faultOf(fault)
      // Whoever got in each other's way does not come back at the same moment.
      await rest(Math.random() * 20 * 2 ** tries)
    }
}

/**
 * Waits for statements of a transaction that are under way at once, to the last of them even when one fails: none may still run when
 * the transaction is taken back. Throws what failed first.
 */
export async function together(statements: readonly Promise<unknown>[]): Promise<void> {
  const failed = (await Promise.allSettled(statements)).find(({ status }) => status === 'rejected')
  if (failed?.status === 'rejected') throw failed.reason
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
    try {
      await sql`rollback to part`.execute(write)
      await sql`release part`.execute(write)
    } catch {
      // The whole transaction is gone already (its connection broke): the first fault says why.
    }
    throw fault
  }
}

/** A savepoint that is made only when it turns out to be needed. What is thrown is for the whole transaction to take back. */
export function savepointLater(write: Write) {
  let isBegun = false
  const end = async () => {
    if (isBegun) await sql`release part`.execute(write)
    isBegun = false
  }
  return {
    async begin() {
      if (!isBegun) await sql`savepoint part`.execute(write)
      isBegun = true
    },
    end,
    async undo() {
      if (isBegun) await sql`rollback to part`.execute(write)
      await end()
    },
  }
}
