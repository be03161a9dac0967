/** A source of numbers that looks random and never is: the same seed gives the same book, to the byte. */
export interface Random {
  /** A number in [0, 1). */
  next(): number
  /** A whole number, both ends included. */
  int(from: number, to: number): number
  chance(probability: number): boolean
  pick<T>(from: readonly T[]): T
  /** Picks by weight; the weights need not add up to anything. */
  weighted<T>(from: readonly (readonly [T, number])[]): T
  /** The same things in another order; what was given stays as it is. */
  shuffled<T>(from: readonly T[]): T[]
  /** A source of its own for one part of the book, so that a change in one part leaves the others as they were. */
  fork(part: string): Random
}

/** A small generator (mulberry32) over a 32-bit seed. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (from) => at(from, int(0, from.length - 1)),
    weighted(from) {
      let left = next() * from.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [value, weight] of from) {
        left -= weight
        if (left < 0) return value
      }
      return at(from, from.length - 1)[0]
    },
    shuffled(from) {
      const copy = [...from]
      for (let last = copy.length - 1; last > 0; last--) {
        const other = int(0, last)
        const held = at(copy, last)
        copy[last] = at(copy, other)
        copy[other] = held
      }
      return copy
    },
    fork: (part) => seededRandom(hash(part, seed)),
  }
}

/** The item at a place that must exist. */
export function at<T>(from: readonly T[], index: number): T {
  if (index < 0 || index >= from.length) throw new RangeError(`no item ${index} of ${from.length}`)
  return from[index] as T
}

/** FNV-1a over the text, begun from the seed. */
function hash(text: string, seed: number): number {
  let value = (0x811c9dc5 ^ seed) >>> 0
  for (let index = 0; index < text.length; index++) {
    value ^= text.charCodeAt(index)
    value = Math.imul(value, 0x01000193) >>> 0
  }
  return value
}
