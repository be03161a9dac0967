import { megabytes, type ServedEndpoint } from './endpoint.ts'
import type { Team } from './team.ts'

/** One team, served by one or more endpoint processes. */
export type Serving = { name: string; isOnPostgres: boolean; endpoints: readonly ServedEndpoint[]; team: Team }

export function urlsOf({ endpoints }: Serving): string[] {
  return endpoints.map(({ url }) => url)
}

export function urlFor({ endpoints }: Serving, at: number): string {
  return endpoints[at % endpoints.length]?.url ?? ''
}

/** Of all its endpoints together. */
export async function memoryOf({ endpoints }: Serving): Promise<number> {
  const each = await Promise.all(endpoints.map(({ pid }) => megabytes(pid)))
  return each.reduce((sum, one) => sum + one, 0)
}
