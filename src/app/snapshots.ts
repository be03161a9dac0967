import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream, mkdirSync } from 'node:fs'
import { readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { SnapshotOffer } from '../sync/protocol.ts'
import type { Asking, EnrolledDesk } from '../sync/serve-pull.ts'
import { writeSnapshot } from '../sync/serve-snapshot.ts'
import type { Home } from './home.ts'
import { snapshotsName } from './home-store.ts'

/** How long a snapshot is there to be fetched. */
export const snapshotLifeMs = 3_600_000
/** Those made at once; each reads all that a desk may hold. */
const madeAtOnce = 2

type Kept = SnapshotOffer & { file: string; until: number }

/**
 * Snapshots for desks, as files in the authority's folder: made whole under another name, then never changed, one for a desk, gone
 * after `snapshotLifeMs`. Another process of the same authority does not know them: the desk asks for a new one there.
 */
export function snapshotsOf({ store, folder, clock }: Home) {
  const place = join(folder, snapshotsName)
  const kept = new Map<string, Kept>()
  let making = 0
  const turn: (() => void)[] = []

  /** What earlier processes have left, and what is over. */
  const clear = async () => {
    for (const [deviceId, { file, until }] of kept)
      if (until <= clock.now()) {
        kept.delete(deviceId)
        await rm(file, { force: true })
      }
    const mine = new Set([...kept.values()].map(({ file }) => file))
    for (const name of await readdir(place).catch(() => [])) {
      const file = join(place, name)
      const age = Date.now() - ((await stat(file).catch(() => null))?.mtimeMs ?? Date.now())
      if (!mine.has(file) && age > snapshotLifeMs) await rm(file, { force: true })
    }
  }
  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    if (making >= madeAtOnce) await new Promise<void>((resolve) => turn.push(resolve))
    else making++
    try {
      return await work()
    } finally {
      const next = turn.shift()
      if (next) next()
      else making--
    }
  }
  return {
    /** Makes a snapshot for a desk; the one that it had before is gone. */
    make: (desk: EnrolledDesk, asking: Asking): Promise<SnapshotOffer> =>
      inTurn(async () => {
        await clear()
        mkdirSync(place, { recursive: true, mode: 0o700 })
        const id = randomBytes(16).toString('hex')
        const file = join(place, `${id}.gz`)
        const made = await writeFile(`${file}.part`, (into) => writeSnapshot(store, desk, asking, into))
        await rename(`${file}.part`, file)
        const before = kept.get(desk.deviceId)
        const offer: SnapshotOffer = { id, ...made, lifeMs: snapshotLifeMs }
        kept.set(desk.deviceId, { ...offer, file, until: clock.now() + snapshotLifeMs })
        if (before) await rm(before.file, { force: true })
        return offer
      }),
    /** A desk's own snapshot from a byte on; null when there is none of that name for it. */
    read(deviceId: string, id: string, from: number): { bytes: number; stream: Readable } | null {
      const found = kept.get(deviceId)
      if (found?.id !== id || found.until <= clock.now() || from > found.bytes) return null
      return { bytes: found.bytes, stream: createReadStream(found.file, { start: from }) }
    },
    async close(): Promise<void> {
      for (const { file } of kept.values()) await rm(file, { force: true })
      kept.clear()
    },
  }
}

/** Into a new file, for nobody else to read; nothing is left of one that could not be finished. */
async function writeFile(
  file: string,
  make: (into: (lines: AsyncIterable<string>) => Promise<void>) => Promise<number>,
) {
  const sha = createHash('sha256')
  let bytes = 0
  async function* weighed(chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      bytes += chunk.length
      sha.update(chunk)
      yield chunk
    }
  }
  try {
    const rows = await make((lines) =>
      pipeline(lines, createGzip({ level: 1 }), weighed, createWriteStream(file, { flags: 'wx', mode: 0o600 })),
    )
    return { bytes, sha256: sha.digest('hex'), rows }
  } catch (fault) {
    await rm(file, { force: true })
    throw fault
  }
}
