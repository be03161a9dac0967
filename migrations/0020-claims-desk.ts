import type { Migration } from '../src/store/migrate.ts'

/**
 * The claims desk: a claim's whole life with its steps, documents and disputes; what a signed judgement stood on, complete; the
 * earlier revisions of a product, overlays, and what waits for a second person's approval.
 */
export const claimsDesk: Migration = {
  name: '0020-claims-desk',
  statements: ({ int, tableEnd, shadowColumns }) => [
    ...['submittedOn', 'insurer', 'decidedOn', 'agreedOn', 'paidOn', 'refusalClause', 'outcome'].map(
      (column) => `alter table "claim" add column "${column}" text`,
    ),
    ...['paidFen', 'explainedAt', 'closedAt'].map((column) => `alter table "claim" add column "${column}" ${int}`),
    `alter table "claim" add column "asks" text not null default '[]'`,
    `alter table "judgement" add column "askedUnknown" text not null default '[]'`,
    `alter table "judgement" add column "overlays" text not null default '[]'`,
    ...shadowColumns('claim', {
      ...{ submittedOn: 'null', insurer: 'null', decidedOn: 'null', agreedOn: 'null', paidOn: 'null' },
      ...{ refusalClause: 'null', outcome: 'null', paidFen: 'null', explainedAt: 'null', closedAt: 'null' },
      asks: `'[]'`,
    }),
    ...shadowColumns('judgement', { askedUnknown: `'[]'`, overlays: `'[]'` }),

    // What was refused before anybody wrote down explanations counts as explained: nobody is late with it now. A desk keeps no
    // image of its rows meanwhile: the triggers of before know nothing of the new columns.
    `update "pulling" set "isOn" = 1`,
    `update "claim" set "explainedAt" = "openedAt", "decidedOn" = "refusedOn" where "refusedOn" is not null`,
    `update "pulling" set "isOn" = 0`,

    `create table "claimStep" ("id" text primary key, "customerId" text not null, "claimId" text not null,
      "kind" text not null, "by" text not null, "at" ${int} not null, "on" text, "data" text not null)${tableEnd}`,
    `create index "claimStepByCustomer" on "claimStep" ("customerId")`,
    `create index "claimStepByClaim" on "claimStep" ("claimId")`,
    `create table "document" ("id" text primary key, "customerId" text not null, "claimId" text not null,
      "code" text not null, "name" text not null, "why" text not null, "clause" text, "state" text not null,
      "askedAt" ${int}, "changedAt" ${int} not null, "changedBy" text not null, "note" text, "addedFor" text)${tableEnd}`,
    `create index "documentByCustomer" on "document" ("customerId")`,
    `create index "documentByClaim" on "document" ("claimId")`,
    `create table "dispute" ("id" text primary key, "customerId" text not null, "claimId" text not null,
      "state" text not null, "contests" text not null, "grounds" text not null, "stakeFen" ${int}, "evidence" text not null, "rounds" text not null,
      "openedBy" text not null, "openedAt" ${int} not null, "wonFen" ${int}, "endedAt" ${int}, "lesson" text)${tableEnd}`,
    `create index "disputeByCustomer" on "dispute" ("customerId")`,
    `create index "disputeByClaim" on "dispute" ("claimId")`,
    `create index "claimByCase" on "claim" ("caseId")`,
    `create index "judgementByClaim" on "judgement" ("claimId")`,

    `create table "packRevision" ("id" text primary key, "productCode" text not null, "revision" text not null,
      "pack" text not null)${tableEnd}`,
    `create table "overlay" ("id" text primary key, "name" text not null, "announcedOn" text not null,
      "sha256" text not null, "definition" text not null, "installedAt" ${int} not null, "withdrawnOn" text,
      "withdrawnBy" text, "withdrawnBecause" text)${tableEnd}`,
    `create table "packProposal" ("id" text primary key, "kind" text not null, "subject" text not null,
      "revision" text, "sha256" text not null, "definition" text, "state" text not null, "proposedBy" text not null,
      "proposedAt" ${int} not null, "decidedBy" text, "decidedAt" ${int}, "reason" text)${tableEnd}`,
  ],
}
