import { createReadStream, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse'
import { createAuthority, openHome } from '../../src/app/home.ts'
import { importFile } from '../../src/app/import/import-file.ts'
import { customersCsv } from '../customers-csv.ts'
import type { BenchRow } from './statistics.ts'

const rows = 50_000

/** Rows a second into a real home, read, checked, written, found by pinyin; beside csv-parse that only reads. */
export async function benchImport(folder: string): Promise<BenchRow[]> {
  const file = join(folder, 'customers.csv')
  writeFileSync(file, customersCsv(rows))
  await createAuthority(join(folder, 'import'))
  const home = await openHome(join(folder, 'import'))
  await home.execute('staff.add', { id: 'b1', name: '测试管家', role: 'butler' })
  const bare = await rate(async () => {
    for await (const row of createReadStream(file).pipe(parse({ columns: true }))) void row
  })
  const ours = await rate(async () => {
    const give = (args: unknown) => home.execute('import.rows', args)
    const done = await importFile({ kind: 'customers', file, dryRun: false, language: 'en' }, give)
    if (!done.ok || done.report.added !== rows) throw new Error('the import did not add every row')
  })
  await home.close()
  const perSecond = (value: number) => `${Math.round(value).toLocaleString('en')} rows/s`
  const ratio = (ours / bare).toFixed(2)
  return [
    {
      what: 'import of 50,000 customers',
      ours: perSecond(ours),
      yardstick: `${perSecond(bare)} csv-parse alone`,
      ratio,
      aim: '',
    },
  ]
}

async function rate(work: () => Promise<void>): Promise<number> {
  const from = performance.now()
  await work()
  return (rows / (performance.now() - from)) * 1_000
}
