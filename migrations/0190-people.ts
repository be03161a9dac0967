import type { Migration } from '../src/store/migrate.ts'

/** How much people take on and who stands in for them; moves between books; work handed over; lines to one person. */
export const people: Migration = {
  name: '0190-people',
  statements: ({ int, tableEnd }) => [
    `create table "duty" ("id" text primary key, "customersAtMost" ${int}, "casesAtMost" ${int},
      "isIntakePaused" ${int} not null, "backupId" text, "away" text, "coveredBy" text)${tableEnd}`,
    `create table "move" ("id" text primary key, "customerId" text not null, "fromId" text not null,
      "toId" text not null, "movedBy" text not null, "movedAt" ${int} not null, "contactBy" ${int} not null)${tableEnd}`,
    `create index "moveByCustomer" on "move" ("customerId")`,
    `create index "moveByButler" on "move" ("toId")`,
    `create table "handover" ("id" text primary key, "customerId" text not null, "caseId" text not null,
      "packId" text not null, "giverId" text not null, "receiverId" text not null, "note" text not null,
      "state" text not null, "reason" text, "givenBy" text not null, "givenAt" ${int} not null,
      "answeredAt" ${int})${tableEnd}`,
    `create index "handoverByCustomer" on "handover" ("customerId")`,
    `create index "handoverByCase" on "handover" ("caseId")`,
    `create index "handoverByGiver" on "handover" ("giverId")`,
    `create index "handoverByReceiver" on "handover" ("receiverId")`,
    `create table "staffNote" ("id" text primary key, "toId" text not null, "fromId" text not null,
      "text" text not null, "at" ${int} not null, "readAt" ${int}, "readers" text)${tableEnd}`,
  ],
}
