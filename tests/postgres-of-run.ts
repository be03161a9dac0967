import { inject } from 'vitest'
import { type PostgresServer, serverAt } from './postgres.ts'

/** The one PostgreSQL server of a run of the tests (postgres-setup.ts). */
export function postgresOfRun(): PostgresServer {
  return serverAt(inject('postgresPort'), process.env['PGPASSWORD'] ?? '')
}
