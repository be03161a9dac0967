import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { BackupFault } from './backup-fault.ts'

/**
 * A sealed file: a head (mark, salt, proof), then frames. The key of the file is made of the given one and the salt (HKDF-SHA-256);
 * the proof tells another key from a change. Each frame is 64 KiB of the content (the last one up to that), AES-256-GCM with its
 * number and whether it is the last in the nonce: a frame that is changed, moved, left out or added does not open, nor does a
 * file that ends early.
 */
const mark = Buffer.from('BUTLERB1')
const saltBytes = 32
const headBytes = mark.length + saltBytes + 32
const frameBytes = 65_536
const tagBytes = 16

/** Seals `from` into `to`, which must be there already, empty. */
export async function sealFile(from: string, to: string, key: Buffer): Promise<void> {
  const salt = randomBytes(saltBytes)
  const { frameKey, proof } = keysOf(key, salt)
  async function* sealed(content: AsyncIterable<Buffer>) {
    yield Buffer.concat([mark, salt, proof])
    for await (const { bytes, number, isLast } of framesOf(content, frameBytes)) {
      const cipher = createCipheriv('aes-256-gcm', frameKey, nonceOf(number, isLast))
      yield Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
    }
  }
  await pipeline(createReadStream(from), sealed, createWriteStream(to, { flags: 'r+' }))
}

/** Opens `from` into `to`, a new file. Throws `BackupFault`: another key, a file that is cut off, or changed, and where. */
export async function openSealed(from: string, to: string, key: Buffer): Promise<void> {
  const head = await readHead(from)
  if (head.length < headBytes) throw new BackupFault('cut-off', from, String(head.length))
  const { frameKey, proof } = keysOf(key, head.subarray(mark.length, mark.length + saltBytes))
  if (!timingSafeEqual(proof, head.subarray(mark.length + saltBytes))) throw new BackupFault('wrong-key', from)
  async function* opened(frames: AsyncIterable<Buffer>) {
    for await (const { bytes, number, isLast } of framesOf(frames, frameBytes + tagBytes)) {
      const place = headBytes + number * (frameBytes + tagBytes)
      const content = openFrame(bytes, frameKey, nonceOf(number, isLast))
      if (content) yield content
      else if (isLast && isCutOff(bytes, frameKey, number))
        throw new BackupFault('cut-off', from, String(place + bytes.length))
      else throw new BackupFault('changed', from, String(place))
    }
  }
  await pipeline(
    createReadStream(from, { start: headBytes }),
    opened,
    createWriteStream(to, { flags: 'wx', mode: 0o600 }),
  )
}

/** Whether a file begins as a sealed one does. */
export async function isSealed(file: string): Promise<boolean> {
  return (await readHead(file)).subarray(0, mark.length).equals(mark)
}

async function readHead(file: string): Promise<Buffer> {
  const handle = await open(file, 'r')
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

function keysOf(key: Buffer, salt: Buffer): { frameKey: Buffer; proof: Buffer } {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', key, salt, purpose, 32))
  const proof = createHmac('sha256', derive('butler backup head')).update(mark).update(salt).digest()
  return { frameKey: derive('butler backup frames'), proof }
}

function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeBigUInt64BE(BigInt(number), 0)
  nonce[11] = isLast ? 1 : 0
  return nonce
}

function openFrame(frame: Buffer, key: Buffer, nonce: Buffer): Buffer | null {
  if (frame.length < tagBytes) return null
  const decipher = createDecipheriv('aes-256-gcm', key, nonce)
  decipher.setAuthTag(frame.subarray(frame.length - tagBytes))
  const content = decipher.update(frame.subarray(0, frame.length - tagBytes))
  try {
    return Buffer.concat([content, decipher.final()])
  } catch {
    return null
  }
}

/** The last frame that is there is not the last one of the file: it is whole and has others behind it, or is a part of one. */
function isCutOff(frame: Buffer, key: Buffer, number: number): boolean {
  return openFrame(frame, key, nonceOf(number, false)) !== null || frame.length < frameBytes + tagBytes
}

type Frame = { bytes: Buffer; number: number; isLast: boolean }

/** Cuts a stream into pieces of a size; there is always a last one, which may be shorter, or empty. */
async function* framesOf(stream: AsyncIterable<Buffer>, size: number): AsyncGenerator<Frame> {
  let [rest, number]: [Buffer, number] = [Buffer.alloc(0), 0]
  for await (const chunk of stream) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    // One that fills the size exactly may be the last.
    while (rest.length > size) {
      yield { bytes: rest.subarray(0, size), number: number++, isLast: false }
      rest = rest.subarray(size)
    }
  }
  yield { bytes: rest, number, isLast: true }
}
