/**
 * Does `work` at once, and again after each rest (`restMs`, asked for when it begins), one after the other, for as long as a home is
 * served. A fault is told and tried again with the next. Returns how to stop; what is under way is waited for.
 */
export function startRound(
  work: () => Promise<unknown>,
  restMs: () => number,
  onFault: (fault: unknown) => void,
): () => Promise<void> {
  let isOver = false
  let timer: NodeJS.Timeout | undefined
  let round = Promise.resolve()
  const tick = () => {
    round = work().then(() => undefined, onFault)
    void round.then(() => {
      if (!isOver) timer = setTimeout(tick, restMs()).unref()
    })
  }
  tick()
  return () => {
    isOver = true
    clearTimeout(timer)
    return round
  }
}
