/** Waits for the end of something that runs until it is told to stop. */
export type Stop = {
  /** Resolves with the exit status: 130 on SIGINT, 143 on SIGTERM, or what `raise` gave. */
  raised: Promise<number>
  raise(status: number): void
}

export function stopSignal(): Stop {
  const { promise, resolve } = Promise.withResolvers<number>()
  // Timers of the home do not keep the process alive; this one does.
  const alive = setInterval(() => undefined, 1 << 30)
  const onInterrupt = () => resolve(130)
  const onTerminate = () => resolve(143)
  process.once('SIGINT', onInterrupt)
  process.once('SIGTERM', onTerminate)
  const raised = promise.finally(() => {
    clearInterval(alive)
    process.off('SIGINT', onInterrupt)
    process.off('SIGTERM', onTerminate)
  })
  return { raised, raise: resolve }
}
