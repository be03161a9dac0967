import type { Home } from '../app/home.ts'
import type { Row } from '../core/entities.ts'

/** A customer by our id, or by the id of the system that they were imported from. */
export async function customerNamed(home: Home, id: string): Promise<Row<'customer'> | undefined> {
  return (await home.query.row('customer', id)) ?? (await home.query.row('customer', `c.${id}`))
}

/** A policy by our id, by the id that it was imported with, or by its number. */
export async function policyNamed(home: Home, id: string): Promise<Row<'policy'> | undefined> {
  const found = (await home.query.row('policy', id)) ?? (await home.query.row('policy', `p.${id}`))
  if (found) return found
  for (const hit of await home.query.search(id, 'policy', 20))
    if (hit.entity === 'policy' && hit.policy.number.toLowerCase() === id.toLowerCase()) return hit.policy
  return undefined
}

/** Names of the staff by id; an id that is not known stands for itself. */
export async function staffNames(home: Home): Promise<(staffId: string) => string> {
  const names = new Map((await home.query.all('staff')).map((person) => [person.id, person.name]))
  return (staffId) => names.get(staffId) ?? staffId
}

/** Names of the customers whom rows are about, by id; one who is not here (any more) stands as the id. */
export async function customerNames(
  home: Home,
  rows: readonly { customerId: string | null }[],
): Promise<(customerId: string | null) => string> {
  const names = new Map<string, string>()
  for (const id of new Set(rows.flatMap(({ customerId }) => customerId ?? []))) {
    const customer = await home.query.row('customer', id)
    if (customer) names.set(id, customer.name)
  }
  return (id) => (id === null ? '' : (names.get(id) ?? id))
}

/** Whose queue it is: the person of the home, or the lone butler of an authority. Throws `HomeFault('say-who')`. */
export async function whoseQueue(home: Home): Promise<Home['actor']> {
  if (home.kind === 'desk' || home.staff) return home.actor
  const { loneButler } = await import('../app/home.ts')
  return { staffId: await loneButler(home), role: 'butler' }
}
