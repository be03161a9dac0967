import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream, mkdirSync } from 'node:fs'
import { readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { Role } from '../core/staff/roles.ts'
import { readHead } from '../store/chain-queries.ts'
import { stillEnrolled } from '../sync/device-tokens.ts'
import type { SnapshotOffer } from '../sync/protocol.ts'
import type { Asking, EnrolledDesk } from '../sync/serve-pull.ts'
import { writeSnapshot } from '../sync/serve-snapshot.ts'
import type { Home } from './home.ts'
import { snapshotsName } from './home-store.ts'
import { oneEach } from './one-each.ts'
import type { Later, Turns } from './turns.ts'

/** How long a snapshot is there to be fetched. */
export const snapshotLifeMs = 3_600_000
/** Who asks again so soon has not had the answer, or has thrown away what came in damaged. */
const sameForMs = 60_000

/** The next lines are read while those before are packed, which another thread does. */
const packing = { level: 1, chunkSize: 256 * 1_024, writableHighWaterMark: 4 * 1_024 * 1_024 }

type Kept = SnapshotOffer & { role: Role; what: string; ver: number; file: string; madeAt: number; until: number }

/**
 * Snapshots for desks, as files in the authority's folder: made whole under another name, then never changed, one for a desk, gone
 * after `snapshotLifeMs`. Another process of the same authority does not know them: the desk asks for a new one there.
 */
export function snapshotsOf({ store, folder, clock }: Home, turns: Turns) {
  const place = join(folder, snapshotsName)
  const kept = new Map<string, Kept>()
  const oneAtATime = oneEach<SnapshotOffer>(turns.later)

  /** What earlier processes have left, what is over, and what was for desks that are not enrolled any more. */
  const clear = async () => {
    // As they are before it is asked who is enrolled: one that is made meanwhile is nobody's to clear away.
    const held = [...kept]
    const roles = await stillEnrolled(
      store,
      held.map(([deviceId]) => deviceId),
    )
    for (const [deviceId, { id, file, role, until }] of held) {
      const isMine = until > clock.now() && roles.get(deviceId) === role
      if (isMine || kept.get(deviceId)?.id !== id) continue
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
  const make = async (desk: EnrolledDesk, asking: Asking, what: string): Promise<SnapshotOffer> => {
    await clear()
    mkdirSync(place, { recursive: true, mode: 0o700 })
    const { ver } = await readHead(store.reader)
    const id = randomBytes(16).toString('hex')
    const file = join(place, `${id}.gz`)
    const made = await writeFile(`${file}.part`, (into) => writeSnapshot(store, desk, asking, into))
    await rename(`${file}.part`, file)
    const before = kept.get(desk.deviceId)
    const offer: SnapshotOffer = { id, ...made, lifeMs: snapshotLifeMs }
    const madeAt = clock.now()
    kept.set(desk.deviceId, { ...offer, role: desk.role, what, ver, file, madeAt, until: madeAt + snapshotLifeMs })
    if (before) await rm(before.file, { force: true })
    return offer
  }
  return {
    /**
     * Makes a snapshot for a desk; the one that it had before is gone. Asked the same again within `sameForMs`, and nothing was
     * decided meanwhile, the answer is the same. Not made when all who wait for it are `gone` before its turn.
     */
    make: async (desk: EnrolledDesk, asking: Asking, gone: AbortSignal): Promise<SnapshotOffer | Later> => {
      const what = `${desk.staffId} ${desk.role} ${asking.acked} ${asking.cursor}`
      const last = kept.get(desk.deviceId)
      const age = last?.what === what ? clock.now() - last.madeAt : sameForMs
      // The desk may have read on since, and never goes back.
      if (last && age >= 0 && age < sameForMs && last.ver === (await readHead(store.reader)).ver) return offerOf(last)
      return oneAtATime(desk.deviceId, what, gone, (nobody) => turns.take(nobody, () => make(desk, asking, what)))
    },
    clear,
    /** A desk's own snapshot from a byte on; null when there is none of that name for it. */
    read({ deviceId, role }: EnrolledDesk, id: string, from: number): { bytes: number; open(): Readable } | null {
      const found = kept.get(deviceId)
      if (found?.id !== id || found.role !== role || found.until <= clock.now() || from > found.bytes) return null
      return { bytes: found.bytes, open: () => createReadStream(found.file, { start: from }) }
    },
    async close(): Promise<void> {
      for (const { file } of kept.values()) await rm(file, { force: true })
      kept.clear()
    },
  }
}

function offerOf({ id, bytes, sha256, rows, lifeMs }: Kept): SnapshotOffer {
  return { id, bytes, sha256, rows, lifeMs }
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
      pipeline(lines, createGzip(packing), weighed, createWriteStream(file, { flags: 'wx', mode: 0o600 })),
    )
    return { bytes, sha256: sha.digest('hex'), rows }
  } catch (fault) {
    await rm(file, { force: true })
    throw fault
  }
}
