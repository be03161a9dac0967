import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openHome } from '../../src/app/home.ts'
import { settleOnPostgres } from '../../src/app/settle-store.ts'
import { postgresText } from '../../src/store/postgres-address.ts'
import { edit } from '../tampering.ts'
import { postgresOfRun } from '../postgres-of-run.ts'
import { underLoad } from '../under-load.ts'
import { bareEnv, lineFrom, startButler, tempFolder } from './butler.ts'
import { butler } from './in-process.ts'

const folder = tempFolder()
const at = (name: string) => join(folder, name)
const env = () => ({ PGPASSWORD: process.env['PGPASSWORD'] ?? '' })
const run = (home: string, ...args: string[]) => butler(['--home', home, ...args], { env: env() })
const database = async () => postgresOfRun().database()
const headOf = async (home: string) =>
  (JSON.parse((await run(home, 'audit', 'verify', '--json')).out) as { head: { ver: number; hash: string } }).head

test('a team on PostgreSQL is backed up while it works, and restored into a file and into another database', async () => {
  const home = at('team')
  await settleOnPostgres(home, await database())
  const authority = await openHome(home)
  await authority.execute('staff.add', { id: 'B001', name: '示例', role: 'butler' })
  const serving = startButler(['--home', home, 'serve', '--port', '0'], { env: { ...bareEnv, ...env() } })
  await lineFrom(serving)
  await run(home, 'backup', '--new-key', at('key'))
  let made = { code: undefined as number | undefined, out: '', err: '' }
  await underLoad(authority, async () => {
    made = await run(home, 'backup', at('backup'), '--key-file', at('key'), '--json')
  })
  expect(made).toMatchObject({ code: 0, err: '' })
  const { ver, hash } = JSON.parse(made.out) as { ver: number; hash: string }
  expect(readdirSync(home).sort()).toEqual([
    'anchor.key',
    'anchor.pub',
    'backup.lock',
    'serve.lock',
    'serve.url',
    'store',
  ])

  const target = await database()
  const into = [at('backup'), '--key-file', at('key'), '--store', postgresText(target)]
  expect(await run(home, 'restore', ...into)).toMatchObject({
    code: 1,
    err: expect.stringContaining('--replace') as string,
  })
  const inUse = await run(home, 'restore', ...into, '--replace')
  expect(inUse).toMatchObject({ code: 1, err: expect.stringContaining('is in use') as string })
  await authority.close()
  serving.kill('SIGTERM')
  expect((await serving).exitCode).toBe(143)

  expect(await run(at('file'), 'restore', at('backup'), '--key-file', at('key'))).toMatchObject({ code: 0 })
  expect(await headOf(at('file'))).toEqual({ ver, hash })
  const replaced = await run(home, 'restore', ...into, '--replace', '--json')
  const { epoch, aside } = JSON.parse(replaced.out) as { epoch: string; aside: string }
  expect(await headOf(home)).toEqual({ ver, hash })
  expect(readFileSync(join(home, 'store'), 'utf8')).toBe(`${postgresText(target)}\n`)
  expect(readFileSync(aside, 'utf8')).toMatch(/^postgres:/)
  const restored = await openHome(home)
  const lives = await restored.store.reader.selectFrom('epoch').selectAll().orderBy('number').execute()
  expect(lives).toMatchObject([{ number: 1 }, { epoch, number: 2, began: ver }])
  await restored.close()

  // A database that holds something is left alone.
  const full = await run(at('other'), 'restore', ...into)
  expect(full).toMatchObject({ code: 1, out: '', err: expect.stringContaining('into an empty one only') as string })
  expect(existsSync(at('other'))).toBe(false)
  const inView = await run(at('other'), 'restore', at('backup'), '--store', 'postgres://a:s3cret@127.0.0.1/x')
  expect(inView).toMatchObject({ code: 2, err: expect.not.stringContaining('s3cret') as string })
})

test('a history that does not hold is not backed up as if it did', async () => {
  const home = at('edited')
  await settleOnPostgres(home, await database())
  const authority = await openHome(home)
  for (const id of ['a', 'b', 'c']) await authority.execute('staff.add', { id, name: '示例', role: 'butler' })
  await edit(authority, `update "event" set "actorId" = 'x' where "ver" = 2`)
  await authority.close()
  const refused = await run(home, 'backup', at('edited.backup'))
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('version 2 (staff.add') as string })
  expect(readdirSync(folder).filter((name) => name.startsWith('edited.backup'))).toEqual([])
  expect(await run(home, 'audit', 'verify')).toMatchObject({
    code: 1,
    out: expect.stringContaining('version 2') as string,
  })
})
