import { isLeader } from '../core/staff/roles.ts'
import { type Words, w } from '../core/language.ts'
import type { Row } from '../core/entities.ts'
import { activatedAt } from '../core/escalation/due.ts'
import type { Flow } from '../core/escalation/flow.ts'
import { activeStep, whyNotDecide } from '../core/escalation/run.ts'
import { type AnyRun, isOfCustomer } from '../core/escalation/any-run.ts'
import { askOf, isSpecialCase } from '../core/special/special-case.ts'
import type { Home } from './home.ts'

/**
 * Something that waits for a yes or no of the person at the home. `id`: of the run, the proposal or the scheme; `about`: the
 * customer's name, what the pack is of, the scheme's name. `since` and `dueAt` in epoch ms, `amountFen` null where no money is asked.
 */
export type Approval = {
  is: 'step' | 'pack' | 'scheme'
  id: string
  stepId: string | null
  customerId: string | null
  title: Words
  about: string
  by: string
  since: number
  dueAt: number | null
  amountFen: number | null
}

const packTitle = w('change of a product', '产品变更', '產品變更')
const schemeTitle = w('scheme', '专项方案', '專項方案')

/** All that waits for this person's decision and that they may decide, what is due first at the top. */
export async function approvalsOf({ query, actor }: Pick<Home, 'query' | 'actor'>): Promise<Approval[]> {
  const steps = await stepsToDecide({ query, actor })
  const proposals = isLeader(actor.role) ? await proposalsToDecide({ query, actor }) : []
  const last = Number.POSITIVE_INFINITY
  return [...steps, ...proposals].toSorted(
    (a, b) => (a.dueAt ?? last) - (b.dueAt ?? last) || a.since - b.since || (a.id < b.id ? -1 : 1),
  )
}

async function stepsToDecide({ query, actor }: Pick<Home, 'query' | 'actor'>): Promise<Approval[]> {
  const found: Approval[] = []
  const runs = [...(await query.escalations()), ...(await query.teamRuns())]
  const flows = await query.flowsOf(runs)
  for (const run of runs) {
    const [active, flow] = [activeStep(run), flows.get(run.flowId)]
    if (!active || !flow) continue
    const step = flow.steps.find(({ id }) => id === active.id)
    if (!step?.decision || whyNotDecide(flow, run, step.id, actor, 'refused')) continue
    const name = (language: keyof Words) => `${flow.name[language]} · ${step.name[language]}`
    found.push({
      ...{ is: 'step', id: run.id, stepId: step.id, ...whom(run, flow) },
      ...{ title: w(name('en'), name('zh-Hans'), name('zh-Hant')), by: run.authorId, dueAt: active.dueAt },
      since: activatedAt(run, run.steps.indexOf(active)) ?? run.startedAt,
      amountFen: isOfCustomer(run) && isSpecialCase(run) ? askOf(run).amountFen : null,
    })
  }
  return found
}

/** A run of the team is about what was first written down in it. */
function whom(run: AnyRun & { customerName?: string }, flow: Flow) {
  if (isOfCustomer(run)) return { customerId: run.customerId, about: run.customerName ?? run.customerId }
  const first = flow.fields.find(({ required }) => required === 'start')
  return { customerId: null, about: String((first && run.fields[first.id]) ?? run.flowId) }
}

async function proposalsToDecide({ query, actor }: Pick<Home, 'query' | 'actor'>): Promise<Approval[]> {
  const packs = (await query.all('packProposal')).filter((one) => isForMe(one, actor.staffId))
  const schemes: Row<'scheme'>[] = []
  for (const scheme of await query.all('scheme')) {
    const run = isForMe(scheme, actor.staffId) ? await query.row('escalation', scheme.escalationId) : undefined
    if (isForMe(scheme, actor.staffId) && run?.authorId !== actor.staffId) schemes.push(scheme)
  }
  const none = { stepId: null, customerId: null, dueAt: null }
  return [
    ...packs.map(({ id, subject, revision, proposedBy: by, proposedAt: since }): Approval => {
      const about = revision === null ? subject : `${subject} ${revision}`
      return { ...none, ...{ is: 'pack', id, title: packTitle, about, by, since, amountFen: null } }
    }),
    ...schemes.map(({ id, name: about, budgetFen: amountFen, proposedBy: by, proposedAt: since }): Approval => ({
      ...{ ...none, is: 'scheme', id, title: schemeTitle, about, by, since, amountFen },
    })),
  ]
}

function isForMe(one: Pick<Row<'packProposal' | 'scheme'>, 'state' | 'proposedBy'>, staffId: string): boolean {
  return one.state === 'waiting' && one.proposedBy !== staffId
}

/** The command that says yes or no to it, and its arguments. */
export function decisionOn(
  { is, id, stepId }: Pick<Approval, 'is' | 'id' | 'stepId'>,
  verdict: 'approve' | 'refuse',
  reason: string,
): { name: string; args: Record<string, unknown> } {
  switch (is) {
    case 'step':
      return { name: `escalation.${verdict}`, args: { escalationId: id, stepId, reason } }
    case 'pack':
      return { name: `pack.${verdict}`, args: { proposalId: id, reason } }
    case 'scheme':
      return { name: `scheme.${verdict}`, args: { schemeId: id, reason } }
  }
}
