/** Not now: to be asked again after so long. */
export type Later = { retryAfterMs: number }

/** How much longer each one that waits makes it, roughly. */
const msOfOne = 1_000

/**
 * Heavy work, `atOnce` pieces of it at a time; the rest waits in its order, `waitingAtMost` of it. What nobody wants any more (`gone`)
 * before its turn has come is not done.
 */
export function turnsOf(atOnce: number, waitingAtMost: number) {
  let working = 0
  const waiting = new Set<() => void>()
  const later = (): Later => ({ retryAfterMs: msOfOne * (1 + waiting.size) })
  const turn = (gone: AbortSignal) =>
    new Promise<boolean>((resolve) => {
      const leave = () => {
        waiting.delete(begin)
        resolve(false)
      }
      const begin = () => {
        gone.removeEventListener('abort', leave)
        resolve(true)
      }
      waiting.add(begin)
      gone.addEventListener('abort', leave, { once: true })
    })
  return {
    later,
    async take<T>(gone: AbortSignal, work: () => Promise<T>): Promise<T | Later> {
      if (gone.aborted || (working >= atOnce && waiting.size >= waitingAtMost)) return later()
      if (working < atOnce) working++
      else if (!(await turn(gone))) return later()
      try {
        return await work()
      } finally {
        const [next] = waiting
        if (next) {
          waiting.delete(next)
          next()
        } else working--
      }
    },
  }
}
export type Turns = ReturnType<typeof turnsOf>
