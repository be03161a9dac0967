import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Programs } from './build.ts'
import { play, prepare, scenarios } from './play.ts'
import { endAll } from './processes.ts'

// A little of each; `npm run torture` is the whole of it.
const rounds = 3
const seed = 1
const folder = mkdtempSync(join(tmpdir(), 'butler-torture-'))
let programs: Programs

beforeAll(async () => {
  programs = await prepare(folder)
})
afterAll(() => {
  endAll()
  rmSync(folder, { recursive: true, force: true })
})

// Not everybody may mount a disk.
test.each(scenarios.filter(({ name }) => name !== 'tiny disk'))(
  '$name: nothing lost, nothing doubled',
  async (scenario) => {
    const asked = { programs, folder, seed, rounds, length: 'short' as const, only: null, onRound: () => undefined }
    const lines = await play(scenario, asked)
    expect(lines.length).toBeGreaterThan(0)
    for (const line of lines) expect(line).toMatchObject({ lost: 0, doubled: 0, wrong: [] })
    expect(lines.filter((line) => line.rounds === 0)).toEqual([])
  },
  180_000,
)
