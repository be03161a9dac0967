import { join } from 'node:path'
import { makeBookForStream, streamInto } from './import-stream.ts'
import type { BenchRow } from './statistics.ts'

/** An export of messages on standard input of `butler import`, most rows of which are of no use. */
export async function benchStream(folder: string, megabytes: number): Promise<BenchRow[]> {
  const made = join(folder, 'stream')
  await makeBookForStream(made)
  const { seconds, peakMb, grownMb, rows, ...told } = await streamInto(made, megabytes * 1e6, folder)
  const what = `import of ${Math.round(told.megabytes).toLocaleString('en')} MB from a stream`
  const count = (n: number) => n.toLocaleString('en')
  return [
    {
      what,
      ours: `${(told.megabytes / seconds).toFixed(1)} MB/s`,
      yardstick: `${count(rows.rows)} rows, of which ${count(rows.rejected)} rejected, ${count(rows.added)} new`,
      ratio: '',
      aim: '',
    },
    {
      what: 'its peak memory; growth in the last third',
      ours: `${Math.round(peakMb)} MB; ${Math.round(grownMb)} MB`,
      yardstick: '',
      ratio: '',
      aim: '≤ 300 MB',
    },
  ]
}
