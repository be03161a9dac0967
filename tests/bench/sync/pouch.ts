import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { databaseName } from '../../../src/app/home.ts'
import { startChild } from './child.ts'
import { bestOf, commandsOfEach, commandsOfOne, type Contender, eight, end, type Rate, wall } from './contender.ts'
import { megabytes } from './endpoint.ts'
import type { PouchClientDoing } from './pouch-client.ts'
import type { PouchServerDoing } from './pouch-server.ts'

/** Documents a request; every round tries another, and the best counts. */
const batches = [1_000, 500, 100] as const

/** The same with PouchDB: `book` is a desk's home, whose rows the server has as documents. */
export async function pouchContender(book: string, folder: string): Promise<Contender> {
  mkdirSync(folder)
  const server = startChild<PouchServerDoing>('pouch-server')
  const client = () => startChild<PouchClientDoing>('pouch-client')
  const [writer, reader, all] = [client(), client(), Array.from({ length: eight }, client)]
  const best = bestOf<Rate>()
  const { url, rows } = await server.ask('serve', { folder: join(folder, 'server'), rowsOf: join(book, databaseName) })
  let documents = rows
  // Who writes begins with an empty database, and has nothing to compare with the server but what was written.
  await writer.ask('open', { folder: join(folder, 'writer'), url })
  for (const [at, each] of all.entries()) await each.ask('open', { folder: join(folder, `eight${at}`), url })
  return {
    best,
    async round(at) {
      const batch = batches[at % batches.length] ?? 1_000
      await reader.ask('open', { folder: join(folder, `reader${at}`), url })
      const whole = await reader.ask('pull', { batch })
      if (whole.rows !== documents) throw new Error(`${whole.rows} documents instead of ${documents}`)
      best.note('bootstrap', documents, whole.ms)

      const given = await writer.ask('give', { count: commandsOfOne })
      const { ms } = await writer.ask('push', { batch })
      best.note('pushOne', commandsOfOne, ms)
      best.note('givenOne', commandsOfOne, given + ms)

      const pulled = await reader.ask('pull', { batch })
      if (pulled.rows !== commandsOfOne) throw new Error(`${pulled.rows} documents arrived`)
      best.note('pull', commandsOfOne, pulled.ms)

      const count = commandsOfEach * eight
      const writing = await wall(all.map((each) => each.ask('give', { count: commandsOfEach })))
      const sending = await wall(all.map((each) => each.ask('push', { batch })))
      best.note('pushEight', count, sending)
      best.note('givenEight', count, writing + sending)
      documents += commandsOfOne + count
    },
    memory: () => megabytes(server.pid),
    [Symbol.asyncDispose]: () => end([writer, reader, ...all, server]),
  }
}
