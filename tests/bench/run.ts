import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { butler, node } from '../terminal.ts'
import { benchImport } from './import.ts'
import { benchJudgement } from './judgement.ts'
import { benchScreen } from './screen.ts'
import { benchSearch } from './search.ts'
import { table } from './statistics.ts'

/** Prints every figure beside its yardstick, measured in the same run. */
const folder = mkdtempSync(join(tmpdir(), 'butler-bench-'))
try {
  process.stderr.write('making a book of 8,000 customers\n')
  await execa(node, [butler, '--home', folder, 'demo', '--customers', '8000'])
  const rows = [
    ...(await benchScreen(join(folder, 'demo', 'desk'), folder)),
    ...(await benchSearch(join(folder, 'demo', 'desk'))),
    ...(await benchImport(folder)),
    ...(await benchJudgement()),
  ]
  console.log(table(rows))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
