import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { execa } from 'execa'
import { afterAll, beforeAll, expect, test } from 'vitest'

/** The project's own lint rules, over planted files: each arrow that must not be is refused, each that may be is not. */
const root = new URL('../..', import.meta.url).pathname
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'butler-arrows-'))
  cpSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const refused = [
  ['src/core/case/planted.ts', `import { x } from '../../store/rows.ts'`],
  ['src/core/planted.ts', `import type { x } from '../app/home.ts'`],
  ['src/core/planted.ts', `import { readFileSync as x } from 'node:fs'`],
  ['src/core/planted.ts', `import { Kysely as x } from 'kysely'`],
  ['src/core/planted.ts', `import { getLunarDate as x } from 'chinese-days'`],
  ['src/core/planted.ts', `const x = process.pid`],
  ['src/core/planted.ts', `const x = fetch('http://127.0.0.1')`],
  ['src/store/planted.ts', `import { x } from '../sync/decide.ts'`],
  ['src/sync/planted.ts', `import { x } from '../app/home.ts'`],
  ['src/app/planted.ts', `import { x } from '../tui/open.tsx'`],
  ['src/app/planted.ts', `import { Text as x } from 'ink'`],
  ['src/cli/planted.ts', `import { x } from '../store/rows.ts'`],
  ['src/cli/planted.ts', `import { x } from '../tui/open.tsx'`],
  ['src/cli/planted.ts', `import { useState as x } from 'react'`],
  ['src/tui/actions/planted.ts', `import { x } from '../../store/rows.ts'`],
  ['src/tui/planted.ts', `import type { x } from '../http/server.ts'`],
  ['src/tui/planted.ts', `import { x } from '../core/registry.ts'`],
  ['src/tui/actions/planted.ts', `import { x } from '../../core/claim/insurer-commands.ts'`],
  ['src/http/planted.ts', `import { x } from '../sync/decide.ts'`],
  ['src/ssh/planted.ts', `import { x } from '../tui/open.tsx'`],
  ['src/cli/planted.ts', `import { x } from '../ssh/server.ts'`],
] as const

const allowed = [
  ['src/core/case/planted.ts', `import { x } from '../command.ts'`],
  ['src/core/planted.ts', `import { z as x } from 'zod'`],
  ['src/core/planted.ts', `import x from 'chinese-days/dist/chinese-days.json' with { type: 'json' }`],
  ['src/store/planted.ts', `import { x } from '../core/entities.ts'`],
  ['src/sync/planted.ts', `import { x } from '../store/rows.ts'`],
  ['src/app/planted.ts', `import { x } from '../sync/decide.ts'`],
  ['src/tui/planted.ts', `import { x } from '../app/home.ts'`],
] as const

async function lint(path: string, text: string) {
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${text}\nexport const y = x\n`)
  const result = await execa(join(root, 'node_modules/.bin/oxlint'), [path], { cwd: folder, reject: false })
  rmSync(file)
  return { exitCode: result.exitCode, text: result.stdout }
}

test.each(refused)('%s may not say %s', async (path, text) => {
  const result = await lint(path, text)
  expect(result.text).toContain('no-restricted-')
  expect(result.exitCode).toBe(1)
})

test.each(allowed)('%s may say %s', async (path, text) => {
  expect((await lint(path, text)).text).not.toContain('no-restricted-')
})

test('core compiles without Node, process or fetch', async () => {
  const config = { extends: join(root, 'src/core/tsconfig.json'), compilerOptions: { rootDir: '.' }, include: ['.'] }
  const core = join(folder, 'wall')
  mkdirSync(core)
  writeFileSync(join(core, 'tsconfig.json'), JSON.stringify(config))
  writeFileSync(join(core, 'planted.ts'), `export const y = process.pid\n`)
  const result = await execa(join(root, 'node_modules/.bin/tsc'), ['-p', core], { reject: false })
  expect(result.stdout).toContain(`Cannot find name 'process'`)
})
