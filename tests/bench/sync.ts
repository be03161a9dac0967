import { join } from 'node:path'
import { startPostgres } from '../postgres.ts'
import type { BenchRow } from './statistics.ts'
import { type Butler, butlerContender } from './sync/butler.ts'
import { type Contender, end, rounds } from './sync/contender.ts'
import { servePlaces } from './sync/places.ts'
import { pouchContender } from './sync/pouch.ts'
import { type Memory, rowsOfPlace } from './sync/rows.ts'

/**
 * Sync with a served authority that holds the demo's book, on SQLite and on PostgreSQL with one and with two endpoint processes;
 * turn by turn with PouchDB replicating the same rows with an express-pouchdb server.
 */
export async function benchSync(demo: string, folder: string): Promise<BenchRow[]> {
  const say = (text: string) => process.stderr.write(`sync: ${text}\n`)
  say('a team with its desks, in three places')
  await using postgres = await startPostgres({ isSafe: true })
  const opened: AsyncDisposable[] = []
  try {
    const butlers: Butler[] = []
    for (const serving of await servePlaces(demo, folder, postgres)) {
      const butler = await butlerContender(serving, join(folder, `desks of ${serving.name}`))
      opened.push(butler)
      butlers.push(butler)
    }
    const pouch = await pouchContender(butlers[0]?.book ?? '', join(folder, 'pouch'))
    opened.push(pouch)
    const contenders: Contender[] = [...butlers, pouch]
    const memory = new Map<Contender, Memory>()
    for (let round = 0; round < rounds; round++) {
      say(`round ${round + 1} of ${rounds}`)
      for (const contender of contenders) {
        await contender.round(round)
        const last = await contender.memory()
        memory.set(contender, { first: round === 0 ? last : (memory.get(contender)?.first ?? last), last })
      }
    }
    const of = (one: Contender) => memory.get(one) ?? { first: 0, last: 0 }
    return butlers.flatMap((butler) => rowsOfPlace(butler, pouch, of(butler), of(pouch)))
  } finally {
    await end(opened)
  }
}
