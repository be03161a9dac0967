import type { z } from 'zod'
import type { Load } from './duty/intake.ts'
import type { EntityName, Row } from './entities.ts'
import type { Outcome } from './refusal.ts'
import type { Role } from './staff/roles.ts'

/** Who gives a command. Never taken from its arguments: the faces take it from the home, the endpoint from the token. */
export type Actor = { staffId: string; role: Role }

/**
 * What a command may do to the store. Writes are seen by later reads of the same command at once and become part of the
 * caller's transaction; nothing is kept when the command is refused.
 */
export interface Tx {
  get<E extends EntityName>(entity: E, id: string): Promise<Row<E> | undefined>
  /** One read for many ids; what is not there is left out. */
  getMany<E extends EntityName>(entity: E, ids: readonly string[]): Promise<Row<E>[]>
  /** Rows whose named columns equal the values given (scalars only), by id. */
  find<E extends EntityName>(entity: E, where: Partial<Row<E>>): Promise<Row<E>[]>
  put<E extends EntityName>(entity: E, row: Row<E>): Promise<void>
  /** The same for many rows, each with an id of its own. */
  putMany<E extends EntityName>(entity: E, rows: readonly Row<E>[]): Promise<void>
  remove(entity: EntityName, id: string): Promise<void>
  /** What a butler has of customers and open cases, whoever asks. On a desk: as far as they are there. */
  load(staffId: string): Promise<Load>
}

/**
 * What a command runs with. `now` is epoch ms: the desk's clock when it runs at once, the authority's when it decides.
 * `newId` derives ids from the command's own, so both runs make the same ones. `sha256` gives the digest of a text in lower-case
 * hexadecimal: core may not hash, and a digest that a giver names proves nothing.
 */
export type Run<A> = {
  args: A
  actor: Actor
  now: number
  newId: () => string
  sha256: (text: string) => string
  tx: Tx
}

/**
 * `free`: valid at once (a note, a draft, an answer). `tentative`: shown as asked-for until the authority agrees.
 * `onlineOnly`: never queued.
 */
export type OfflineClass = 'free' | 'tentative' | 'onlineOnly'

export type Command<A = unknown> = {
  name: string
  version: number
  args: z.ZodType<A>
  roles: readonly Role[]
  offline: OfflineClass
  /**
   * Roles that may give it about a customer who is not in their sight; the authority decides. Where their desk does not hold that
   * customer it asks at once, as for `onlineOnly`.
   */
  aboutAnybody?: readonly Role[]
  /**
   * Two waiting commands of this name with the same key are one: the later replaces the arguments of the earlier while that
   * has not been sent (a draft saved as typed is one command, not a hundred).
   */
  coalesce?: (args: A) => string
  /** Its `tx` shows rows that the giver may not read too: what it is about goes as a whole. */
  seesAll?: true
  run(run: Run<A>): Promise<Outcome>
}

/** A command as it is given: by whom is said beside it, never inside. */
export type Given = { id: string; name: string; version: number; args: unknown }

/**
 * Declares a command; the type parameter comes from the argument schema. That is made when it is first asked for: a program that gives
 * one command does not wait for the schemas of a hundred.
 */
export function command<S extends z.ZodType>({
  args,
  ...declared
}: Omit<Command<z.infer<S>>, 'args' | 'version'> & { args: () => S; version?: number }): Command {
  let schema: S | undefined
  return Object.defineProperty({ version: 1, ...declared }, 'args', {
    enumerable: true,
    get: () => (schema ??= args()),
  }) as unknown as Command
}

/** Ids made by one command: `<command id>.1`, `.2`, … in the order in which its `run` asks. */
export function idsOf(commandId: string): () => string {
  let made = 0
  return () => `${commandId}.${++made}`
}
