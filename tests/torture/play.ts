import { join } from 'node:path'
import { buildPrograms, type Programs } from './build.ts'
import { badNetwork } from './bad-network.ts'
import { clockJumps } from './clock-jumps.ts'
import { diskFull } from './disk-full.ts'
import { herd } from './herd.ts'
import { hung } from './hung.ts'
import { killMatrix } from './kill-matrix.ts'
import { oneHome } from './one-home.ts'
import { restored } from './restored.ts'
import { tinyDisk } from './tiny-disk.ts'
import { type Line, type Scenario, type Stage, Wrong } from './scenario.ts'
import { addNote, makeTeam, sync } from './team.ts'

export const scenarios: readonly Scenario[] = [
  killMatrix,
  badNetwork,
  diskFull,
  tinyDisk,
  oneHome,
  clockJumps,
  restored,
  herd,
  hung,
]

/** Builds the programs and has them compiled. */
export async function prepare(folder: string): Promise<Programs> {
  // What was compiled once is not compiled again by each of the next thousands of processes.
  process.env['NODE_COMPILE_CACHE'] = join(folder, 'compiled')
  const programs = await buildPrograms(folder)
  await warmUp(folder, programs)
  return programs
}

/** Plays a scenario and returns what came of each label. */
export async function play(scenario: Scenario, asked: Omit<Stage, 'lines'>): Promise<Line[]> {
  const lines = new Map<string, Line>()
  try {
    await scenario.run({ ...asked, lines })
  } catch (fault) {
    if (!(fault instanceof Wrong)) throw fault
  }
  return [...lines.values()]
}

/** Plays all scenarios, or what was asked for: one by name, or the labels that begin so. */
export async function playAll(asked: Omit<Stage, 'programs' | 'lines'>): Promise<Line[]> {
  const programs = await prepare(asked.folder)
  const lines: Line[] = []
  for (const scenario of scenarios)
    if (asked.only === null || asked.only === scenario.name)
      lines.push(...(await play(scenario, { ...asked, programs, only: null })))
    else if (asked.only.startsWith(scenario.name)) lines.push(...(await play(scenario, { ...asked, programs })))
  return lines
}

/** Loads all that a desk and an endpoint need, and ends both gently: who is killed leaves nothing compiled behind. */
async function warmUp(folder: string, programs: Programs): Promise<void> {
  const team = await makeTeam(join(folder, 'first'), programs, { seats: ['b1'] })
  for (const one of team.seats) {
    await addNote(team, one, 'c.b1-1')
    await sync(one)
    one.desk.child.disconnect()
    await one.desk.ended
  }
  await team.endpoint.kill('SIGTERM')
}
