import { isOver } from '../escalation/due.ts'
import type { Flow } from '../escalation/flow.ts'
import type { Escalation } from '../escalation/schema.ts'

/** The flow whose runs are special cases (特事特办), in whichever version. */
const specialCaseCode = 'E2'

export function isSpecialCase({ flowId }: Pick<Escalation, 'flowId'>): boolean {
  return flowId.split('@')[0] === specialCaseCode
}

/** Whether everybody who had to has said yes to a special case. */
export function isApproved(flow: Flow, run: Pick<Escalation, 'flowId' | 'state' | 'steps'>): boolean {
  const decisions = run.steps.filter(({ id }) => flow.steps.find((step) => step.id === id)?.decision)
  const isDecided = decisions.every(isOver) && decisions.some(({ state }) => state === 'approved')
  return isSpecialCase(run) && run.state !== 'refused' && isDecided
}

/** When the last yes was given (epoch ms). */
export function approvedAt({ steps }: Pick<Escalation, 'steps'>): number {
  return Math.max(0, ...steps.flatMap(({ state, at }) => (state === 'approved' && at !== null ? [at] : [])))
}

/** What a special case says about itself; the ids are those of the flow's fields. */
export function askOf({ fields }: Pick<Escalation, 'fields'>) {
  const text = (id: string) => (typeof fields[id] === 'string' ? fields[id].trim() : '')
  return {
    clauseNumber: text('clauseNumber'),
    amountFen: typeof fields['proposedFen'] === 'number' ? fields['proposedFen'] : null,
    goodwillName: text('goodwillName'),
  }
}

/** The fields that tell of a special case what it is, for comparing it with others. */
export const comparedFields = ['circumstance', 'failsBecause'] as const
