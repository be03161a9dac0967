import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build, type Plugin } from 'rolldown'

/**
 * Yoga (Ink's layout) takes its own embedded bytes in through `fetch`, which loads Node's whole HTTP client before the first
 * frame: some 40 ms. Without it, it decodes them itself.
 */
const yogaWithoutFetch: Plugin = {
  name: 'yoga-without-fetch',
  load: {
    filter: { id: /yoga-wasm-base64-esm\.js$/ },
    handler: (file) => readFileSync(file, 'utf8').replaceAll('typeof fetch', 'typeof undefined'),
  },
}

/** Zod brings its messages in some fifty languages into every program: those of ours, and no other. */
const zodInOurLanguages: Plugin = {
  name: 'zod-in-our-languages',
  load: {
    filter: { id: /zod\/v4\/locales\/index\.js$/ },
    handler: () =>
      ['en', 'zh-CN', 'zh-TW']
        .map((code) => `export { default as ${code.replace('-', '')} } from './${code}.js'`)
        .join('\n'),
  },
}

/** Ink takes every character of a frame apart; a frame of ours is laid down by its rows (src/tui/ink-rows.ts). */
const rowsBeforeGrid: Plugin = {
  name: 'rows-before-grid',
  load: {
    filter: { id: /ink\/build\/output\.js$/ },
    handler(file) {
      const [before, after, ...more] = readFileSync(file, 'utf8').split('    get() {\n')
      if (after === undefined || more.length > 0) throw new Error(`${file}: Ink's Output is another than it was`)
      const quick =
        'const rows = rowsOf(this.operations, this.height); if (rows !== null) return { output: rows, height: this.height };'
      return `import { rowsOf } from ${JSON.stringify(resolve('src/tui/ink-rows.ts'))}\n${before}    get() {\n${quick}\n${after}`
    },
  },
}

/**
 * What every start of a face needs lies in one file each: a hundred small ones take Node longer to find and link than to run. The
 * rest is loaded when it is called for.
 */
const groups = [
  { name: 'cli', test: /src\/cli\/run\.ts$/, priority: 3 },
  { name: 'home', test: /src\/app\/home\.ts$/, priority: 2 },
  { name: 'desk', test: /src\/tui\/open\.tsx$/, priority: 1 },
]

/** Whether dist/ is newer than everything that it is made of. */
function isFresh(): boolean {
  if (!existsSync('dist/main.js')) return false
  const built = statSync('dist/main.js').mtimeMs
  const sources = ['src', 'migrations'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  )
  return ['build.ts', 'package-lock.json', ...sources].every((file) => statSync(file).mtimeMs < built)
}

/** Bundles a program with all that makes ours quick; packages that stay outside are found beside it. */
export async function bundle(input: Record<string, string>, dir: string, outside: string[] = []): Promise<void> {
  await build({
    input,
    platform: 'node',
    external: ['better-sqlite3', 'react-devtools-core', ...outside],
    resolve: { alias: { 'string-width': resolve('src/tui/string-width.ts') } },
    transform: {
      target: 'node22',
      define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"' },
    },
    plugins: [yogaWithoutFetch, zodInOurLanguages, rowsBeforeGrid],
    output: { dir, format: 'esm', minify: true, comments: false, codeSplitting: { groups } },
    logLevel: 'warn',
    checks: { ineffectiveDynamicImport: false },
  })
}

/** Into dist/: a small entry that checks Node, and chunks that are loaded when a face needs them. */
async function buildProgram(): Promise<void> {
  if (process.argv.includes('--if-stale') && isFresh()) return
  rmSync('dist', { recursive: true, force: true })
  await bundle({ main: 'src/main.ts' }, 'dist')
  chmodSync('dist/main.js', 0o755)
}

if (process.argv[1] === import.meta.filename) await buildProgram()
