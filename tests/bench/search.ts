import { join } from 'node:path'
import Database from 'better-sqlite3'
import { databaseName, openHome } from '../../src/app/home.ts'
import { type BenchRow, ms, percentile } from './statistics.ts'

const asked = [
  'cdw',
  '大文',
  'wang',
  '王',
  '欧阳',
  '歐陽',
  '0042',
  '1380000',
  'MED',
  'lm',
  '深圳',
  'zhang xiao',
  'YS2026',
  '不会有的词',
]

/** Search as typed, key by key, on the whole book; beside it one LIKE over the names alone with a bare prepared statement. */
export async function benchSearch(folder: string): Promise<BenchRow[]> {
  const home = await openHome(folder)
  const bare = new Database(join(folder, databaseName), { readonly: true }).prepare(
    `select id, name from customer where name like ?`,
  )
  const [ours, theirs]: [number[], number[]] = [[], []]
  for (let round = 0; round < 12; round++)
    for (const text of asked)
      for (let end = 1; end <= text.length; end++) {
        const part = text.slice(0, end)
        let from = performance.now()
        await home.query.search(part)
        if (round > 1) ours.push(performance.now() - from)
        from = performance.now()
        bare.all(`%${part}%`)
        if (round > 1) theirs.push(performance.now() - from)
      }
  await home.close()
  const row = (p: number, name: string, aim: string): BenchRow => {
    const [a, b] = [percentile(ours, p), percentile(theirs, p)]
    return {
      what: `search ${name}, 8,000 customers and their policies`,
      ours: ms(a),
      yardstick: `${ms(b)} bare LIKE on names`,
      ratio: (a / b).toFixed(1),
      aim,
    }
  }
  return [row(0.5, 'p50', ''), row(0.99, 'p99', '≤ 10 ms')]
}
