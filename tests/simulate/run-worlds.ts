import { fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import type { Asked } from './options.ts'
import type { Result } from './simulate.ts'
import { simulatorOf } from './worker.ts'

/** What a run came to: the failure of the lowest seed, if any, whatever the number of processes. */
export type Run = { worlds: number; hash: string; counters: Map<string, number>; failed: Result | null }

/** Gives out seeds in their order, and none beyond one that has failed. */
export async function runWorlds(
  asked: Asked,
  onWorld: (done: number, counters: Map<string, number>) => void,
): Promise<Run> {
  const counters = new Map<string, number>()
  const hashes = new Map<number, string>()
  const until = asked.minutes === null ? Infinity : Date.now() + asked.minutes * 60_000
  let given = 0
  let failed: Result | null = null
  const next = () => {
    const isOver = failed || (asked.minutes === null ? given >= asked.worlds : Date.now() > until)
    return isOver ? null : asked.seed + given++
  }
  const take = (result: Result) => {
    hashes.set(result.seed, result.hash)
    for (const [name, n] of Object.entries(result.counters)) counters.set(name, (counters.get(name) ?? 0) + n)
    if (result.failure && (!failed || result.seed < failed.seed)) failed = result
    onWorld(hashes.size, counters)
  }
  if (asked.workers === 1) {
    const simulator = await simulatorOf(asked)
    for (let seed = next(); seed !== null; seed = next()) take(await simulator.world(seed))
    simulator.end()
  } else await Promise.all(Array.from({ length: asked.workers }, () => inProcess(asked, next, take)))
  const hash = createHash('sha256')
  for (const seed of [...hashes.keys()].sort((a, b) => a - b)) hash.update(hashes.get(seed) ?? '')
  return { worlds: hashes.size, hash: hash.digest('hex'), counters, failed }
}

function inProcess(asked: Asked, next: () => number | null, take: (result: Result) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('worker.ts', import.meta.url)), ['worker'])
    let isDone = false
    child.on('message', (told: Result | 'ready') => {
      if (told !== 'ready') take(told)
      const seed = next()
      if (seed !== null) return void child.send(seed)
      isDone = true
      child.disconnect()
    })
    child.on('exit', (code) => (isDone ? resolve() : reject(new Error(`a worker ended with ${code}`))))
    child.send(asked)
  })
}
