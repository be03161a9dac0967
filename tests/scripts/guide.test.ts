import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { fixtures, tempFolder } from '../cli/butler.ts'
import { openShell } from './shell.ts'

const readme = readFileSync(resolve(import.meta.dirname, '../../README.md'), 'utf8')
const [, guide = ''] = /\n### For scripts\n(.*?)\n## /s.exec(readme) ?? []
const blocks = [...guide.matchAll(/```sh\n(.*?)```/gs)].map(([, block = '']) => block.trim())

const place = tempFolder()
mkdirSync(join(place, 'packs'))
cpSync(join(fixtures, 'packs/cash.yaml'), join(place, 'packs/cash.yaml'))
cpSync(join(fixtures, 'import/customers.csv'), join(place, 'customers.csv'))
const shell = openShell(place, join(place, 'none'))
afterAll(async () => {
  await shell.close()
  rmSync(place, { recursive: true, force: true })
})

test('the scripting guide in the README runs as it stands', { timeout: 120_000 }, async () => {
  expect(blocks.length).toBeGreaterThan(4)
  for (const block of blocks)
    for (const command of commandsOf(block)) {
      const { status, err } = await shell.run(command)
      expect(status, `${command}\n${err.join('\n')}`).toBe(0)
    }
})

test.for(['README.md', 'README.zh-Hans.md'])('a team from nothing begins as %s says', async (file) => {
  const text = readFileSync(resolve(import.meta.dirname, '../..', file), 'utf8')
  const [, begun = ''] = /```sh\n(butler --home team staff add .*?)butler --home team serve/s.exec(text) ?? []
  const folder = join(place, file)
  mkdirSync(folder)
  symlinkSync(fixtures, join(folder, 'fixtures'))
  const from = openShell(folder, join(folder, 'none'))
  expect(commandsOf(begun.trim())).toHaveLength(4)
  for (const command of commandsOf(begun.trim())) {
    const { status, err } = await from.run(command)
    expect(status, `${command}\n${err.join('\n')}`).toBe(0)
  }
  await from.close()
})

/** A block line by line; what follows `<<'END'` belongs to its line. */
function commandsOf(block: string): string[] {
  return [...block.matchAll(/^(?:.*<<'END'\n.*?\nEND|.+)$/gms)].flatMap(([command]) =>
    command.includes("<<'END'") ? [command] : command.split('\n'),
  )
}
