import type { Store } from '../store/open-sqlite.ts'

const pollMs = 250

/** Tells listeners when the data has changed: at once for this process's own writes, within `pollMs` for another's. */
export function watchStore(store: Store) {
  const listeners = new Set<() => void>()
  let version = store.dataVersion()
  let timer: NodeJS.Timeout | undefined
  let isTelling = false

  const touch = () => {
    if (isTelling) return
    isTelling = true
    queueMicrotask(() => {
      isTelling = false
      version = store.dataVersion()
      for (const listener of listeners) listener()
    })
  }
  const poll = () => {
    if (store.dataVersion() !== version) touch()
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
