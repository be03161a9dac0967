import type { Migration } from '../src/store/migrate.ts'

/** Public keys of people, by which `butler serve --ssh` knows them. */
export const staffKeys: Migration = {
  name: '0210-staff-keys',
  statements: ({ int, tableEnd }) => [
    `create table "staffKey" ("id" text primary key, "staffId" text not null, "publicKey" text not null,
      "name" text not null, "addedBy" text not null, "addedAt" ${int} not null)${tableEnd}`,
    `create index "staffKeyByStaff" on "staffKey" ("staffId")`,
  ],
}
