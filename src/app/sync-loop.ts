import { join } from 'node:path'
import type { Actor } from '../core/command.ts'
import { readHomeKeys, writeHomeKeys } from '../store/home-keys.ts'
import { holdLock } from '../store/lock.ts'
import type { Store } from '../store/store.ts'
import { transact } from '../store/transact.ts'
import type { Link, Round } from '../sync/desk-sync.ts'
import { Problem, problemTypes, Unreachable } from '../sync/faults.ts'
import type { DeskClock } from './clock.ts'
import type { Queries } from './queries.ts'
import { type OnRound, tellingRounds } from './sync-rounds.ts'

/** Of what comes as a file: how many bytes of how many are here. */
export type OnBytes = (done: number, total: number) => void

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
  /** By how much the authority's clock is ahead of this machine's (ms); what is shown goes by the authority's. */
  clockOffsetMs: number
}

export type SyncLoop = {
  state(): Promise<SyncState>
  /** One round now. Throws `Unreachable` or `Problem`. */
  once(onProgress?: OnBytes): Promise<Round>
  /** Keeps syncing in the background until stopped; only one process a home does. Returns whether this one does. */
  follow(): boolean
  /** A round soon, if this process follows. */
  soon(): void
  /** Calls back at the beginning of every round until what is returned is called. */
  onRound(listener: OnRound): () => void
  /** Gives up the round that is under way; the next one comes in a minute, or with the next write. What has come of a snapshot stays. */
  cancel(): void
  stop(): Promise<void>
}

/** Problems that trying again does not mend by itself: a person has to know. */
const endings: ReadonlySet<string> = new Set([
  problemTypes.unauthorized,
  problemTypes.protocol,
  problemTypes.unknownCommand,
  problemTypes.copied,
  problemTypes.history,
  problemTypes.sequence,
  problemTypes.body,
  problemTypes.tooLarge,
])

const restMs = 1_500
const longestRestMs = 20_000
const takeOverMs = 3_000
/** How long a desk rests whose person gave up a round. */
const cancelledMs = 60_000
/** How long the endpoint is asked every `restMs` after it would not let this desk wait (a proxy that cuts, too many). */
const pollingMs = 30_000
/** However fast things change at the endpoint, they are taken in together, this far apart. */
const closestRoundsMs = 250

type Parts = {
  store: Store
  link: Link | null
  actor: Actor
  clock: DeskClock
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
  /** Both by a monotonic clock: until when not to ask the endpoint to let us wait, and when the last round ended. */
  let pollsUntil = 0
  let roundEndedAt = 0
  let retryAfterMs = 0
  let waiting: AbortController | null = null
  let cancelling = new AbortController()
  let restsUntil = 0
  const leaving = new AbortController()
  const link = endpoint && { ...endpoint, signal: leaving.signal, onTime: clock.hear }

  const rounds = tellingRounds(async () => {
    if (!heardAt && !(await readHomeKeys(store.reader)).syncedAt) return 'load'
    return (await query.outboxCounts()).waiting > 0 ? 'send' : 'sync'
  })
  const once = async (onProgress?: OnBytes) => {
    if (!link) return { sent: 0, mended: [] }
    const { syncOnce } = await import('../sync/desk-sync.ts')
    const offset = clock.offsetMs()
    cancelling = new AbortController()
    const signal = AbortSignal.any([link.signal, cancelling.signal])
    try {
      const done = await rounds.telling((onBytes) => {
        const heard: OnBytes = (got, of) => {
          onProgress?.(got, of)
          onBytes(got, of)
        }
        return syncOnce(store, { ...link, signal, onProgress: heard }, actor, clock.now)
      })
      if (clock.offsetMs() !== offset)
        await transact(store, (write) => writeHomeKeys(write, { clockOffset: String(clock.offsetMs()) }))
      failures = 0
      stoppedBy = null
      heardAt = clock.now()
      return done
    } catch (fault) {
      failures++
      retryAfterMs = fault instanceof Problem ? (fault.retryAfterMs ?? 0) : 0
      if (fault instanceof Problem && endings.has(fault.type)) stoppedBy = fault.type
      throw fault
    }
  }
  // The timer is armed at all times, whether or not anything new was given: a retry never waits for the next write.
  const arm = (ms: number) => {
    clearTimeout(timer)
    if (isOver) return
    timer = setTimeout(() => {
      round ??= tick().finally(() => {
        round = null
        arm(restOf())
      })
    }, ms)
    timer.unref()
  }
  /** A round, unless the endpoint is about to say when there is something and nothing waits to be sent, by any program. */
  const tick = async () => {
    let isChanged = true
    try {
      if (waiting && (await query.outboxCounts()).waiting === 0) return
      stopWaiting()
      const version = await store.dataVersion()
      await once()
      isChanged = (await store.dataVersion()) !== version
    } catch (fault) {
      stopWaiting()
      // Nobody waits for a round in the background: what went wrong is shown, and tried again.
      if (!(fault instanceof Unreachable || fault instanceof Problem))
        stoppedBy = fault instanceof Error ? fault.message : String(fault)
    }
    if (isChanged) onChange()
    roundEndedAt = performance.now()
    if (failures === 0 && stoppedBy === null) void waitAtEndpoint()
  }
  const restOf = () => {
    const cancelled = restsUntil - performance.now()
    if (cancelled > 0) return cancelled
    if (failures === 0) return restMs
    const backOff = Math.min(longestRestMs, restMs * 2 ** Math.min(failures, 5))
    // Half to all of it, so that desks that fell away together do not come back together.
    return Math.max(retryAfterMs, backOff * (0.5 + Math.random() / 2))
  }
  /**
   * Stays with the endpoint until it has something, so that a change there is here at once. Where it will not have that, or
   * something on the way cuts it, the rounds go on every `restMs`.
   */
  const waitAtEndpoint = async () => {
    if (!link || isOver || performance.now() < pollsUntil) return
    const abort = new AbortController()
    waiting = abort
    const { waitForHint } = await import('../sync/desk-sync.ts')
    const isAwaited = () => waiting === abort
    try {
      await waitForHint(store, { ...link, signal: AbortSignal.any([link.signal, abort.signal]) })
    } catch {
      if (isAwaited()) pollsUntil = performance.now() + pollingMs
    }
    if (!isAwaited()) return
    waiting = null
    if (!round) arm(Math.max(0, closestRoundsMs - (performance.now() - roundEndedAt)))
  }
  const stopWaiting = () => {
    waiting?.abort()
    waiting = null
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
      restsUntil = 0
      if (lock && !round) arm(20)
    },
    onRound: rounds.watch,
    cancel() {
      restsUntil = performance.now() + cancelledMs
      cancelling.abort()
    },
    async stop() {
      isOver = true
      clearTimeout(timer)
      stopWaiting()
      leaving.abort()
      await round
      lock?.release()
      lock = null
    },
    async state() {
      const counts = await query.outboxCounts()
      if (!link) return { is: 'alone', ...counts, syncedAt: null, offlineSince: null, problem: null, clockOffsetMs: 0 }
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
      return { is, ...counts, syncedAt, offlineSince, problem: stoppedBy, clockOffsetMs: clock.offsetMs() }
    },
  }
  return loop
}
