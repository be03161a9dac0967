import { z } from 'zod'
import type { Case } from '../case/schema.ts'
import { command } from '../command.ts'
import { done, refuse } from '../refusal.ts'
import { stepOf } from './flow.ts'
import { anyRunWithFlow } from './with-flow.ts'
import { activeStep } from './run.ts'
import { isOfCustomer } from './any-run.ts'

/**
 * Opens a case in the butler's queue for a customer whose claim comes out otherwise since what a run of the team has changed: they
 * are to be told again. One case a customer and run, however often it is asked for. The run counts them.
 */
export const recontactCustomer = command({
  name: 'escalation.recontact',
  roles: ['expert', 'supervisor', 'manager'],
  offline: 'onlineOnly',
  args: () => z.object({ escalationId: z.string(), claimId: z.string(), subject: z.string().trim().min(1).max(100) }),
  async run({ args, actor, now, tx }) {
    const found = await anyRunWithFlow(tx, args.escalationId)
    if ('ok' in found) return found
    const { run, flow } = found
    const active = activeStep(run)
    const recontact = active && stepOf(flow, active.id)?.recontact
    if (isOfCustomer(run) || !recontact)
      return refuse('escalation.wrong-step', { escalationId: run.id, active: active?.id ?? null, state: run.state })
    const claim = await tx.get('claim', args.claimId)
    if (!claim) return refuse('not-found', { entity: 'claim', id: args.claimId })
    const { customerId } = claim
    const caseId = `recontact.${run.id}.${customerId}`
    if (await tx.get('case', caseId)) return done({ escalationId: run.id, customerId, caseId, isNew: false })
    const item: Case = {
      ...{
        id: caseId,
        customerId,
        kind: flow.case.kind,
        title: `${flow.code} ${flow.name['zh-Hans']} · ${args.subject}`,
      },
      ...{ state: 'open', role: 'butler', priority: flow.case.priority, concern: null, waitingSince: null },
      ...{ clocks: [], hold: null, holds: [], dueOn: null, lacksDocuments: false, takenBy: null, takenUntil: null },
      ...{
        conversationId: null,
        claimId: claim.id,
        openedBy: actor.staffId,
        openedAt: now,
        doneAt: null,
        outcome: null,
      },
    }
    if (active.dueAt !== null)
      item.clocks = [
        { code: 'step', kind: 'serviceLevel', startsAt: now, dueAt: Math.max(now, active.dueAt), metAt: null },
      ]
    await tx.put('case', item)
    const before = run.fields[recontact.count]
    const count = (typeof before === 'number' ? before : 0) + 1
    await tx.put('teamRun', { ...run, fields: { ...run.fields, [recontact.count]: count } })
    return done({ escalationId: run.id, customerId, caseId, isNew: true })
  },
})
