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

test.each(['cli/run.ts', 'cli/tail.ts', 'cli/doctor.ts', 'app/home.ts', 'tui/open.tsx'])(
  'with %s no command, nothing of the wire and no schema is loaded: nobody waits for them who only looks',
  (entry) => {
    const loaded = [...loadedWith(entry)]
    expect(loaded.length).toBeGreaterThan(5)
    expect(
      loaded.filter((file) => /^core\/registry\.ts$|^core\/.*commands\.ts$|^sync\/(protocol|wire)\.ts$/.test(file)),
    ).toEqual([])
    expect(loaded.filter((file) => /^import (?!type )[^;]*? from 'zod'$/m.test(textOf(file)))).toEqual([])
  },
)

test('with an import neither the workstation nor what only other files need is loaded', () => {
  const loaded = [...loadedWith('app/import/import-file.ts')]
  expect(loaded).toContain('core/import/commands.ts')
  expect(loaded.filter((file) => file.startsWith('tui/'))).toEqual([])
  expect(loaded.filter((file) => /from '(yaml|yauzl|saxes|iconv-lite)'/.test(textOf(file)))).toEqual([])
})

function textOf(file: string): string {
  return existsSync(join(src, file)) ? readFileSync(join(src, file), 'utf8') : ''
}
