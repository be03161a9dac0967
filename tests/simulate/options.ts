import { parseArgs } from 'node:util'

/** What was asked for on the command line. */
export type Asked = {
  seed: number
  worlds: number
  minutes: number | null
  steps: number
  workers: number
  faults: string | null
  plant: string | null
  plants: boolean
  twice: boolean
  trace: boolean
}

export const usage = `npm run simulate -- [options]
  --seed N       the first world's seed (default 1); world k has the seed N + k
  --worlds M     how many worlds (default 200)
  --minutes N    as many worlds as fit into so many minutes, in place of --worlds
  --steps N      how much happens in a world (default 24)
  --faults a,b   only these faults; "none" for none (default: each world draws from all)
  --workers N    processes (default 1; 2 for 200 worlds and more); the results are the same
  --twice        every world twice: both times the same trace
  --trace        prints all that happens
  --plant NAME   with this fault in the product: has to fail
  --plants       tries every planted fault and prints the table of the README
Ends with 0 when all invariants held, 1 when one did not, 2 when the options are wrong.`

/** Throws an `Error` that says which option is wrong. */
export function readOptions(args: string[]): Asked {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean', default: false } as const
  const { values } = parseArgs({
    args,
    options: {
      ...{ seed: text, worlds: text, minutes: text, steps: text, workers: text, faults: text, plant: text },
      ...{ plants: flag, twice: flag, trace: flag },
    },
  })
  const number = (name: 'seed' | 'worlds' | 'minutes' | 'steps' | 'workers', usual: number) => {
    const value = values[name] === undefined ? usual : Number(values[name])
    if (!Number.isSafeInteger(value) || value < (name === 'seed' ? 0 : 1))
      throw new Error(`--${name} ${values[name]}: a whole number is expected`)
    return value
  }
  const worlds = number('worlds', 200)
  const minutes = values.minutes === undefined ? null : number('minutes', 1)
  return {
    ...{ seed: number('seed', 1), worlds, minutes, steps: number('steps', 24) },
    workers: number('workers', minutes !== null || worlds >= 200 ? 2 : 1),
    ...{ faults: values.faults ?? null, plant: values.plant ?? null },
    ...{ plants: values.plants, twice: values.twice, trace: values.trace },
  }
}

/** The one command that brings a world back. */
export function replayOf(seed: number, { steps, faults, plant }: Asked): string {
  const more = `${faults === null ? '' : ` --faults ${faults}`}${plant === null ? '' : ` --plant '${plant}'`}`
  return `npm run simulate -- --seed ${seed} --worlds 1 --steps ${steps}${more}`
}
