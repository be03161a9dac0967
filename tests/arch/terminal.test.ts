import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

/** What is tested of each acceptance statement of the terminal, by the number in the titles: `terminal 4: a lone Esc ...`. */
function titlesByStatement(): Map<number, string[]> {
  const titles = new Map<number, string[]>()
  for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    if (!/\.test\.tsx?$/.test(file)) continue
    for (const [, number, title] of readFileSync(join(root, file), 'utf8').matchAll(/^.*['"`]terminal (\d+): (.+)/gm))
      titles.set(Number(number), [...(titles.get(Number(number)) ?? []), `${file}: ${title}`])
  }
  return titles
}

test('each of the fifteen statements on the terminal is held by a test that says so, and there is no sixteenth', () => {
  const numbers = [...titlesByStatement().keys()].sort((a, b) => a - b)
  expect(numbers).toEqual(Array.from({ length: 15 }, (_, at) => at + 1))
})
