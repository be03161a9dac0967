import type { Migration } from '../src/store/migrate.ts'

/**
 * Who has looked at whom. On a desk: the looks at customers' details by anyone but their butler, kept some days beyond the time
 * when the authority has them. On an authority: the looks of every desk in a chain of their own, and an index for how many masked
 * values one person has asked for lately.
 */
export const access: Migration = {
  name: '0060-access',
  statements: ({ int, serial, tableEnd }) => [
    `create table "access" ("seq" ${serial}, "customerId" text not null, "at" ${int} not null,
      "how" text not null)${tableEnd}`,
    `create table "accessLog" ("deviceId" text not null, "seq" ${int} not null, "staffId" text not null,
      "customerId" text not null, "at" ${int} not null, "how" text not null, "receivedAt" ${int} not null,
      "prevHash" text not null, "hash" text not null, primary key ("deviceId", "seq"))${tableEnd}`,
    `create index "accessLogByCustomer" on "accessLog" ("customerId", "at")`,
    `create index "accessLogByStaff" on "accessLog" ("staffId", "at")`,
    `create index "eventByReveal" on "event" ("actorId", "at") where "command" = 'customer.reveal'`,
  ],
}
