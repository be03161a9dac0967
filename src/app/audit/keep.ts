import { existsSync, readFileSync } from 'node:fs'
import { canonicalJson } from '../../core/canonical-json.ts'
import { readWitnesses } from '../../store/chain-queries.ts'
import type { Home } from '../home.ts'
import { HomeFault } from '../home-fault.ts'
import { writeWhole } from '../whole-file.ts'
import { anchorOfToday } from './anchor.ts'

/** What a desk has seen of its authority's history, oldest first: lines for `audit verify`. Throws `HomeFault`. */
export async function witnessLines(home: Home): Promise<string[]> {
  if (home.kind !== 'desk') throw new HomeFault('not-a-desk', home.folder)
  const witnesses = await readWitnesses(home.store.reader)
  return witnesses.map(({ epoch, ver, hash, seenAt }) => JSON.stringify({ epoch, ver, hash, seenAt }))
}

/** Today's anchor as a line to be kept elsewhere. Throws `HomeFault`. */
export async function anchorLine(home: Home): Promise<string> {
  return canonicalJson(await anchorOfToday(home))
}

/** Lines into a file, instead of what was in it. */
export function writeLines(file: string, lines: readonly string[]): void {
  writeWhole(file, lines.map((line) => `${line}\n`).join(''))
}

/** Adds a line to a file that does not have it yet. */
export function addLine(file: string, line: string): void {
  const before = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : []
  if (!before.includes(line)) writeLines(file, [...before, line])
}
