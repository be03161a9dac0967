import type { Tx } from '../command.ts'
import { refuse, type Refusal } from '../refusal.ts'
import type { AnyRun } from './any-run.ts'
import { atWork } from './at-work.ts'
import type { Flow } from './flow.ts'
import { readFlow } from './flow-schema.ts'
import type { Escalation } from './schema.ts'

/** A customer's run with the flow that it began with. */
export async function runWithFlow(tx: Tx, escalationId: string): Promise<Found<Escalation> | Refusal> {
  return withFlow(tx, escalationId, await tx.get('escalation', escalationId))
}

/** The same for any run, of a customer or of the team. */
export async function anyRunWithFlow(tx: Tx, escalationId: string): Promise<Found<AnyRun> | Refusal> {
  return withFlow(
    tx,
    escalationId,
    (await tx.get('escalation', escalationId)) ?? (await tx.get('teamRun', escalationId)),
  )
}

type Found<R extends AnyRun> = { run: R; flow: Flow }

async function withFlow<R extends AnyRun>(tx: Tx, id: string, run: R | undefined): Promise<Found<R> | Refusal> {
  if (!run) return refuse('not-found', { entity: 'escalation', id })
  const row = await tx.get('flow', run.flowId)
  return row
    ? { run, flow: await atWork(tx, readFlow(row.definition)) }
    : refuse('not-found', { entity: 'flow', id: run.flowId })
}
