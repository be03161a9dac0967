import type { Migration } from '../src/store/migrate.ts'

/**
 * What people find by is numbered in the order of writing, and no number is given twice: who knows the rows up to one need only look
 * at those behind it (store/search-index.ts).
 */
export const searchOrder: Migration = {
  name: '0220-search-order',
  statements: ({ serial, tableEnd }) => [
    `alter table "search" rename to "searchBefore"`,
    `create table "search" ("seq" ${serial}, "entity" text not null, "id" text not null,
      "keys" text not null)${tableEnd}`,
    `insert into "search" ("entity", "id", "keys") select "entity", "id", "keys" from "searchBefore"`,
    `drop table "searchBefore"`,
    `create unique index "searchByRow" on "search" ("entity", "id")`,
  ],
}
