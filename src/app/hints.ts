import { scopesOfStaff } from '../core/scope.ts'
import { readHomeKeys } from '../store/home-keys.ts'
import { type ScopeNews, scopesChangedAfter } from '../store/scope-news.ts'
import { stillEnrolled } from '../sync/device-tokens.ts'
import { readCursor } from '../sync/protocol.ts'
import type { EnrolledDesk } from '../sync/serve-pull.ts'
import type { Home } from './home.ts'

/**
 * How many may wait, and how they are woken. `spreadMsPerDesk`: many who are woken at once come back over a while, this much for
 * each of them, `longestSpreadMs` at most; one alone comes at once.
 */
export type HintLimits = {
  waiters: number
  waitersPerDesk: number
  headPollMs: number
  spreadMsPerDesk: number
  longestSpreadMs: number
}

/** What ends a wait: something changed for the desk, it is not enrolled any more, or the endpoint stops. */
export type News = 'changed' | 'revoked' | 'stopping'

/** `stays`: it is told over the connection that it has, and does not come back with a request. */
type Waiter = { desk: EnrolledDesk; since: number; scopes: readonly string[]; stays: boolean; tell(news: News): void }

/**
 * Tells desks that a pull would bring something, never what. One look at the head of the commits every `headPollMs` serves any
 * number of waiters; what changed is read once and handed out from memory.
 */
export function hintsOf(home: Home, limits: HintLimits) {
  const { store } = home
  const waiters = new Map<string, Set<Waiter>>()
  /** The newest version in each scope since `knownFrom`; of what was before nothing is known here. */
  const newest = new Map<string, number>()
  let count = 0
  let knownFrom = 0
  let seen = 0
  let epoch = ''
  let started: Promise<void> | null = null
  let looking: Promise<void> | null = null
  let timer: NodeJS.Timeout | undefined
  let unwatch = () => {}
  let isStopping = false

  const start = async () => {
    epoch = (await readHomeKeys(store.reader)).epoch ?? ''
    const first: ScopeNews = await scopesChangedAfter(store.reader, null)
    knownFrom = seen = first.ver
    timer = setInterval(look, limits.headPollMs).unref()
    // What this process decides itself is known without looking.
    unwatch = home.watch(look)
  }
  const look = () => {
    looking ??= lookOnce()
      .catch(() => undefined)
      .finally(() => {
        looking = null
      })
  }
  const lookOnce = async () => {
    const news = await scopesChangedAfter(store.reader, seen)
    if (news.ver === seen) return
    // A store that went back in time is another: everybody finds out by pulling.
    const isOther = news.ver < seen
    if (isOther) {
      newest.clear()
      knownFrom = news.ver
    }
    seen = news.ver
    for (const scope of news.scopes) newest.set(scope, news.ver)
    newest.set('supervision', news.ver)
    const roles = await stillEnrolled(store, [...waiters.keys()])
    const changed = new Set([...news.scopes, 'supervision'])
    const woken: Waiter[] = []
    for (const [deviceId, waiting] of waiters)
      for (const waiter of waiting)
        if (!roles.has(deviceId)) waiter.tell('revoked')
        else if (isOther || roles.get(deviceId) !== waiter.desk.role) woken.push(waiter)
        else if (news.ver > waiter.since && waiter.scopes.some((scope) => changed.has(scope))) woken.push(waiter)
    const returning = woken.filter(({ stays }) => !stays)
    const spreadMs = Math.min(limits.longestSpreadMs, returning.length * limits.spreadMsPerDesk)
    const isSpread = returning.length > 1 && spreadMs > 0
    for (const waiter of woken) if (waiter.stays || !isSpread) waiter.tell('changed')
    if (isSpread)
      for (const waiter of returning) setTimeout(() => waiter.tell('changed'), Math.random() * spreadMs).unref()
  }

  return {
    count: () => count,
    /** Whether a pull from this cursor would bring something, as far as is known here; yes when that is not known. */
    async isBehind(desk: EnrolledDesk, cursor: string): Promise<boolean> {
      await (started ??= start())
      const since = readCursor(cursor)
      if (!since || since.epoch !== epoch || since.role !== desk.role || since.ver < knownFrom) return true
      return scopesOfStaff({ id: desk.staffId, role: desk.role }).some((scope) => (newest.get(scope) ?? 0) > since.ver)
    },
    /**
     * Calls `tell` at each news of the desk after the cursor until what is returned is called; null when too many wait already.
     * To be asked before `isBehind`, so that nothing falls between the two.
     */
    async listen(
      desk: EnrolledDesk,
      cursor: string,
      tell: (news: News) => void,
      stays = false,
    ): Promise<(() => void) | null> {
      await (started ??= start())
      const mine = waiters.get(desk.deviceId) ?? new Set<Waiter>()
      if (isStopping || count >= limits.waiters || mine.size >= limits.waitersPerDesk) return null
      const since = readCursor(cursor)?.ver ?? 0
      const waiter = { desk, since, scopes: scopesOfStaff({ id: desk.staffId, role: desk.role }), stays, tell }
      waiters.set(desk.deviceId, mine.add(waiter))
      count++
      return () => {
        if (!mine.delete(waiter)) return
        count--
        if (mine.size === 0 && waiters.get(desk.deviceId) === mine) waiters.delete(desk.deviceId)
      }
    },
    /** Sends everybody home; nobody can wait from now on. */
    async stop(): Promise<void> {
      isStopping = true
      clearInterval(timer)
      unwatch()
      for (const waiting of [...waiters.values()]) for (const waiter of [...waiting]) waiter.tell('stopping')
      await looking
    },
  }
}
export type Hints = ReturnType<typeof hintsOf>
