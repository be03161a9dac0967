import { isAscii } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Readable } from 'node:stream'
import { says } from './catalogue.ts'
import { type Detected, detectBom, EncodingScan } from './encoding.ts'
import { ImportStop } from './problem.ts'

const readBytes = 1 << 18
/** How far a stream that cannot be read twice is read ahead, from its first chunk that is not ASCII. */
const lookAheadBytes = 1 << 20

/**
 * Bytes without their byte order mark. `detected` of a stream settles at its first byte that is not ASCII, always before that
 * byte is given out. `bytesRead` counts what has been given out.
 */
export type Source = {
  name: string
  totalBytes: number | null
  detected: Detected
  bytes: AsyncIterable<Buffer>
  bytesRead(): number
}

/**
 * Opens a file, or a stream (standard input). A file is read twice: once, fast, to decide its encoding by all of its bytes. A
 * stream is decided by the mebibyte that follows its first byte that is not ASCII; before that byte nothing depends on it.
 */
export async function openSource(file: string, input?: Readable): Promise<Source> {
  if (input) return await openStream(input, file === '-' ? 'stdin' : basename(file))
  const totalBytes = await sizeOf(file)
  const scan = new EncodingScan()
  for await (const chunk of createReadStream(file, { highWaterMark: readBytes })) scan.push(asBuffer(chunk))
  const detected = scan.decide()
  const stream = createReadStream(file, { highWaterMark: readBytes, start: detected.bomBytes })
  return counted(basename(file), totalBytes, detected, stream)
}

async function sizeOf(file: string): Promise<number> {
  try {
    const found = await stat(file)
    if (found.isDirectory()) throw new ImportStop('file-not-found', says.isDirectory(file), { file })
    return found.size
  } catch (fault) {
    const code = fault instanceof Error && 'code' in fault ? fault.code : null
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new ImportStop('file-not-found', says.notFound(file), { file })
    throw fault
  }
}

async function openStream(input: Readable, name: string): Promise<Source> {
  const chunks = buffers(input)
  let first: Buffer = Buffer.alloc(0)
  while (first.length < 8) {
    const next = await chunks.next()
    if (next.done === true) break
    first = Buffer.concat([first, next.value])
  }
  const bom = detectBom(first)
  const detected: Detected = bom ?? { encoding: 'utf-8', bomBytes: 0 }
  const rest = startingWith(first.subarray(detected.bomBytes), chunks)
  return counted(name, null, detected, bom ? rest : settling(rest, detected))
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
      const ahead = [next.value]
      const isWhole = await readAhead(chunks, ahead)
      const scan = new EncodingScan()
      for (const chunk of ahead) scan.push(chunk)
      detected.encoding = scan.decide(isWhole, passed).encoding
      yield* ahead
      break
    }
    passed += next.value.length
    yield next.value
  }
  yield* chunks
}

/** Whether the end was reached. */
async function readAhead(chunks: AsyncGenerator<Buffer>, ahead: Buffer[]): Promise<boolean> {
  let bytes = ahead[0]?.length ?? 0
  while (bytes < lookAheadBytes) {
    const next = await chunks.next()
    if (next.done === true) return true
    ahead.push(next.value)
    bytes += next.value.length
  }
  return false
}

function counted(name: string, totalBytes: number | null, detected: Detected, stream: AsyncIterable<unknown>): Source {
  let read = detected.bomBytes
  async function* count() {
    for await (const chunk of stream) {
      const buffer = asBuffer(chunk)
      read += buffer.length
      yield buffer
    }
  }
  return { name, totalBytes, detected, bytes: count(), bytesRead: () => read }
}

function asBuffer(chunk: unknown): Buffer {
  if (Buffer.isBuffer(chunk)) return chunk
  return chunk instanceof Uint8Array ? Buffer.from(chunk) : Buffer.from(String(chunk), 'utf8')
}
