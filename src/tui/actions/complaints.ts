import { productName } from '../present/product-name.ts'
import { maskPhone } from '../../core/customer/mask.ts'
import { type Complaint, complaintFlows } from '../../app/complaints.ts'
import { labels } from '../../app/language/labels.ts'
import { anybodysComplaintTakers, complaintChannels } from '../../core/complaint/complaint.ts'
import { type App, give, refresh, say, setScreen, wordsOf } from '../app.ts'
import { customerIdOf } from '../selection.ts'
import { type ScreenName, start, topScreen } from '../state.ts'
import { claimTabs } from './claim-tabs.ts'
import { beginRun } from './escalate.ts'
import { open } from './navigate.ts'
import { choose, prompt } from './overlay.ts'

export function openComplaints(app: App): Promise<void> {
  return open(app, { is: 'complaints', cursor: start, data: null })
}

/** Enter: the run of the chosen complaint; of one that nobody has escalated, its flow begins. */
export async function openComplaint(app: App): Promise<void> {
  const top = topScreen(app.store.get())
  const complaint = top.is === 'complaints' ? top.data?.[top.cursor.index] : undefined
  if (!complaint) return
  if (!complaint.run) return escalate(app, complaint)
  await open(app, { is: 'escalation', escalationId: complaint.run.id, cursor: start, data: null })
}

async function escalate(app: App, { caseId, customerId }: Complaint): Promise<void> {
  const { language } = app.store.get()
  const words = wordsOf(app.store.get())
  const flows = await complaintFlows(app.home)
  if (flows.length === 0) return say(app, words.complaints.noFlow, 'warn')
  const item = caseId === null ? undefined : await app.home.query.row('case', caseId)
  const options = flows.map(({ id, flow }) => ({ id, label: `${flow.code} ${flow.name[language]}` }))
  choose(app, words.complaints.whichFlow, options, false, async ([flowId]) => {
    const chosen = flows.find(({ id }) => id === flowId)
    if (!chosen) return
    const claimId = chosen.flow.startsFrom.includes('claim') ? (item?.claimId ?? null) : null
    await beginRun(app, chosen.flow, { flowId: chosen.id, customerId, caseId, claimId }, {})
  })
}

/** What was said so far, as the command has it. */
type Answers = { channel?: string; point?: string; subject?: string; demand?: string } & Record<string, string | null>

/** Takes a complaint down, question by question, the caller first: of a screen about one customer below, that customer. */
export async function registerComplaint(app: App): Promise<void> {
  const state = app.store.get()
  const stack = state.stack.slice(0, -1)
  const below = stack.at(-1)
  const isAboutOne = below !== undefined && aboutOne.includes(below.is)
  const customerId = isAboutOne ? customerIdOf({ ...state, stack }) : null
  const customer = customerId === null ? undefined : await app.home.query.row('customer', customerId)
  askCaller(app, customer?.name ?? '', {}, wordsOf(app.store.get()).complaints.who)
}

const aboutOne: readonly ScreenName[] = ['customer', 'policy', 'escalation', ...claimTabs]

function askCaller(app: App, before: string, answers: Answers, title: string): void {
  const { complaints: words } = wordsOf(app.store.get())
  prompt(app, title, before, words.whoHint, async (typed) => {
    const hits = await app.home.query.search(typed, 'customer', 8)
    // A number can be asked of the endpoint, by those who may; a name that is not here is anybody's.
    const isElsewhere = mayAsk(app) && /\d/.test(typed)
    const options = hits.flatMap((hit) => {
      if (hit.entity !== 'customer') return []
      const { id, name, city, phone } = hit.customer
      return { id, label: [name, city, phone && maskPhone(phone)].filter(Boolean).join(' · ') }
    })
    if (options.length === 0) return isElsewhere ? askRest(app, typed, answers) : words.nobody
    const all = isElsewhere ? [...options, { id: typed, label: words.askEndpoint(typed) }] : options
    return choose(app, words.whichCaller, all, false, ([id]) => askRest(app, id ?? typed, answers))
  })
}

function mayAsk({ home }: App): boolean {
  return anybodysComplaintTakers.includes(home.actor.role)
}

/** Whatever has not been answered yet; then it is given. */
async function askRest(app: App, customer: string, answers: Answers): Promise<void> {
  const { language } = app.store.get()
  const { complaints: words } = wordsOf(app.store.get())
  const next = (answer: Answers) => askRest(app, customer, { ...answers, ...answer })
  if (answers['channel'] === undefined) {
    const options = complaintChannels.map((id) => ({ id, label: labels.complaintChannel[id][language] }))
    return choose(app, words.taken['channel'] ?? '', options, false, ([channel = 'phone']) => next({ channel }))
  }
  for (const key of ['point', 'subject', 'demand'] as const)
    if (answers[key] === undefined)
      return prompt(app, words.asks[key], '', words.askHints[key], (text) => next({ [key]: text }))
  if (answers['policyId'] === undefined) {
    const [none, ...some] = [{ id: '', label: words.noProduct }, ...(await thingsOf(app, customer))]
    return choose(app, words.taken['about'] ?? '', [none, ...some], false, ([id = '']) => {
      const [kind, ...rest] = id.split(' ')
      const chosen = rest.join(' ') || null
      return next({ policyId: kind === 'policy' ? chosen : null, productCode: kind === 'product' ? chosen : null })
    })
  }
  return register(app, customer, answers)
}

/** What the complaint can be about: the policies of a customer who is here, else every product. */
async function thingsOf({ home: { query }, store }: App, customerId: string): Promise<{ id: string; label: string }[]> {
  const state = store.get()
  const whole = await query.customer(customerId)
  if (!whole || whole.policies.length === 0)
    return [...state.products.keys()].map((code) => ({ id: `product ${code}`, label: productName(code, state) }))
  return whole.policies.map(({ id, number, productCode }) => ({
    id: `policy ${id}`,
    label: `${productName(productCode, state)} ${number}`,
  }))
}

async function register(app: App, customer: string, answers: Answers): Promise<void> {
  const { complaints: words } = wordsOf(app.store.get())
  const outcome = await give(app, 'complaint.register', { customer, ...answers }, null)
  if (!outcome?.ok) {
    // Nothing that was said is typed twice: who called is asked again, and the rest stands.
    const why = `! ${app.store.get().notice?.text ?? ''}`
    if (outcome?.code !== 'complaint.caller-unclear') return askCaller(app, customer, answers, why)
    return prompt(app, why, '', words.callerName, (name) => register(app, customer, { ...answers, name }))
  }
  await refresh(app)
  const top = topScreen(app.store.get())
  const index =
    top.is === 'complaints' ? (top.data ?? []).findIndex(({ caseId }) => caseId === outcome.result['caseId']) : -1
  if (index >= 0) setScreen(app, 'complaints', (screen) => ({ ...screen, cursor: { index } }))
  say(app, index >= 0 ? words.registered : words.registeredElsewhere, 'good')
}
