import { isCivilDate } from '../../core/civil-date.ts'
import type { Field } from '../../core/escalation/flow.ts'
import { messageText } from '../../core/escalation/message.ts'
import { fenOfYuan } from '../../core/money.ts'
import { type App, give, refresh, say, wordsOf } from '../app.ts'
import { templateInHand } from '../present/escalation-lines.ts'
import { caseOf, claimIdOf, currentStep, customerIdOf, selectedField } from '../selection.ts'
import { start, topScreen } from '../state.ts'
import { open } from './navigate.ts'
import { confirm, prompt } from './overlay.ts'

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
  confirm(app, words.ask.startFlow(flow.name[state.language]), async () => {
    const claimId = flow.startsFrom.includes('claim') ? top.claimId : null
    const args = {
      flowId: `${flow.code}@${flow.version}`,
      customerId: top.customerId,
      caseId: top.caseId,
      claimId,
      fields: {},
    }
    const outcome = await give(app, 'escalation.start', args, null)
    if (!outcome?.ok) return
    app.store.set((now) => (topScreen(now).is === 'flows' ? { ...now, stack: now.stack.slice(0, -1) } : now))
    await open(app, {
      is: 'escalation',
      escalationId: String(outcome.result['escalationId']),
      cursor: start,
      data: null,
    })
    say(app, words.said.started, 'good')
  })
}

/** Enter on a field: asks for its value in one line. */
export function fillField(app: App): void {
  const state = app.store.get()
  const words = wordsOf(state)
  const top = topScreen(state)
  const field = selectedField(top)
  if (!field || top.is !== 'escalation' || !top.data || top.data === 'gone') return
  const before = top.data.run.fields[field.id]
  const text = typeof before === 'string' && field.type === 'text' ? before : ''
  prompt(app, field.label[state.language], text, hintOf(app, field), async (typed) => {
    const value = valueOf(field, typed, state.language)
    if (value === undefined) return say(app, hintOf(app, field), 'bad')
    const outcome = await give(
      app,
      'escalation.fill',
      { escalationId: top.escalationId, field: field.id, value },
      words.said.saved,
    )
    if (outcome?.ok) await refresh(app)
  })
}

function hintOf(app: App, field: Field): string {
  const state = app.store.get()
  const text = wordsOf(state).escalation
  if (field.options) return field.options.map((option, at) => `${at + 1} ${option.label[state.language]}`).join('  ')
  const hints = {
    text: '',
    enum: '',
    int: '123',
    date: text.dateField,
    fen: text.fenField,
    list: text.listField,
    bool: text.boolField,
  }
  return field.hint?.[state.language] ?? hints[field.type]
}

/** What was typed as the field's type has it; options by their number or their label. Undefined when it is neither. */
function valueOf(field: Field, typed: string, language: 'en' | 'zh-Hans' | 'zh-Hant'): unknown {
  const optionOf = (text: string) => {
    const at = field.options?.[Number(text) - 1]
    return (at ?? field.options?.find((option) => option.id === text || option.label[language] === text))?.id
  }
  switch (field.type) {
    case 'text':
      return typed
    case 'date':
      return isCivilDate(typed) ? typed : undefined
    case 'fen':
      return fenOfYuan(typed) ?? undefined
    case 'int':
      return /^-?\d{1,9}$/.test(typed) ? Number(typed) : undefined
    case 'bool':
      return /^(y|yes|是)$/i.test(typed) ? true : /^(n|no|否)$/i.test(typed) ? false : undefined
    case 'enum':
      return optionOf(typed)
    case 'list': {
      const parts = typed
        .split(/[;；,，、]/)
        .map((part) => part.trim())
        .filter(Boolean)
      const values = field.options ? parts.map(optionOf) : parts
      return values.includes(undefined) ? undefined : values
    }
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

/** Approves or refuses the step that asks for a decision, with a reason. Needs the endpoint. */
export function decideStep(app: App, verdict: 'approve' | 'refuse'): void {
  const words = wordsOf(app.store.get())
  const top = topScreen(app.store.get())
  const step = currentStep(top)
  if (!step || top.is !== 'escalation') return
  prompt(app, words.ask[verdict], '', '', async (reason) => {
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
  const seen = messageText(flow, run, record, template, state.language)
  confirm(app, words.ask.send, async () => {
    const text = 'text' in seen ? { text: seen.text } : {}
    const args = { escalationId: top.escalationId, templateId: template.id, language: state.language, ...text }
    await give(app, 'escalation.send', args, words.said.sent)
  })
}
