import type { Row } from '../core/entities.ts'
import { isOver } from '../core/escalation/due.ts'
import { printValue } from '../core/escalation/field.ts'
import { fieldOf, type Flow, readFlow, stepOf } from '../core/escalation/flow.ts'
import type { Step } from '../core/escalation/flow-step.ts'
import { activeStep } from '../core/escalation/run.ts'
import { runNumber } from '../core/escalation/variables.ts'
import type { Language } from '../core/language.ts'
import type { Home } from './home.ts'

/**
 * A run of a flow whose cases are complaints. `lawDueAt`: the next time that a law sets, of a step that is still to be taken, with
 * the extensions that were approved; `stepDueAt`: when the active step is due. Epoch ms, null where there is none.
 */
export type Complaint = {
  run: Row<'escalation'>
  flow: Flow
  number: string
  customerName: string
  step: Step | null
  stepDueAt: number | null
  lawDueAt: number | null
  law: string | null
}

/** The complaints of this home: those that run, the most pressing first; then those that are over, the newest first. */
export async function complaintsIn({ query }: Pick<Home, 'query'>): Promise<Complaint[]> {
  const flows = new Map((await query.all('flow')).map(({ id, definition }) => [id, readFlow(definition)]))
  const complaints: Complaint[] = []
  for (const run of await query.all('escalation')) {
    const flow = flows.get(run.flowId)
    if (flow?.case.kind !== 'complaint') continue
    const customer = await query.row('customer', run.customerId)
    complaints.push(complaintOf(run, flow, customer?.name ?? run.customerId))
  }
  return complaints.sort(
    (a, b) =>
      endOf(b) - endOf(a) ||
      dueOf(a) - dueOf(b) ||
      (a.lawDueAt ?? never) - (b.lawDueAt ?? never) ||
      (a.run.id < b.run.id ? -1 : 1),
  )
}

function complaintOf(run: Row<'escalation'>, flow: Flow, customerName: string): Complaint {
  const active = activeStep(run)
  const ofLaw = run.steps
    .filter((step) => run.state === 'running' && !isOver(step) && step.dueAt !== null)
    .flatMap((step) => {
      const law = stepOf(flow, step.id)?.due.law
      return law ? [{ dueAt: step.dueAt, law }] : []
    })
    .toSorted((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0))[0]
  return {
    ...{ run, flow, customerName, number: runNumber(run) },
    step: (active && stepOf(flow, active.id)) ?? null,
    stepDueAt: active?.dueAt ?? null,
    lawDueAt: ofLaw?.dueAt ?? null,
    law: ofLaw?.law ?? null,
  }
}

const never = Number.MAX_SAFE_INTEGER

/** Those that still run never end. */
function endOf({ run }: Complaint): number {
  return run.endedAt ?? never
}

function dueOf({ stepDueAt, lawDueAt }: Complaint): number {
  return Math.min(stepDueAt ?? never, lawDueAt ?? never)
}

/** What a field of the complaint says, for people; '' where the flow has no such field or it is empty. */
export function complaintField({ flow, run }: Complaint, fieldId: string, language: Language): string {
  const field = fieldOf(flow, fieldId)
  return field ? printValue(field, run.fields[fieldId], language) : ''
}
