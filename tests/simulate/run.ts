import { counted } from './counted.ts'
import { type Asked, readOptions, replayOf, usage } from './options.ts'
import { planted } from './planted.ts'
import { tryPlants } from './try-plants.ts'
import { runWorlds } from './run-worlds.ts'

/** From so many worlds on, a fault that never struck is a failure of the run. */
const worldsForAllFaults = 200

process.exitCode = await main()

async function main(): Promise<number> {
  let asked: Asked
  try {
    asked = readOptions(process.argv.slice(2))
    if (asked.plant !== null && !planted.some(({ name }) => name === asked.plant))
      throw new Error(`--plant ${asked.plant}: there are ${planted.map(({ name }) => name).join(', ')}`)
  } catch (fault) {
    console.error(`${fault instanceof Error ? fault.message : String(fault)}\n\n${usage}`)
    return 2
  }
  return asked.plants ? tryPlants(asked) : simulateWorlds(asked)
}

async function simulateWorlds(asked: Asked): Promise<number> {
  const began = Date.now()
  let toldAt = 0
  const { worlds, hash, counters, failed } = await runWorlds(asked, (done) => {
    if (asked.trace || Date.now() - toldAt < 2_000) return
    toldAt = Date.now()
    const rate = (done / ((toldAt - began) / 1_000)).toFixed(1)
    process.stderr.write(`${done}${asked.minutes === null ? ` of ${asked.worlds}` : ''} worlds, ${rate} a second\n`)
  })
  for (const name of counted) console.log(`${String(counters.get(name) ?? 0).padStart(8)}  ${name}`)
  if (failed?.failure) {
    const { invariant, text, last } = failed.failure
    if (!asked.trace) for (const line of last) console.log(line)
    console.log(
      `\nworld ${failed.seed}, number ${failed.seed - asked.seed + 1} of this run, breaks ${invariant}\n${text}`,
    )
    console.log(`again: ${replayOf(failed.seed, asked)}`)
    return 1
  }
  console.log(`${worlds} worlds held; trace ${hash}`)
  const never = counted.filter((name) => !counters.get(name))
  if (worlds < worldsForAllFaults || asked.faults !== null || never.length === 0) return 0
  console.log(`never happened: ${never.join(', ')}`)
  return 1
}
