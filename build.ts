import { chmodSync, rmSync } from 'node:fs'
import { build } from 'esbuild'

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
  logLevel: 'warning',
})
chmodSync('dist/main.js', 0o755)
