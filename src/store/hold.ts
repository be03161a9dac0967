import type { EntityName } from '../core/entities.ts'

/**
 * Whose decisions are to be made. `isAlone`: by themselves, as commands that write what hangs on no customer have to be.
 * `named`: rows that the commands speak of; their customers are held at once and in one order, so that two requests seldom wait
 * for each other crosswise.
 */
export type Holding = {
  deviceIds: readonly string[]
  isAlone: boolean
  named: readonly { entity: EntityName; id: string }[]
}

/** What a transaction of decisions has for itself until it ends. */
export type Hold = {
  /** Nobody else decides anything meanwhile. */
  isAlone: boolean
  /**
   * Makes these customers, with all that hangs on them, this transaction's own. True when it had to: what was read of them
   * before may be old, and is read again.
   */
  customers(ids: readonly string[]): Promise<boolean>
}

/** SQLite has one writer at a time, and a desk one store to itself. */
export const alone: Hold = { isAlone: true, customers: async () => false }

/** A command wrote what hangs on no customer, in a transaction that is not alone: it has to be run again in one that is. */
export class NeedsToBeAlone extends Error {}
