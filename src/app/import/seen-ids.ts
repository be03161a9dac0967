/**
 * Ids that were met, in a few bytes each: a file may have millions. Kept are digests of 64 bits, in a table with open addressing (two
 * zeros are an empty place): that two of some millions are the same by chance does not happen.
 */
export class SeenIds {
  #size = 1 << 12
  #count = 0
  #table = new Int32Array(this.#size * 2)

  /** False where it was met before. */
  add(id: string): boolean {
    const [a, b] = digestOf(id)
    if (!this.#put(a, b)) return false
    if (++this.#count * 4 > this.#size * 3) this.#grow()
    return true
  }

  #put(a: number, b: number): boolean {
    const table = this.#table
    let at = (a & (this.#size - 1)) * 2
    while (table[at] !== 0 || table[at + 1] !== 0) {
      if (table[at] === a && table[at + 1] === b) return false
      at = (at + 2) % table.length
    }
    table[at] = a
    table[at + 1] = b
    return true
  }

  #grow(): void {
    const before = this.#table
    this.#size *= 2
    this.#table = new Int32Array(this.#size * 2)
    for (let at = 0; at < before.length; at += 2) {
      const [a = 0, b = 0] = before.subarray(at, at + 2)
      if (a !== 0 || b !== 0) this.#put(a, b)
    }
  }
}

/** Two runs of multiply and shift over the units of the text, each with constants of its own, that mix with each other (cyrb53). */
function digestOf(text: string): [number, number] {
  let [a, b] = [0xdeadbeef | 0, 0x41c6ce57 | 0]
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    a = Math.imul(a ^ unit, 2_654_435_761)
    b = Math.imul(b ^ unit, 1_597_334_677)
  }
  a = Math.imul(a ^ (a >>> 16), 2_246_822_507) ^ Math.imul(b ^ (b >>> 13), 3_266_489_909)
  b = Math.imul(b ^ (b >>> 16), 2_246_822_507) ^ Math.imul(a ^ (a >>> 13), 3_266_489_909)
  // Never both zero.
  return [a, b === 0 && a === 0 ? 1 : b]
}
