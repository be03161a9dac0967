import { copyFileSync, existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { createAuthority, openHome } from '../../src/app/home.ts'
import { customersCsv } from '../customers-csv.ts'
import { jsonLines, lineFrom, startButler, tempFolder } from './butler.ts'
import { butler } from './in-process.ts'

const folder = tempFolder()

async function emptyHome(name: string): Promise<string> {
  const made = join(folder, name)
  await createAuthority(made)
  const home = await openHome(made)
  await home.execute('staff.add', { id: 'b1', name: '测试管家', role: 'butler' })
  await home.close()
  return made
}

/** How many chunks the store has, seen from another process. */
async function chunksIn(folder: string): Promise<number> {
  const home = await openHome(folder)
  const [run] = await home.query.all('importRun')
  await home.close()
  return run?.chunks ?? 0
}

test('an import that is killed again and again ends with every row once, and says so', async () => {
  const home = await emptyHome('killed')
  const file = join(folder, 'customers.csv.gz')
  const rows = 20_000
  // One row that is bad in the file, and one that the store refuses.
  const text = customersCsv(rows)
    .replace('1380000004,', '1.38E+10,')
    .replace('K0012345,', 'K0012345,')
    .replace(/(K0015000,[^,]*),b1/, '$1,b9')
  writeFileSync(file, gzipSync(text))
  let reached = 0
  for (const atLeast of [1, 4, 9]) {
    const child = startButler(['--home', home, 'import', 'customers', file, '--json'])
    const ended = new AbortController()
    void child.then(() => ended.abort())
    while ((reached = await chunksIn(home)) < atLeast && !ended.signal.aborted);
    child.kill('SIGKILL')
    await child
    expect(reached).toBeGreaterThanOrEqual(atLeast)
  }
  const ran = await butler(['--home', home, 'import', 'customers', file, '--json'])
  const report = JSON.parse(ran.out) as Record<string, number>
  expect(report['resumedAt']).toBeGreaterThanOrEqual(9)
  const opened = await openHome(home)
  const counts = await opened.query.counts()
  const events = (await opened.query.events(0, 1_000)).filter(({ command }) => command === 'import.rows')
  const [run] = await opened.query.all('importRun')
  await opened.close()
  expect(report).toMatchObject({ rows, unchanged: 0, changed: 0 })
  expect(counts.customers).toBe(report['added'])
  expect((report['added'] ?? 0) + (report['rejected'] ?? 0)).toBe(rows)
  // One command a chunk, and none of them twice.
  expect(events).toHaveLength(20)
  expect(run).toMatchObject({ state: 'done', chunks: 20, added: report['added'] })
  expect((await butler(['--home', home, 'audit', 'verify'])).code).toBe(0)
}, 120_000)

test('what is put into a folder is imported and put aside; a file that is still being written is left', async () => {
  const home = await emptyHome('watched')
  const drop = join(folder, 'drop')
  const child = startButler(['--home', home, 'import', 'customers', '--watch', drop, '--settle', '40', '--json'])
  const lines: string[] = []
  child.stdout?.on('data', (chunk: Buffer) => lines.push(chunk.toString()))
  const told = (name: string) => lineFrom(child, (line) => line.includes(`"file":"${name}"`))
  await new Promise<void>((resolve) => child.stderr?.once('data', () => resolve()))
  writeFileSync(join(drop, 'half.csv.part'), '客户编号,姓名')
  const good = told('good.csv')
  writeFileSync(join(folder, 'good.csv'), customersCsv(50))
  renameSync(join(folder, 'good.csv'), join(drop, 'good.csv'))
  expect(JSON.parse(await good)).toMatchObject({ ok: true, added: 50, lies: join(drop, 'done', 'good.csv') })
  const bad = told('bad.csv')
  writeFileSync(join(folder, 'bad.csv'), '客户编号,姓名,管家\nX1,王安宁,b1\nX2,李若晴,b9\n')
  renameSync(join(folder, 'bad.csv'), join(drop, 'bad.csv'))
  expect(JSON.parse(await bad)).toMatchObject({ ok: false, added: 1, rejected: 1 })
  const again = told('good.csv')
  copyFileSync(join(drop, 'done', 'good.csv'), join(folder, 'good.csv'))
  renameSync(join(folder, 'good.csv'), join(drop, 'good.csv'))
  expect(JSON.parse(await again)).toMatchObject({ unchanged: 50, lies: join(drop, 'done', 'good-2.csv') })
  child.kill('SIGTERM')
  expect((await child).exitCode).toBe(143)
  expect(readdirSync(join(drop, 'failed')).sort()).toEqual(['bad.csv', 'bad.csv.rejects.csv', 'bad.csv.report.json'])
  expect(readFileSync(join(drop, 'failed', 'bad.csv.rejects.csv'), 'utf8')).toContain('X2')
  expect(existsSync(join(drop, 'half.csv.part'))).toBe(true)
  expect(jsonLines(lines.join(''))).toHaveLength(3)
}, 60_000)

test('a mapping file is suggested on stdout; neither a file nor a folder is a usage error', async () => {
  const home = await emptyHome('suggest')
  const file = join(folder, 'odd.csv')
  writeFileSync(file, '客户号,客户姓名,负责管家\nA1,王安宁,b1\n')
  const suggested = await butler(['--home', home, 'import', 'customers', file, '--suggest-mapping'])
  expect(suggested).toMatchObject({ code: 0, err: '' })
  const mapping = join(folder, 'odd.yaml')
  writeFileSync(mapping, suggested.out)
  const report = join(folder, 'odd.html')
  const ran = await butler([
    '--home',
    home,
    'import',
    'customers',
    file,
    '--mapping',
    mapping,
    '--report',
    report,
    '--json',
  ])
  expect(ran).toMatchObject({ code: 0 })
  expect(JSON.parse(ran.out)).toMatchObject({ added: 1, rejected: 0 })
  expect(readFileSync(report, 'utf8')).toContain('<!doctype html>')
  expect((await butler(['--home', home, 'import', 'customers'])).code).toBe(2)
  expect((await butler(['--home', home, 'import', 'customers', file, '--watch', folder])).code).toBe(2)
  const cut = join(folder, 'cut.csv.gz')
  writeFileSync(cut, gzipSync(customersCsv(100)).subarray(0, 300))
  const refused = await butler(['--home', home, 'import', 'customers', cut, '--json'])
  expect(refused.code).toBe(1)
  expect(JSON.parse(refused.out)).toMatchObject({ ok: false, error: { code: 'bad-gzip' } })
})
