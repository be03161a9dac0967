import { z } from 'zod'
import { reprioritised } from '../case/hold.ts'
import { priorities } from '../case/kinds.ts'
import { command } from '../command.ts'
import { done, refuse } from '../refusal.ts'
import { caseForRun } from './case-of-run.ts'
import { type Flow, stepOf } from './flow.ts'
import { openCaseOfRun } from './record.ts'
import { runWithFlow } from './with-flow.ts'
import { activeStep } from './run.ts'
import type { Escalation } from './schema.ts'

/**
 * Does what the flow says of a step that is late, once: the case becomes more pressing, and a case of its own puts the step
 * before a supervisor or manager, while its owner works on. Given by the authority's round (app/late-round.ts).
 */
export const dealWithLateness = command({
  name: 'escalation.late',
  roles: ['service'],
  offline: 'onlineOnly',
  args: () => z.object({ escalationId: z.string(), stepId: z.string() }),
  async run({ args, actor, now, newId, tx }) {
    const found = await runWithFlow(tx, args.escalationId)
    if ('ok' in found) return found
    const { run, flow } = found
    const late = lateStep(flow, run, now)
    if (late?.step.id !== args.stepId)
      return refuse('escalation.not-late', { escalationId: run.id, stepId: args.stepId })
    const { step, dueAt, late: doing } = late
    const steps = run.steps.map((one) => (one.id === step.id ? { ...one, lateAt: now } : one))
    await tx.put('escalation', { ...run, steps })
    const item = await openCaseOfRun(tx, run)
    const priority = doing.priority ?? 'low'
    if (item && priorities.indexOf(priority) > priorities.indexOf(item.priority))
      await tx.put('case', reprioritised(item, priority, now))
    const { customerId } = run
    const about = { escalationId: run.id, customerId, ...(run.readers ? {} : { flowId: run.flowId }) }
    if (!doing.tell) return done({ ...about, caseId: run.caseId })
    const opened = caseForRun(flow, { ...run, steps: [] }, { id: newId(), by: actor.staffId, at: now })
    await tx.put('case', {
      ...opened,
      kind: 'followUp',
      title: `${opened.title} · 逾期：${step.name['zh-Hans']}`,
      role: doing.tell,
      priority: doing.priority ?? 'high',
      claimId: null,
      clocks: [{ code: 'step', kind: 'serviceLevel', startsAt: dueAt, dueAt, metAt: null }],
    })
    return done({ ...about, caseId: opened.id, role: doing.tell })
  },
})

/** The active step, when it is late at `now` (epoch ms) and its flow says what then, and that has not been done yet. */
export function lateStep(flow: Flow, run: Escalation, now: number) {
  const active = run.state === 'running' ? activeStep(run) : null
  const step = active && stepOf(flow, active.id)
  if (!active || !step?.late || active.dueAt === null || active.dueAt >= now || active.lateAt !== undefined) return null
  return { step, late: step.late, dueAt: active.dueAt }
}
