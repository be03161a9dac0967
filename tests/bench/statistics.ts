/** The value below which the share `p` of the samples lies. */
export function percentile(samples: readonly number[], p: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? Number.NaN
}

export type BenchRow = { what: string; ours: string; yardstick: string; ratio: string; aim: string }

export function ms(value: number): string {
  return `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`
}

/** As a Markdown table, ready for the README. `baseline`: the ratio that it was, with `!` where it is worse than it may be. */
export function table(rows: readonly (BenchRow & { baseline: string })[]): string {
  const head = '| what | ours | yardstick | ratio | aim | was |\n| --- | --- | --- | --- | --- | --- |'
  const cells = rows.map(({ what, ours, yardstick, ratio, aim, baseline }) =>
    [what, ours, yardstick, ratio, aim, baseline].join(' | '),
  )
  return [head, ...cells.map((row) => `| ${row} |`)].join('\n')
}
