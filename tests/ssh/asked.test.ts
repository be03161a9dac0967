import { expect, test } from 'vitest'
import type { Command } from 'commander'
import { wholeProgram } from '../../src/cli/program.ts'
import { overSsh, readAsked } from '../../src/ssh/asked.ts'

test.each([
  ['', ['board', '--only']],
  ['board --readonly', ['board', '--only', '--readonly']],
  ['butler', ['board', '--only']],
  ['butler tail --json', ['tail', '--json']],
  [`tail --until-match 'refused by' --since "2h"`, ['tail', '--until-match', 'refused by', '--since', '2h']],
  [String.raw`tail --butler 管\ 家 "a\"b" --lang=zh-Hans`, ['tail', '--butler', '管 家', 'a"b', '--lang=zh-Hans']],
  ['  tail   -n5  ', ['tail', '-n5']],
])('%s is taken as %j', (line, words) => {
  expect(readAsked(line)).toEqual({ words })
})

test.each([
  'sh',
  'staff list',
  'queue',
  '--home /elsewhere tail',
  'constructor',
  'tail --home /elsewhere',
  'tail --as M001',
  'tail --cursor-file=/etc/passwd',
  'tail --endpoint http://127.0.0.1 --token-file /etc/shadow',
  'tail --ca /etc/shadow',
  'board --cursor-file x',
  `tail --until-match 'open`,
  'tail "open',
  'tail \\',
  `tail ${'x '.repeat(200)}`,
])('%s is refused', (line) => {
  expect(readAsked(line)).toHaveProperty('why')
})

test('each option of board and tail has been decided about', async () => {
  const faces = new Proxy({}, { get: () => () => Promise.reject(new Error('not here')) }) as never
  const program = await wholeProgram('en', faces)
  const longOf = ({ options }: Command) => options.map(({ long }) => long ?? '')
  const kept: Record<string, string[]> = { board: [], tail: ['--cursor-file', '--endpoint', '--token-file', '--ca'] }
  const global = ['--home', '--as', '--version']
  for (const [verb, allowed] of Object.entries(overSsh)) {
    const command = program.commands.find((one) => one.name() === verb)
    const own = longOf(command as Command)
    const decided = [...allowed, ...(kept[verb] ?? [])]
    expect(decided, verb).toEqual(expect.arrayContaining(own))
    // Nothing is let through that is not there.
    expect([...own, ...longOf(program), '--help'].filter((one) => !global.includes(one))).toEqual(
      expect.arrayContaining([...allowed]),
    )
  }
})
