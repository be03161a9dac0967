import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { issueCode, joinEndpoint } from '../../src/app/enrol.ts'
import { type Home, openHome } from '../../src/app/home.ts'
import { customersCsv } from '../customers-csv.ts'
import { butler, node } from '../terminal.ts'
import { type BenchRow, ms, percentile } from './statistics.ts'

const rows = 30_000
const [warming, quiet] = [10, 100]

/**
 * What a butler feels while a service brings in a file through the same endpoint: a note given at the desk, sent, decided and answered,
 * first with nobody else there, then during the import. The endpoint is the built program's, with the demo's book.
 */
export async function benchLive(demo: string, folder: string): Promise<BenchRow[]> {
  process.stderr.write(`live: a desk while ${rows.toLocaleString('en')} customers come in through its endpoint\n`)
  const home = join(folder, 'live-authority')
  cpSync(demo, home, { recursive: true })
  const authority = await openHome(home)
  await authority.execute('staff.add', { id: 'b1', name: '测试管家', role: 'butler' })
  await authority.execute('staff.add', { id: 'load', name: '测试导入', role: 'service' })
  const codes = [(await issueCode(authority, 'b01')).code, (await issueCode(authority, 'load')).code]
  await authority.close()
  const serving = execa(node, [butler, '--home', home, 'serve', '--port', '0'], { reject: false, buffer: false })
  const url = await new Promise<string>((resolve) =>
    serving.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString('utf8').trim())),
  )
  const [desk, service] = [join(folder, 'live-desk'), join(folder, 'live-service')]
  await joinEndpoint(desk, url, codes[0] ?? '')
  await joinEndpoint(service, url, codes[1] ?? '')
  const file = join(folder, 'live.csv')
  writeFileSync(file, customersCsv(rows))
  const opened = await openHome(desk)
  await opened.sync.once()
  const give = await noteGiver(opened)
  const alone: number[] = []
  // The first ones load what the others use.
  for (let n = -warming; n < quiet; n++) {
    const took = await give()
    if (n >= 0) alone.push(took)
  }
  const importing = execa(node, [butler, '--home', service, 'import', 'customers', file, '--json'])
  const beside: number[] = []
  const over = new AbortController()
  const imported = importing.finally(() => over.abort())
  while (!over.signal.aborted) beside.push(await give())
  const { stdout } = await imported
  if ((JSON.parse(stdout) as { added: number }).added !== rows) throw new Error('the import did not add every row')
  await opened.close()
  serving.kill('SIGTERM')
  await serving
  const told = (took: readonly number[]) => `${ms(percentile(took, 0.5))} · ${ms(percentile(took, 0.95))}`
  return [
    {
      what: `note sent and answered while a service imports, p50 · p95 of ${beside.length}`,
      ours: told(beside),
      yardstick: `${told(alone)} with nobody else there`,
      ratio: (percentile(beside, 0.95) / percentile(alone, 0.95)).toFixed(1),
      aim: '',
    },
  ]
}

/** Gives a note and has it answered; how long that took, in ms. */
async function noteGiver(desk: Home): Promise<() => Promise<number>> {
  const [first] = await desk.query.search('陈', 'customer', 1)
  const customerId = first?.entity === 'customer' ? first.customer.id : ''
  return async () => {
    const from = performance.now()
    const given = await desk.execute('note.add', { customerId, caseId: null, text: '一条' })
    if (!given.ok) throw new Error(given.code)
    await desk.sync.once()
    return performance.now() - from
  }
}
