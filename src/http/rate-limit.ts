import type { Allowance } from './limits.ts'

/** Whoever this is counts no longer once they have everything again; so many are remembered at most. */
const rememberedAtMost = 20_000

/**
 * Token buckets by name, in memory. `take`: 0 when there was one, else the milliseconds until there is. `give`: back what was taken.
 * Time is a monotonic clock's milliseconds.
 */
export function rateLimit({ burst, perSecond }: Allowance, clock: () => number) {
  const buckets = new Map<string, { left: number; at: number }>()
  const bucketOf = (name: string) => {
    const now = clock()
    const bucket = buckets.get(name) ?? { left: burst, at: now }
    bucket.left = Math.min(burst, bucket.left + ((now - bucket.at) / 1_000) * perSecond)
    bucket.at = now
    // The latest to come is the last to be forgotten.
    buckets.delete(name)
    buckets.set(name, bucket)
    if (buckets.size > rememberedAtMost) forgetOldest()
    return bucket
  }
  const forgetOldest = () => {
    for (const name of buckets.keys()) {
      buckets.delete(name)
      return
    }
  }
  return {
    take(name: string): number {
      const bucket = bucketOf(name)
      if (bucket.left >= 1) {
        bucket.left--
        return 0
      }
      return Math.ceil(((1 - bucket.left) / perSecond) * 1_000)
    },
    give(name: string): void {
      bucketOf(name).left++
    },
  }
}
