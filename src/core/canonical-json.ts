/** JSON with the keys of every object in order and no blanks: the same value always gives the same text, hence the same digest. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(inOrder(value))
}

/** The value itself where its keys are in order already, as those of most are. */
function inOrder(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value
  if ('toJSON' in value && typeof value.toJSON === 'function') return inOrder(value.toJSON())
  if (Array.isArray(value)) {
    const items = value.map(inOrder)
    return items.some((item, index) => item !== value[index]) ? items : value
  }
  const values = value as Record<string, unknown>
  const keys = Object.keys(values)
  let isInOrder = true
  let before = ''
  let changed: Record<string, unknown> | null = null
  for (const key of keys) {
    isInOrder &&= before <= key
    before = key
    const inner = values[key]
    if (typeof inner !== 'object' || inner === null) continue
    const ordered = inOrder(inner)
    if (ordered !== inner) (changed ??= { ...values })[key] = ordered
  }
  if (isInOrder) return changed ?? value
  const told = changed ?? values
  return Object.fromEntries(keys.sort().map((key) => [key, told[key]]))
}
