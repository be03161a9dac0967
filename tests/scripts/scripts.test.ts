import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixtures, tempFolder } from '../cli/butler.ts'
import { makeTeam } from '../cli/team.ts'
import { layDemo } from '../made.ts'
import { misfit, outputOf, verbsOfProgram } from './fits.ts'
import { readScript, says, type Script, type Step } from './script.ts'
import { openShell, type Said } from './shell.ts'

/** The acceptance scripts, each in a shell and with a book of its own; what `--json` prints is held against its shape. */

const books = tempFolder()
const scripts = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => ({ name, ...readScript(join(import.meta.dirname, name)) }))

beforeAll(async () => {
  await Promise.all([makeTeam(join(books, 'team')), layDemo(books)])
})

const places: string[] = []
afterAll(() => {
  for (const place of places) rmSync(place, { recursive: true, force: true })
})

function shellWith(home: Script['home']) {
  const place = mkdtempSync(join(tmpdir(), 'butler-script-'))
  places.push(place)
  const book = join(place, 'home')
  if (home === 'team') cpSync(join(books, 'team'), book, { recursive: true })
  if (home === 'demo') cpSync(join(books, 'demo', 'authority'), book, { recursive: true })
  return openShell(place, book)
}

/** Of each output the shortest line that was seen. */
const seen = new Map<string, string>()

test.concurrent.each(scripts)('$name', { timeout: 480_000 }, async ({ name, home, steps }) => {
  const shell = shellWith(home)
  try {
    for (const step of steps) {
      const said = await shell.run(step.command)
      const place = `${name}:${step.at}: $ ${step.command}`
      if (!holds(step, said)) expect(told(said), place).toBe(told(step))
      const output = outputOf(step.command)
      if (output !== null) for (const line of said.out) noteLine(output, line, place)
    }
  } finally {
    await shell.close()
  }
})

function holds({ out, err, status }: Step, said: Said): boolean {
  return says(out, said.out) && says(err, said.err) && status === said.status
}

function told({ out, err, status }: Said): string {
  return [...out, ...err.map((line) => `2> ${line}`), `? ${status}`].join('\n')
}

function noteLine(output: string, line: string, place: string): void {
  expect(misfit(output, line), place).toBeNull()
  const known = seen.get(output)
  if (!line.startsWith('{"ok":false') && (known === undefined || line.length < known.length)) seen.set(output, line)
}

test('every verb stands in a script, and every --json was held against its shape', async () => {
  const commands = scripts.flatMap(({ steps }) =>
    steps.map(({ command }) => command.replaceAll(/ --(as|home|lang) \S+/g, '')),
  )
  const verbs = await verbsOfProgram()
  const isTried = ({ name }: { name: string }) => commands.some((command) => command.includes(`butler ${name}`))
  expect(verbs.filter((verb) => !isTried(verb)).map(({ name }) => name)).toEqual([])
  const silent = verbs.filter(({ name, hasJson }) => hasJson && !seen.has(name))
  expect(silent.map(({ name }) => name)).toEqual([])
  writeSamples()
})

/** BUTLER_WRITE_SAMPLES=1: what was seen becomes the samples of this version, which later ones have to read. */
function writeSamples(): void {
  if (process.env['BUTLER_WRITE_SAMPLES'] !== '1') return
  const lines = [...seen].sort().map(([verb, line]) => {
    const said = line
      .replaceAll(/\/tmp\/butler-script-\w+/g, '/home/example')
      .replaceAll(/"token":"[^"]+"/g, '"token":"EXAMPLE"')
      .replaceAll(/\b(?:[A-Z0-9]{4}-){2}[A-Z0-9]{4}\b/g, 'EXAM-PLES-CODE')
    return `{"kind":"${verb.replaceAll(' ', '.')}","said":${said}}`
  })
  writeFileSync(join(fixtures, 'schema', 'outputs-1.jsonl'), `${lines.join('\n')}\n`)
}
