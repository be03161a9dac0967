/** Kleene's three values. */
export type Truth = true | false | 'unknown'

export function not(value: Truth): Truth {
  return value === 'unknown' ? value : !value
}

/** False when any is false, else unknown when any is unknown, else true. */
export function all(values: readonly Truth[]): Truth {
  if (values.includes(false)) return false
  return values.includes('unknown') ? 'unknown' : true
}

/** True when any is true, else unknown when any is unknown, else false. */
export function any(values: readonly Truth[]): Truth {
  if (values.includes(true)) return true
  return values.includes('unknown') ? 'unknown' : false
}
