import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { playAll, scenarios } from './play.ts'
import { endAll } from './processes.ts'
import { tableOf } from './summary.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '1000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
    only: { type: 'string' },
    short: { type: 'boolean', default: false },
  },
})
const [rounds, seed] = [Number(values.rounds), Number(values.seed)]
if (!Number.isSafeInteger(rounds) || rounds < 1 || !Number.isSafeInteger(seed)) {
  console.error(`--rounds N [--seed N] [--only ${scenarios.map(({ name }) => name).join('|')} or a label]`)
  process.exit(2)
}
process.on('exit', endAll)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1))

const folder = mkdtempSync(join(tmpdir(), 'butler-torture-'))
console.error(`seed ${seed}, ${rounds} rounds, in ${folder}`)
let [done, shown] = [0, '']
const began = performance.now()
const onRound = (label: string) => {
  done++
  if (!process.stderr.isTTY) return
  const perSecond = (done / ((performance.now() - began) / 1_000)).toFixed(1)
  shown = `${done} rounds, ${perSecond}/s  ${label}`
  process.stderr.write(`\r\x1b[2K${shown.slice(0, (process.stderr.columns ?? 80) - 1)}`)
}
const lines = await playAll({
  folder,
  seed,
  rounds,
  only: values.only ?? null,
  length: values.short ? 'short' : 'long',
  onRound,
})
if (shown) process.stderr.write('\r\x1b[2K')
console.log(tableOf(lines))
const bad = lines.filter(({ wrong, rounds: times }) => wrong.length > 0 || times === 0)
for (const { label, wrong } of bad) {
  console.log(`\n${label}:\n  ${wrong.slice(0, 12).join('\n  ') || 'did not happen'}`)
  console.log(`  again: npm run torture -- --seed ${seed} --rounds ${rounds} --only '${label}'`)
}
const seconds = Math.round((performance.now() - began) / 1_000)
console.log(
  `\n${done} rounds in ${seconds} s; ${bad.length === 0 ? 'nothing lost, nothing doubled' : `kept: ${folder}`}`,
)
endAll()
if (bad.length === 0) rmSync(folder, { recursive: true, force: true })
process.exit(bad.length === 0 ? 0 : 1)
