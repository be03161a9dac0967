import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rm, stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type { Actor } from '../core/command.ts'
import { readHomeKeys, writeHomeKeys } from '../store/home-keys.ts'
import { waitForLock } from '../store/lock.ts'
import type { Store } from '../store/store.ts'
import { transact } from '../store/transact.ts'
import { applyNews } from './apply-news.ts'
import { askFor, type Link, requestAs } from './ask.ts'
import { differing, digesting } from './digest.ts'
import { Problem, problemTypes, Unreachable } from './faults.ts'
import { type Part, snapshotEnd, snapshotHead, type SnapshotOffer, snapshotPart, snapshotResponse } from './protocol.ts'
import { wire } from './wire.ts'

/** How long no byte may come. */
const stallMs = 20_000
const lockStepMs = 100
const lockPatienceMs = 120_000

/** `cursor`: what the desk has read to; `acked`: up to which of its commands it knows what became of them. */
type Wanted = { cursor: string | null; acked: number }

/**
 * Fetches what this desk may hold as a file, goes on where an earlier try broke off, and lays it down at once when it is whole; until
 * then the desk is as it was. One program of a home does it, another waits for it. Throws `Unreachable` and `Problem`.
 */
export async function takeSnapshot(store: Store, link: Link, actor: Actor, wanted: Wanted, now: () => number) {
  const file = `${store.place}.snapshot`
  const lock = await waitForLock(`${file}.lock`, lockStepMs, lockPatienceMs)
  if (!lock) throw new Unreachable('another program of this home is reading the book')
  try {
    const { cursor = null } = await readHomeKeys(store.reader)
    if (cursor !== wanted.cursor) return
    const offer = await fetchFile(store, link, wanted, file)
    try {
      await layDown(store, actor, cursor, file, now())
    } finally {
      await forget(store, file, offer)
    }
  } finally {
    lock.release()
  }
}

/** The whole file, right to the byte. What was cut off is kept for the next try, what is damaged is not. */
async function fetchFile(store: Store, link: Link, wanted: Wanted, file: string): Promise<SnapshotOffer> {
  const kept = await offerKept(store)
  if (kept) {
    const found = await fetchRest(link, kept, file)
    if (found === 'whole') return kept
    await forget(store, file, kept)
    if (found === 'damaged') throw new Unreachable('the snapshot came in damaged')
  }
  const { cursor, acked } = wanted
  const offer = await askFor(link, wire.snapshot, { body: { acked, ...(cursor ? { cursor } : {}) } })
  await rm(file, { force: true })
  await transact(store, (write) => writeHomeKeys(write, { snapshot: JSON.stringify(offer) }))
  const found = await fetchRest(link, offer, file)
  if (found === 'whole') return offer
  await forget(store, file, offer)
  throw found === 'gone'
    ? new Problem(problemTypes.notFound, 404, 'the snapshot is gone')
    : new Unreachable('the snapshot came in damaged')
}

async function offerKept(store: Store): Promise<SnapshotOffer | null> {
  const { snapshot } = await readHomeKeys(store.reader)
  return snapshot ? (snapshotResponse.safeParse(JSON.parse(snapshot)).data ?? null) : null
}

async function forget(store: Store, file: string, offer: SnapshotOffer) {
  await rm(file, { force: true })
  if ((await offerKept(store))?.id === offer.id)
    await transact(store, (write) => writeHomeKeys(write, { snapshot: null }))
}

async function fetchRest(link: Link, { id, bytes, sha256 }: SnapshotOffer, file: string) {
  const have = (await stat(file).catch(() => null))?.size ?? 0
  if (have < bytes && !(await download(link, id, have, bytes, file))) return 'gone'
  const sha = createHash('sha256')
  await pipeline(createReadStream(file), sha)
  return sha.digest('hex') === sha256 ? 'whole' : 'damaged'
}

/** From where the file ends; false when the endpoint has no such snapshot any more. What has come stays when the rest does not. */
async function download(link: Link, id: string, have: number, bytes: number, file: string): Promise<boolean> {
  const stalled = new AbortController()
  let timer = setTimeout(() => stalled.abort(), stallMs)
  const into = await open(file, 'a', 0o600)
  try {
    const { ok, status, body } = await requestAs(link, wire.snapshotFile, {
      query: { id },
      headers: have > 0 ? { range: `bytes=${have}-` } : {},
      signal: stalled.signal,
    })
    if (!ok || !body) {
      await body?.cancel()
      if (status === 404 || status === 416) return false
      throw new Unreachable(`${link.endpoint} answered ${status}`)
    }
    // Something on the way may know no ranges, and brings all of it.
    const isRest = status === 206
    if (!isRest) await into.truncate(0)
    const reading = body.getReader()
    let got = isRest ? have : 0
    for (let chunk = await nextOf(reading); chunk; chunk = await nextOf(reading)) {
      clearTimeout(timer)
      timer = setTimeout(() => stalled.abort(), stallMs)
      await into.appendFile(chunk)
      got += chunk.length
      link.onProgress?.(got, bytes)
    }
    if (got < bytes) throw cutOff()
    return true
  } finally {
    clearTimeout(timer)
    // Where it could not be written, the rest need not come.
    stalled.abort()
    await into.close()
  }
}

async function nextOf(reading: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array | undefined> {
  try {
    return (await reading.read()).value
  } catch (cause) {
    throw cutOff(cause)
  }
}

function cutOff(cause?: unknown): Unreachable {
  return new Unreachable('the snapshot was cut off', { cause })
}

async function layDown(store: Store, actor: Actor, asked: string | null, file: string, now: number) {
  const lines = linesOf(file)
  try {
    const first = await lines.next()
    const head = snapshotHead.parse(JSON.parse(String(first.value)))
    await applyNews(store, actor, asked, { head, isWhole: head.isWhole, parts: checkedParts(lines) }, now)
  } finally {
    await lines.return()
  }
}

/** The parts of a snapshot; throws at its end, and so takes back what was laid down, unless they add up to what it says. */
async function* checkedParts(lines: AsyncIterable<string>): AsyncGenerator<Part> {
  const sums = digesting()
  for await (const line of lines) {
    const said: unknown = JSON.parse(line)
    const end = snapshotEnd.safeParse(said)
    if (end.success) {
      if (differing(end.data.end, sums.result()).length > 0) break
      return
    }
    const part = snapshotPart.parse(said)
    if ('rows' in part) sums.add(part.entity, part.rows)
    yield part
  }
  throw new Unreachable('the snapshot does not add up')
}

async function* linesOf(file: string): AsyncGenerator<string, void> {
  const zipped = createReadStream(file)
  const text = createGunzip({ chunkSize: 256 * 1_024 }).setEncoding('utf8')
  zipped.on('error', (fault) => text.destroy(fault))
  zipped.pipe(text)
  // A line comes in many pieces: they are put together once, not again with each.
  let pieces: string[] = []
  try {
    for await (const chunk of text) {
      const [end = '', ...others] = String(chunk).split('\n')
      pieces.push(end)
      for (const next of others) {
        yield pieces.join('')
        pieces = [next]
      }
    }
  } finally {
    zipped.destroy()
  }
}
