import type { Migration } from '../src/store/migrate.ts'

/** Cases and runs that only some roles, and whoever began them, may see; and runs about the team's own work. */
export const readers: Migration = {
  name: '0130-readers',
  statements: ({ int, tableEnd }) => [
    `alter table "case" add column "readers" text`,
    `alter table "escalation" add column "readers" text`,
    `create index "caseWithReaders" on "case" ("customerId") where "readers" is not null`,
    `create table "teamRun" ("id" text primary key, "flowId" text not null, "authorId" text not null,
      "state" text not null, "fields" text not null, "steps" text not null, "startedAt" ${int} not null,
      "endedAt" ${int}, "readers" text)${tableEnd}`,
  ],
}
