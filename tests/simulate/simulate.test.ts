import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { expect, test } from 'vitest'
import { readOptions, replayOf } from './options.ts'
import { laidOver } from './plant-hook.ts'
import { planted } from './planted.ts'

const run = (...args: string[]) =>
  execa(process.execPath, [fileURLToPath(new URL('run.ts', import.meta.url)), ...args], { reject: false })

test('a few worlds hold, and the same seeds leave the same trace', async () => {
  const { stdout, exitCode } = await run('--seed', '1', '--worlds', '4', '--steps', '15', '--twice')
  expect(stdout).toMatch(/4 worlds held; trace [0-9a-f]{64}$/)
  expect(exitCode).toBe(0)
})

test('a planted fault is seen, with the command that brings it back', async () => {
  const name = 'who has left stays'
  const { stdout, exitCode } = await run('--plant', name, '--worlds', '30', '--steps', '20', '--faults', 'away')
  const [, seed] = /^world (\d+), number \d+ of this run, breaks I\d+$/m.exec(stdout) ?? []
  expect(stdout).toContain(
    `again: npm run simulate -- --seed ${seed} --worlds 1 --steps 20 --faults away --plant '${name}'`,
  )
  expect(exitCode).toBe(1)
})

test('what every planted fault replaces stands in its file exactly once', () => {
  for (const one of planted) expect(laidOver(one)).toContain(one.replace)
  const [first] = planted
  if (first) expect(() => laidOver({ ...first, find: 'nowhere' })).toThrow('stands 0 times')
})

test('wrong options are told with the right ones', async () => {
  const { stderr, exitCode } = await run('--worlds', 'many')
  expect(stderr).toContain('--worlds many: a whole number is expected')
  expect(stderr).toContain('--plants')
  expect(exitCode).toBe(2)
  expect((await run('--plant', 'nothing')).exitCode).toBe(2)
  expect(replayOf(7, readOptions(['--steps', '9']))).toBe('npm run simulate -- --seed 7 --worlds 1 --steps 9')
})
