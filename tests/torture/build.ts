import { mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { patchedFiles, withPoints } from './points.ts'

const root = resolve(import.meta.dirname, '../..')

/** Lays the points into src/ while it is read; every file of the table has to be come by. */
function pointsIn(seen: Set<string>): Plugin {
  return {
    name: 'points',
    setup({ onLoad }) {
      onLoad({ filter: /[\\/]src[\\/].*\.tsx?$/ }, ({ path }) => {
        const file = relative(join(root, 'src'), path).split(sep).join('/')
        if (!patchedFiles.has(file)) return null
        seen.add(file)
        return { contents: withPoints(file, readFileSync(path, 'utf8')), loader: 'ts' }
      })
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
  await build({
    entryPoints: {
      main: join(root, 'src/main.ts'),
      desk: here('desk-worker.ts'),
      reader: here('reader-worker.ts'),
      preload: here('preload.ts'),
    },
    outdir: join(folder, 'programs'),
    absWorkingDir: root,
    ...{ bundle: true, splitting: true, minify: false, format: 'esm', platform: 'node', target: 'node22' },
    define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"' },
    alias: { 'string-width': './src/tui/string-width.ts' },
    external: ['better-sqlite3', 'react-devtools-core'],
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
    plugins: [pointsIn(seen)],
    logLevel: 'warning',
  })
  const missed = [...patchedFiles].filter((file) => !seen.has(file))
  if (missed.length > 0) throw new Error(`not part of the program: ${missed.join(', ')}`)
  const program = (name: string) => join(folder, 'programs', `${name}.js`)
  return { main: program('main'), desk: program('desk'), reader: program('reader'), preload: program('preload') }
}
