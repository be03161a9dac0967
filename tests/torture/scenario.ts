import { join } from 'node:path'
import type { Programs } from './build.ts'
import { checkFiles, checkTeam } from './checks.ts'
import { emptyTally, type Tally } from './ledger.ts'
import { type Random, randomOf } from './random.ts'
import { endTeam, makeTeam, type Team, type TeamOptions } from './team.ts'

/** One line of the table at the end: how often a thing was done, and what it cost. */
export type Line = Tally & { label: string; rounds: number }

/** What a scenario works with. `length`: how much of it there is time for. */
export type Stage = {
  programs: Programs
  folder: string
  seed: number
  rounds: number
  length: 'short' | 'long'
  /** Only labels that begin so. */
  only: string | null
  lines: Map<string, Line>
  onRound(label: string): void
}
export type Scenario = { name: string; run(stage: Stage): Promise<void> }

export function lineOf(stage: Stage, label: string): Line {
  const line = stage.lines.get(label) ?? { label, rounds: 0, ...emptyTally() }
  stage.lines.set(label, line)
  return line
}

/** A round under a label. What is thrown is wrong too, and ends the scenario: its processes are in no known state. */
export async function round(stage: Stage, label: string, act: (tally: Tally) => Promise<void>): Promise<void> {
  const line = lineOf(stage, label)
  try {
    await act(line)
    line.rounds++
  } catch (fault) {
    line.wrong.push(fault instanceof Error ? (fault.stack ?? fault.message) : String(fault))
  }
  stage.onRound(label)
  if (line.wrong.length > 0) throw new Wrong(label)
}

/** Something was wrong; the line of the label says what. */
export class Wrong extends Error {}

export function wants(stage: Stage, label: string): boolean {
  return stage.only === null || label.startsWith(stage.only)
}

export function randomFor(stage: Stage, name: string, index = 0): Random {
  let seed = stage.seed * 1_000_003 + index
  for (const letter of name) seed = Math.imul(seed ^ letter.charCodeAt(0), 0x01000193)
  return randomOf(seed)
}

/** A team for as long as `act` takes; at the end its files are looked through once more. */
export async function withTeam(
  stage: Stage,
  name: string,
  options: TeamOptions,
  act: (team: Team) => Promise<void>,
): Promise<void> {
  const team = await makeTeam(join(stage.folder, name), stage.programs, options)
  try {
    await act(team)
  } finally {
    await endTeam(team)
  }
  const line = lineOf(stage, `${name.split('-')[0]}: the files at the end`)
  line.rounds++
  checkTeam(team, line)
  line.wrong.push(...checkFiles(team))
  if (line.wrong.length > 0) throw new Wrong(line.label)
}
