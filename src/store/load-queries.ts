import type { Load } from '../core/duty/intake.ts'
import type { Reader, Write } from './store.ts'

/** What a butler has (core/duty/intake.ts). */
export async function loadOf(from: Reader | Write, staffId: string): Promise<Load> {
  const reader = from as Reader
  const customers = await reader
    .selectFrom('customer')
    .select((of) => of.fn.countAll().as('n'))
    .where('ownerId', '=', staffId)
    .executeTakeFirstOrThrow()
  const openCases = await reader
    .selectFrom('case')
    .innerJoin('customer', 'customer.id', 'case.customerId')
    .select((of) => of.fn.countAll().as('n'))
    .where('case.state', '=', 'open')
    .where('case.role', '=', 'butler')
    .where('customer.ownerId', '=', staffId)
    .executeTakeFirstOrThrow()
  const handed = await reader
    .selectFrom('handover')
    .innerJoin('case', 'case.id', 'handover.caseId')
    .select((of) => of.fn.countAll().as('n'))
    .where('handover.receiverId', '=', staffId)
    .where('handover.state', 'in', ['waiting', 'accepted'])
    .where('case.state', '=', 'open')
    .executeTakeFirstOrThrow()
  return { customers: Number(customers.n), openCases: Number(openCases.n) + Number(handed.n) }
}
