import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'rolldown'
import { butler, node, Terminal } from '../terminal.ts'
import { benchFilter } from './filter.ts'
import { benchNeighbours } from './neighbours.ts'
import { type BenchRow, ms, percentile } from './statistics.ts'

const frames = 15
const keyPresses = 200

/** Bundles a yardstick in the way in which the program itself is bundled. */
async function bundle(name: string, folder: string): Promise<string> {
  await build({
    input: join(import.meta.dirname, 'yardsticks', `${name}.tsx`),
    platform: 'node',
    external: ['react-devtools-core'],
    transform: {
      target: 'node22',
      define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"' },
      jsx: { runtime: 'automatic' },
    },
    output: { dir: folder, entryFileNames: '[name].mjs', format: 'esm', minify: true, comments: false },
    logLevel: 'warn',
  })
  return join(folder, `${name}.mjs`)
}

/** Process start → first frame, and key → screen, each against a bare Ink program in the same run, turn by turn. */
export async function benchScreen(home: string, folder: string): Promise<BenchRow[]> {
  const hello = await bundle('hello', folder)
  const list = await bundle('list', folder)
  const [ours, theirs]: [number[], number[]] = [[], []]
  for (let at = 0; at < frames; at++) {
    theirs.push(await firstFrame(new Terminal(node, [hello], { cols: 120, rows: 40 }), 'hello world'))
    ours.push(
      await firstFrame(Terminal.butler(['--home', home, '--lang', 'zh-Hans'], { cols: 120, rows: 40 }), '队列 1/'),
    )
  }
  const [frame, bare] = [percentile(ours, 0.5), percentile(theirs, 0.5)]
  const [mine, their] = [await keys([butler, '--home', home, '--lang', 'zh-Hans']), await keys([list])]
  const row = (p: number, name: string, aim: string): BenchRow => {
    const [a, b] = [percentile(mine.samples, p), percentile(their.samples, p)]
    return {
      what: `key → screen ${name}, 120x40`,
      ours: ms(a),
      yardstick: `${ms(b)} bare Ink list`,
      ratio: (a / b).toFixed(2),
      aim,
    }
  }
  return [
    {
      what: 'first frame, median',
      ours: ms(frame),
      yardstick: `${ms(bare)} Ink hello world`,
      ratio: (frame / bare).toFixed(2),
      aim: '≤ 1.25×',
    },
    row(0.5, 'p50', '≤ 8 ms'),
    row(0.99, 'p99', '≤ 16.7 ms'),
    {
      what: 'bytes a key, median, 120x40',
      ours: String(percentile(mine.bytes, 0.5)),
      yardstick: `${percentile(their.bytes, 0.5)} bare Ink list`,
      ratio: (percentile(mine.bytes, 0.5) / percentile(their.bytes, 0.5)).toFixed(2),
      aim: '≤ 1,024',
    },
    ...(await idle(home)),
    ...(await benchFilter()),
    ...(await benchNeighbours(() => Terminal.butler(ours120(home), { cols: 120, rows: 40 }), folder)),
  ]
}

const ours120 = (home: string) => ['--home', home, '--lang', 'zh-Hans']
const idleSeconds = 60

/** The share of one core that the workstation takes while nobody does anything, and what it writes meanwhile. */
async function idle(home: string): Promise<BenchRow[]> {
  const screen = Terminal.butler(ours120(home), { cols: 120, rows: 40 })
  await screen.see('队列 1/')
  await new Promise((resolve) => setTimeout(resolve, 3_000))
  const ticks = () => {
    const [, , , , , , , , , , , user = '0', system = '0'] = readFileSync(`/proc/${screen.pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
    return Number(user) + Number(system)
  }
  const [before, written] = [ticks(), screen.raw.length]
  await new Promise((resolve) => setTimeout(resolve, idleSeconds * 1_000))
  const share = (ticks() - before) / idleSeconds
  screen.kill()
  await screen.exited
  const bytes = Buffer.byteLength(screen.raw.slice(written))
  return [
    { what: `CPU while idle, ${idleSeconds} s`, ours: `${share.toFixed(1)} %`, yardstick: '', ratio: '', aim: '0 %' },
    {
      ...{ what: `bytes while idle, ${idleSeconds} s, offline`, ours: String(bytes), yardstick: '', ratio: '' },
      aim: 'one line a minute',
    },
  ]
}

async function firstFrame(screen: Terminal, wanted: string): Promise<number> {
  const from = performance.now()
  await screen.see(wanted)
  const took = performance.now() - from
  screen.kill()
  await screen.exited
  return took
}

/** Lone presses of `j` and `k`, each timed until the marked row has moved. */
async function keys(args: string[]): Promise<{ samples: number[]; bytes: number[] }> {
  const screen = new Terminal(node, args, { cols: 120, rows: 40 })
  const marked = () => screen.lines().findIndex((text) => text.startsWith('>'))
  await screen.until(() => marked() > 0, 'a marked row')
  const samples: number[] = []
  const bytes: number[] = []
  for (let at = 0; at < keyPresses; at++) {
    const before = marked()
    const written = screen.raw.length
    const from = performance.now()
    screen.press(Math.floor(at / 20) % 2 === 0 ? 'j' : 'k')
    await screen.until(() => marked() !== before && marked() > 0, 'the mark to move')
    samples.push(performance.now() - from)
    await new Promise((resolve) => setTimeout(resolve, 30))
    bytes.push(Buffer.byteLength(screen.raw.slice(written)))
  }
  screen.kill()
  await screen.exited
  return { samples, bytes }
}
