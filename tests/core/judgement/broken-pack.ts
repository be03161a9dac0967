import { readPack } from '../../../src/core/product/pack.ts'
import { rawPack } from './fixture.ts'

type Node = Record<string | number, unknown>

/** A pack as parsed, with one place changed, `terms/0/clauses/2.1` or its parts; `undefined` removes it. */
export function broken(file: string, at: string | readonly (string | number)[], value: unknown): unknown {
  const path = typeof at === 'string' ? at.split('/') : at
  const raw = structuredClone(rawPack(file)) as Node
  let node = raw
  for (const part of path.slice(0, -1)) {
    node[part] = structuredClone(node[part])
    node = node[part] as Node
  }
  const last = path.at(-1) ?? ''
  if (value === undefined) delete node[last]
  else node[last] = value
  return raw
}

/** What is wrong with a pack as parsed, paths joined by dots. */
export function problemsOf(
  raw: unknown,
): readonly { readonly rule: string; readonly path: string; readonly message: string }[] {
  const reading = readPack(raw)
  return 'problems' in reading ? reading.problems.map((problem) => ({ ...problem, path: problem.path.join('.') })) : []
}
