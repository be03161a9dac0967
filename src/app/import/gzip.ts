import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { says } from './catalogue.ts'
import { ImportStop } from './problem.ts'

export function isGzip(first: Buffer): boolean {
  return first[0] === 0x1f && first[1] === 0x8b
}

/** What gzip holds. Throws an `ImportStop` where it ends too early or is damaged. */
export async function* unzipped(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const out = pipeline(Readable.from(bytes), createGunzip({ chunkSize: 1 << 18 }), () => undefined)
  try {
    for await (const chunk of out) yield chunk as Buffer
  } catch (fault) {
    const code = fault instanceof Error && 'code' in fault ? String(fault.code) : ''
    if (code === 'Z_BUF_ERROR') throw new ImportStop('bad-gzip', says.gzipCutOff(), { isCutOff: true })
    if (code.startsWith('Z_')) throw new ImportStop('bad-gzip', says.gzipDamaged(), { isCutOff: false })
    throw fault
  }
}
