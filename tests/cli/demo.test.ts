import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { jsonLines, startButler, tempFolder } from './butler.ts'
import { butler } from './in-process.ts'

const folder = tempFolder()
const demo = (...args: string[]) => butler(['--home', folder, 'demo', '--customers', '200', ...args])

test('makes a book and a desk, and with no terminal prints the queue and how to go on', async () => {
  const first = await demo()
  expect(first.code).toBe(0)
  expect(first.err).toContain('Making a demo of 200 customers')
  expect(first.out).toMatch(/^Butler · 王小满 \(butler\) · \d+ customers/)
  expect(first.out).toContain('\n  1. ')
  expect(first.out).toContain(`butler --home ${folder} demo`)
  const madeAt = statSync(join(folder, 'demo', 'demo.json')).mtimeMs

  const again = await demo('--lang', 'zh-Hans')
  expect(again).toMatchObject({ code: 0, err: '' })
  expect(again.out).toContain(`在终端里打开工作站：butler --home ${folder} demo`)
  expect(statSync(join(folder, 'demo', 'demo.json')).mtimeMs).toBe(madeAt)
  const queue = await butler(['--home', join(folder, 'demo', 'desk'), 'queue', 'list', '-n', '3', '--json'])
  expect(jsonLines(queue.out).map(({ position }) => position)).toEqual([1, 2, 3])

  expect((await demo('--fresh')).err).toContain('Making a demo')
  expect(statSync(join(folder, 'demo', 'demo.json')).mtimeMs).toBeGreaterThan(madeAt)
})

test('what was broken off is not taken for a demo, and is cleared away', async () => {
  const home = join(folder, 'broken')
  const making = startButler(['--home', home, 'demo', '--customers', '2000'])
  await new Promise<void>((resolve) => making.stderr?.once('data', () => resolve()))
  making.kill('SIGKILL')
  await making
  expect(existsSync(join(home, 'demo'))).toBe(false)
  expect(readdirSync(home)).toHaveLength(1)
  expect(await butler(['--home', home, 'demo', '--customers', '200'])).toMatchObject({ code: 0 })
  expect(readdirSync(home)).toEqual(['demo'])
})

test('a folder that is something else is left alone', async () => {
  const home = join(folder, 'mine')
  mkdirSync(join(home, 'demo'), { recursive: true })
  writeFileSync(join(home, 'demo', 'letters.txt'), 'mine')
  for (const args of [[], ['--fresh']])
    expect(await butler(['--home', home, 'demo', '--customers', '200', ...args])).toMatchObject({ code: 1, out: '' })
  expect(readdirSync(join(home, 'demo'))).toEqual(['letters.txt'])
  expect(await butler(['--home', home, 'demo', '--customers', '10'])).toMatchObject({ code: 2 })
})
