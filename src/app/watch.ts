import type { Store } from '../store/store.ts'

const pollMs = 250

/**
 * Tells listeners when the data has changed: at once for this process's own writes, within `pollMs` for another's. One question
 * at a time, however many listen; while the store does not answer, it is asked again. `version`: as of when the home was opened.
 */
export function watchStore(store: Store, version: number) {
  const listeners = new Set<() => void>()
  let told = version
  let timer: NodeJS.Timeout | undefined
  let [isTelling, isAsking] = [false, false]

  const tell = (now: number) => {
    told = now
    for (const listener of listeners) listener()
  }
  const versionNow = () => store.dataVersion().catch(() => told)
  const touch = () => {
    if (isTelling) return
    isTelling = true
    void versionNow().then((now) => {
      isTelling = false
      tell(now)
    })
  }
  const poll = () => {
    if (isAsking || isTelling) return
    isAsking = true
    void versionNow().then((now) => {
      isAsking = false
      if (now !== told) tell(now)
    })
  }
  return {
    touch,
    watch(changed: () => void): () => void {
      listeners.add(changed)
      timer ??= setInterval(poll, pollMs).unref()
      return () => {
        listeners.delete(changed)
      }
    },
    stop() {
      clearInterval(timer)
      listeners.clear()
    },
  }
}
