import type { Language } from '../language.ts'
import { refuse, type Refusal } from '../refusal.ts'
import { printValue } from './field.ts'
import { type Flow, fieldOf, type Template } from './flow.ts'
import { isMet } from './flow-step.ts'
import type { Escalation } from './schema.ts'
import { previewTemplate, renderTemplate, type Segment, type SlotValues } from './template.ts'
import { isOver } from './due.ts'
import { activeStep } from './run.ts'
import { isRecordVariable, printVariable, type RunRecord, variablesOf } from './variables.ts'

/** Everything that a template of the flow may name, printed for a reader of the language; what is not known is ''. */
export function slotValues(flow: Flow, run: Escalation, record: RunRecord, language: Language): SlotValues {
  const values = new Map<string, string>()
  for (const [name, value] of Object.entries(variablesOf({ ...record, escalation: run }, language)))
    if (isRecordVariable(name)) values.set(name, printVariable(name, value))
  for (const field of flow.fields) values.set(field.id, printValue(field, run.fields[field.id], language))
  return values
}

/** The message in pieces for the screen; an empty slot shows the label of its field in double braces. */
export function previewMessage(
  flow: Flow,
  run: Escalation,
  record: RunRecord,
  template: Template,
  language: Language,
): Segment[] {
  const values = slotValues(flow, run, record, language)
  return previewTemplate(template.text[language], values, (slot) => fieldOf(flow, slot)?.label[language])
}

/** The text that may go out now, or why none may: it is not the time for it, or a slot is empty. */
export function messageText(
  flow: Flow,
  run: Escalation,
  record: RunRecord,
  template: Template,
  language: Language,
): { text: string } | Refusal {
  const wrong = whyNotYet(run, template)
  if (wrong) return wrong
  const { text, empty } = renderTemplate(template.text[language], slotValues(flow, run, record, language))
  if (empty.length > 0) return refuse('escalation.slot-empty', { templateId: template.id, slots: empty })
  const words = wordsToAvoid(flow, run, text)
  if (words.length > 0)
    return refuse('escalation.wording', { templateId: template.id, words, until: flow.wording?.until })
  return { text }
}

/** The words in a text that the flow does not let out now, whatever case they are written in. */
export function wordsToAvoid(flow: Flow, run: Pick<Escalation, 'steps'>, text: string): string[] {
  const { never = [], until } = flow.wording ?? {}
  const step = until === undefined ? undefined : run.steps.find(({ id }) => id === until)
  if (step && isOver(step)) return []
  const written = text.toLowerCase()
  return never.filter((word) => written.includes(word.toLowerCase()))
}

/** Whether the facts of the run are those that the message is about. */
export function isForFacts(template: Pick<Template, 'when'>, run: Pick<Escalation, 'fields'>): boolean {
  return !template.when || isMet(template.when, run.fields) === true
}

/** What is not decided yet is not said: neither a result before its step, nor an approval after a refusal. */
function whyNotYet(run: Escalation, template: Template): Refusal | null {
  const about = { templateId: template.id, active: activeStep(run)?.id ?? null, state: run.state }
  if ((run.state === 'refused') !== (template.ifRefused === true)) return refuse('escalation.wrong-step', about)
  if (!isForFacts(template, run)) return refuse('escalation.wrong-facts', { ...about, field: template.when?.field })
  const after = run.steps.find((step) => step.id === template.after)
  return template.after && !(after && isOver(after))
    ? refuse('escalation.wrong-step', { ...about, stepId: template.after })
    : null
}
