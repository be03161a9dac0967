import type { Migration } from '../src/store/migrate.ts'

/** How far the import of each file is. */
export const importRuns: Migration = {
  name: '0180-import-runs',
  statements: ({ int, tableEnd }) => [
    `create table "importRun" ("id" text primary key, "kind" text not null, "source" text not null, "round" ${int} not null,
      "state" text not null, "chunks" ${int} not null, "added" ${int} not null, "changed" ${int} not null,
      "unchanged" ${int} not null, "rejected" ${int} not null, "begunBy" text not null, "begunAt" ${int} not null,
      "movedAt" ${int} not null)${tableEnd}`,
  ],
}
