import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { issueCode, joinEndpoint } from '../../src/app/enrol.ts'
import { openHome } from '../../src/app/home.ts'
import { tailOfEndpoint } from '../../src/app/tail/from-endpoint.ts'
import { makeTailToken } from '../../src/app/tail/token.ts'
import { butler, node } from '../terminal.ts'
import { type BenchRow, ms, percentile } from './statistics.ts'

const followers = 500
/** As many as an endpoint lets wait for one token. */
const followersOfToken = 4
const notes = 40
const restMs = 250
const starts = 9

/**
 * From the moment at which an authority accepted a desk's command to the line that its followers see, and what a script waits for
 * before the first line. The authority is the demo's; it is copied, and served by the built program.
 */
export async function benchTail(demo: string, folder: string): Promise<BenchRow[]> {
  const home = join(folder, 'tail-authority')
  cpSync(demo, home, { recursive: true })
  return [...(await latency(home, folder)), ...(await startUp(home))]
}

async function latency(home: string, folder: string): Promise<BenchRow[]> {
  process.stderr.write(`tail: ${followers} followers of one endpoint\n`)
  const authority = await openHome(home)
  await authority.execute('staff.add', { id: 'tail-s', name: '测试主管', role: 'supervisor' })
  const tokens: string[] = []
  for (let n = 0; n < followers / followersOfToken; n++)
    tokens.push((await makeTailToken(authority, 'tail-s', `screen ${n}`, 1)).token)
  const { code } = await issueCode(authority, 'b01')
  await authority.close()
  const serving = execa(node, [butler, '--home', home, 'serve', '--port', '0'], { reject: false, buffer: false })
  const url = await new Promise<string>((resolve) =>
    serving.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString('utf8').trim())),
  )
  await joinEndpoint(join(folder, 'tail-desk'), url, code)
  const desk = await openHome(join(folder, 'tail-desk'))
  await desk.sync.once()
  const leaving = new AbortController()
  const samples: number[] = []
  const begun: Promise<void>[] = []
  for (let n = 0; n < followers; n++) {
    const source = tailOfEndpoint({ url, ca: null, token: () => tokens[n % tokens.length] ?? '' }, {})
    const { promise, resolve } = Promise.withResolvers<void>()
    begun.push(promise)
    void (async () => {
      for await (const news of source.listen({ lines: 0 }, true, leaving.signal)) {
        if (news.is === 'begun') resolve()
        if (news.is === 'events') for (const event of news.events) samples.push(Date.now() - event.at)
      }
    })()
  }
  await Promise.all(begun)
  const [first] = await desk.query.search('陈', 'customer', 1)
  const customerId = first?.entity === 'customer' ? first.customer.id : ''
  for (let n = 0; n < notes; n++) {
    const given = await desk.execute('note.add', { customerId, caseId: null, text: `第 ${n} 条` })
    if (!given.ok) throw new Error(given.code)
    await desk.sync.once()
    await new Promise((resolve) => setTimeout(resolve, restMs))
  }
  leaving.abort()
  await desk.close()
  serving.kill('SIGTERM')
  await serving
  if (samples.length < notes * followers) throw new Error(`${samples.length} lines of ${notes * followers} were seen`)
  const [p50, p99] = [percentile(samples, 0.5), percentile(samples, 0.99)]
  return [
    {
      what: `command accepted → line seen, ${followers} followers, p50 · p99`,
      ours: `${ms(p50)} · ${ms(p99)}`,
      yardstick: '',
      ratio: '',
      aim: 'p99 ≤ 300 ms',
    },
  ]
}

async function startUp(home: string): Promise<BenchRow[]> {
  process.stderr.write('tail: start-up\n')
  const yardstick = await cpuOf(['-e', '0'])
  const rows: BenchRow[] = []
  for (const args of [['tail', '--no-follow'], ['import', '--help'], ['doctor']]) {
    const ours = await cpuOf([butler, '--home', home, ...args])
    rows.push({
      what: `butler ${args.join(' ')}, processor time to its end`,
      ours: ms(ours),
      yardstick: `${ms(yardstick)} node -e 0`,
      ratio: (ours / yardstick).toFixed(2),
      aim: '≤ 2.5×',
    })
  }
  return rows
}

/** The median of user and system time together: a machine that is busy stretches it less than the time on the wall. */
async function cpuOf(args: readonly string[]): Promise<number> {
  const spent: number[] = []
  for (let n = 0; n <= starts; n++) {
    const line = 'TIMEFORMAT="%U %S"; time "$@" >/dev/null 2>/dev/null'
    const { stderr } = await execa('bash', ['-c', line, 'bash', node, ...args], { reject: false })
    const [user = 0, system = 0] = stderr.trim().split(' ').map(Number)
    // The first warms the caches.
    if (n > 0) spent.push((user + system) * 1_000)
  }
  return percentile(spent, 0.5)
}
