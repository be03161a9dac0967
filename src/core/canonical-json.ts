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
  const entries = Object.entries(value)
  let isSame = true
  let before = ''
  for (const entry of entries) {
    const [key, inner] = entry
    const ordered = inOrder(inner)
    isSame &&= before <= key && ordered === inner
    before = key
    entry[1] = ordered
  }
  return isSame ? value : Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
}
