/** A place where two values of JSON are not the same; null where one has nothing. `path` is `when.any.0.eq.1`, '' for all of it. */
export type Difference = { readonly path: string; readonly before: unknown; readonly after: unknown }

/**
 * Where two values of JSON differ, in reading order. Lists of one length are compared place by place; others are told whole, for
 * an entry put in at the front has moved all the rest.
 */
export function differences(before: unknown, after: unknown, path = ''): readonly Difference[] {
  const inner = (key: string | number): string => (path === '' ? `${key}` : `${path}.${key}`)
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length)
    return before.flatMap((value, index) => differences(value, after[index], inner(index)))
  if (isRecord(before) && isRecord(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)])
    return [...keys].flatMap((key) => differences(before[key], after[key], inner(key)))
  }
  // Both are JSON: what is neither a list nor an object is the same when it is equal.
  if (before === after) return []
  return [{ path, before: before ?? null, after: after ?? null }]
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
