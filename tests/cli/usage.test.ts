import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tempFolder } from './butler.ts'
import { butler } from './in-process.ts'

const folder = tempFolder()

test('help is data, in the chosen language, and says the exit statuses', async () => {
  const english = await butler(['--help'])
  expect(english).toMatchObject({ code: 0, err: '' })
  expect(english.out).toContain('Usage: butler')
  expect(english.out).toContain('6 refused by a rule')
  const chinese = await butler(['queue', 'list', '--help', '--lang', 'zh-Hans'])
  expect(chinese.out).toContain('用法：')
  expect(chinese.out).toContain('按顺序列出队列')
  expect((await butler(['--help'], { env: { LANG: 'zh_TW.UTF-8' } })).out).toContain('保險管家工作站')
  expect((await butler(['--version'])).out).toMatch(/^\d+\.\d+\.\d+$/)
})

test.each([
  [['queue', 'bogus'], "unknown command 'bogus'"],
  [['queue', 'list', '--bogus'], "unknown option '--bogus'"],
  [['staff', 'add', 'x'], "required option '--role <ROLE>' not specified"],
  [['serve', '--port', '70000'], 'A port is at most 65535.'],
  [['--lang', 'fr', 'queue', 'list'], "'fr' is invalid"],
  [['serve', '--host', '0.0.0.0'], 'plain http'],
  [['join', 'http://example.com', '--code', 'x'], 'plain http'],
  [['join', 'nowhere', '--code', 'x'], 'not an address'],
])('%j is a usage error', async (args, says) => {
  const ran = await butler(['--home', folder, ...args])
  expect(ran).toMatchObject({ code: 2, out: '' })
  expect(ran.err).toContain(says)
  expect(ran.err).not.toMatch(/\n\s+at /)
})

test('a home that is not there says how to begin', async () => {
  for (const args of [[], ['queue', 'list'], ['tail'], ['serve']]) {
    const ran = await butler(['--home', join(folder, 'none'), ...args])
    expect(ran).toMatchObject({ code: 1, out: '' })
    expect(ran.err).toContain('butler demo')
    expect(ran.err).toContain('butler join')
    expect(ran.err).toContain('butler staff add')
  }
  const byEnvironment = await butler(['queue', 'list'], { env: { BUTLER_HOME: join(folder, 'other') } })
  expect(byEnvironment.err).toContain(join(folder, 'other'))
})

test('a file that is no database is said in words', async () => {
  writeFileSync(join(folder, 'butler.db'), 'not a database at all, but long enough to be read as one'.repeat(40))
  const ran = await butler(['--home', folder, 'staff', 'list'])
  expect(ran).toMatchObject({ code: 1, out: '' })
  expect(ran.err).toBe('butler: the data file is damaged: restore a backup')
})
