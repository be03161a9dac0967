import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { butler, node } from '../terminal.ts'
import { compared, keepBaselines } from './baselines.ts'
import { benchImport } from './import.ts'
import { benchJudgement } from './judgement.ts'
import { benchLive } from './live.ts'
import { benchScreen } from './screen.ts'
import { benchSearch } from './search.ts'
import { type BenchRow, table } from './statistics.ts'
import { benchStream } from './stream.ts'
import { benchSync } from './sync.ts'
import { benchTail } from './tail.ts'

/**
 * Prints every figure beside its yardstick, measured in the same run, and beside what it was (baselines.json); of the named parts, or
 * of all. `--keep` makes them what the next ones are held against. Ends with 1 only where one is more than three times off.
 */
const folder = mkdtempSync(join(tmpdir(), 'butler-bench-'))
const [desk, authority] = [join(folder, 'demo', 'desk'), join(folder, 'demo', 'authority')]
const named = process.argv.slice(2).filter((name) => name !== '--keep')
const parts: Record<string, () => Promise<BenchRow[]>> = {
  screen: () => benchScreen(desk, folder),
  search: () => benchSearch(desk),
  import: () => benchImport(folder),
  live: () => benchLive(authority, folder),
  // Minutes long: whole only where it is asked for.
  stream: () => benchStream(folder, named.includes('stream') ? 2_000 : 50),
  judgement: benchJudgement,
  sync: () => benchSync(authority, folder),
  tail: () => benchTail(authority, folder),
}

const unknown = named.find((name) => !(name in parts))
if (unknown !== undefined) {
  console.error(`no such part: ${unknown}; there are ${Object.keys(parts).join(', ')}`)
  process.exit(2)
}
try {
  process.stderr.write('making a book of 8,000 customers\n')
  await execa(node, [butler, '--home', folder, 'demo', '--customers', '8000'])
  const rows: BenchRow[] = []
  for (const [name, measure] of Object.entries(parts))
    if (named.length === 0 || named.includes(name)) rows.push(...(await measure()))
  const told = compared(rows)
  console.log(table(told))
  const off = told.filter(({ isFarOff }) => isFarOff)
  for (const { what, ratio, baseline } of off) console.error(`${what}: ${ratio}, and was ${baseline}`)
  if (process.argv.includes('--keep')) keepBaselines(rows)
  else if (off.length > 0) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
