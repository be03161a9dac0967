import type { Escalation, TeamRun } from './schema.ts'

export type AnyRun = Escalation | TeamRun

export function isOfCustomer(run: AnyRun): run is Escalation {
  return 'customerId' in run
}
