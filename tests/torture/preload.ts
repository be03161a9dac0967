import type Database from 'better-sqlite3'

/**
 * Runs before a program of the torture build (tests/torture/build.ts): says at which point it dies, turns its clock, fills its disk. The
 * runner tells it at its start (BUTLER_POINT=LABEL:HIT) and later on the channel between them.
 */
export type Knobs = { clockMs?: number; patienceMs?: number }
export type Order =
  /** `signal`: SIGSTOP leaves it hanging there instead. */
  | { order: 'arm'; label: string; hit: number; signal?: 'SIGKILL' | 'SIGSTOP' }
  | { order: 'knobs'; knobs: Knobs }
  | { order: 'pages'; more: number | null }

const program = globalThis as typeof globalThis & {
  butlerPoint?: (label: string) => void
  /** What the program itself wants to do when it comes by. */
  butlerPassing?: (label: string) => void
  butlerKnobs?: Knobs
  butlerConnected?: (db: Database.Database, isReader: boolean) => void
}

let [armed, left, signal]: [string, number, 'SIGKILL' | 'SIGSTOP'] = ['', 0, 'SIGKILL']
const arm = (label: string, hit: number, by: typeof signal = 'SIGKILL') => ([armed, left, signal] = [label, hit, by])
const [label = '', hit = '1'] = (process.env['BUTLER_POINT'] ?? '').split('#')
arm(label, Number(hit))
program.butlerKnobs = JSON.parse(process.env['BUTLER_KNOBS'] ?? '{}') as Knobs

program.butlerPoint = (at) => {
  program.butlerPassing?.(at)
  if (at === armed && --left === 0) process.kill(process.pid, signal)
}

const writers = new Set<Database.Database>()
/** So many pages more than there are, and the next is a full disk. */
let pages: number | null = null
const usual = 1_073_741_823
const bound = (db: Database.Database) => {
  if (!db.open) return
  const count = Number(db.pragma('page_count', { simple: true }))
  db.pragma(`max_page_count = ${pages === null ? usual : count + pages}`)
}
program.butlerConnected = (db, isReader) => {
  if (isReader) return
  writers.add(db)
  if (pages !== null) bound(db)
}

if (process.channel) {
  process.on('message', (order: Order) => {
    if (order.order === 'arm') arm(order.label, order.hit, order.signal)
    if (order.order === 'knobs') program.butlerKnobs = { ...program.butlerKnobs, ...order.knobs }
    if (order.order === 'pages') {
      pages = order.more
      for (const db of writers) bound(db)
    }
    if ('order' in order) process.send?.({ did: order.order })
  })
  // The channel keeps nobody alive: a program ends when it would have ended.
  process.channel.unref()
}
