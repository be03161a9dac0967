import { parseArgs } from 'node:util'

/** What was asked for on the command line, and what the player is told. `from`: keys before it are left out (shrinking). */
export type Asked = {
  seed: number
  keys: number
  resizes: number
  /** Whether the keys that confirm are pressed too. */
  confirm: boolean
  from: number
  frames: number
  conversations: number
}

export const usage = `npm run fuzz -- [options]
  --keys N       random keys, pastes and torn sequences (default 10000)
  --resizes N    random sizes among them (default 200)
  --seed N       the same seed presses the same keys (default: another each time)
  --confirm      presses also what confirms; without, nothing irreversible may happen
  --from N       leaves the keys before number N out
  --conversations N  no random keys: so many answered in a real pseudo-terminal, killed now and then
  --frames N     no random keys: a shift of so many frames, with the memory that it takes
Ends with 0 when all held, 1 when something did not, 2 when the options are wrong.`

/** Throws an `Error` that says which option is wrong. */
export function readOptions(args: string[]): Asked {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    args,
    options: {
      ...{ keys: text, resizes: text, seed: text, from: text, frames: text, conversations: text },
      confirm: { type: 'boolean', default: false },
    },
  })
  const number = (name: 'keys' | 'resizes' | 'seed' | 'from' | 'frames' | 'conversations', usual: number) => {
    const value = values[name] === undefined ? usual : Number(values[name])
    if (!Number.isSafeInteger(value) || value < 0)
      throw new Error(`--${name} ${values[name]}: a whole number is expected`)
    return value
  }
  return {
    seed: number('seed', Math.floor(Math.random() * 1_000_000)),
    ...{ keys: number('keys', 10_000), resizes: number('resizes', 200), from: number('from', 0) },
    ...{ frames: number('frames', 0), conversations: number('conversations', 0), confirm: values.confirm },
  }
}
