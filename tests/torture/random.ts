/** Numbers that look random and are the same for the same seed (mulberry32). */
export function randomOf(seed: number) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let x = state
    x = Math.imul(x ^ (x >>> 15), x | 1)
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61)
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    /** 0 … n-1 */
    below: (n: number) => Math.floor(next() * n),
    isOnce: (in_: number) => next() * in_ < 1,
    pick: <T>(among: readonly T[]): T => among[Math.floor(next() * among.length)] as T,
  }
}
export type Random = ReturnType<typeof randomOf>
