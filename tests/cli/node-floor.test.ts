import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { expect, test } from 'vitest'
import { butler, node } from '../terminal.ts'

const root = join(import.meta.dirname, '../..')

test('terminal 1: an older Node gets one sentence before anything native is loaded', async () => {
  const older = `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.20.2'}})`
  const ended = await execa(node, ['--import', older, butler, 'queue', 'list'], { reject: false })
  expect(ended.exitCode).toBe(1)
  expect(ended.stderr).toBe('butler needs Node 22.14 or newer; this is 20.20.2.')
})

test('terminal 1: Ink 8 is pinned, and lies in the program itself', () => {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>
  }
  expect(dependencies['ink']).toMatch(/^8\.\d+\.\d+$/)
  const chunks = readdirSync(join(root, 'dist')).filter((name) => name.endsWith('.js'))
  expect(chunks.length).toBeGreaterThan(1)
  for (const name of chunks)
    expect(readFileSync(join(root, 'dist', name), 'utf8'), name).not.toMatch(
      /(?:from|import\()\s*["'`](?:ink|react)["'`]/,
    )
})
