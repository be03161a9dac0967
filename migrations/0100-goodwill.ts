import type { Migration } from '../src/store/migrate.ts'

/** Goodwill: its ledger, the schemes that one exception became a rule by, and what is kept of decided special cases. */
export const goodwill: Migration = {
  name: '0100-goodwill',
  statements: ({ int, tableEnd }) => [
    `create table "goodwill" ("id" text primary key, "customerId" text not null, "escalationId" text, "schemeId" text,
      "claimId" text, "name" text not null, "amountFen" ${int} not null, "paidOn" text not null,
      "reference" text not null, "by" text not null, "at" ${int} not null, "corrects" text, "reason" text)${tableEnd}`,
    `create index "goodwillByCustomer" on "goodwill" ("customerId")`,
    `create index "goodwillByRun" on "goodwill" ("escalationId")`,
    `create index "goodwillByClaim" on "goodwill" ("claimId")`,
    // An entry is taken back once, whatever else goes wrong.
    `create unique index "goodwillByCorrected" on "goodwill" ("corrects")`,
    `create table "scheme" ("id" text primary key, "name" text not null, "goodwillName" text not null,
      "escalationId" text not null, "productCode" text not null, "clauseNumber" text not null, "condition" text,
      "minFen" ${int} not null, "maxFen" ${int} not null, "budgetFen" ${int} not null, "startsOn" text not null,
      "endsOn" text not null, "state" text not null, "proposedBy" text not null, "proposedAt" ${int} not null,
      "decidedBy" text, "decidedAt" ${int}, "reason" text, "stops" text not null, "grantCount" ${int} not null,
      "spentFen" ${int} not null)${tableEnd}`,
    `create table "precedent" ("id" text primary key, "flowId" text not null, "productCode" text,
      "clauseNumber" text not null, "facts" text not null, "verdict" text not null, "amountFen" ${int},
      "decidedBy" text not null, "decidedAt" ${int} not null)${tableEnd}`,
  ],
}
