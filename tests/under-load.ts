import { setImmediate as breath } from 'node:timers/promises'
import type { Home } from '../src/app/home.ts'

/** Lets an authority decide one thing after the other while something else is done; `given` is how many it has decided. */
export async function underLoad(authority: Home, work: (given: () => number) => Promise<void>): Promise<void> {
  const over = new AbortController()
  let given = 0
  const load = (async () => {
    while (!over.signal.aborted) {
      await authority.execute('staff.add', { id: `L${++given}`, name: '负载', role: 'expert' })
      await breath()
    }
  })()
  try {
    await work(() => given)
  } finally {
    over.abort()
    await load
  }
}
