import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readme, withKeys } from './keys.ts'

test('terminal 5: the keys in the README are those of the program (npm run keys writes them)', () => {
  const text = readFileSync(readme, 'utf8')
  expect(withKeys(text)).toBe(text)
})
