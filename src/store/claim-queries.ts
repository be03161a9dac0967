import { byId } from '../core/by-id.ts'
import type { Row } from '../core/entities.ts'
import { decodeRow } from './codec.ts'
import type { Reader } from './store.ts'
import { readRows } from './rows.ts'

/** A claim with what a judgement of it stands on, and the last judgement that a person signed. */
export type ClaimToJudge = {
  claim: Row<'claim'>
  policy: Row<'policy'>
  customer: Row<'customer'>
  members: Row<'member'>[]
  signed: Row<'judgement'> | null
}

export type ClaimSlice = {
  /** Only claims on policies of these products. */
  products: readonly string[]
  /** Claims in these states; those that have a signed judgement count whatever their state. */
  states: readonly Row<'claim'>['state'][]
  /** Only claims after this id, in the order of ids; '' from the first. */
  after: string
  limit: number
}

/**
 * Some claims at a time, so that a home of any size is gone through in little memory. `last` is the id to go on after; null at the
 * end. A claim whose customer left this home while it was read is not among them.
 */
export async function claimsToJudge(
  reader: Reader,
  slice: ClaimSlice,
): Promise<{ claims: ClaimToJudge[]; last: string | null }> {
  const found = await claimsIn(reader, slice)
    .selectAll('claim')
    .where('claim.id', '>', slice.after)
    .orderBy('claim.id')
    .limit(slice.limit)
    .execute()
  const rows = found.map((row) => decodeRow('claim', row))
  // PostgreSQL knows no empty list.
  if (rows.length === 0) return { claims: [], last: null }
  const customerIds = [...new Set(rows.map(({ customerId }) => customerId))]
  const policies = byId(await readRows(reader, 'policy', [...new Set(rows.map(({ policyId }) => policyId))]))
  const customers = byId(await readRows(reader, 'customer', customerIds))
  const membersOfAll = await membersOf(reader, customerIds)
  const signed = await lastSigned(reader, customerIds)
  const claims = rows.flatMap((claim) => {
    const [policy, customer] = [policies.get(claim.policyId), customers.get(claim.customerId)]
    const members = membersOfAll.get(claim.customerId) ?? []
    return policy && customer ? [{ claim, policy, customer, members, signed: signed.get(claim.id) ?? null }] : []
  })
  return { claims, last: rows.at(-1)?.id ?? null }
}

/** How many claims all slices hold together. */
export async function countClaimsToJudge(
  reader: Reader,
  slice: Pick<ClaimSlice, 'products' | 'states'>,
): Promise<number> {
  const row = await claimsIn(reader, slice)
    .select((of) => of.fn.countAll().as('n'))
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

/** The judgements that were signed on a claim, the oldest first. */
export async function judgementsOf(
  reader: Reader,
  { id, customerId }: Pick<Row<'claim'>, 'id' | 'customerId'>,
): Promise<Row<'judgement'>[]> {
  const rows = await reader
    .selectFrom('judgement')
    .selectAll()
    .where('customerId', '=', customerId)
    .where('claimId', '=', id)
    .orderBy('signedAt')
    .orderBy('id')
    .execute()
  return rows.map((row) => decodeRow('judgement', row))
}

function claimsIn(reader: Reader, { products, states }: Pick<ClaimSlice, 'products' | 'states'>) {
  return reader
    .selectFrom('claim')
    .innerJoin('policy', 'policy.id', 'claim.policyId')
    .where('policy.productCode', 'in', products)
    .where((where) =>
      where.or([
        ...(states.length > 0 ? [where('claim.state', 'in', states)] : []),
        where.exists(
          where
            .selectFrom('judgement')
            .select('judgement.id')
            // The index is on the customer.
            .whereRef('judgement.customerId', '=', 'claim.customerId')
            .whereRef('judgement.claimId', '=', 'claim.id'),
        ),
      ]),
    )
}

async function membersOf(reader: Reader, customerIds: readonly string[]): Promise<Map<string, Row<'member'>[]>> {
  const rows = await reader
    .selectFrom('member')
    .selectAll()
    .where('customerId', 'in', customerIds)
    .orderBy('id')
    .execute()
  return Map.groupBy(
    rows.map((row) => decodeRow('member', row)),
    ({ customerId }) => customerId,
  )
}

async function lastSigned(reader: Reader, customerIds: readonly string[]): Promise<Map<string, Row<'judgement'>>> {
  const rows = await reader
    .selectFrom('judgement')
    .selectAll()
    .where('customerId', 'in', customerIds)
    .orderBy('signedAt')
    .orderBy('id')
    .execute()
  return new Map(rows.map((row) => [row.claimId, decodeRow('judgement', row)]))
}
