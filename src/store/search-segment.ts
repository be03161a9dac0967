/** A row of the search table: `length` in characters, as the engine counts them. */
export type SearchRow = { seq: number; entity: string; id: string; keys: string; length: number }

/** So many rows that a row's place in its segment is a number of 16 bits. */
export const segmentRows = 65_536

/**
 * Rows of the search table as they are found by any three characters that follow each other in their keys, by whole words, and by the
 * first four characters of words. A row's place is by entity, length of its keys, and id: the order in which equally good hits are
 * told. `grams` are in order: three UTF-16 units in a number, and above those the digests of words and of beginnings. The places of `grams[n]` are those from `starts[n]` up to `starts[n + 1]`. `customers`: how many of the rows are.
 */
export type Segment = {
  seqs: Float64Array
  customers: number
  grams: Float64Array
  starts: Uint32Array
  places: Uint16Array
}

const rowsATurn = 4_096

/** Builds a segment of at most `segmentRows`; `turn` is waited for between parts of the work, so that others get theirs. */
export async function buildSegment(rows: SearchRow[], turn: () => Promise<void>): Promise<Segment> {
  rows.sort((a, b) => order(a.entity, b.entity) || a.length - b.length || order(a.id, b.id))
  await turn()
  const found = new GramTable()
  /** The grams of each row, by their slots, one row behind the other. */
  let slots = new Uint32Array(rows.length * 80)
  const ends = new Uint32Array(rows.length)
  let used = 0
  for (const [place, { keys }] of rows.entries()) {
    const text = `${keys}  `
    if (used + text.length * 2 > slots.length) slots = grown(slots, used + text.length * 2)
    const add = (gram: number) => {
      const number = found.add(gram, place)
      if (number >= 0) slots[used++] = number
    }
    for (let at = 0; at < text.length - 2; at++) {
      add(gramAt(text, at))
      if (text.charCodeAt(at) !== blank) continue
      const end = text.indexOf(' ', at + 1)
      if (end > at + 1) add(wordGram(text, at + 1, end))
      if (end > at + beginning) add(beginningGram(text, at + 1))
    }
    ends[place] = used
    if (place % rowsATurn === rowsATurn - 1) await turn()
  }
  const { grams, starts, startOf } = found.inOrder()
  await turn()
  const places = new Uint16Array(used)
  for (let place = 0, at = 0; place < rows.length; place++)
    for (; at < (ends[place] ?? 0); at++) {
      const slot = slots[at] ?? 0
      const to = startOf[slot] ?? 0
      places[to] = place
      startOf[slot] = to + 1
    }
  const seqs = Float64Array.from(rows, ({ seq }) => seq)
  const others = rows.findIndex(({ entity }) => entity !== 'customer')
  return { seqs, customers: others < 0 ? rows.length : others, grams, starts, places }
}

/**
 * What a text that is sought must have: ranges of grams, each from and up to which; a row has to have one of each range. The text is a
 * whole word where it stands between blanks, the beginning of one where a blank is before it.
 */
export function rangesOf({ grams }: Segment, text: string): [number, number][] {
  const only = (gram: number): [number, number] => [firstAtLeast(grams, gram), firstAtLeast(grams, gram + 1)]
  if (text.length > 2 && text.startsWith(' ') && text.endsWith(' ')) return [only(wordGram(text, 1, text.length - 1))]
  if (text.length < 3) {
    const gram = gramAt(`${text}\0\0`, 0)
    return [[firstAtLeast(grams, gram), firstAtLeast(grams, gram + 65_536 ** (3 - text.length))]]
  }
  const ranges = Array.from({ length: text.length - 2 }, (_, at) => only(gramAt(text, at)))
  return text.startsWith(' ') && text.length > beginning ? [...ranges, only(beginningGram(text, 1))] : ranges
}

const blank = 32
const beginning = 4

function gramAt(text: string, at: number): number {
  return (text.charCodeAt(at) * 65_536 + text.charCodeAt(at + 1)) * 65_536 + text.charCodeAt(at + 2)
}

function wordGram(text: string, from: number, end: number): number {
  return 2 ** 48 + digestOf(text, from, end)
}

function beginningGram(text: string, from: number): number {
  return 2 ** 48 + 2 ** 32 + digestOf(text, from, from + beginning)
}

/** FNV-1a over the units, in 32 bits. Two words may have the same: the table has the last word. */
function digestOf(text: string, from: number, end: number): number {
  let hash = 0x811c9dc5
  for (let at = from; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}

/** How many places they have together; a row may count more than once. */
export function countOf({ starts }: Segment, [from, to]: [number, number]): number {
  return (starts[to] ?? 0) - (starts[from] ?? 0)
}

function firstAtLeast(grams: Float64Array, key: number): number {
  let [low, high] = [0, grams.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((grams[middle] ?? 0) < key) low = middle + 1
    else high = middle
  }
  return low
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function grown(slots: Uint32Array<ArrayBuffer>, least: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.max(least, slots.length * 2))
  larger.set(slots)
  return larger
}

/** Open addressing over plain numbers: millions of grams go through it. */
class GramTable {
  #size = 1 << 17
  #keys = new Float64Array(this.#size).fill(-1)
  #numbers = new Uint32Array(this.#size)
  /** By number: the gram, the last place that has it, and how many have. */
  readonly #grams: number[] = []
  readonly #last: number[] = []
  readonly #counts: number[] = []

  /** The number of the gram; -1 where this place had it already. */
  add(key: number, place: number): number {
    let slot = this.#slotOf(key)
    if (this.#keys[slot] !== key) {
      if (this.#grams.length * 2 > this.#size) {
        this.#grow()
        slot = this.#slotOf(key)
      }
      this.#keys[slot] = key
      this.#numbers[slot] = this.#grams.length
      this.#grams.push(key)
      this.#last.push(-1)
      this.#counts.push(0)
    }
    const number = this.#numbers[slot] ?? 0
    if (this.#last[number] === place) return -1
    this.#last[number] = place
    this.#counts[number] = (this.#counts[number] ?? 0) + 1
    return number
  }

  /** `startOf`: by number, where the places of the gram begin. */
  inOrder(): { grams: Float64Array; starts: Uint32Array; startOf: Uint32Array } {
    const grams = Float64Array.from(this.#grams).sort()
    const starts = new Uint32Array(grams.length + 1)
    const startOf = new Uint32Array(grams.length)
    for (const [at, key] of grams.entries()) {
      const number = this.#numbers[this.#slotOf(key)] ?? 0
      startOf[number] = starts[at] ?? 0
      starts[at + 1] = (starts[at] ?? 0) + (this.#counts[number] ?? 0)
    }
    return { grams, starts, startOf }
  }

  #slotOf(key: number): number {
    const mask = this.#size - 1
    let hash = Math.imul(key % 4_294_967_296, 0x9e3779b1) ^ Math.imul(Math.floor(key / 65_536), 0x85ebca6b)
    hash ^= hash >>> 15
    let slot = hash & mask
    while (this.#keys[slot] !== -1 && this.#keys[slot] !== key) slot = (slot + 1) & mask
    return slot
  }

  #grow(): void {
    this.#size *= 2
    this.#keys = new Float64Array(this.#size).fill(-1)
    this.#numbers = new Uint32Array(this.#size)
    for (const [number, key] of this.#grams.entries()) {
      const slot = this.#slotOf(key)
      this.#keys[slot] = key
      this.#numbers[slot] = number
    }
  }
}
