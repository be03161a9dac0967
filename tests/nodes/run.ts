import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { execa } from 'execa'

const usage = `npm run nodes -- [--all] [major ...]
  --all    the whole suite; without, what depends most on the Node beneath: core, store, screens, some of the command line
  major    which Nodes (default: 22 24 26)
Ends with 0 when the tests pass on each, 1 when they do not on one, 2 when the options are wrong.`

/** What is run on each Node unless all is asked for. */
const chosen = [
  ...['tests/core', 'tests/store', 'tests/tui', 'tests/http'],
  ...['config', 'doctor', 'plain', 'node-floor', 'usage', 'serve'].map((name) => `tests/cli/${name}.test.ts`),
]

/** Where the Nodes are kept: beside the tree nothing else looks at them, and the next run finds them. */
const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'butler', 'nodes')

/** The newest Node of a major version, from the npm registry; its path. */
async function nodeOf(major: string): Promise<string> {
  const name = `node-${process.platform}-${process.arch}`
  const folder = join(cache, major)
  const node = join(folder, 'node_modules', name, 'bin', 'node')
  if (!existsSync(node)) {
    console.error(`fetching ${name}@${major} into ${folder}`)
    const into = ['--prefix', folder, '--no-audit', '--no-fund', '--ignore-scripts']
    await execa('npm', ['install', ...into, `${name}@${major}`], { stdio: ['ignore', 'ignore', 'inherit'] })
  }
  return node
}

async function passes(node: string, files: readonly string[]): Promise<boolean> {
  const env = { BUTLER_NODE: node, PATH: `${dirname(node)}${delimiter}${process.env['PATH'] ?? ''}` }
  const projects = ['--project', 'sqlite', '--project', 'shell']
  const ran = await execa(node, ['node_modules/vitest/vitest.mjs', 'run', ...projects, ...files], {
    ...{ env, stdio: 'inherit', reject: false },
  })
  return ran.exitCode === 0
}

async function run(args: readonly string[]): Promise<number> {
  const majors = args.filter((arg) => arg !== '--all')
  if (majors.some((major) => !/^\d+$/.test(major))) {
    console.error(usage)
    return 2
  }
  const told: string[] = []
  for (const major of majors.length > 0 ? majors : ['22', '24', '26']) {
    const node = await nodeOf(major)
    const { stdout: version } = await execa(node, ['--version'])
    console.log(`\n== Node ${version}`)
    const isPassed = await passes(node, args.includes('--all') ? [] : chosen)
    told.push(`${version} ${isPassed ? 'passed' : 'FAILED'}`)
  }
  console.log(`\n${told.join('\n')}`)
  return told.some((line) => line.endsWith('FAILED')) ? 1 : 0
}

process.exitCode = await run(process.argv.slice(2))
