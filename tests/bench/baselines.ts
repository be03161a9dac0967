import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BenchRow } from './statistics.ts'

const file = join(import.meta.dirname, 'baselines.json')

/**
 * What a figure was, as a ratio against its yardstick of the same run, so that the machine falls out of it. `tolerance`: the share by
 * which it may be worse. `better`: whether less of it is better, or more.
 */
type Baseline = { median: number; tolerance: number; better: 'less' | 'more' }

/** Beyond this many times its baseline a figure is no noise on any machine. */
const farOff = 3

export type Compared = BenchRow & { baseline: string; isFarOff: boolean }

function readBaselines(): Record<string, Baseline> {
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, Baseline>
}

/** Each row beside what it was: `!` where it is worse by more than its tolerance. */
export function compared(rows: readonly BenchRow[], baselines = readBaselines()): Compared[] {
  return rows.map((row) => {
    const baseline = baselines[row.what]
    const ratio = Number(row.ratio)
    if (!baseline || row.ratio === '' || !(ratio > 0)) return { ...row, baseline: '', isFarOff: false }
    const worse = baseline.better === 'less' ? ratio / baseline.median : baseline.median / ratio
    const mark = worse > 1 + baseline.tolerance ? ' !' : ''
    return { ...row, baseline: `${baseline.median}${mark}`, isFarOff: worse > farOff }
  })
}

/** Keeps what was measured now as what the next runs are held against. */
export function keepBaselines(rows: readonly BenchRow[]): void {
  const baselines = readBaselines()
  for (const { what, ratio } of rows) {
    const known = baselines[what]
    if (known && Number(ratio) > 0) baselines[what] = { ...known, median: Number(ratio) }
  }
  writeFileSync(file, `${JSON.stringify(baselines, null, 2)}\n`)
}
