import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const src = new URL('../../src/', import.meta.url).pathname

/** The files of src/ that are loaded with this one, before anything is asked for. */
function loadedWith(entry: string): Set<string> {
  const seen = new Set<string>()
  const queue = [entry]
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (seen.has(file) || !existsSync(join(src, file))) continue
    seen.add(file)
    // In the bundle its columns are written out.
    if (file === 'store/columns.ts') continue
    const imports = readFileSync(join(src, file), 'utf8').matchAll(
      /^(?:import|export) (?!type )[^;]*?from '(\.[^']+)'/gm,
    )
    for (const [, path = ''] of imports) queue.push(join(dirname(file), path))
  }
  return seen
}

test.each(['cli/run.ts', 'app/home.ts', 'tui/open.tsx'])(
  'with %s no command, no schema of rows and nothing of the wire is loaded: the first frame does not wait for them',
  (entry) => {
    const loaded = [...loadedWith(entry)]
    expect(loaded.length).toBeGreaterThan(10)
    expect(
      loaded.filter((file) =>
        /^core\/(registry|entity-schemas)\.ts$|^core\/.*commands\.ts$|^sync\/(protocol|wire)\.ts$/.test(file),
      ),
    ).toEqual([])
  },
)
