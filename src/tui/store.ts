/** State outside React: one value, replaced whole; listeners are told once a change. */
export type StateStore<S> = {
  get(): S
  set(change: (state: S) => S): void
  subscribe(listener: () => void): () => void
}

export function createStateStore<S>(initial: S): StateStore<S> {
  let state = initial
  const listeners = new Set<() => void>()
  return {
    get: () => state,
    set(change) {
      const next = change(state)
      if (next === state) return
      state = next
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
