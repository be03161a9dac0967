import { isUtf8 } from 'node:buffer'

/** Counting stops here: nobody asks for more. */
const enough = 64

/**
 * Checks a stream for UTF-8 in chunks, a sequence across two chunks included. The runtime's own check does the work; bytes are
 * walked one by one only in the chunk that fails, to say where.
 */
export class Utf8Scan {
  /** Offset of the first byte that is not UTF-8, or -1. */
  badAt = -1
  /** Sequences of three or four bytes seen before the first bad byte: many of them are no accident. */
  longSequences = 0
  #offset = 0
  #tail: Buffer = Buffer.alloc(0)

  push(chunk: Buffer): void {
    if (this.badAt >= 0) return
    const whole = this.#tail.length > 0 ? Buffer.concat([this.#tail, chunk]) : chunk
    const cut = whole.length - unfinished(whole)
    const ready = whole.subarray(0, cut)
    if (!this.#check(ready)) return
    this.#offset += cut
    this.#tail = Buffer.from(whole.subarray(cut))
  }

  end(): void {
    if (this.badAt < 0 && this.#tail.length > 0) this.badAt = this.#offset
  }

  #check(bytes: Buffer): boolean {
    const isValid = isUtf8(bytes)
    if (isValid && this.longSequences >= enough) return true
    const bad = this.#walk(bytes, isValid ? enough : Infinity)
    if (isValid) return true
    this.badAt = this.#offset + bad
    return false
  }

  /** Counts up to `until` long sequences, and returns where the first bad one begins. */
  #walk(bytes: Buffer, until: number): number {
    let at = 0
    while (at < bytes.length && this.longSequences < until) {
      const lead = bytes[at] ?? 0
      if (lead < 0x80) {
        at++
        continue
      }
      const length = lengthOf(lead)
      if (length === 0 || !isUtf8(bytes.subarray(at, at + length))) return at
      if (length >= 3) this.longSequences++
      at += length
    }
    return at
  }
}

function lengthOf(lead: number): number {
  if (lead >= 0xc2 && lead <= 0xdf) return 2
  if (lead >= 0xe0 && lead <= 0xef) return 3
  return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0
}

/** How many bytes at the end may be the beginning of a sequence that goes on in the next chunk. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return lengthOf(byte) > back ? back : 0
  }
  return 0
}
