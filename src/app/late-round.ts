import { lateStep } from '../core/escalation/late-command.ts'
import type { Home } from './home.ts'
import { operator } from './home.ts'
import { startRound } from './round.ts'

const restMs = 60_000

/** Does once what flows say of steps that are late now. Returns the runs that it found. */
export async function dealWithLateSteps({ query, clock, execute }: Home): Promise<string[]> {
  const runs = await query.escalations()
  if (runs.length === 0) return []
  const flows = await query.flowsOf(runs)
  const found: string[] = []
  for (const run of runs) {
    const flow = flows.get(run.flowId)
    const late = flow && lateStep(flow, run, clock.now())
    if (!late) continue
    const { ok } = await execute('escalation.late', { escalationId: run.id, stepId: late.step.id }, { as: operator })
    if (ok) found.push(run.id)
  }
  return found
}

/** The same every minute for as long as a home is served. A fault is told and tried again. Returns how to stop. */
export function startLateRound(home: Home, onFault: (fault: unknown) => void): () => Promise<void> {
  return startRound(
    () => dealWithLateSteps(home),
    () => restMs,
    onFault,
  )
}
