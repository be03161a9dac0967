import type { Asked } from './options.ts'
import { plant } from './plant-hook.ts'
import { planted } from './planted.ts'
import type { Result } from './simulate.ts'

/** Simulates worlds by their seeds, in this process. */
export type Simulator = { world(seed: number): Promise<Result>; end(): void }

/** Loads the product, with the planted fault where one was asked for, and makes what worlds begin with. */
export async function simulatorOf(asked: Asked): Promise<Simulator> {
  const fault = planted.find(({ name }) => name === asked.plant)
  if (fault) plant(fault)
  const { simulate } = await import('./simulate.ts')
  const { makeRoom, makeTemplate, removeFolder } = await import('./template.ts')
  const { faults } = await import('./faults.ts')
  const room = makeRoom()
  process.on('exit', () => removeFolder(room))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
  await makeTemplate(room)
  const all = Object.keys(faults)
  const chosen = asked.faults === null ? all : asked.faults.split(',').filter((name) => name !== 'none')
  const unknown = chosen.find((name) => !all.includes(name))
  if (unknown) throw new Error(`--faults ${unknown}: there are ${all.join(', ')}`)
  const options = { steps: asked.steps, faults: chosen, isLoud: asked.trace }
  return {
    async world(seed) {
      const first = await simulate(seed, room, options)
      if (!asked.twice || first.failure) return first
      const second = await simulate(seed, room, options)
      if (second.hash === first.hash) return first
      const text = `the same seed gave the traces ${first.hash.slice(0, 16)} and ${second.hash.slice(0, 16)}`
      return { ...first, failure: { invariant: 'trace', text, last: [] } }
    },
    end: () => removeFolder(room),
  }
}

// As a process of its own: told its options first, and then one seed after the other.
if (process.send && process.argv[2] === 'worker') {
  let simulator: Simulator | null = null
  process.on('message', (told: Asked | number) => {
    void (async () => {
      if (typeof told === 'number') process.send?.(await simulator?.world(told))
      else {
        simulator = await simulatorOf(told)
        process.send?.('ready')
      }
    })().catch((fault: unknown) => {
      console.error(fault)
      process.exit(3)
    })
  })
  process.on('disconnect', () => process.exit(0))
}
