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

/** Problems that trying again does not mend: the desk is no longer enrolled, or one side is too old. */
const endings: ReadonlySet<string> = new Set([problemTypes.unauthorized, problemTypes.protocol])

const restMs = 1_500
const longestRestMs = 20_000

type Parts = {
  store: Store
  link: Link | null
  actor: Actor
  clock: Clock
  query: Queries
  folder: string
  onChange: () => void
}

export function startSyncLoop({ store, link, actor, clock, query, folder, onChange }: Parts): SyncLoop {
  let timer: NodeJS.Timeout | undefined
  let lock: { release(): void } | null = null
  let round: Promise<unknown> | null = null
  let failures = 0
  let heardAt: number | null = null
  let stoppedBy: string | null = null
  let isOver = false

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
    try {
      const version = store.dataVersion()
      await once()
      if (store.dataVersion() !== version) onChange()
    } catch (fault) {
      if (!(fault instanceof Unreachable || fault instanceof Problem)) throw fault
      onChange()
    }
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
  return {
    once,
    follow() {
      if (!link || lock) return lock !== null
      lock = holdLock(join(folder, 'sync.lock'))
      if (lock) arm(0)
      return lock !== null
    },
    soon() {
      if (lock && !round) arm(20)
    },
    async stop() {
      isOver = true
      clearTimeout(timer)
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
}
