import { createHash } from 'node:crypto'

/** All that happens in a world, in its order: a hash over everything, and the last of it to be read. */
export type Trace = { add(line: string): void; hash(): string; last(): string[] }

const kept = 80

export function traceOf(now: () => number, isLoud: boolean): Trace {
  const hash = createHash('sha256')
  const lines: string[] = []
  const start = now()
  return {
    add(text) {
      const line = `${((now() - start) / 1_000).toFixed(3).padStart(9)} ${text}`
      hash.update(`${line}\n`)
      lines.push(line)
      if (lines.length > kept) lines.shift()
      if (isLoud) process.stdout.write(`${line}\n`)
    },
    hash: () => hash.copy().digest('hex'),
    last: () => [...lines],
  }
}
