import type { Migration } from '../src/store/migrate.ts'

/**
 * What an authority signs once a day of its history, so that a copy kept elsewhere shows a history that was written anew. `access`:
 * how far the log of looks of each desk had come.
 */
export const anchor: Migration = {
  name: '0050-anchor',
  statements: ({ int, tableEnd }) => [
    `create table "anchor" ("day" text primary key, "epoch" text not null, "ver" ${int} not null, "count" ${int} not null,
      "hash" text not null, "root" text not null, "access" text not null,
      "publicKey" text not null, "signature" text not null)${tableEnd}`,
  ],
}
