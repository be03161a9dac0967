import { join } from 'node:path'
import type { Actor } from '../core/command.ts'
import { readHomeKeys } from '../store/home-keys.ts'
import { holdLock } from '../store/lock.ts'
import type { Store } from '../store/open-sqlite.ts'
import type { Link } from '../sync/desk-sync.ts'
import { Problem, problemTypes, Unreachable } from '../sync/faults.ts'
import type { Clock } from './clock.ts'
import type { Queries } from './queries.ts'

/** What a person is shown of the sync, always. Times are epoch ms. */
export type SyncState = {
  /** `alone`: an authority has nobody to sync with. `new`: nothing has been read yet. */
  is: 'alone' | 'new' | 'synced' | 'waiting' | 'offline' | 'stopped'
  waiting: number
  refused: number
  syncedAt: number | null
  offlineSince: number | null
  /** Why it has stopped, when the endpoint said no for good (`stopped`). */
  problem: string | null
}

export type SyncLoop = {
  state(): Promise<SyncState>
  /** One round now. Throws `Unreachable` or `Problem`. */
  once(): Promise<{ sent: number }>
  /** Keeps syncing in the background until stopped; only one process a home does. Returns whether this one does. */
  follow(): boolean
  /** A round soon, if this process follows. */
  soon(): void
  stop(): Promise<void>
}

/** Problems that trying again does not mend by itself: a person has to know. */
const endings: ReadonlySet<string> = new Set([
  problemTypes.unauthorized,
  problemTypes.protocol,
  problemTypes.unknownCommand,
  problemTypes.copied,
  problemTypes.sequence,
  problemTypes.body,
  problemTypes.tooLarge,
])

const restMs = 1_500
const longestRestMs = 20_000
const takeOverMs = 3_000

type Parts = {
  store: Store
  link: Link | null
  actor: Actor
  clock: Clock
  query: Queries
  folder: string
  onChange: () => void
}

export function startSyncLoop({ store, link: endpoint, actor, clock, query, folder, onChange }: Parts): SyncLoop {
  let timer: NodeJS.Timeout | undefined
  let lock: { release(): void } | null = null
  let round: Promise<unknown> | null = null
  let failures = 0
  let heardAt: number | null = null
  let stoppedBy: string | null = null
  let isOver = false
  const leaving = new AbortController()
  const link = endpoint && { ...endpoint, signal: leaving.signal }

  const once = async () => {
    if (!link) return { sent: 0 }
    const { syncOnce } = await import('../sync/desk-sync.ts')
    try {
      const done = await syncOnce(store, link, actor, clock.now)
      failures = 0
      stoppedBy = null
      heardAt = clock.now()
      return done
    } catch (fault) {
      failures++
      if (fault instanceof Problem && endings.has(fault.type)) stoppedBy = fault.type
      throw fault
    }
  }
  const run = async () => {
    const version = store.dataVersion()
    try {
      await once()
    } catch (fault) {
      // Nobody waits for a round in the background: what went wrong is shown, and tried again.
      if (!(fault instanceof Unreachable || fault instanceof Problem))
        stoppedBy = fault instanceof Error ? fault.message : String(fault)
      onChange()
      return
    }
    if (store.dataVersion() !== version) onChange()
  }
  // The timer is armed after every round, whether or not anything new was given: a retry never waits for the next write.
  const arm = (ms: number) => {
    clearTimeout(timer)
    if (isOver) return
    timer = setTimeout(() => {
      round = run().finally(() => {
        round = null
        arm(failures === 0 ? restMs : Math.min(longestRestMs, restMs * 2 ** Math.min(failures, 5)))
      })
    }, ms)
    timer.unref()
  }
  const loop: SyncLoop = {
    once,
    follow() {
      if (!link || lock || isOver) return lock !== null
      lock = holdLock(join(folder, 'sync.lock'))
      if (lock) arm(0)
      // Another process of this home syncs now; when it ends, this one takes over.
      else timer = setTimeout(() => loop.follow(), takeOverMs).unref()
      return lock !== null
    },
    soon() {
      if (lock && !round) arm(20)
    },
    async stop() {
      isOver = true
      clearTimeout(timer)
      leaving.abort()
      await round
      lock?.release()
      lock = null
    },
    async state() {
      const counts = await query.outboxCounts()
      if (!link) return { is: 'alone', ...counts, syncedAt: null, offlineSince: null, problem: null }
      const keys = await readHomeKeys(store.reader)
      const offlineSince = keys.offlineSince ? Number(keys.offlineSince) : null
      const syncedAt = heardAt ?? (keys.syncedAt ? Number(keys.syncedAt) : null)
      const is = stoppedBy
        ? 'stopped'
        : offlineSince
          ? 'offline'
          : !syncedAt
            ? 'new'
            : counts.waiting > 0
              ? 'waiting'
              : 'synced'
      return { is, ...counts, syncedAt, offlineSince, problem: stoppedBy }
    },
  }
  return loop
}
