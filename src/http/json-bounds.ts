/** What a JSON text may hold: how deep, and how long one text in it. */
export type JsonBounds = { jsonDepth: number; stringChars: number }

/** Keys that mean something to JavaScript itself. */
const reserved: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** A parsed text, or why it is not taken: no JSON, or JSON with a sentence about what is wrong with it. */
export type Parsed = { value: unknown } | { fault: 'notJson' | 'body'; detail?: string }

/** Parses within bounds. The depth is known before anything is built from the text. */
export function parseBounded(text: string, bounds: JsonBounds): Parsed {
  if (depthOf(text) > bounds.jsonDepth) return { fault: 'body', detail: `deeper than ${bounds.jsonDepth}` }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { fault: 'notJson' }
  }
  const detail = faultIn(value, bounds.stringChars)
  return detail ? { fault: 'body', detail } : { value }
}

/** How deep brackets lie in each other; those within texts do not count. */
function depthOf(text: string): number {
  let [depth, deepest] = [0, 0]
  let isText = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (isText) {
      if (code === 0x5c) at++
      else if (code === 0x22) isText = false
    } else if (code === 0x22) isText = true
    else if (code === 0x7b || code === 0x5b) deepest = Math.max(deepest, ++depth)
    else if (code === 0x7d || code === 0x5d) depth--
  }
  return deepest
}

function faultIn(value: unknown, stringChars: number): string | null {
  if (typeof value === 'string') return value.length > stringChars ? `a text longer than ${stringChars}` : null
  if (typeof value !== 'object' || value === null) return null
  if (Array.isArray(value)) return firstOf(value, (item) => faultIn(item, stringChars))
  return firstOf(Object.entries(value), ([key, item]) => {
    if (reserved.has(key)) return `a key ${key}`
    return key.length > stringChars ? 'a key too long' : faultIn(item, stringChars)
  })
}

function firstOf<T>(items: readonly T[], faultOf: (item: T) => string | null): string | null {
  for (const item of items) {
    const fault = faultOf(item)
    if (fault) return fault
  }
  return null
}
