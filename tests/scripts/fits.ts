import { isDeepStrictEqual } from 'node:util'
import type { Command } from 'commander'
import type { Faces } from '../../src/cli/faces.ts'
import { outputs } from '../../src/cli/outputs/all.ts'
import { refusal } from '../../src/cli/outputs/parts.ts'
import { wholeProgram } from '../../src/cli/program.ts'

/** The output that a command of a script asks for; null where it asks for no JSON, or for only a part of a line. */
export function outputOf(line: string): string | null {
  const command = line.replace(/^later \d+ /, '')
  if (!command.startsWith('butler ') || !/ --json\b/.test(command) || command.includes('| cut')) return null
  const words = command
    .replaceAll(/ --(as|home|lang) \S+/g, '')
    .split(' ')
    .slice(1)
  return [3, 2, 1].map((many) => words.slice(0, many).join(' ')).find((name) => name in outputs) ?? null
}

/** What is wrong with a line of a verb: no JSON, not of its shape, or more than its shape says. Null where nothing is. */
export function misfit(name: string, line: string): string | null {
  const value: unknown = JSON.parse(line)
  if (refusal.safeParse(value).success) return null
  const parsed = outputs[name]?.safeParse(value)
  if (!parsed) return `no shape of ${name}`
  if (!parsed.success) return parsed.error.message
  return isDeepStrictEqual(parsed.data, value)
    ? null
    : `more than its shape says: ${extra(value, parsed.data).join(', ')}`
}

/** Where `value` has keys that `known` has not. */
function extra(value: unknown, known: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null || typeof known !== 'object' || known === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key in known ? extra(inner, (known as Record<string, unknown>)[key], `${path}.${key}`) : [`${path}.${key}`],
  )
}

/** Every verb that can be called, by its words, and whether it prints JSON. */
export async function verbsOfProgram(): Promise<{ name: string; hasJson: boolean }[]> {
  const leaves = (command: Command, path: readonly string[]): { name: string; hasJson: boolean }[] =>
    command.commands.length > 0
      ? command.commands.flatMap((verb) => leaves(verb, [...path, verb.name()]))
      : [{ name: path.join(' '), hasJson: command.options.some(({ long }) => long === '--json') }]
  return leaves(await wholeProgram('en', {} as Faces), [])
}
