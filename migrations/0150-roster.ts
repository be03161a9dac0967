import type { Migration } from '../src/store/migrate.ts'

/** Who works when. */
export const roster: Migration = {
  name: '0150-roster',
  statements: ({ int, tableEnd }) => [
    `create table "shift" ("id" text primary key, "staffId" text not null, "role" text not null, "from" ${int} not null,
      "until" ${int} not null, "addedBy" text not null, "addedAt" ${int} not null)${tableEnd}`,
    `create index "shiftByStaff" on "shift" ("staffId")`,
    `create index "shiftByRole" on "shift" ("role")`,
  ],
}
