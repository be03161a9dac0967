import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { postgresText } from '../../../src/store/postgres-address.ts'
import type { PostgresServer } from '../../postgres.ts'
import { butler, node } from '../../terminal.ts'
import { startEndpoint } from './endpoint.ts'
import type { Serving } from './serving.ts'
import { addTeam } from './team.ts'

/** One team in three places: on SQLite, and on PostgreSQL with one endpoint process and with two. */
export async function servePlaces(demo: string, folder: string, postgres: PostgresServer): Promise<Serving[]> {
  const home = join(folder, 'team')
  cpSync(demo, home, { recursive: true })
  const team = await addTeam(home)
  const copied = async () => {
    const place = postgresText(await postgres.database())
    await execa(node, [butler, 'store', 'copy', '--from', `sqlite:${home}`, '--to', place])
    return place
  }
  const [one, two] = [await copied(), await copied()]
  const [first, second, third] = ['first', 'second', 'third'].map((name) => join(folder, name))
  return [
    { name: 'SQLite', isOnPostgres: false, team, endpoints: [await startEndpoint(home)] },
    { name: 'PostgreSQL', isOnPostgres: true, team, endpoints: [await startEndpoint(first ?? '', one)] },
    {
      name: 'PostgreSQL, two processes',
      isOnPostgres: true,
      team,
      endpoints: [await startEndpoint(second ?? '', two), await startEndpoint(third ?? '', two)],
    },
  ]
}
