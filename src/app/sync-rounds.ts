import type { OnBytes } from './sync-loop.ts'

/** What a round is for: the first load of a desk, sending what waits, or taking in what is new. */
export type RoundName = 'load' | 'send' | 'sync'

/** A round that has begun; `ended` says how many commands it sent, or fails as the round does. */
export type BegunRound = { is: RoundName; ended: Promise<{ sent: number }> }

/** Told of each round as it begins; what it returns hears how much of a snapshot has come. */
export type OnRound = (round: BegunRound) => OnBytes

/** Tells of rounds, whoever asked for them. Where nobody listens it costs nothing. */
export function tellingRounds(nextIs: () => Promise<RoundName>) {
  const listeners = new Set<OnRound>()
  return {
    watch(listener: OnRound): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async telling<T extends { sent: number }>(work: (onBytes: OnBytes) => Promise<T>): Promise<T> {
      if (listeners.size === 0) return work(() => {})
      const is = await nextIs()
      const heard: OnBytes[] = []
      const ended = work((done, total) => {
        for (const hears of heard) hears(done, total)
      })
      for (const listener of listeners) heard.push(listener({ is, ended }))
      return ended
    },
  }
}
