/**
 * Follows the structure of GB18030 over a stream in chunks: one byte below 0x81, two (lead 81–FE, trail 40–7E or 80–FE) or
 * four (81–FE 30–39 81–FE 30–39). 0x80 is let through, because Windows writes the euro sign so (code page 936).
 */
export class Gb18030Scan {
  /** Offset of the first byte of the first sequence that is not GB18030, or -1. */
  badAt = -1
  #offset = 0
  /** Bytes of the sequence read so far; the sequence began at `#start`. */
  #state = 0
  #start = 0

  push(chunk: Uint8Array): void {
    if (this.badAt >= 0) return
    let state = this.#state
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] ?? 0
      if (state === 0) {
        if (byte <= 0x80) continue
        this.#start = this.#offset + at
        if (byte === 0xff) return this.#fail()
        state = 1
      } else if (state === 1) {
        if (byte >= 0x40 && byte !== 0x7f && byte !== 0xff) state = 0
        else if (byte >= 0x30 && byte <= 0x39) state = 2
        else return this.#fail()
      } else if (state === 2) {
        if (byte < 0x81 || byte === 0xff) return this.#fail()
        state = 3
      } else {
        if (byte < 0x30 || byte > 0x39) return this.#fail()
        state = 0
      }
    }
    this.#state = state
    this.#offset += chunk.length
  }

  end(): void {
    if (this.badAt < 0 && this.#state !== 0) this.#fail()
  }

  #fail(): void {
    this.badAt = this.#start
  }
}
