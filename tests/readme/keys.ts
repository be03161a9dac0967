import { readFileSync, writeFileSync } from 'node:fs'
import { markdownOf } from '../../src/cli/keys.ts'
import * as keyTable from '../../src/tui/key-table.ts'

/** `npm run keys`: puts the reference of keys into the README, from the list that the program itself goes by. */
export const readme = new URL('../../README.md', import.meta.url).pathname
const [from, to] = ['<!-- keys: npm run keys -->', '<!-- /keys -->']

/** The README with the keys as they are now. */
export function withKeys(text: string): string {
  const [begin, end] = [text.indexOf(from), text.indexOf(to)]
  if (begin < 0 || end < begin) throw new Error(`README.md has no part between ${from} and ${to}`)
  return `${text.slice(0, begin + from.length)}\n\n${markdownOf(keyTable)}\n\n${text.slice(end)}`
}

if (process.argv[1] === import.meta.filename) writeFileSync(readme, withKeys(readFileSync(readme, 'utf8')))
