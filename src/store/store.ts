import type { Kysely, Transaction } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import type { Engine } from './engine.ts'
import type { Hold, Holding } from './hold.ts'
import type { Tables } from './tables.ts'

/** Readers cannot write: neither by type nor by connection. */
export type Reader = ReadonlyKysely<Tables>
export type Write = Transaction<Tables>

/**
 * An opened database. Everything that changes it goes through `transact` (store/transact.ts). Nothing above store/ asks which
 * engine it is.
 */
export type Store = {
  /** Where it lies, to be told to people: a file, or an address without its password. */
  place: string
  engine: Engine
  reader: Reader
  writer: Kysely<Tables>
  /** How many write transactions are worth having under way at once. */
  writersAtOnce: number
  /** Several reads that see the same moment. The connection cannot write. */
  snapshot<T>(read: (read: Write) => Promise<T>): Promise<T>
  /** The same on a connection of its own, for reading much: nobody waits for it. */
  aside<T>(read: (read: Write) => Promise<T>): Promise<T>
  /** Moves whenever another connection has committed. */
  dataVersion(): Promise<number>
  /** First of all in a transaction of decisions: from here on it runs as if nobody else decided about the same things. */
  hold(write: Write, holding: Holding): Promise<Hold>
  /** Within a transaction that takes long by its nature: it may. */
  allowLong(within: Write): Promise<void>
  /** First of all in a migration: one process does it, the others wait. */
  beginMigration(write: Write): Promise<void>
  /** Lays down what is still beside the database file, so that nothing deleted is left there; false when somebody is reading. */
  settle(): Promise<boolean>
  /** Keeps a copy of what a migration could lose, where the engine can. */
  keepCopy(migration: string): void
  /** Whether the same transaction, tried again, may well go through. */
  isPassing(fault: unknown): boolean
  /** The fault as one that can be said to people (`StoreFault`); itself when there is nothing to say. */
  faultOf(fault: unknown): unknown
  /** Every table with its columns and its key, by name. */
  tables(): Promise<TableShape[]>
  close(): Promise<void>
}

export type TableShape = { name: string; columns: string[]; key: string[] }
