import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Terminal } from '../terminal.ts'
import { type BenchRow, ms, percentile } from './statistics.ts'

const count = 8_000
const starts = 5
const presses = 60

/** Another program of the terminal with as many things in it; `wanted`: what stands on its screen once the list is there. */
type Neighbour = {
  name: string
  prepare(folder: string): { args: string[]; env: Record<string, string> }
  wanted: string
}

const neighbours: readonly Neighbour[] = [
  {
    name: 'neomutt',
    wanted: 'subject number',
    prepare(folder) {
      const box = join(folder, 'mails.mbox')
      mkdirSync(join(folder, 'Mail'), { recursive: true })
      const day = 'Fri, 20 Mar 2026 10:00:00 +0800'
      const mail = (at: number) =>
        `From a@example.com Fri Mar 20 10:00:00 2026\nFrom: Person ${at} <p${at}@example.com>\nTo: b@example.com\nDate: ${day}\nMessage-ID: <${at}@example.com>\nSubject: subject number ${at}\n\nText ${at}.\n\n`
      writeFileSync(box, Array.from({ length: count }, (_, at) => mail(at)).join(''))
      return { args: ['-n', '-F', '/dev/null', '-e', 'set sort=mailbox-order', '-f', box], env: { HOME: folder } }
    },
  },
  {
    name: 'vit',
    wanted: 'task number',
    prepare(folder) {
      const rc = join(folder, 'taskrc')
      const data = join(folder, 'task')
      mkdirSync(data, { recursive: true })
      writeFileSync(rc, `data.location=${data}\nconfirmation=off\nnews.version=9.9.9\n`)
      const env = { HOME: folder, TASKRC: rc, TASKDATA: data, VIT_DIR: join(folder, 'vit') }
      mkdirSync(env.VIT_DIR, { recursive: true })
      writeFileSync(join(env.VIT_DIR, 'config.ini'), '')
      const tasks = Array.from({ length: count }, (_, at) => ({ description: `task number ${at}`, status: 'pending' }))
      execFileSync('task', ['import', '-'], {
        ...{ input: JSON.stringify(tasks), env: { ...process.env, ...env }, stdio: ['pipe', 'ignore', 'ignore'] },
      })
      return { args: [], env }
    },
  },
]

const isInstalled = (name: string) => spawnSync('sh', ['-c', `command -v ${name}`]).status === 0

/** First frame, and key → first byte of the answer, of programs that people know, beside ours, where they are installed. */
export async function benchNeighbours(home: () => Terminal, folder: string): Promise<BenchRow[]> {
  const rows: BenchRow[] = []
  for (const { name, prepare, wanted } of neighbours) {
    const what = `with ${count.toLocaleString('en')} things`
    if (!isInstalled(name)) {
      rows.push({ what: `first frame ${what}`, ours: '', yardstick: `${name}: not installed`, ratio: '', aim: '' })
      continue
    }
    const { args, env } = prepare(folder)
    const theirs = () => new Terminal(name, args, { cols: 120, rows: 40, env })
    const [mine, other]: [Measured, Measured] = [
      { frames: [], keys: [] },
      { frames: [], keys: [] },
    ]
    for (let at = 0; at < starts; at++) {
      await measure(theirs(), wanted, other, at === starts - 1)
      await measure(home(), '队列 1/', mine, at === starts - 1)
    }
    for (const [part, of] of [
      ['first frame', 'frames'],
      ['key → first byte', 'keys'],
    ] as const) {
      const [a, b] = [percentile(mine[of], 0.5), percentile(other[of], 0.5)]
      const yardstick = `${ms(b)} ${name}`
      rows.push({ what: `${part} ${what}, ${name}`, ours: ms(a), yardstick, ratio: (a / b).toFixed(2), aim: '' })
    }
  }
  return rows
}

type Measured = { frames: number[]; keys: number[] }

/** Starts it, waits for its list, and with `hasKeys` goes down and up in it. */
async function measure(screen: Terminal, wanted: string, into: Measured, hasKeys: boolean): Promise<void> {
  const from = performance.now()
  try {
    await screen.see(wanted, 60_000)
    into.frames.push(performance.now() - from)
    for (let at = 0, most = hasKeys ? presses : 0; at < most; at++) {
      await new Promise((resolve) => setTimeout(resolve, 60))
      const before = screen.raw.length
      const pressed = performance.now()
      screen.press(Math.floor(at / 10) % 2 === 0 ? 'j' : 'k')
      await screen.until(() => screen.raw.length > before, 'an answer')
      into.keys.push(performance.now() - pressed)
    }
  } finally {
    screen.kill()
    await screen.exited
  }
}
