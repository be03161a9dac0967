import type { Migration } from '../src/store/migrate.ts'

/** Somebody who is not a customer and whom we help, and until when what we know of them may stay. */
export const care: Migration = {
  name: '0120-care',
  statements: ({ int, tableEnd }) => [
    `create table "care" ("id" text primary key, "customerId" text not null, "where" text not null, "what" text not null,
      "basis" text not null, "until" text not null, "begunBy" text not null, "begunAt" ${int} not null)${tableEnd}`,
    `create index "careByCustomer" on "care" ("customerId")`,
    `create index "careByUntil" on "care" ("until")`,
  ],
}
