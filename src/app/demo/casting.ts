import { addDays, type CivilDate, daysBetween, yearsAt } from '../../core/civil-date.ts'
import type { Person } from './people.ts'
import type { PolicyRow } from './policies.ts'
import { graceDays, products, productCodes } from './products.ts'
import type { Who } from './standing.ts'

export type Client = { person: Person; policies: readonly PolicyRow[]; since: CivilDate }

/** A part that is played more than once: nobody gets it twice while somebody else could; `atLeast`: who could, at a pinch. */
type Part = { name: string; atLeast: (client: Client) => boolean }

/** Finds somebody for each part: never the same customer twice while there are others. */
export type Casting = (fits: (client: Client) => boolean, part?: Part) => Client

/**
 * Casts from `clients` in their order, passing over the ordinals in `used` and adding to them; a part that nobody left fits
 * goes to whoever fits and has played the least, or to the first who is free.
 */
export function castingOf(clients: readonly Client[], used: Set<number>): Casting {
  const played = new Map<Client, string[]>()
  const leastPlayed = (some: readonly Client[]) =>
    some.toSorted((a, b) => (played.get(a)?.length ?? 0) - (played.get(b)?.length ?? 0))[0]
  return (fits, part) => {
    const isFree = (client: Client) => !used.has(client.person.ordinal)
    const isNew = (client: Client) => !part || !played.get(client)?.includes(part.name)
    const chosen =
      clients.find((client) => isFree(client) && fits(client)) ??
      leastPlayed(clients.filter((client) => fits(client) && isNew(client))) ??
      leastPlayed(part ? clients.filter((client) => part.atLeast(client) && isNew(client)) : []) ??
      leastPlayed(clients.filter(fits)) ??
      clients.find(isFree) ??
      clients[0]
    if (!chosen) throw new Error('the book has nobody to cast')
    used.add(chosen.person.ordinal)
    played.set(chosen, [...(played.get(chosen) ?? []), part?.name ?? ''])
    return chosen
  }
}

/** Whether a customer can be the one that a plan speaks of. */
export function suits(client: Client, who: Who | undefined, today: CivilDate): boolean {
  const { person } = client
  if (person.writesEnglish || person.script === 'hant') return false
  switch (who) {
    case undefined:
      return true
    case 'child':
      return person.schoolChild !== null
    case 'parent':
    case 'spouse':
      return person.household.some((member) => member.relation === who)
    case 'elder':
      return yearsAt(person.bornOn, today) >= 60
    case 'new':
      return daysBetween(client.since, today) <= 14
    case 'longCover':
      return client.policies.some((policy) => policy.productCode === 'CI-LONG')
    case 'expiring':
    case 'expiringLater':
    case 'grace':
      return telling(client, who, today) !== undefined
  }
}

/** The policy that a plan speaks of, with the day that matters about it. */
export function telling({ policies }: Client, who: Who | undefined, today: CivilDate) {
  for (const policy of policies) {
    const left = daysBetween(today, policy.expiresOn)
    if (who === 'expiring' && left >= 1 && left <= 30) return { policy, day: policy.expiresOn }
    if (who === 'expiringLater' && left > 30 && left <= 45) return { policy, day: policy.expiresOn }
    if (who === 'grace' && policy.state === 'grace' && policy.paidThrough)
      return { policy, day: addDays(policy.paidThrough, graceDays + 1) }
  }
  return undefined
}

/** The name of a policy's product, as colleagues say it. */
export function productNameOf(policy: PolicyRow): string {
  const code = productCodes.find((known) => known === policy.productCode)
  return code ? products[code].name : policy.productCode
}
