import { commands } from '../../src/core/registry.ts'
import { Problem, Unreachable } from '../../src/sync/faults.ts'
import { ask } from './oracle.ts'
import { Killed, running } from './process.ts'
import { type Desk, isExplained, type Program, programOf, Violation, type World } from './world.ts'

/** Gives a command at a desk, and keeps in mind what was then said to be saved. */
export function give(
  world: World,
  desk: Desk,
  name: string,
  args: unknown,
  program: Program | null = programOf(world, desk),
) {
  if (!program) return
  const { proc, home } = program
  const isQueued = commands.get(name)?.offline !== 'onlineOnly'
  world.trace.add(`${desk.name} gives ${name} ${JSON.stringify(args).slice(0, 160)}`)
  const given = running
    .run(proc, () => home.execute(name, args))
    .then(
      (outcome) => {
        if (proc.isDead) return
        world.trace.add(`${desk.name} ${name} ${outcome.ok ? 'ok' : outcome.code}`)
        if (outcome.ok && isQueued) keepInMind(desk, name, args)
      },
      (fault: unknown) => {
        const isExpected = fault instanceof Killed || fault instanceof Unreachable || fault instanceof Problem
        if (!proc.isDead && !isExpected && !isExplained(world, fault)) throw fault
      },
    )
  world.guard(given)
}

function keepInMind(desk: Desk, name: string, args: unknown): void {
  const [newest] = ask<{ seq: number; id: string; name: string; args: string }>(
    desk.raw,
    'select "seq", "id", "name", "args" from "outbox" order by "seq" desc limit 1',
  )
  if (newest?.name !== name || newest.args !== JSON.stringify(args))
    throw new Violation('I1', `${desk.name} said that ${name} was saved, and it is not in the outbox`)
  desk.saved.set(newest.seq, { id: newest.id, name, args: newest.args })
}
