import { afterAll } from 'vitest'
import { type PostgresServer, startPostgres } from './postgres.ts'

let server: Promise<PostgresServer> | undefined
afterAll(async () => {
  await (await server)?.[Symbol.asyncDispose]()
})

/** The one PostgreSQL server of a file of tests (vitest.config.ts loads this for each): started when first asked for, gone with it. */
export function postgresOfFile(): Promise<PostgresServer> {
  server ??= startPostgres()
  return server
}
