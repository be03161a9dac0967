import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createAuthority, type Home, openHome } from '../../../src/app/home.ts'
import { importFile } from '../../../src/app/import/import-file.ts'
import type { GiveRows } from '../../../src/app/import/give-chunk.ts'
import { customersCsv } from '../../customers-csv.ts'
import { fileOf } from './taking.ts'
import { textRow, writeXlsx } from './xlsx-file.ts'

let folder = ''
let home: Home
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'butler-resume-'))
  await createAuthority(join(folder, 'home'))
  home = await openHome(join(folder, 'home'))
  await home.execute('staff.add', { id: 'b1', name: '测试管家', role: 'butler' })
})
afterEach(async () => {
  await home.close()
  rmSync(folder, { recursive: true, force: true })
})

const give: GiveRows = (args, { dryRun, id }) =>
  home.execute('import.rows', args, { isDryRun: dryRun, ...(id === undefined ? {} : { id }) })

/** `cutAfter`: the power goes after so many chunks. */
async function bring(file: string, cutAfter = Infinity, sheet?: string) {
  let chunks = 0
  const done = await importFile(
    {
      kind: 'customers',
      file,
      ...(sheet === undefined ? {} : { sheet }),
      dryRun: false,
      language: 'en',
      keepTrack: (command, args) => home.execute(command, args),
    },
    async (args, how) => {
      if (++chunks > cutAfter) throw new Error('cut off')
      return give(args, how)
    },
  )
  if (!done.ok) throw new Error(done.error.message)
  return done.report
}

const run = async () => (await home.query.all('importRun'))[0]
const chunksDecided = async () => (await home.query.events(0)).filter(({ command }) => command === 'import.rows').length

test('what was cut off goes on from where it was, and reports the whole file', async () => {
  const bad = customersCsv(3_500).replace('K0000700,', 'K0000700,').replace(',b1,女,1961', ',b9,女,1961')
  const file = fileOf('customers.csv', bad)
  await expect(bring(file, 2)).rejects.toThrow('cut off')
  expect(await run()).toMatchObject({ state: 'running', chunks: 2, source: 'customers.csv' })
  expect(await chunksDecided()).toBe(2)
  const report = await bring(file)
  // The chunks that were there are answered as they were then: nothing of them is given twice.
  expect(report).toMatchObject({ resumedAt: 2, rows: 3_500, unchanged: 0, added: 3_499, rejected: 1 })
  expect(await chunksDecided()).toBe(4)
  expect(await run()).toMatchObject({ state: 'done', chunks: 4, added: 3_499, rejected: 1, round: 1 })
  expect((await home.query.counts()).customers).toBe(3_499)
})

test('a file that came to its end and comes again is given again', async () => {
  const file = fileOf('customers.csv', customersCsv(1_200))
  expect(await bring(file)).toMatchObject({ added: 1_200, resumedAt: 0 })
  expect(await bring(file)).toMatchObject({ added: 0, unchanged: 1_200, resumedAt: 0 })
  expect(await run()).toMatchObject({ round: 2, unchanged: 1_200, state: 'done' })
})

test('another file of the same name is another one', async () => {
  const file = fileOf('customers.csv', customersCsv(1_500))
  await expect(bring(file, 1)).rejects.toThrow('cut off')
  const other = fileOf('customers.csv', customersCsv(1_501))
  expect(await bring(other)).toMatchObject({ resumedAt: 0, added: 501, unchanged: 1_000 })
})

test('a chunk of long texts is cut short enough for an endpoint', async () => {
  const text = '问'.repeat(8_000)
  const lines = Array.from({ length: 60 }, (_, at) =>
    JSON.stringify({ id: `m${at}`, thread: 't', customer: 'K', direction: 'in', at: '2026-03-01 09:00', text }),
  )
  const sizes: number[] = []
  const taking: GiveRows = async (args) => {
    sizes.push(Buffer.byteLength(JSON.stringify(args)))
    return { ok: true, result: { added: args.rows.length, changed: 0, unchanged: 0, rejected: [] } }
  }
  const file = fileOf('messages.jsonl', lines.join('\n'))
  const done = await importFile({ kind: 'conversations', file, dryRun: false, language: 'en' }, taking)
  expect(done).toMatchObject({ report: { added: 60, rejected: 0 } })
  expect(Math.max(...sizes)).toBeLessThan(600 * 1024)
})

test('each sheet of a workbook is an import of its own', async () => {
  const file = join(folder, 'customers.xlsx')
  await writeXlsx(file, {
    rows: [textRow('客户编号', '姓名', '管家'), textRow('A1', '王安宁', 'b1')].join(''),
  })
  await bring(file)
  await bring(file, Infinity, '客户')
  expect(await home.query.all('importRun')).toMatchObject([{ round: 1 }, { round: 1 }])
})
