import type { Migration } from '../src/store/migrate.ts'

/**
 * Tokens that are renewed: each by its SHA-256, with the family (device) that it belongs to. A spent refresh token stays, with the
 * digests of what followed it, so that it is known when somebody shows it again. And an index for those who wait for changes:
 * whose scope has changed since a version.
 */
export const deviceTokens: Migration = {
  name: '0030-device-tokens',
  statements: ({ int, tableEnd }) => [
    `create table "deviceToken" ("hash" text primary key, "deviceId" text not null, "kind" text not null,
      "issuedAt" ${int} not null, "expiresAt" ${int}, "spentAt" ${int}, "followedBy" text)${tableEnd}`,
    `create index "deviceTokenByDevice" on "deviceToken" ("deviceId")`,
    `insert into "deviceToken" ("hash", "deviceId", "kind", "issuedAt")
      select "tokenHash", "id", 'access', "enrolledAt" from "device"`,
    `create index "changeByVersion" on "change" ("ver")`,
  ],
}
