import { z } from 'zod'
import type { Case } from '../case/schema.ts'
import { command, type Run } from '../command.ts'
import { done, refuse, type Refusal } from '../refusal.ts'
import { readFlow } from '../escalation/flow-schema.ts'
import { handText, handTitle } from './hand-text.ts'

const workers = ['butler', 'expert', 'inspector', 'supervisor', 'manager'] as const

/** Which command was refused, and how. */
const refused = { commandId: z.string().max(200), command: z.string().max(100), code: z.string().max(100) }

/**
 * Gives a refused command up. It changes no row: what counts is that the reason stands in the chain of events, beside the refusal.
 * The arguments of what was refused stay out of it, they are personal.
 */
export const discardRefused = command({
  name: 'outbox.discard',
  roles: workers,
  offline: 'free',
  args: () => z.object({ ...refused, reason: z.string().trim().min(1).max(500) }),
  async run({ args }) {
    return done({ ...args })
  },
})

/**
 * Hands a refused command to the supervisors: opens a case in their queue, with a note that says everything about it. With
 * `caseId`, of one that stood on another: the note goes to the case that was opened for that one.
 */
export const handRefused = command({
  name: 'outbox.hand',
  roles: workers,
  offline: 'free',
  args: () =>
    z.object({
      ...refused,
      args: z.json(),
      data: z.record(z.string(), z.json()).default({}),
      customerId: z.string().nullable(),
      caseId: z.string().nullable().default(null),
      note: z.string().trim().min(1).max(2000),
    }),
  async run({ args, ...context }) {
    const { actor, now, newId, tx } = context
    const { commandId, command: name, code } = args
    if (args.customerId === null && args.caseId === null) return refuse('outbox.no-customer', { command: name })
    const item = await (args.caseId === null
      ? openHanded(context, {
          ...{ customerId: args.customerId ?? '', title: handTitle(args) },
          ...(await readersOf(context, args.args)),
        })
      : tx.get('case', args.caseId))
    if (!item) return refuse('not-found', { entity: 'case', id: args.caseId })
    if ('ok' in item) return item
    const { id: caseId, customerId } = item
    const text = handText(args, args.caseId === null ? args.note : null)
    await tx.put('note', { id: newId(), customerId, caseId, authorId: actor.staffId, text, at: now })
    return done({ commandId, command: name, code, caseId, customerId })
  },
})

type Opened = Pick<Case, 'customerId' | 'title' | 'readers'>

/** What is said about a run or case that not everybody may see, only they and the supervisors may see. */
async function readersOf({ actor, tx }: Omit<Run<unknown>, 'args'>, args: unknown): Promise<Pick<Case, 'readers'>> {
  const { escalationId, caseId, flowId } = (args ?? {}) as Record<string, unknown>
  const run = typeof escalationId === 'string' ? await tx.get('escalation', escalationId) : undefined
  const item = typeof caseId === 'string' ? await tx.get('case', caseId) : undefined
  const flow = typeof flowId === 'string' ? await tx.get('flow', flowId) : undefined
  const roles = run?.readers?.roles ?? item?.readers?.roles ?? (flow && readFlow(flow.definition).restrictedTo)
  return roles ? { readers: { roles: [...new Set([...roles, 'supervisor' as const])], staffId: actor.staffId } } : {}
}

async function openHanded({ actor, now, newId, tx }: Omit<Run<unknown>, 'args'>, opened: Opened) {
  const { customerId } = opened
  if (!(await tx.get('customer', customerId))) return refuse('not-found', { entity: 'customer', id: customerId })
  const item: Case | Refusal = {
    ...{ ...opened, id: newId(), kind: 'specialRequest', state: 'open', role: 'supervisor', priority: 'high' },
    ...{ concern: null, waitingSince: null, clocks: [], hold: null, holds: [], dueOn: null, lacksDocuments: false },
    ...{ takenBy: null, takenUntil: null, conversationId: null, claimId: null },
    ...{ openedBy: actor.staffId, openedAt: now, doneAt: null, outcome: null },
  }
  await tx.put('case', item)
  return item
}
