import { mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import type { Plugin } from 'rolldown'
import { bundle } from '../../build.ts'
import { patchedFiles, withPoints } from './points.ts'

const root = resolve(import.meta.dirname, '../..')

/** Lays the points into src/ while it is read; every file of the table has to be come by. */
function pointsIn(seen: Set<string>): Plugin {
  return {
    name: 'points',
    load: {
      filter: { id: /[\\/]src[\\/].*\.tsx?$/ },
      handler: (path) => {
        const file = relative(join(root, 'src'), path).split(sep).join('/')
        if (!patchedFiles.has(file)) return null
        seen.add(file)
        return { code: withPoints(file, readFileSync(path, 'utf8')), moduleType: 'ts' }
      },
    },
  }
}

/** The programs of the torture: the product, a desk that is told what to do, and what runs in front of both. */
export type Programs = { main: string; desk: string; reader: string; preload: string }

/**
 * Bundles the product as it is shipped (build.ts), with the points laid in: that starts four times as fast as src/ does, and
 * a thousand rounds start two thousand processes. Nothing of it is in what is shipped.
 */
export async function buildPrograms(folder: string): Promise<Programs> {
  mkdirSync(folder, { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const seen = new Set<string>()
  const here = (name: string) => join(root, 'tests/torture', name)
  await bundle(
    {
      main: join(root, 'src/main.ts'),
      desk: here('desk-worker.ts'),
      reader: here('reader-worker.ts'),
      preload: here('preload.ts'),
    },
    join(folder, 'programs'),
    { plugins: [pointsIn(seen)], minify: false },
  )
  const missed = [...patchedFiles].filter((file) => !seen.has(file))
  if (missed.length > 0) throw new Error(`not part of the program: ${missed.join(', ')}`)
  const program = (name: string) => join(folder, 'programs', `${name}.js`)
  return { main: program('main'), desk: program('desk'), reader: program('reader'), preload: program('preload') }
}
