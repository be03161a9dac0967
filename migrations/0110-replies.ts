import type { Migration } from '../src/store/migrate.ts'

/** The reply library with what was used of it, and the resource directory. */
export const replies: Migration = {
  name: '0110-replies',
  statements: ({ int, tableEnd }) => [
    `create table "reply" ("id" text primary key, "code" text not null, "version" ${int} not null,
      "definition" text not null)${tableEnd}`,
    `create table "replyUse" ("id" text primary key, "customerId" text not null, "caseId" text not null,
      "messageId" text not null, "replyId" text not null, "code" text not null, "way" text not null,
      "language" text not null, "by" text not null, "at" ${int} not null)${tableEnd}`,
    `create index "replyUseByCustomer" on "replyUse" ("customerId")`,
    `create index "replyUseByCode" on "replyUse" ("code", "at")`,
    `create table "resource" ("id" text primary key, "kind" text not null, "name" text not null, "phone" text not null,
      "city" text, "district" text, "note" text, "addedBy" text not null, "addedAt" ${int} not null,
      "verifiedBy" text, "verifiedAt" ${int})${tableEnd}`,
  ],
}
