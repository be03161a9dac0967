import type { Migration } from '../src/store/migrate.ts'

/**
 * What makes the sync trustworthy. On an authority: its lives (a restored backup begins a new one), and how far each desk has
 * read and wiped. On a desk: what it has seen of the authority's history, the decisions that it asked for at once, and what its
 * decided commands had become before the authority went back in time.
 */
export const trust: Migration = {
  name: '0040-trust',
  statements: ({ int, tableEnd }) => [
    // The newest is the one in "home". "began": the commit version that it took over from the life before.
    `create table "epoch" ("epoch" text primary key, "number" ${int} not null, "began" ${int} not null,
      "at" ${int} not null)${tableEnd}`,
    `insert into "epoch" ("epoch", "number", "began", "at")
      select "value", 1, 0, 0 from "home" where "key" = 'epoch'
      and exists (select 1 from "home" where "key" = 'kind' and "value" = 'authority')`,
    `create table "deviceState" ("deviceId" text primary key, "seenAt" ${int} not null, "readVer" ${int} not null,
      "wipedVer" ${int} not null, "protocol" ${int} not null)${tableEnd}`,
    // One an hour: the last of it.
    `create table "witness" ("epoch" text not null, "hour" ${int} not null, "ver" ${int} not null, "hash" text not null,
      "seenAt" ${int} not null, primary key ("epoch", "hour"))${tableEnd}`,
    `create table "askedAtOnce" ("id" text primary key, "name" text not null, "version" ${int} not null, "args" text not null,
      "givenAt" ${int} not null, "customerId" text, "outcome" text, "decidedVer" ${int})${tableEnd}`,
    `alter table "outbox" add column "before" text`,
    `alter table "outbox" add column "decidedAt" ${int}`,
    `update "outbox" set "decidedAt" = "givenAt" where "state" in ('accepted', 'discarded')`,
  ],
}
