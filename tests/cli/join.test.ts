import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { beforeAll, expect, test } from 'vitest'
import { bareEnv, jsonLines, lineFrom, node, program, startButler, tempFolder } from './butler.ts'
import { butler } from './in-process.ts'

const folder = tempFolder()
const team = join(folder, 'team')
const run = (...args: string[]) => butler(['--home', team, ...args])

async function newCode(): Promise<string> {
  const { out } = await run('staff', 'code', 'B001', '--json')
  return (JSON.parse(out) as { code: string }).code
}

beforeAll(async () => {
  await run('staff', 'add', '李示例', '--role', 'butler', '--id', 'B001')
})

test('an endpoint that is not there: the address is to be checked, and nothing is left', async () => {
  const desk = join(folder, 'deep', 'desk')
  const joined = await butler(['--home', desk, 'join', 'http://127.0.0.1:9', '--code', 'AAAA-BBBB-CCCC'])
  expect(joined).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringContaining('127.0.0.1:9 cannot be reached: check'),
  })
  expect(readdirSync(folder)).toEqual(['team'])
})

const { exitCode: mounts } = await execa('unshare', ['-m', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { reject: false })

test('a desk begins on the code that a full disk did not spend', async () => {
  const serving = startButler(['--home', team, 'serve', '--port', '0'])
  const url = await lineFrom(serving)
  const code = await newCode()
  const desks = async () => jsonLines((await run('desk', 'list', '--json')).out).length
  if (mounts === 0)
    for (const size of ['64k', '300k', '640k', '900k']) {
      const small = join(folder, 'small')
      mkdirSync(small, { recursive: true })
      const script = `mount -t tmpfs -o size=${size} tmpfs ${small}; ${node} ${program} --home ${small}/desk join ${url} --code ${code}; code=$?; ls -A ${small}; exit $code`
      const ran = await execa('unshare', ['-m', 'sh', '-c', script], { env: bareEnv, extendEnv: false, reject: false })
      expect(ran).toMatchObject({
        exitCode: 1,
        stdout: '',
        stderr: expect.stringMatching(/^butler: the disk is full[^\n]*$/),
      })
      expect(await desks()).toBe(0)
    }
  const desk = join(folder, 'desk')
  const joined = await butler(['--home', desk, 'join', url, '--code', code])
  expect(joined).toMatchObject({ code: 0 })
  expect(joined.err).toContain('0 customers, 0 policies, 0 open cases, on the desk of 李示例 (butler).')
  expect(await desks()).toBe(1)
  for (const name of readdirSync(desk)) expect([name, statSync(join(desk, name)).mode & 0o077]).toEqual([name, 0])
  expect(existsSync(join(desk, 'join.room'))).toBe(false)
  for (let tries = 0; tries < 10; tries++) await butler(['--home', join(folder, 'no'), 'join', url, '--code', 'AAAA'])
  const barred = await butler(['--home', join(folder, 'no'), 'join', url, '--code', 'AAAA'])
  expect(barred).toMatchObject({
    code: 1,
    err: expect.stringMatching(/asked too often from here: try again in \d+ s$/),
  })
  serving.kill('SIGTERM')
  await serving
})
