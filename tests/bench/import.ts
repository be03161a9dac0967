import { execFile } from 'node:child_process'
import { createWriteStream, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { execa } from 'execa'
import { createAuthority, openHome } from '../../src/app/home.ts'
import { buildSearchIndex } from '../../src/store/search-index.ts'
import { customerLine, customersCsv } from '../customers-csv.ts'
import { butler, node } from '../terminal.ts'
import { type BenchRow, ms, percentile } from './statistics.ts'

/** `BENCH_CUSTOMERS=600000` for the size of the service; the usual run stays short. */
const rows = Number(process.env['BENCH_CUSTOMERS'] ?? 50_000)
const run = promisify(execFile)

/**
 * A file of customers into a real home by the program itself, with search index, scopes and audit; beside it `sqlite3 .import` of the
 * same file into a bare table with three indexes. Then search over all of them.
 */
export async function benchImport(folder: string): Promise<BenchRow[]> {
  const file = join(folder, 'customers.csv')
  await writeCustomers(file)
  const made = join(folder, 'import')
  await createAuthority(made)
  const home = await openHome(made)
  await home.execute('staff.add', { id: 'b1', name: '测试管家', role: 'butler' })
  await home.close()
  const bare = await bareImport(folder, file)
  const from = performance.now()
  const peak = join(folder, 'peak.mjs')
  writeFileSync(
    peak,
    `process.on('exit', () => process.stderr.write('\\npeak ' + process.resourceUsage().maxRSS + '\\n'))`,
  )
  const ran = await execa(node, ['--import', peak, butler, '--home', made, 'import', 'customers', file, '--json'])
  const oursMs = performance.now() - from
  if ((JSON.parse(ran.stdout) as { added: number }).added !== rows) throw new Error('the import did not add every row')
  const count = rows.toLocaleString('en')
  const rate = (took: number) => `${Math.round((rows / took) * 1_000).toLocaleString('en')} rows/s`
  const peakMb = Number(/peak (\d+)/.exec(ran.stderr)?.[1] ?? 0) / 1_024
  return [
    {
      what: `import of ${count} customers`,
      ours: rate(oursMs),
      yardstick: bare === null ? 'sqlite3 is not installed' : `${rate(bare)} sqlite3 .import, 3 indexes`,
      ratio: bare === null ? '' : (oursMs / bare).toFixed(1),
      aim: '≤ 2',
    },
    { what: `its peak memory`, ours: `${Math.round(peakMb)} MB`, yardstick: '', ratio: '', aim: '≤ 300 MB' },
    await searched(made, count),
  ]
}

async function writeCustomers(file: string): Promise<void> {
  const out = createWriteStream(file)
  out.write(customersCsv(0))
  for (let at = 0; at < rows; at++) if (!out.write(`${customerLine(at)}\r\n`)) await once(out, 'drain')
  out.end()
  await once(out, 'finish')
}

/** Null where the program is not there. */
async function bareImport(folder: string, file: string): Promise<number | null> {
  const script = [
    'create table customer (id, name, owner, gender, born, phone, city);',
    ...['name', 'owner', 'phone'].map((column) => `create index by_${column} on customer (${column});`),
    '.mode csv',
    `.import --skip 1 ${file} customer`,
  ]
  const from = performance.now()
  try {
    await run('sqlite3', [join(folder, 'bare.db'), ...script])
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') return null
    throw fault
  }
  return performance.now() - from
}

/** As in a process that stays: its first search has had what a large book is looked up by made meanwhile. */
async function searched(made: string, count: string): Promise<BenchRow> {
  const home = await openHome(made)
  const began = performance.now()
  await buildSearchIndex(home.store.reader)
  const builtMs = performance.now() - began
  const took: number[] = []
  for (const text of ['王安宁', '王', 'wang', 'wan', '0042', '13800001234', 'k00012', '测试市', '不会有的词'])
    for (let round = 0; round < 4; round++) {
      const from = performance.now()
      await home.query.search(text)
      if (round > 0) took.push(performance.now() - from)
    }
  await home.close()
  return {
    what: `search p99 over ${count} customers`,
    ours: ms(percentile(took, 0.99)),
    yardstick: `p50 ${ms(percentile(took, 0.5))}, index made in ${ms(builtMs)}`,
    ratio: '',
    aim: '≤ 20 ms',
  }
}
