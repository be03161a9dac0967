import type { TestProject } from 'vitest/node'
import { migrate } from '../src/store/migrate.ts'
import { openPostgres } from '../src/store/open-postgres.ts'
import { startPostgres } from './postgres.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    postgresPort: number
    /** A database with the tables and nothing in them, for `create database … template`. */
    postgresTemplate: string
  }
}

export default async function startServer({ provide }: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres()
  const address = await server.database()
  const store = await openPostgres(address)
  await migrate(store, 1)
  await store.close()
  provide('postgresPort', server.port)
  provide('postgresTemplate', address.database)
  return async () => server[Symbol.asyncDispose]()
}
