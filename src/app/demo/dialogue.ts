import type { ProductCode } from './products.ts'

/**
 * A conversation as it may have gone. Each line begins with `> ` (the customer says) or `< ` (the butler answers); names in
 * braces are filled from the customer (see `SlotName`).
 */
export type Dialogue = {
  /** The product that it is about; without one it suits everybody. */
  about?: ProductCode
  /** Whom the customer must have at home for it to make sense. */
  needs?: 'child' | 'parent' | 'spouse'
  lines: readonly string[]
}

type SlotName = 'address' | 'butler' | 'child' | 'spouse' | 'parent' | 'illness' | 'hospital' | 'yuan'
export type Slots = Readonly<Record<SlotName, string>>
export type Said = { direction: 'in' | 'out'; text: string }

/** The lines with their slots filled. Throws on a slot that nobody fills: a slip in the texts, not in the data. */
export function say(lines: readonly string[], slots: Slots): Said[] {
  return lines.map((line) => ({
    direction: line.startsWith('> ') ? 'in' : 'out',
    text: line.slice(2).replace(/\{(\w+)\}/g, (_, name: string) => fill(slots, name)),
  }))
}

function fill(slots: Slots, name: string): string {
  if (!(name in slots)) throw new Error(`no slot ${name}`)
  return slots[name as SlotName]
}
