import type { TailFilter } from '../../core/tail/filter.ts'
import type { Home } from '../home.ts'
import { tailReader } from './read.ts'
import type { TailNews, TailSource } from './source.ts'

/** The events of an open home as they are written into it, by whichever process. */
export function tailOfHome(home: Home, filter: TailFilter): TailSource {
  const isDesk = home.kind === 'desk'
  const actor = home.staff && !isDesk ? home.actor : null
  const reader = tailReader(home.store.reader, { actor, scopes: null }, filter, home.clock.now)
  let after = 0
  return {
    skipTo(ver) {
      after = ver
    },
    async *listen(asked, isFollowing, signal): AsyncGenerator<TailNews> {
      const begun = await reader.begin(asked)
      if (!begun) return yield { is: 'gone' }
      yield { is: 'begun', ...begun }
      after = begun.after
      const changes = isFollowing ? changesOf(home, signal) : null
      try {
        for (let wasOffline = false; ;) {
          const { is } = isDesk && isFollowing ? await home.sync.state() : { is: 'alone' as const }
          if (is === 'stopped') return yield { is: 'refused' }
          if ((is === 'offline') !== wasOffline)
            yield wasOffline ? { is: 'online', head: await home.query.lastEvent() } : { is: 'offline' }
          wasOffline = is === 'offline'
          for (;;) {
            const page = await reader.page(after)
            if (page.through === after) break
            after = page.through
            yield { is: 'events', ...page }
            if (signal.aborted) return
            if (page.through >= page.head) break
          }
          if (!changes || !(await changes.next())) return
        }
      } finally {
        changes?.stop()
      }
    },
  }
}

/** Resolves at each change of the home, at once where there was one since the last; false when the signal says so. */
function changesOf(home: Home, signal: AbortSignal) {
  let isChanged = false
  let wake = () => {}
  const stop = home.watch(() => {
    isChanged = true
    wake()
  })
  const onAbort = () => wake()
  signal.addEventListener('abort', onAbort)
  return {
    async next(): Promise<boolean> {
      if (!isChanged && !signal.aborted) await new Promise<void>((resolve) => (wake = resolve))
      isChanged = false
      return !signal.aborted
    },
    stop() {
      stop()
      signal.removeEventListener('abort', onAbort)
    },
  }
}
