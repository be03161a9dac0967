import type { Migration } from '../src/store/migrate.ts'

/** Complaints as they were taken down, one a case. */
export const complaints: Migration = {
  name: '0140-complaints',
  statements: ({ int, tableEnd }) => [
    `create table "complaint" ("id" text primary key, "customerId" text not null, "caseId" text not null,
      "channel" text not null, "receivedOn" text not null, "point" text not null, "subject" text not null,
      "demand" text not null, "policyId" text, "productCode" text, "clauseNumber" text,
      "registeredBy" text not null, "registeredAt" ${int} not null)${tableEnd}`,
    `create index "complaintByCustomer" on "complaint" ("customerId")`,
  ],
}
