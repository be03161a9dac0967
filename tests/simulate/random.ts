/** A seeded source of everything that is left to chance; the same seed gives the same run on every machine. */
export type Random = {
  /** From 0 to below 1. */
  next(): number
  int(below: number): number
  between(least: number, most: number): number
  chance(share: number): boolean
  pick<T>(of: readonly T[]): T
  bytes(length: number): Buffer
  /** Another source, which what is drawn from this one afterwards does not move. */
  fork(): Random
}

/** sfc32, begun with the seed's own bits. */
export function randomOf(seed: number): Random {
  let [a, b, c, d] = [seed | 0, (seed / 2 ** 32) | 0, 0x9e3779b9 | 0, 1]
  const bits = () => {
    const sum = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return sum >>> 0
  }
  for (let warm = 0; warm < 12; warm++) bits()
  const random: Random = {
    next: () => bits() / 2 ** 32,
    int: (below) => Math.floor(random.next() * below),
    between: (least, most) => least + random.int(most - least + 1),
    chance: (share) => random.next() < share,
    pick: (of) => {
      if (of.length === 0) throw new Error('nothing to pick from')
      return of[random.int(of.length)] as never
    },
    bytes: (length) => Buffer.from(Array.from({ length }, () => bits() & 255)),
    fork: () => randomOf(bits() + 2 ** 32 * bits()),
  }
  return random
}
