import type { Resource } from './schema.ts'

/** How long a number is relied on after somebody has checked it, in days. */
const reliableDays = 90

/** Whether nobody has made sure of the number for too long, at `now` (epoch ms). */
export function isStale({ verifiedAt }: Pick<Resource, 'verifiedAt'>, now: number): boolean {
  return verifiedAt === null || now - verifiedAt > reliableDays * 86_400_000
}

/** What is told to a customer: `名称 电话`. */
export function printResource({ name, phone }: Pick<Resource, 'name' | 'phone'>): string {
  return `${name} ${phone}`
}
