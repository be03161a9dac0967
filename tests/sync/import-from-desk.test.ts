import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { RowKind } from '../../src/core/import/schema.ts'
import type { Home } from '../../src/app/home.ts'
import { importFile } from '../../src/app/import/import-file.ts'
import { givingOn } from '../../src/cli/import-table.ts'
import { customersCsv } from '../customers-csv.ts'
import { makeWorld } from '../world.ts'

const bring = (home: Home, kind: RowKind, file: string, dryRun = false) =>
  importFile({ kind, file, dryRun, language: 'en', keepTrack: givingOn(home).keepTrack }, givingOn(home).give)

test('a desk of a service brings a file in through the endpoint; an answer that is lost doubles nothing', async () => {
  await using world = await makeWorld()
  await world.addTeam({ b1: 'butler', robot: 'service' })
  let lost = 0
  const service = await world.desk('robot', {
    net: async (url, init) => {
      const answer = await fetch(url, init)
      // The second chunk is decided, and its answer never comes.
      if (String(url).endsWith('/decide') && ++lost === 3) throw new TypeError('cut off')
      return answer
    },
  })
  const butler = await world.desk('b1')
  const file = join(world.folder, 'customers.csv')
  writeFileSync(file, customersCsv(3_200).replace(/(K0001700,[^,]*),b1/, '$1,b9'))
  const done = await bring(service, 'customers', file)
  expect(lost).toBeGreaterThan(5)
  expect(done).toMatchObject({ ok: true, report: { rows: 3_200, added: 3_199, unchanged: 0, rejected: 1 } })
  expect((await world.authority.query.counts()).customers).toBe(3_199)
  const [run] = await world.authority.query.all('importRun')
  expect(run).toMatchObject({ state: 'done', chunks: 4, added: 3_199, begunBy: 'robot' })
  // The service holds no book; the butler's desk gets it.
  expect((await service.query.counts()).customers).toBe(0)
  await butler.sync.once()
  expect((await butler.query.counts()).customers).toBe(3_199)
})

test('a butler’s desk may not import; a desk that only tries gives nothing', async () => {
  await using world = await makeWorld()
  await world.addTeam({ b1: 'butler', robot: 'service' })
  const file = join(world.folder, 'customers.csv')
  writeFileSync(file, customersCsv(10))
  expect(await bring(await world.desk('b1'), 'customers', file)).toMatchObject({
    ok: false,
    error: { code: 'refused', data: { code: 'not-allowed' } },
  })
  expect(await bring(await world.desk('robot'), 'customers', file, true)).toMatchObject({
    ok: true,
    report: { rows: 10 },
  })
  expect((await world.authority.query.counts()).customers).toBe(0)
})
