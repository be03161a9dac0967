import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { build, type ChunkingContext, type Plugin } from 'rolldown'
import { columnsOf } from './src/store/columns.ts'

/** A file of a package, with some of its text put in another's place; what does not have it is another than it was. */
function patch(name: string, id: RegExp, changes: Record<string, string>, imports = ''): Plugin {
  const handler = (file: string) => {
    let text = readFileSync(file, 'utf8')
    for (const [from, to] of Object.entries(changes)) {
      if (!text.includes(from)) throw new Error(`${file} is another than it was: no ${from}`)
      text = text.replaceAll(from, to)
    }
    return `${imports}\n${text}`
  }
  return { name, load: { filter: { id }, handler } }
}

const ours = (file: string) => JSON.stringify(join(import.meta.dirname, 'src/tui', file))

const patches = [
  // Yoga (Ink's layout) takes its own embedded bytes in through `fetch`, which loads Node's whole HTTP client before the first
  // frame: some 40 ms. Without it, it decodes them itself.
  patch('yoga-without-fetch', /yoga-wasm-base64-esm\.js$/, { 'typeof fetch': 'typeof undefined' }),
  // Zod brings its messages in some fifty languages into every program: those of ours, and no other.
  {
    name: 'zod-in-our-languages',
    load: {
      filter: { id: /zod\/v4\/locales\/index\.js$/ },
      handler: () =>
        ['en', 'zh-CN', 'zh-TW']
          .map((code) => `export { default as ${code.replace('-', '')} } from './${code}.js'`)
          .join('\n'),
    },
  },
  // Ink takes every character of a frame apart; a frame of ours is laid down by its rows.
  patch(
    'rows-before-grid',
    /ink\/build\/output\.js$/,
    {
      '    get() {\n':
        '    get() {\nconst rows = rowsOf(this.operations, this.height); if (rows !== null) return { output: rows, height: this.height };\n',
    },
    `import { rowsOf } from ${ours('ink-rows.ts')}`,
  ),
  // Ink tells all the styles of a line again that it goes on with: they are told as what is left of them.
  patch(
    'fewer-bytes',
    /ink\/build\/log-update\.js$/,
    {
      'buffer.push(changedLine +': 'buffer.push(squeezed(changedLine) +',
      "stream.write(buffer.join(''))": "stream.write(stepped(buffer.join('')))",
    },
    `import { squeezed, stepped } from ${ours('ink-styles.ts')}`,
  ),
  // Ink looks for what may not reach the terminal character by character; in a text of ours there is nothing.
  patch(
    'clean-already',
    /ink\/build\/sanitize-ansi\.js$/,
    { 'const sanitizeAnsi = (text) => {': 'const sanitizeAnsi = (text) => {\nif (isClean(text)) return text;' },
    `import { isClean } from ${ours('ink-styles.ts')}`,
  ),
  // Commander can start other programs as verbs, which ours does not; what it would do that with takes a third of its loading.
  patch('no-programs-as-verbs', /commander\/lib\/command\.js$/, {
    "import childProcess from 'node:child_process';": 'const childProcess = null;',
  }),
  // What only reads rows needs their columns, and none of the schemas that they are taken from.
  {
    name: 'columns-written-out',
    load: {
      filter: { id: /src\/store\/columns\.ts$/ },
      handler: () => `export const columnsOf = ${JSON.stringify(columnsOf)}`,
    },
  },
  // Node's own modules are taken as they are: for ESM's view of one Node asks for all that is in it, and so loads streams, terminals
  // and ciphers for who wants the name of a folder. Ten ms of every start.
  {
    name: 'builtins-as-they-are',
    renderChunk: (code) =>
      code.replaceAll(
        /^import (?:(?:\* as )?(\w[\w$]*)(?:, )?)?(?:\{([^}]*)\})? ?from "(node:[\w/]+)";$/gm,
        (_all, whole: string | undefined, named: string | undefined, name: string) => {
          const taken = `globalThis.process.getBuiltinModule("${name}")`
          const names = named?.replaceAll(' as ', ': ')
          return [whole && `const ${whole} = ${taken};`, names && `const {${names}} = ${taken};`]
            .filter(Boolean)
            .join(' ')
        },
      ),
  },
] satisfies Plugin[]

/** All that is loaded with files of ours: by what they import, at their top or later, and by what that imports at its top. */
function loadedWith(files: readonly string[], context: ChunkingContext): Set<string> {
  const ours = files.map((file) => join(import.meta.dirname, 'src', file))
  const loaded = new Set([
    ...ours,
    ...ours.flatMap((file) => context.getModuleInfo(file)?.dynamicallyImportedIds ?? []),
  ])
  for (const one of loaded) for (const imported of context.getModuleInfo(one)?.importedIds ?? []) loaded.add(imported)
  return loaded
}

/** What the workstation has in common with any command or endpoint: none of these may have to load React for it. */
function sharedFile() {
  const verbs = readdirSync(join(import.meta.dirname, 'src/cli'), { recursive: true }).map(
    (name) => `cli/${String(name)}`,
  )
  let shared: Set<string> | undefined
  return (id: string, context: ChunkingContext): string | null => {
    shared ??= loadedWith(['tui/open.tsx'], context).intersection(
      loadedWith(['app/give.ts', 'http/server.ts', ...verbs], context),
    )
    return shared.has(id) ? 'shared' : null
  }
}

/**
 * What every start of a face needs lies in one file each: a hundred small ones take Node longer to find and link than to run. The
 * rest is loaded when it is called for.
 */
const groups = () => [
  { name: 'cli', test: /src\/cli\/run\.ts$/, priority: 6 },
  { name: 'home', test: /src\/app\/home\.ts$/, priority: 5 },
  // Before the workstation: what scripts call must not drag React in because the two share a table of words.
  { name: 'scripts', test: /src\/(cli\/(tail|tail-run|import|doctor)|app\/tail\/from-home)\.ts$/, priority: 4 },
  { name: sharedFile(), debugName: 'shared', priority: 3 },
  { name: 'writing', test: /src\/app\/(give|import\/import-file)\.ts$/, priority: 2 },
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

/** `outside`: packages that are found beside the program. `minify`: unless false, at the cost of the names in its faults. */
type How = { outside?: string[]; plugins?: Plugin[]; minify?: boolean }

/** Bundles a program with all that makes ours quick. */
export async function bundle(
  input: Record<string, string>,
  dir: string,
  { outside = [], plugins = [], minify = true }: How = {},
): Promise<void> {
  await build({
    input,
    platform: 'node',
    external: ['better-sqlite3', 'react-devtools-core', 'ssh2', ...outside],
    resolve: { alias: { 'string-width': join(import.meta.dirname, 'src/tui/string-width.ts') } },
    transform: {
      target: 'node22',
      define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"' },
    },
    plugins: [...patches, ...plugins],
    output: { dir, format: 'esm', minify, comments: false, codeSplitting: { groups: groups() } },
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
