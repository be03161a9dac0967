import { stripUnsafe } from '../../app/cells.ts'
import { momentAt } from '../../core/civil-date.ts'
import { evidenceWords, linkTo } from '../../core/escalation/evidence.ts'
import { type Field, fieldOf, type Flow } from '../../core/escalation/flow.ts'
import type { Row } from '../../core/entities.ts'
import { isOfCustomer } from '../../core/escalation/any-run.ts'
import { messageText } from '../../core/escalation/message.ts'
import { fenOfYuan } from '../../core/money.ts'
import { type App, begin, give, refresh, say, sayOutcome, whileOpening, wordsOf } from '../app.ts'
import { templateInHand } from '../present/escalation-lines.ts'
import { caseOf, claimIdOf, currentStep, customerIdOf, selectedField } from '../selection.ts'
import { type Option, start, topScreen } from '../state.ts'
import { open } from './navigate.ts'
import { choose, confirm, prompt } from './overlay.ts'
import { readDate } from './typed.ts'
import { askedOf, thingOf } from '../thing.ts'

/** Offers the flows about the team's own work. */
export async function chooseTeamFlow(app: App): Promise<void> {
  await open(app, { is: 'flows', customerId: null, caseId: null, claimId: null, cursor: start, data: null })
}

/** Offers the flows that can start from what is on the screen. */
export async function chooseFlow(app: App): Promise<void> {
  const state = app.store.get()
  const customerId = customerIdOf(state)
  if (!customerId) return
  const claimId = claimIdOf(state)
  const claim = claimId === null ? undefined : await app.home.query.row('claim', claimId)
  const item = caseOf(state) ?? (claim?.caseId ? await app.home.query.row('case', claim.caseId) : undefined)
  const caseId = item?.state === 'open' ? item.id : null
  await open(app, { is: 'flows', customerId, caseId, claimId, cursor: start, data: null })
}

export function startFlow(app: App): void {
  const state = app.store.get()
  const words = wordsOf(state)
  const top = topScreen(state)
  if (top.is !== 'flows') return
  const flow = top.data?.[top.cursor.index]
  if (!flow) return
  const claimId = flow.startsFrom.includes('claim') ? top.claimId : null
  const about = { flowId: `${flow.code}@${flow.version}`, customerId: top.customerId, caseId: top.caseId, claimId }
  confirm(app, words.ask.startFlow(flow.name[state.language]), () => beginRun(app, flow, about, {}))
}

type About = { flowId: string; customerId: string | null; caseId: string | null; claimId: string | null }

/** Starts the run; asks one after the other for what it cannot begin without. */
export async function beginRun(app: App, flow: Flow, about: About, fields: Record<string, unknown>): Promise<void> {
  const outcome = await app.home.execute('escalation.start', { ...about, fields })
  const missing = !outcome.ok && outcome.code === 'escalation.field-missing' ? outcome.data['fields'] : null
  const field = Array.isArray(missing) ? fieldOf(flow, String(missing[0])) : undefined
  if (field) return askField(app, field, '', (value) => beginRun(app, flow, about, { ...fields, [field.id]: value }))
  const words = wordsOf(app.store.get())
  sayOutcome(app, outcome, null)
  if (!outcome.ok) return
  app.store.set((now) => (topScreen(now).is === 'flows' ? { ...now, stack: now.stack.slice(0, -1) } : now))
  const escalationId = String(outcome.result['escalationId'])
  // Begun about somebody whose first step is in other hands: this desk does not have it.
  if (!(await app.home.query.run(escalationId))) return say(app, words.said.startedElsewhere, 'good')
  await open(app, { is: 'escalation', escalationId, cursor: start, data: null })
  say(app, words.said.started, 'good')
}

/** Enter on a field: asks for its value. */
export function fillField(app: App): void {
  const state = app.store.get()
  const words = wordsOf(state)
  const top = topScreen(state)
  const field = selectedField(top)
  if (!field || top.is !== 'escalation' || !top.data || top.data === 'gone') return
  const before = top.data.run.fields[field.id]
  const text = typeof before === 'string' && !field.options ? before : ''
  const { run } = top.data
  if (field.type === 'evidence' && isOfCustomer(run)) return chooseEvidence(app, top.escalationId, field, run)
  askField(app, field, text, async (value) => {
    const args = { escalationId: top.escalationId, field: field.id, value }
    await whileOpening(
      app,
      give(app, 'escalation.fill', args, words.said.saved).then((outcome) => (outcome?.ok ? refresh(app) : undefined)),
    )
  })
}

/** Asks which messages, documents and judgements of the customer are the evidence. */
function chooseEvidence(app: App, escalationId: string, field: Field, run: Row<'escalation'>): void {
  const { language } = app.store.get()
  const words = wordsOf(app.store.get())
  const before = run.fields[field.id]
  const asking = evidenceOf(app, run).then((options) => {
    if (options.length === 0) return say(app, words.escalation.noEvidence, 'warn')
    const chosen = async (value: readonly string[]) => {
      const args = { escalationId, field: field.id, value: value.length > 0 ? value : null }
      const outcome = await give(app, 'escalation.fill', args, words.said.saved)
      if (outcome?.ok) await refresh(app)
    }
    choose(app, field.label[language], options, true, chosen, Array.isArray(before) ? before.map(String) : [])
  })
  begin(app, whileOpening(app, asking))
}

const mostEvidence = 50

/** What can be evidence, newest first. */
async function evidenceOf(app: App, run: Row<'escalation'>): Promise<Option[]> {
  const { language } = app.store.get()
  const whole = await app.home.query.customer(run.customerId)
  const record = run.claimId === null ? null : await app.home.query.claimRecord(run.claimId)
  const option = (kind: Parameters<typeof linkTo>[0], id: string, text: string): Option => ({
    id: linkTo(kind, id),
    label: `${evidenceWords[kind][language]} · ${stripUnsafe(text).slice(0, 60)}`,
  })
  const said = (whole?.timeline ?? []).flatMap((one) =>
    one.is === 'message'
      ? [option('message', one.message.id, `${momentAt(one.at)} ${one.message.text}`)]
      : one.is === 'judgement'
        ? [option('judgement', one.judgement.id, momentAt(one.at))]
        : [],
  )
  const documents = (record?.documents ?? []).map(({ id, name }) => option('document', id, name[language]))
  return [...documents, ...said].slice(0, mostEvidence)
}

/** Asks for a field's value: a choice where there are options, else one line. */
export function askField(app: App, field: Field, text: string, done: (value: unknown) => void | Promise<void>): void {
  const { language } = app.store.get()
  if (field.options) {
    const options = field.options.map(({ id, label }) => ({ id, label: label[language] }))
    const isMany = field.type === 'list'
    return choose(app, field.label[language], options, isMany, (ids) => done(isMany ? ids : ids[0]))
  }
  prompt(app, field.label[language], text, hintOf(app, field), (typed) => {
    const value = valueOf(field, typed)
    if (value === undefined) return `${field.label[language]} ${hintOf(app, field)}`
    return Promise.resolve(done(value))
  })
}

function hintOf(app: App, field: Field): string {
  const state = app.store.get()
  const text = wordsOf(state).escalation
  const hints = {
    text: '',
    enum: '',
    int: '123',
    date: text.dateField,
    fen: text.fenField,
    list: text.listField,
    evidence: '',
    bool: text.boolField,
  }
  return hints[field.type] || (field.hint?.[state.language] ?? '')
}

/** What was typed as the field's type has it; undefined when it is not of it. */
function valueOf(field: Field, typed: string): unknown {
  switch (field.type) {
    case 'text':
    case 'enum':
      return typed
    case 'date':
      return readDate(typed) ?? undefined
    case 'fen':
      return fenOfYuan(typed) ?? undefined
    case 'int':
      return /^-?\d{1,9}$/.test(typed) ? Number(typed) : undefined
    case 'bool':
      return /^(y|yes|是)$/i.test(typed) ? true : /^(n|no|否)$/i.test(typed) ? false : undefined
    case 'list':
    case 'evidence':
      return typed
        .split(/[;；,，、]/)
        .map((part) => part.trim())
        .filter(Boolean)
  }
}

export function finishStep(app: App): void {
  const state = app.store.get()
  const words = wordsOf(state)
  const top = topScreen(state)
  const step = currentStep(top)
  if (!step || top.is !== 'escalation') return
  confirm(app, words.ask.finishStep(step.name[state.language]), async () => {
    await give(
      app,
      'escalation.step',
      { escalationId: top.escalationId, stepId: step.id, note: null },
      words.said.stepDone,
    )
  })
}

/** Takes the last step back that was finished here, while it has not left the desk. */
export function undoStep(app: App): void {
  const words = wordsOf(app.store.get())
  const top = topScreen(app.store.get())
  if (top.is !== 'escalation' || !top.data || top.data === 'gone') return
  confirm(app, askedOf(app.store.get(), words.ask.undoStep), async () =>
    sayOutcome(app, await app.home.undoStep(top.escalationId), words.said.stepUndone),
  )
}

/** Approves or refuses the step that asks for a decision, with a reason. Needs the endpoint. */
export function decideStep(app: App, verdict: 'approve' | 'refuse'): void {
  const words = wordsOf(app.store.get())
  const top = topScreen(app.store.get())
  const step = currentStep(top)
  if (!step || top.is !== 'escalation') return
  prompt(app, words.ask[verdict], '', thingOf(app.store.get()), async (reason) => {
    const said = verdict === 'approve' ? words.said.approved : words.said.refused
    await give(app, `escalation.${verdict}`, { escalationId: top.escalationId, stepId: step.id, reason }, said)
    await refresh(app)
  })
}

/** Sends the message in the right pane, after a question; refused while a slot is empty. */
export function sendMessage(app: App): void {
  const state = app.store.get()
  const words = wordsOf(state)
  const top = topScreen(state)
  if (top.is !== 'escalation' || !top.data || top.data === 'gone') return
  const template = templateInHand(top.data)
  if (!template) return say(app, words.escalation.noTemplate, 'warn')
  const { flow, run, record } = top.data
  if (!record || !isOfCustomer(run)) return say(app, words.escalation.noTemplate, 'warn')
  const seen = messageText(flow, run, record, template, state.language)
  confirm(app, askedOf(state, words.ask.send), async () => {
    const text = 'text' in seen ? { text: seen.text } : {}
    const args = { escalationId: top.escalationId, templateId: template.id, language: state.language, ...text }
    await give(app, 'escalation.send', args, words.said.sent)
  })
}
