import { Readable } from 'node:stream'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { importFile } from '../../../src/app/import/import-file.ts'
import type { GiveRows } from '../../../src/app/import/give-chunk.ts'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
const rows = 100_000

/** A file that is never anywhere as a whole; about 16 MB, half of it with cells in quotes. */
function* generated(): Generator<string> {
  yield '客户编号,姓名,管家,性别,出生日期,手机号,身份证号,城市,标签,成为客户日期\n'
  for (let at = 0; at < rows; at += 500) {
    let text = ''
    for (let row = at; row < at + 500; row++) {
      const phone = row % 1000 === 7 ? '1.38E+10' : `138${String(row).padStart(8, '0')}`
      const tags = at % 1000 === 0 ? '"高净值;二胎"' : '高净值;二胎'
      text += `CUSTOMER-2026-${row},测${row % 97}员,B0${row % 9},${row % 2 ? '男' : '女'},1980/${(row % 12) + 1}/${(row % 28) + 1},${phone},000000198001${String(row % 10_000).padStart(6, '0')},杭州,${tags},2020-03-13\n`
    }
    yield text
  }
}

test('100,000 rows are read as they come, in flat memory', async () => {
  const marks: number[] = []
  let [taken, waiting, most] = [0, 0, 0]
  const give: GiveRows = async (args) => {
    taken += args.rows.length
    most = Math.max(most, ++waiting)
    await new Promise((resolve) => setImmediate(resolve))
    waiting--
    if (args.number % 10 === 9) {
      collect()
      marks.push(process.memoryUsage().heapUsed)
    }
    return { ok: true, result: { added: args.rows.length, changed: 0, unchanged: 0, rejected: [] } }
  }
  const input = Readable.from(generated(), { objectMode: true, highWaterMark: 1 })
  const done = await importFile({ kind: 'customers', file: '-', input, dryRun: true, language: 'en' }, give)
  expect(done).toMatchObject({
    report: { rows, added: rows - 100, rejected: 100, problemCount: 100, rejectsFile: null },
  })
  expect({ taken, most }).toEqual({ taken: rows - 100, most: 1 })
  // What is left to grow are the external ids that are remembered: a string and a place in a set each.
  const grownMb = ((marks.at(-1) ?? 0) - (marks[0] ?? 0)) / 1e6
  expect(marks.length).toBe(10)
  expect(grownMb).toBeLessThan(10)
}, 60_000)
