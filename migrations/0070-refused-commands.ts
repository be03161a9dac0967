import type { Migration } from '../src/store/migrate.ts'

/**
 * What a refused command of a desk has become by a person's hand, and the number of the command that says so or stands in its place.
 * Columns of their own: the refusal stays as it was told, and a command that is told to the authority again keeps what was decided
 * about it here. The reason is in the other command only, and goes with its words when the customer leaves.
 */
export const refusedCommands: Migration = {
  name: '0070-refused-commands',
  statements: ({ int }) => [
    `alter table "outbox" add column "became" text`,
    `alter table "outbox" add column "becameSeq" ${int}`,
  ],
}
