/** What is measured of everybody: so many a second. `given…` counts from the first command given on the desk. */
export const rates = ['bootstrap', 'pushOne', 'givenOne', 'pushEight', 'givenEight', 'pull'] as const
export type Rate = (typeof rates)[number]

export const rounds = 3
export const eight = 8
export const commandsOfOne = 1_000
export const commandsOfEach = 250

/** A server with its clients, ready for the rounds. */
export type Contender = AsyncDisposable & {
  best: Best<Rate>
  round(at: number): Promise<void>
  /** Of the server's processes, in MB. */
  memory(): Promise<number>
}

/** The best round of each figure. */
export type Best<Name extends string> = {
  /** `count` things in `ms`. */
  note(name: Name, count: number, ms: number): void
  get(name: Name): number
}

export function bestOf<Name extends string>(): Best<Name> {
  const best = new Map<Name, number>()
  return {
    note: (name, count, ms) => void best.set(name, Math.max(best.get(name) ?? 0, (count / ms) * 1_000)),
    get: (name) => best.get(name) ?? Number.NaN,
  }
}

/** How long all of them together take. */
export async function wall(work: readonly Promise<unknown>[]): Promise<number> {
  const from = performance.now()
  await Promise.all(work)
  return performance.now() - from
}

/** Ends all of them together. */
export async function end(all: readonly AsyncDisposable[]): Promise<void> {
  await Promise.all(all.map((one) => one[Symbol.asyncDispose]()))
}
