import { badEncoding, type Detected } from './encoding.ts'
import { Gb18030Scan } from './gb18030-scan.ts'
import type { Source } from './source.ts'
import { Utf8Scan } from './utf8-scan.ts'

/**
 * The source as UTF-8 bytes, whatever it was. UTF-8 passes through untouched. A byte that the encoding does not know stops the
 * import with its offset, also where it comes after the part that the encoding was decided by.
 */
export async function* utf8Bytes(source: Source): AsyncGenerator<Buffer> {
  const { detected } = source
  const utf8 = new Utf8Scan()
  let recode: Recode | null = null
  for await (const chunk of source.bytes) {
    if (detected.encoding === 'utf-8') {
      utf8.push(chunk)
      if (utf8.badAt >= 0) throw badEncoding(utf8.badAt + detected.bomBytes, 'utf-8')
      yield chunk
      continue
    }
    recode ??= await recoder(detected, source.bytesRead() - chunk.length)
    yield recode.write(chunk)
  }
  utf8.end()
  if (detected.encoding === 'utf-8' && utf8.badAt >= 0) throw badEncoding(utf8.badAt + detected.bomBytes, 'utf-8')
  if (recode) yield recode.end()
}

type Recode = { write(chunk: Buffer): Buffer; end(): Buffer }

/** `start`: offset in the file of the first byte that it will be given. */
async function recoder({ encoding }: Detected, start: number): Promise<Recode> {
  const { default: iconv } = await import('iconv-lite')
  const decoder = iconv.getDecoder(encoding, { stripBOM: true })
  const scan = encoding === 'gb18030' ? new Gb18030Scan() : null
  const check = () => {
    if (scan && scan.badAt >= 0) throw badEncoding(start + scan.badAt, encoding)
  }
  // The decoder of UTF-16 may give the two halves of one character in two strings: the first half waits here.
  let half = ''
  const whole = (text: string) => {
    const joined = half + text
    half = /[\ud800-\udbff]$/.exec(joined)?.[0] ?? ''
    return Buffer.from(half === '' ? joined : joined.slice(0, -1), 'utf8')
  }
  return {
    write(chunk) {
      scan?.push(chunk)
      check()
      return whole(decoder.write(chunk))
    },
    end() {
      scan?.end()
      check()
      return Buffer.from(half + (decoder.end() ?? ''), 'utf8')
    },
  }
}
