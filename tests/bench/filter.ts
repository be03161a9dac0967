import { loadFinding } from '../../src/app/sought.ts'
import { narrow } from '../../src/tui/narrow.ts'
import { filters, now, rowsOf } from '../tui/queue-rows.ts'
import { type BenchRow, ms, percentile } from './statistics.ts'

/** A filter as typed, key by key, over a queue of 8,000; beside it one look through the names alone. */
export async function benchFilter(): Promise<BenchRow[]> {
  await loadFinding()
  const rows = rowsOf(8_000)
  const state = { now, staff: new Map<string, string>() }
  const [ours, theirs]: [number[], number[]] = [[], []]
  for (let round = 0; round < 12; round++)
    for (const typed of filters)
      for (let end = 1; end <= typed.length; end++) {
        const part = typed.slice(0, end)
        let from = performance.now()
        narrow('queue', rows, part, state)
        if (round > 1) ours.push(performance.now() - from)
        from = performance.now()
        rows.filter((row) => row.case.customerName.includes(part))
        if (round > 1) theirs.push(performance.now() - from)
      }
  const [a, b] = [percentile(ours, 0.95), percentile(theirs, 0.95)]
  const what = 'filter of 8,000 rows, a keystroke, p95'
  return [{ what, ours: ms(a), yardstick: `${ms(b)} includes() on names`, ratio: (a / b).toFixed(1), aim: '≤ 16 ms' }]
}
