import type { ResultPromise } from 'execa'
import { expect } from 'vitest'
import { openHome } from '../../src/app/home.ts'
import { accepted } from '../world.ts'
import { startButler } from './butler.ts'

/** A tail that is killed and begun again, beside somebody who writes all the time; `tail` gives its arguments, the cursor file's too. */
export function tailLives(tail: () => readonly string[]) {
  /** Of each life, what its reader got of whole lines: versions of the authority. */
  const lives: number[][] = []
  const said: string[] = []
  return {
    said: () => said.join(''),
    live(args: readonly string[] = []) {
      const vers: number[] = []
      lives.push(vers)
      const tailing: ResultPromise = startButler([...tail(), '--json', ...args], { buffer: false })
      let rest = ''
      const seen = new Set<() => void>()
      tailing.stdout?.on('data', (chunk: Buffer) => {
        const lines = (rest + chunk.toString('utf8')).split('\n')
        rest = lines.pop() ?? ''
        for (const line of lines) {
          const { is, cursor } = JSON.parse(line) as { is: string; cursor: string }
          if (is === 'event') vers.push(Number(cursor.split('.')[1]))
        }
        for (const tell of seen) tell()
      })
      tailing.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString('utf8')))
      const reached = (n: number) => new Promise<void>((resolve) => seen.add(() => vers.length >= n && resolve()))
      return { tailing, reached, vers }
    },
    /** Nothing was lost, doubled or out of order up to `last`. */
    expectWhole(last: number) {
      let ver = (lives[0]?.[0] ?? 0) - 1
      for (const [life, vers] of lives.entries())
        for (const [n, one] of vers.entries()) {
          // At least once: the last line of a life that was cut may come again with the next, and no other.
          if (n === 0 && one === ver) continue
          expect({ life, n, one }).toEqual({ life, n, one: ver + 1 })
          ver = one
        }
      expect(ver).toBe(last)
    },
  }
}

/** Adds people to the authority's home until it is told that it is enough, `prefix` before the number; then `THE-END-<prefix>`. */
export async function writeOn(home: string, prefix: string) {
  const opened = await openHome(home)
  const enough = new AbortController()
  const add = async (id: string) => accepted(await opened.execute('staff.add', { id, name: '示例', role: 'expert' }))
  const writing = (async () => {
    for (let written = 0; written < 400 || !enough.signal.aborted; written++) {
      await add(`${prefix}${written}`)
      await new Promise(setImmediate)
    }
    await add(`THE-END-${prefix}`)
  })()
  return {
    enough: () => enough.abort(),
    /** The last version that was written. */
    async last() {
      await writing
      const last = await opened.query.lastEvent()
      await opened.close()
      return last
    },
  }
}
