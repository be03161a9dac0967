import type { EntityName, Row } from '../core/entities.ts'
import { decodeRow } from './codec.ts'
import type { Reader } from './store.ts'
import { readRows, slices } from './rows.ts'
import type { Tables } from './tables.ts'

/** What has been written down about one claim: its steps, oldest first, its documents and its disputes, newest first. */
export type ClaimRecord = { steps: Row<'claimStep'>[]; documents: Row<'document'>[]; disputes: Row<'dispute'>[] }

export async function claimRecord(reader: Reader, claimId: string): Promise<ClaimRecord> {
  const steps = await rowsOfClaims(reader, 'claimStep', [claimId])
  const disputes = await rowsOfClaims(reader, 'dispute', [claimId])
  return {
    steps: steps.toSorted((a, b) => a.at - b.at || place(a.id) - place(b.id)),
    documents: await rowsOfClaims(reader, 'document', [claimId]),
    disputes: disputes.toSorted((a, b) => b.openedAt - a.openedAt),
  }
}

/** Claims that are worked on in any of the cases and are not closed, with what their clocks are read from. */
export async function claimsOfCases(reader: Reader, caseIds: readonly string[]) {
  const claims: Row<'claim'>[] = []
  for (const some of slices(caseIds, 5_000)) {
    const found = await reader
      .selectFrom('claim')
      .selectAll()
      .where('caseId', 'in', some)
      .where('state', '!=', 'closed')
      .execute()
    for (const row of found) claims.push(decodeRow('claim', row))
  }
  const ids = claims.map(({ id }) => id)
  return {
    claims,
    documents: await rowsOfClaims(reader, 'document', ids),
    disputes: await rowsOfClaims(reader, 'dispute', ids),
    policies: await readRows(
      reader,
      'policy',
      claims.map(({ policyId }) => policyId),
    ),
  }
}

/** A claim in a list: whose it is, on what, and when its last step was taken (its opening, where none is written down). */
export type ListedClaim = {
  claim: Row<'claim'>
  customerName: string
  policyNumber: string
  productCode: string
  /** The code, where the product is not here. */
  productName: string
  lastStepAt: number
}

/** All claims, or those in one state: open ones first, the one that has lain longest at the top. */
export async function listedClaims(reader: Reader, state?: Row<'claim'>['state']): Promise<ListedClaim[]> {
  const all = reader
    .selectFrom('claim')
    .innerJoin('customer', 'customer.id', 'claim.customerId')
    .innerJoin('policy', 'policy.id', 'claim.policyId')
    .leftJoin('product', 'product.id', 'policy.productCode')
    .selectAll('claim')
    .select(['customer.name as customerName', 'policy.number as policyNumber', 'policy.productCode'])
    .select('product.name as productName')
    .select((of) =>
      of
        .selectFrom('claimStep')
        .select((step) => step.fn.max('claimStep.at').as('at'))
        .whereRef('claimStep.claimId', '=', 'claim.id')
        .as('lastStepAt'),
    )
  const found = await (state === undefined ? all : all.where('claim.state', '=', state)).orderBy('claim.id').execute()
  const rows = found.map((row): ListedClaim => {
    const { customerName, policyNumber, productCode, productName, lastStepAt, openedAt } = row
    const named = { customerName, policyNumber, productCode, productName: productName ?? productCode }
    return { claim: decodeRow('claim', row), ...named, lastStepAt: lastStepAt ?? openedAt }
  })
  const isClosed = ({ claim }: ListedClaim) => Number(claim.state === 'closed')
  return rows.toSorted((a, b) => isClosed(a) - isClosed(b) || a.lastStepAt - b.lastStepAt)
}

async function rowsOfClaims<E extends EntityName & ('claimStep' | 'document' | 'dispute')>(
  reader: Reader,
  entity: E,
  claimIds: readonly string[],
): Promise<Row<E>[]> {
  const rows: Row<E>[] = []
  for (const some of slices(claimIds, 5_000)) {
    const found = await reader
      .selectFrom(entity as 'document')
      .selectAll()
      .where('claimId', 'in', some)
      .orderBy('id')
      .execute()
    for (const row of found) rows.push(decodeRow(entity, row as unknown as Tables[E]))
  }
  return rows
}

/** Steps of one command have its time in common; the number that ends their ids says in which order they were taken. */
function place(id: string): number {
  return Number(/\.(\d+)$/.exec(id)?.[1] ?? 0)
}
