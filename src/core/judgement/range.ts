/** All that an amount may still be, both ends included; exact when they are equal. */
export interface Range {
  readonly min: number
  readonly max: number
}

export const nothing: Range = { min: 0, max: 0 }

export function isExact(range: Range): boolean {
  return range.min === range.max
}

/** The smallest range that holds both. */
export function hull(a: Range, b: Range): Range {
  return { min: Math.min(a.min, b.min), max: Math.max(a.max, b.max) }
}

export function sum(a: Range, b: Range): Range {
  return { min: a.min + b.min, max: a.max + b.max }
}
