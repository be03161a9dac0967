import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { postgresText } from '../../src/store/postgres-address.ts'
import { postgresOfRun } from '../postgres-of-run.ts'
import { bareEnv, jsonLines, lineFrom, startButler, tempFolder } from './butler.ts'
import { butler } from './in-process.ts'

const folder = tempFolder()
const password = () => process.env['PGPASSWORD'] ?? ''

async function freshDatabase(): Promise<string> {
  return postgresText(await postgresOfRun().database())
}

const withPassword = (args: readonly string[]) => butler(args, { env: { PGPASSWORD: password() } })

async function serving(home: string, env: Record<string, string>, args: readonly string[] = []) {
  const child = startButler(['--home', home, 'serve', '--port', '0', ...args], { env: { ...bareEnv, ...env } })
  const url = await lineFrom(child)
  return {
    url,
    async stop() {
      child.kill('SIGTERM')
      return String((await child).stderr)
    },
  }
}

test('a team begins in a database; the home names it, and every verb works on it; two processes serve it', async () => {
  const place = await freshDatabase()
  const [home, second] = [join(folder, 'team'), join(folder, 'second')]
  const one = await serving(home, { PGPASSWORD: password() }, ['--store', place])
  expect(readFileSync(join(home, 'store'), 'utf8')).toBe(`${place}\n`)
  expect(
    (await withPassword(['--home', home, 'staff', 'add', '李示例', '--role', 'butler', '--id', 'B001'])).code,
  ).toBe(0)
  expect(jsonLines((await withPassword(['--home', home, 'flow', 'list', '--json'])).out)).toHaveLength(12)
  const imported = join(folder, 'customers.csv')
  writeFileSync(imported, '客户号,姓名,管家工号\nC1,陈大文,B001\nC2,欧阳若兰,B001\n')
  expect(await withPassword(['--home', home, 'import', 'customers', imported])).toMatchObject({ code: 0 })

  // Another process, whose whole address comes in the environment.
  const whole = place.replace('butler@', `butler:${password()}@`)
  const two = await serving(second, { BUTLER_STORE: whole })
  const { out } = await withPassword(['--home', home, 'staff', 'code', 'B001', '--json'])
  const { code } = JSON.parse(out) as { code: string }
  const desk = join(folder, 'desk')
  expect((await butler(['--home', desk, 'join', two.url, '--code', code])).code).toBe(0)
  const found = await butler(['--home', desk, 'customer', 'search', 'oyrl', '--json'])
  expect(jsonLines(found.out)).toHaveLength(1)
  const opened = ['case', 'open', 'c.C1', '--kind', 'question', '--title', '问']
  expect((await butler(['--home', desk, ...opened])).code).toBe(0)
  expect((await butler(['--home', desk, 'sync', '--once'])).code).toBe(0)
  const told = await withPassword(['--home', home, 'tail', '--no-follow', '-n', '1', '--json'])
  expect(jsonLines(told.out)[0]).toMatchObject({ command: 'case.open' })
  const queue = await withPassword(['--home', home, '--as', 'B001', 'queue', 'list', '--json'])
  expect(jsonLines(queue.out)).toHaveLength(1)

  for (const said of [await one.stop(), await two.stop()]) expect(said).not.toContain(password())
})

test('a password among the arguments is refused with what to do instead, and not repeated', async () => {
  const place = (await freshDatabase()).replace('butler@', 'butler:s3cret@')
  const home = join(folder, 'none')
  for (const args of [
    ['serve', '--store', place],
    ['store', 'copy', '--from', place, '--to', `sqlite:${home}`],
    ['store', 'copy', '--from', `sqlite:${home}`, '--to', place],
  ]) {
    const said = await butler(['--home', home, ...args])
    expect(said.code).toBe(2)
    expect(said.err).toContain('PGPASSWORD')
    expect(said.out + said.err).not.toContain('s3cret')
  }
})

test('what is wrong with a database is one sentence', async () => {
  const place = await freshDatabase()
  const home = join(folder, 'wrong')
  const serve = (to: string, secret: string) =>
    butler(['--home', home, 'serve', '--port', '0', '--store', to], { env: { PGPASSWORD: secret } })
  expect((await serve(place, 's3cret')).err).toContain('does not let this user in')
  expect((await serve(place.replace(/world_\w+/, 'nowhere'), password())).err).toContain('create database')
  expect((await serve(place.replace(/:\d+\//, ':1/'), password())).err).toContain('cannot be reached')
  expect((await serve('mysql://u@h/d', password())).code).toBe(2)
})

test('a copy prints what each table holds, the same on the way back', async () => {
  const place = await freshDatabase()
  const [home, back] = [join(folder, 'copied'), join(folder, 'back')]
  await butler(['--home', home, 'staff', 'add', '李示例', '--role', 'butler'])
  const there = await withPassword(['store', 'copy', '--from', `sqlite:${home}`, '--to', place, '--json'])
  expect(there.code).toBe(0)
  expect(jsonLines(there.out)).toContainEqual({
    table: 'staff',
    rows: 1,
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  })
  const again = await withPassword(['store', 'copy', '--from', place, '--to', `sqlite:${back}`, '--json'])
  expect(again.out).toBe(there.out)
  const full = await withPassword(['store', 'copy', '--from', `sqlite:${back}`, '--to', place])
  expect(full).toMatchObject({ code: 1, out: '' })
  expect(full.err).toContain('into an empty one only')
  expect((await butler(['--home', back, 'staff', 'list', '--json'])).out).toContain('李示例')
})
