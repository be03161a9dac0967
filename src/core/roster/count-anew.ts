import type { Run } from '../command.ts'
import { atWork } from '../escalation/at-work.ts'
import { withRunClocks } from '../escalation/case-of-run.ts'
import { isOver, withDueTimes } from '../escalation/due.ts'
import type { Flow } from '../escalation/flow.ts'
import { readFlow } from '../escalation/flow-schema.ts'
import { openCaseOfRun } from '../escalation/record.ts'
import type { Role } from '../staff/roles.ts'

type Context = Pick<Run<unknown>, 'now' | 'tx'>

/** Brings the due times of running runs up to a roster that has changed, where a step of these roles counts working time. */
export async function countAnew({ now, tx }: Context, roles: ReadonlySet<Role>): Promise<void> {
  const flows = new Map<string, Flow | null>()
  const flowOf = async (id: string) => {
    const known = flows.get(id)
    if (known !== undefined) return known
    const row = await tx.get('flow', id)
    const flow = row ? await atWork(tx, readFlow(row.definition)) : null
    flows.set(id, flow)
    return flow
  }
  for (const run of await tx.find('escalation', { state: 'running' })) {
    if (!run.steps.some((step) => !isOver(step) && roles.has(step.owner))) continue
    const flow = await flowOf(run.flowId)
    if (!flow?.rosters) continue
    const counted = withDueTimes(flow, run)
    if (counted.steps.every(({ dueAt }, index) => dueAt === run.steps[index]?.dueAt)) continue
    await tx.put('escalation', counted)
    const item = await openCaseOfRun(tx, counted)
    if (item) await tx.put('case', withRunClocks(flow, counted, item, now))
  }
}
