import { type Roster, rosterOf } from '../calendar/roster.ts'
import type { Tx } from '../command.ts'
import type { Role } from '../staff/roles.ts'
import type { Flow } from './flow.ts'
import type { Step } from './flow-step.ts'

/** Whether the time of a step is our own and counts while its owners are at work; what law sets runs by the calendar alone. */
export function countsShifts({ due }: Pick<Step, 'due'>): boolean {
  return due.law === undefined && (due.workingHours !== undefined || due.workingDays !== undefined)
}

/** The flow with the rosters of those who own steps that count them; without any where no step does. */
export async function atWork(tx: Pick<Tx, 'find'>, flow: Flow): Promise<Flow> {
  const owners = new Set<Role>(flow.steps.filter(countsShifts).map(({ owner }) => owner))
  if (owners.size === 0) return flow
  const rosters = new Map<Role, Roster>()
  for (const role of owners) rosters.set(role, rosterOf(await tx.find('shift', { role })))
  return { ...flow, rosters }
}
