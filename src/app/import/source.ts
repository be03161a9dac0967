import { isAscii } from 'node:buffer'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Readable } from 'node:stream'
import { says } from './catalogue.ts'
import { type Detected, detectBom, EncodingScan } from './encoding.ts'
import { isGzip, unzipped } from './gzip.ts'
import { ImportStop } from './problem.ts'

const readBytes = 1 << 18
/** How far a stream that cannot be read twice is read ahead, from its first chunk that is not ASCII. */
const lookAheadBytes = 1 << 20

/**
 * Bytes of text without their byte order mark, and out of their gzip. `detected` of a stream settles at its first byte that is not
 * ASCII, always before that byte is given out. `bytesRead` counts what has been given out. `digest`: SHA-256 of the file as it lies
 * there; null for a stream.
 */
export type Source = {
  name: string
  totalBytes: number | null
  detected: Detected
  bytes: AsyncIterable<Buffer>
  bytesRead(): number
  digest: string | null
}

/**
 * Opens a file, or a stream (standard input). A file is read twice: once, fast, to decide its encoding by all of its bytes, so one
 * whose gzip is cut off is refused before its first row. A stream is decided by the mebibyte that follows its first byte that is
 * not ASCII; before that byte nothing depends on it.
 */
export async function openSource(file: string, input?: Readable): Promise<Source> {
  if (input) return await openStream(input, file === '-' ? 'stdin' : basename(file))
  const isZipped = isGzip(await firstBytes(file))
  const hash = createHash('sha256')
  const scan = new EncodingScan()
  let totalBytes = 0
  const hashed = (async function* () {
    for await (const chunk of fileBytes(file)) {
      hash.update(chunk)
      yield chunk
    }
  })()
  for await (const chunk of isZipped ? unzipped(hashed) : hashed) {
    totalBytes += chunk.length
    scan.push(chunk)
  }
  const detected = scan.decide()
  const bytes = isZipped ? unzipped(fileBytes(file)) : fileBytes(file)
  const source = counted(basename(file), totalBytes, detected, without(detected.bomBytes, bytes))
  return { ...source, digest: hash.digest('hex') }
}

/** The first bytes of a file, by which what is no text is known. Throws an `ImportStop` where there is no file. */
export async function firstBytes(file: string): Promise<Buffer> {
  try {
    if ((await stat(file)).isDirectory()) throw new ImportStop('file-not-found', says.isDirectory(file), { file })
    const handle = await open(file)
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(8), 0, 8, 0)
      return buffer.subarray(0, bytesRead)
    } finally {
      await handle.close()
    }
  } catch (fault) {
    const code = fault instanceof Error && 'code' in fault ? fault.code : null
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new ImportStop('file-not-found', says.notFound(file), { file })
    throw fault
  }
}

/** SHA-256 of a file as it lies there. */
export async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of fileBytes(file)) hash.update(chunk)
  return hash.digest('hex')
}

function fileBytes(file: string): AsyncGenerator<Buffer> {
  return buffers(createReadStream(file, { highWaterMark: readBytes }))
}

async function* without(count: number, chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let left = count
  for await (const chunk of chunks) {
    const rest = left === 0 ? chunk : chunk.subarray(left)
    left -= chunk.length - rest.length
    if (rest.length > 0) yield rest
  }
}

async function openStream(input: Readable, name: string): Promise<Source> {
  const raw = await ahead(buffers(input))
  const { first, chunks } = isGzip(raw.first) ? await ahead(unzipped(startingWith(raw.first, raw.chunks))) : raw
  const bom = detectBom(first)
  const detected: Detected = bom ?? { encoding: 'utf-8', bomBytes: 0 }
  const rest = startingWith(first.subarray(detected.bomBytes), chunks)
  return { ...counted(name, null, detected, bom ? rest : settling(rest, detected)), digest: null }
}

async function ahead(chunks: AsyncGenerator<Buffer>): Promise<{ first: Buffer; chunks: AsyncGenerator<Buffer> }> {
  let first: Buffer = Buffer.alloc(0)
  while (first.length < 8) {
    const next = await chunks.next()
    if (next.done === true) break
    first = Buffer.concat([first, next.value])
  }
  return { first, chunks }
}

async function* buffers(stream: AsyncIterable<unknown>): AsyncGenerator<Buffer> {
  for await (const chunk of stream) yield asBuffer(chunk)
}

async function* startingWith(first: Buffer, chunks: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  if (first.length > 0) yield first
  yield* chunks
}

async function* settling(chunks: AsyncGenerator<Buffer>, detected: Detected): AsyncGenerator<Buffer> {
  let passed = 0
  for (;;) {
    const next = await chunks.next()
    if (next.done === true) return
    if (!isAscii(next.value)) {
      const read = [next.value]
      const isWhole = await readAhead(chunks, read)
      const scan = new EncodingScan()
      for (const chunk of read) scan.push(chunk)
      detected.encoding = scan.decide(isWhole, passed).encoding
      yield* read
      break
    }
    passed += next.value.length
    yield next.value
  }
  yield* chunks
}

/** Whether the end was reached. */
async function readAhead(chunks: AsyncGenerator<Buffer>, read: Buffer[]): Promise<boolean> {
  let bytes = read[0]?.length ?? 0
  while (bytes < lookAheadBytes) {
    const next = await chunks.next()
    if (next.done === true) return true
    read.push(next.value)
    bytes += next.value.length
  }
  return false
}

function counted(name: string, totalBytes: number | null, detected: Detected, stream: AsyncIterable<Buffer>) {
  let read = detected.bomBytes
  async function* count() {
    for await (const chunk of stream) {
      read += chunk.length
      yield chunk
    }
  }
  return { name, totalBytes, detected, bytes: count(), bytesRead: () => read }
}

function asBuffer(chunk: unknown): Buffer {
  if (Buffer.isBuffer(chunk)) return chunk
  return chunk instanceof Uint8Array ? Buffer.from(chunk) : Buffer.from(String(chunk), 'utf8')
}

/** An XLSX file is one, whatever its name. */
export function isZip(first: Buffer): boolean {
  return first.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004'
}
