import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { build, type Plugin } from 'esbuild'

/**
 * Yoga (Ink's layout) takes its own embedded bytes in through `fetch`, which loads Node's whole HTTP client before the first
 * frame: some 40 ms. Without it, it decodes them itself.
 */
const yogaWithoutFetch: Plugin = {
  name: 'yoga-without-fetch',
  setup({ onLoad }) {
    onLoad({ filter: /yoga-wasm-base64-esm\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll('typeof fetch', 'typeof undefined'),
    }))
  },
}

/** Whether dist/ is newer than everything that it is made of. */
function isFresh(): boolean {
  if (!existsSync('dist/main.js')) return false
  const built = statSync('dist/main.js').mtimeMs
  const sources = ['src', 'migrations'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  )
  return ['build.ts', 'package-lock.json', ...sources].every((file) => statSync(file).mtimeMs < built)
}

if (process.argv.includes('--if-stale') && isFresh()) process.exit(0)

/** Bundles the program into dist/: a small entry that checks Node, and chunks that are loaded when a face needs them. */
rmSync('dist', { recursive: true, force: true })
await build({
  entryPoints: { main: 'src/main.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  minify: true,
  keepNames: false,
  legalComments: 'none',
  define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"' },
  alias: { 'string-width': './src/tui/string-width.ts' },
  external: ['better-sqlite3', 'react-devtools-core'],
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
  plugins: [yogaWithoutFetch],
  logLevel: 'warning',
})
chmodSync('dist/main.js', 0o755)
