import type { Migration } from '../src/store/migrate.ts'

/** Tags on conversations; of a message, where it was said if not where its conversation is held. */
export const conversations: Migration = {
  name: '0160-conversations',
  statements: ({ shadowColumns }) => [
    `alter table "conversation" add column "tags" text not null default '[]'`,
    ...shadowColumns('conversation', { tags: `'[]'` }),
    `alter table "message" add column "channel" text`,
    ...shadowColumns('message', { channel: 'null' }),
    `create index "conversationByLast" on "conversation" ("lastAt")`,
  ],
}
