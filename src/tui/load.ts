import { approvalsOf } from '../app/approvals.ts'
import { claimChecklist } from '../app/claim-checklist.ts'
import { talksOfDay } from '../app/conversations.ts'
import { schemesOfCustomer } from '../app/customer-schemes.ts'
import { type CustomerDesk, customerDesk } from '../app/customer-standing.ts'
import { type HandoverItem, handoverItems } from '../app/handovers.ts'
import { talkDesk } from '../app/talk-desk.ts'
import { complaintsIn } from '../app/complaints.ts'
import { claimDesk } from '../app/claim-desk.ts'
import { searchResources } from '../app/resources.ts'
import type { Home } from '../app/home.ts'
import { rosterNow } from '../app/roster.ts'
import { readFlows } from '../app/read-flows.ts'
import { precedentsOf } from '../app/precedents.ts'
import { schemesInOrder } from '../app/schemes.ts'
import type { Row } from '../core/entities.ts'
import { newestOfEach } from '../core/newest.ts'
import { byFlowCode, type Flow } from '../core/escalation/flow.ts'
import { isOfCustomer } from '../core/escalation/any-run.ts'
import { activeStep } from '../core/escalation/run.ts'
import { isLeader } from '../core/staff/roles.ts'
import { recordOf } from '../core/escalation/record.ts'
import { isSpecialCase } from '../core/special/special-case.ts'
import type { Pack } from '../core/product/pack.ts'
import { repliesData, replyData } from './load-replies.ts'
import { readWhatIf } from './load-what-if.ts'
import type { Beside, ClauseHit, CustomerData, EscalationData, Hit, OutboxData, PolicyData, Screen } from './state.ts'

const mostHits = 60
const mostClauses = 8

/** Reads what a screen shows. Returns the same kind of screen with its data; cursors are the caller's. */
export async function loadScreen(home: Home, screen: Screen): Promise<Screen> {
  const { query } = home
  switch (screen.is) {
    case 'queue':
    case 'tasks':
      return screen
    case 'customer':
      // Asked for once: each asking is a look that stands in the audit.
      if (screen.data && screen.data !== 'gone' && screen.data.isElsewhere) return screen
      return { ...screen, data: (await customerData(home, screen.customerId)) ?? 'gone' }
    case 'conversations': {
      const talks = await talksOfDay(home)
      const id = screen.data?.talks[screen.cursor.index]?.id ?? screen.talkId
      const chosen = talks.find((talk) => talk.id === id) ?? talks[Math.min(screen.cursor.index, talks.length - 1)]
      return { ...screen, data: { talks, chosen: (chosen && (await talkDesk(home, chosen.id, chosen))) ?? null } }
    }
    case 'conversation':
      return { ...screen, data: (await talkDesk(home, screen.conversationId)) ?? 'gone' }
    case 'search':
      return { ...screen, data: screen.text.trim() === '' ? null : await find(home, screen.text) }
    case 'policy':
      return { ...screen, data: (await policyData(home, screen.policyId)) ?? 'gone' }
    case 'clauses': {
      const product = await query.row('product', screen.productCode)
      return { ...screen, data: product ? (product.pack as Pack) : 'gone' }
    }
    case 'checklist':
    case 'documents':
    case 'claim':
    case 'dispute': {
      const read = await claimDesk(home, screen.claimId)
      return { ...screen, data: 'ok' in read ? 'gone' : read }
    }
    case 'trace': {
      const read = await claimChecklist(home, screen.claimId)
      return { ...screen, data: 'ok' in read ? 'gone' : read }
    }
    case 'whatIf':
      return { ...screen, data: await readWhatIf(home, screen) }
    case 'flows':
      return {
        ...screen,
        data: await flowsFrom(
          home,
          screen.customerId === null ? 'team' : screen.claimId === null ? 'customer' : 'claim',
        ),
      }
    case 'escalation':
      return { ...screen, data: (await escalationData(home, screen.escalationId)) ?? 'gone' }
    case 'replies':
      return { ...screen, data: await repliesData(home, screen) }
    case 'reply':
      return { ...screen, data: (await replyData(home, screen)) ?? 'gone' }
    case 'resources':
      return { ...screen, data: await searchResources(home) }
    case 'care':
      return { ...screen, data: await query.caredFor() }
    case 'roster':
      return { ...screen, data: await rosterNow(home) }
    case 'complaints':
      return { ...screen, data: await complaintsIn(home) }
    case 'owed':
      return { ...screen, data: await query.owed(home.actor, home.clock.now()) }
    case 'outbox':
      return { ...screen, data: await outboxData(home) }
    case 'approvals':
      return { ...screen, data: await approvalsOf(home) }
    case 'schemes':
      return { ...screen, data: await schemesInOrder(home) }
    case 'board': {
      const told = await home.board(null)
      return { ...screen, data: 'board' in told ? told : null }
    }
    case 'boardRows': {
      const told = await home.board(screen.asked)
      return { ...screen, data: 'rows' in told ? { told: told.rows, rows: told.rows.rows, from: told.from } : null }
    }
    case 'handovers':
      return { ...screen, data: await handoversHere(home) }
    case 'lines':
      return { ...screen, data: await linesTo(home) }
    case 'precedents': {
      const read = await precedentsOf(home, screen.escalationId)
      return { ...screen, data: 'ok' in read ? 'gone' : read }
    }
  }
}

/** What waits for a butler's answer first, then what they gave or took; of everybody where who looks is none. */
async function handoversHere(home: Home): Promise<readonly HandoverItem[]> {
  const who = home.actor.role === 'butler' ? home.actor.staffId : null
  const items = await handoverItems(home, who, ['waiting', 'accepted', 'refused'])
  const isToAnswer = ({ handover }: HandoverItem) =>
    handover.state === 'waiting' && handover.receiverId === home.actor.staffId
  return [...items.filter(isToAnswer), ...items.filter((item) => !isToAnswer(item))]
}

/** What colleagues have written to the person, what was not read first, then the newest. */
export async function linesTo({ query, actor }: Pick<Home, 'query' | 'actor'>): Promise<Row<'staffNote'>[]> {
  return (await query.all('staffNote'))
    .filter(({ toId }) => toId === actor.staffId)
    .sort((a, b) => Number(a.readAt !== null) - Number(b.readAt !== null) || b.at - a.at)
}

/** What waits for the person from colleagues, and for whom they stand in. */
export async function besideWork({ query, actor }: Pick<Home, 'query' | 'actor'>): Promise<Beside> {
  const lines = (await linesTo({ query, actor })).filter(({ readAt }) => readAt === null)
  const isMine = ({ state, receiverId }: Row<'handover'>) => state === 'waiting' && receiverId === actor.staffId
  const handed = (await query.all('handover')).filter(isMine).length
  const covered = (await query.all('duty')).filter(({ coveredBy }) => coveredBy === actor.staffId)
  return { lines, handed, covering: covered.map(({ id }) => id) }
}

/** Customers, policies and clauses, best first, clauses last. */
async function find({ query }: Home, text: string): Promise<Hit[]> {
  const hits: Hit[] = await query.search(text, 'both', mostHits)
  const clauses: ClauseHit[] = []
  if ([...text.trim()].length >= 2)
    for (const product of await query.all('product'))
      for (const [number, clause] of newestClauses(product.pack as Pack))
        if (clause.text.includes(text.trim()) || clause.title.includes(text.trim()) || number === text.trim())
          clauses.push({
            entity: 'clause',
            productCode: product.id,
            productName: product.name,
            number,
            text: clause.text,
          })
  return [...hits, ...clauses.slice(0, mostClauses)]
}

function newestClauses(pack: Pack) {
  return Object.entries(pack.terms.at(-1)?.clauses ?? {})
}

async function customerData(home: Home, customerId: string): Promise<CustomerData | undefined> {
  const here = await customerDesk(home, customerId)
  const desk = here ?? (await customerElsewhere(home, customerId))
  return desk && { ...desk, schemes: await schemesOfCustomer(home, desk), isElsewhere: here === undefined }
}

/** Who leads reads a customer of the team whom their own desk does not hold, as the endpoint tells it. */
async function customerElsewhere(home: Home, customerId: string): Promise<CustomerDesk | undefined> {
  if (!isLeader(home.actor.role)) return undefined
  const told = await home.board({ of: 'customer', who: customerId })
  return ('customer' in told && told.customer) || undefined
}

async function policyData(home: Home, policyId: string): Promise<PolicyData | undefined> {
  const { query } = home
  const policy = await query.row('policy', policyId)
  const desk = policy && (await customerDesk(home, policy.customerId))
  if (!policy || !desk) return undefined
  const product = (await query.row('product', policy.productCode)) ?? null
  return { policy, customerName: desk.customer.name, product, standing: desk.standing[policyId] ?? null }
}

/** The newest version of each flow that may start from there. */
async function flowsFrom({ query }: Home, from: 'customer' | 'claim' | 'team'): Promise<Flow[]> {
  return [...(await readFlows(newestOfEach(await query.all('flow')))).values()]
    .filter((flow) => (from === 'team') === (flow.about === 'team'))
    .filter((flow) => from !== 'customer' || flow.startsFrom.includes(from))
    .toSorted((a, b) => byFlowCode(a.code, b.code))
}

async function escalationData(home: Home, escalationId: string): Promise<EscalationData | undefined> {
  const { query, actor, clock } = home
  const run = await query.run(escalationId)
  const flow = run && (await query.flowsOf([run])).get(run.flowId)
  if (!run || !flow) return undefined
  const active = activeStep(run)
  const roster = active ? await rosterNow(home, active.owner) : []
  if (!isOfCustomer(run)) return { run, flow, customer: null, record: null, beside: null, roster }
  const customer = await query.row('customer', run.customerId)
  if (!customer) return undefined
  const about = { customer, claimId: run.claimId, caseId: run.caseId, escalation: run, actor, now: clock.now() }
  const record = await recordOf({ get: query.row }, about)
  const beside = isSpecialCase(run) ? await besideSpecialCase(home, run.id) : null
  return { run, flow, customer, record, beside, roster }
}

async function besideSpecialCase(home: Home, runId: string): Promise<EscalationData['beside']> {
  const read = await precedentsOf(home, runId)
  if ('ok' in read) return null
  const { productCode, clauseNumber } = read.compared
  const schemes = (await home.query.all('scheme')).filter(
    (one) => one.productCode === productCode && one.clauseNumber === clauseNumber && one.state !== 'refused',
  )
  return { precedents: read.found.length, schemes: schemes.length }
}

async function outboxData({ query }: Home): Promise<OutboxData> {
  const entries = await query.openOutbox()
  const customers = new Map<string, string>()
  for (const id of new Set(entries.flatMap(({ customerId }) => customerId ?? []))) {
    const customer = await query.row('customer', id)
    if (customer) customers.set(id, customer.name)
  }
  return { entries, customers }
}
