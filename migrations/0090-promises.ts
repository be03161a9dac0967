import type { Migration } from '../src/store/migrate.ts'

/**
 * Promises to customers, each carried by a case; and of every case when it was put aside and when it came back, from which its
 * clocks that stand still meanwhile are computed. Holds from before are not among them: their beginnings were not written down.
 */
export const promises: Migration = {
  name: '0090-promises',
  statements: ({ int, tableEnd, shadowColumns }) => [
    `alter table "case" add column "holds" text not null default '[]'`,
    ...shadowColumns('case', { holds: `'[]'` }),
    `create table "promise" ("id" text primary key, "customerId" text not null, "caseId" text not null,
      "words" text not null, "dueAt" ${int} not null, "state" text not null, "madeBy" text not null,
      "madeAt" ${int} not null, "steps" text not null)${tableEnd}`,
    `create index "promiseByCustomer" on "promise" ("customerId")`,
    `create index "promiseByCase" on "promise" ("caseId")`,
    `create index "promiseOwed" on "promise" ("dueAt") where "state" in ('open', 'kept')`,
  ],
}
