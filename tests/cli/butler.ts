import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { execa, type Options } from 'execa'
import { afterAll } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
/** The node that the project pins; BUTLER_NODE: another one. */
export const node = process.env['BUTLER_NODE'] ?? join(root, 'node_modules/.bin/node')
/** BUTLER_PROGRAM: another build than dist/ to test. */
export const program = process.env['BUTLER_PROGRAM'] ?? join(root, 'dist/main.js')
export const fixtures = join(root, 'fixtures')

/** Nothing of the machine's own settings: no home, no language, no terminal. */
export const bareEnv = { PATH: process.env['PATH'] ?? '', TMPDIR: tmpdir(), HOME: '/nonexistent', LANG: 'C.UTF-8' }

/** Runs the built program to its end. */
export async function butler(args: readonly string[], options: { input?: string; env?: Record<string, string> } = {}) {
  const { input = '', env = {} } = options
  const ran = await execa(node, [program, ...args], {
    input,
    env: { ...bareEnv, ...env },
    extendEnv: false,
    reject: false,
  })
  return { code: ran.exitCode, out: ran.stdout, err: ran.stderr }
}

/** Starts it and leaves it running. */
export function startButler(args: readonly string[], options: Options = {}) {
  return execa(node, [program, ...args], { env: bareEnv, extendEnv: false, reject: false, ...options })
}

/** Waits for the first line on stdout that `is` takes; fails with what was said when the program ends before. */
export function lineFrom(
  child: ReturnType<typeof startButler>,
  is: (line: string) => boolean = () => true,
): Promise<string> {
  let text = ''
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8')
      const found = text.split('\n').slice(0, -1).find(is)
      if (found !== undefined) resolve(found)
    })
    void child.then(({ stderr, exitCode }) => reject(new Error(`ended with ${exitCode}: ${String(stderr)}`)))
  })
}

/** The lines of NDJSON. */
export function jsonLines(text: string): Record<string, unknown>[] {
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}

/** A folder that goes away with the tests of the file. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'butler-cli-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
