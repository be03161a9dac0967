import { Gb18030Scan } from './gb18030-scan.ts'
import { ImportStop } from './problem.ts'
import { says } from './catalogue.ts'
import { Utf8Scan } from './utf8-scan.ts'

export const encodings = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be'] as const
export type Encoding = (typeof encodings)[number]
/** `bomBytes`: how many bytes to leave out at the start. */
export type Detected = { encoding: Encoding; bomBytes: number }

/** Before a bad byte, so many UTF-8 sequences of three bytes mean UTF-8 that is damaged: GB18030 text has them by accident only. */
const damagedUtf8 = 16

/**
 * Decides the encoding over bytes of any length in bounded memory. Give it all the bytes that there are: text that is ASCII
 * for a million rows and Chinese in the last is decided by the last. ASCII is read as UTF-8.
 */
export class EncodingScan {
  readonly #utf8 = new Utf8Scan()
  readonly #gb18030 = new Gb18030Scan()
  #first: Buffer = Buffer.alloc(0)

  push(chunk: Buffer): void {
    if (this.#first.length < 8) this.#first = Buffer.concat([this.#first, chunk.subarray(0, 8)])
    this.#utf8.push(chunk)
    // While all is ASCII or many-fold proven UTF-8, the slower scan would only repeat what is known.
    if (this.#utf8.longSequences < damagedUtf8) this.#gb18030.push(chunk)
  }

  /**
   * Throws an `ImportStop` where the bytes are text of none of the four. `isWhole`: nothing follows. `base`: offset in the
   * whole of the first byte given here.
   */
  decide(isWhole = true, base = 0): Detected {
    const bom = base === 0 ? detectBom(this.#first) : null
    if (bom && bom.encoding !== 'utf-8') return bom
    if (isWhole) {
      this.#utf8.end()
      this.#gb18030.end()
    }
    const { badAt, longSequences } = this.#utf8
    if (badAt < 0) return bom ?? { encoding: 'utf-8', bomBytes: 0 }
    if (bom || longSequences >= damagedUtf8) throw badEncoding(base + badAt, 'utf-8')
    if (this.#gb18030.badAt >= 0) throw badEncoding(base + Math.max(badAt, this.#gb18030.badAt), null)
    return { encoding: 'gb18030', bomBytes: 0 }
  }
}

/** The encoding that a byte order mark announces. Throws where the first bytes are those of a file that is no text. */
export function detectBom(first: Buffer): Detected | null {
  refuseBinary(first)
  if (first[0] === 0xef && first[1] === 0xbb && first[2] === 0xbf) return { encoding: 'utf-8', bomBytes: 3 }
  if (first[0] === 0xff && first[1] === 0xfe) return { encoding: 'utf-16le', bomBytes: 2 }
  if (first[0] === 0xfe && first[1] === 0xff) return { encoding: 'utf-16be', bomBytes: 2 }
  // GB18030 has a mark of its own: U+FEFF in four bytes. The decoder turns it into the character; readers trim it.
  return null
}

export function badEncoding(offset: number, encoding: Encoding | null): ImportStop {
  return new ImportStop('bad-encoding', says.badEncoding(offset, encoding), { offset, encoding })
}

/** Files that people choose by mistake: their first bytes name them better than any decoder could. */
function refuseBinary(first: Buffer): void {
  const kinds = { '504b0304': 'ZIP', d0cf11e0: 'XLS', '25504446': 'PDF' }
  const hex = first.subarray(0, 4).toString('hex')
  for (const [magic, name] of Object.entries(kinds))
    if (hex.startsWith(magic))
      throw new ImportStop('not-a-text-file', name === 'ZIP' ? says.xlsxFromStream() : says.notText(name), {
        contains: name,
      })
}
