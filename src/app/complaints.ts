import type { Row } from '../core/entities.ts'
import { complaintIdOf } from '../core/complaint/complaint.ts'
import { isOver } from '../core/escalation/due.ts'
import { printValue } from '../core/escalation/field.ts'
import { newestOfEach } from '../core/newest.ts'
import { byFlowCode, fieldOf, type Flow, flowIdOf, stepOf } from '../core/escalation/flow.ts'
import type { Step } from '../core/escalation/flow-step.ts'
import { aboutOf } from '../core/escalation/record.ts'
import { activeStep } from '../core/escalation/run.ts'
import { runNumber } from '../core/escalation/variables.ts'
import type { Language } from '../core/language.ts'
import { labels } from './language/labels.ts'
import type { Home } from './home.ts'

/** What was taken down, with what it is about as people name it. */
export type TakenDown = Row<'complaint'> & { about: string }

/**
 * A complaint: a run of a flow whose cases are complaints, or a case that is one and that nobody has escalated yet (`run` null).
 * `lawDueAt`: the next time that a law sets, of a step that is still to be taken, with the extensions that were approved; `stepDueAt`:
 * when the active step is due. Epoch ms, null where there is none.
 */
export type Complaint = {
  id: string
  customerId: string
  customerName: string
  caseId: string | null
  title: string
  run: Row<'escalation'> | null
  flow: Flow | null
  takenDown: TakenDown | null
  number: string
  step: Step | null
  stepDueAt: number | null
  lawDueAt: number | null
  law: string | null
}

/** The complaints of this home: those that are not over, the most pressing first; then those that are, the newest first. */
export async function complaintsIn({ query }: Pick<Home, 'query'>): Promise<Complaint[]> {
  const runs = await query.all('escalation')
  const flows = await query.flowsOf(runs)
  const complaints: Complaint[] = []
  const escalated = new Set<string>()
  for (const run of runs) {
    const flow = flows.get(run.flowId)
    if (run.caseId !== null) escalated.add(run.caseId)
    if (flow?.case.kind !== 'complaint') continue
    const customer = await query.row('customer', run.customerId)
    complaints.push(complaintOf(run, flow, customer?.name ?? run.customerId, await takenDownOn(query, run.caseId)))
  }
  for (const item of await query.openCases('complaint'))
    if (!escalated.has(item.id)) complaints.push(notEscalated(item, await takenDownOn(query, item.id)))
  return complaints.sort(
    (a, b) =>
      endOf(b) - endOf(a) ||
      dueOf(a) - dueOf(b) ||
      (a.lawDueAt ?? never) - (b.lawDueAt ?? never) ||
      (a.id < b.id ? -1 : 1),
  )
}

async function takenDownOn(query: Home['query'], caseId: string | null): Promise<TakenDown | null> {
  const row = caseId === null ? undefined : await query.row('complaint', complaintIdOf(caseId))
  return row ? { ...row, about: await aboutOf({ get: query.row }, row) } : null
}

function complaintOf(run: Row<'escalation'>, flow: Flow, customerName: string, takenDown: TakenDown | null): Complaint {
  const { id, customerId, caseId } = run
  const active = activeStep(run)
  const ofLaw = run.steps
    .filter((step) => run.state === 'running' && !isOver(step) && step.dueAt !== null)
    .flatMap((step) => {
      const law = stepOf(flow, step.id)?.due.law
      return law ? [{ dueAt: step.dueAt, law }] : []
    })
    .toSorted((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0))[0]
  return {
    ...{ id, customerId, customerName, caseId, title: '', run, flow, takenDown, number: runNumber(run) },
    step: (active && stepOf(flow, active.id)) ?? null,
    stepDueAt: active?.dueAt ?? null,
    lawDueAt: ofLaw?.dueAt ?? null,
    law: ofLaw?.law ?? null,
  }
}

function notEscalated(item: Row<'case'> & { customerName: string }, takenDown: TakenDown | null): Complaint {
  const { id, customerId, customerName, title } = item
  const ofLaw = item.clocks.find(({ kind, metAt }) => kind === 'statutory' && metAt === null)
  return {
    ...{ id, customerId, customerName, caseId: id, title, run: null, flow: null, takenDown, number: '' },
    ...{ step: null, stepDueAt: null, lawDueAt: ofLaw?.dueAt ?? null, law: null },
  }
}

/** Whether nothing is to be done about it any more. */
export function isComplaintOver({ run }: Pick<Complaint, 'run'>): boolean {
  return run !== null && run.state !== 'running'
}

const never = Number.MAX_SAFE_INTEGER

/** Those that still run never end. */
function endOf({ run }: Complaint): number {
  return run?.endedAt ?? never
}

/** When it presses (epoch ms): the nearer of its two times. */
export function dueOf({ stepDueAt, lawDueAt }: Pick<Complaint, 'stepDueAt' | 'lawDueAt'>): number {
  return Math.min(stepDueAt ?? never, lawDueAt ?? never)
}

/** What a field of the complaint says, for people; before it is escalated what was taken down. '' where nothing is known of it. */
export function complaintField(
  { flow, run, takenDown, title }: Complaint,
  fieldId: string,
  language: Language,
): string {
  const field = flow && fieldOf(flow, fieldId)
  if (field && run) return printValue(field, run.fields[fieldId], language)
  if (run) return ''
  if (!takenDown) return fieldId === 'point' ? title : ''
  switch (fieldId) {
    case 'channel':
      return labels.complaintChannel[takenDown.channel][language]
    case 'receivedOn':
    case 'point':
    case 'subject':
    case 'demand':
    case 'about':
      return takenDown[fieldId]
    default:
      return ''
  }
}

/** The newest version of each flow whose cases are complaints: what one that nobody has escalated can begin. */
export async function complaintFlows({ query }: Pick<Home, 'query'>): Promise<{ id: string; flow: Flow }[]> {
  const flows = [...(await query.flows()).values()]
  return newestOfEach(flows.filter((flow) => flow.case.kind === 'complaint'))
    .toSorted((a, b) => byFlowCode(a.code, b.code))
    .map((flow) => ({ id: flowIdOf(flow), flow }))
}
