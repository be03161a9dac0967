import type { ToldEvent } from '../../core/tail/told.ts'
import type { TailAsked } from './read.ts'

/**
 * What a tail hears, in this order: `begun` once (or `gone`: the cursor leads nowhere any more), then events as they come.
 * `head`: the newest event there is, wanted or not. `offline` and `online` come between them, in turns; `refused` is the end: the
 * endpoint tells this desk nothing more.
 */
export type TailNews =
  | { is: 'begun'; epoch: string; after: number; head: number }
  | { is: 'gone' }
  | { is: 'events'; events: ToldEvent[]; through: number; head: number }
  | { is: 'online'; head: number }
  | { is: 'offline' | 'refused' }

/** Where a tail gets its events from: a home, or an endpoint. */
export type TailSource = {
  /** Ends after what is there already, unless `isFollowing`; else when `signal` says so. */
  listen(asked: TailAsked, isFollowing: boolean, signal: AbortSignal): AsyncIterable<TailNews>
  /** Leaves out what comes up to and with `ver`. */
  skipTo(ver: number): void
}
