import type { Actor } from '../command.ts'
import { addDays, type CivilDate, dateAt } from '../civil-date.ts'
import { refuse, type Refusal } from '../refusal.ts'
import { activatedAt, countedFrom, isOver, withDueTimes } from './due.ts'
import { type Expected, isFilled, readValue } from './field.ts'
import { fieldOf, type Field, type Flow } from './flow.ts'
import { fieldsMissing, settledFields } from './run.ts'
import type { TeamRun } from './schema.ts'
import { isRecordVariable, type RecordVariable } from './variables.ts'

type Fields = TeamRun['fields']

/**
 * The fields that a run begins with: what was given, and what the record knows of the rest. Refuses `escalation.bad-field` and,
 * where a field of the start stays empty, `escalation.field-missing`.
 */
export function fieldsAtStart(
  flow: Flow,
  given: Readonly<Record<string, unknown>>,
  record: Readonly<Partial<Record<RecordVariable, string | number | null>>>,
  today: CivilDate,
): { fields: Fields } | Refusal {
  let fields: Fields = {}
  for (const field of flow.fields) {
    if (Object.hasOwn(given, field.id) && given[field.id] !== null) continue
    const known = field.from && isRecordVariable(field.from) ? (record[field.from] ?? null) : null
    const read = known === null ? null : readValue(field, known, today)
    if (read && 'value' in read) fields = { ...fields, [field.id]: read.value }
  }
  for (const [id, value] of Object.entries(given)) {
    const field = fieldOf(flow, id)
    if (!field) return badField(id, unknown(flow))
    if (value === null) continue
    if (extendedBy(flow, id)) return badField(id, { expected: 'approval' })
    if (field.filledBy) return badField(id, { expected: field.filledBy })
    const read = readBeside(flow, fields, field, value, today)
    if (!('value' in read)) return badField(id, read)
    fields = { ...fields, [id]: read.value }
  }
  const missing = flow.fields.filter((field) => field.required === 'start' && !isFilled(field, fields[field.id]))
  if (missing.length > 0)
    return fieldsMissing(
      flow,
      missing.map(({ id }) => id),
    )
  return { fields }
}

/**
 * The run with one field filled, or emptied by null. What an approval was given on can no longer be changed; a date that extends
 * a due time takes the role that may approve it, before the time is over, and not the run's author.
 */
export function fillField<R extends TeamRun>(
  flow: Flow,
  run: R,
  { field: id, value, actor, now }: { field: string; value: unknown; actor: Actor; now: number },
): R | Refusal {
  if (run.state !== 'running') return refuse('escalation.not-running', { escalationId: run.id, state: run.state })
  const field = fieldOf(flow, id)
  if (!field) return badField(id, unknown(flow))
  if (settledFields(flow, run).has(id)) return badField(id, { expected: 'unchanged' })
  if (field.filledBy) return badField(id, { expected: field.filledBy })
  const read = value === null ? null : readBeside(flow, run.fields, field, value, dateAt(now))
  if (read && !('value' in read)) return badField(id, read)
  if (extendedBy(flow, id)) {
    const refusal = whyNotExtend(flow, run, id, read?.value, actor, now)
    if (refusal) return refusal
  }
  const { [id]: _before, ...others } = run.fields
  return withDueTimes(flow, { ...run, fields: read ? { ...others, [id]: read.value } : others })
}

/** The step whose due time the field extends. */
export function extendedBy(flow: Flow, fieldId: string) {
  return flow.steps.find((step) => step.due.extension?.to === fieldId)
}

function whyNotExtend(
  flow: Flow,
  run: TeamRun,
  fieldId: string,
  date: unknown,
  actor: Actor,
  now: number,
): Refusal | null {
  const index = flow.steps.findIndex((step, at) => {
    const state = run.steps[at]
    return step.due.extension?.to === fieldId && state !== undefined && !isOver(state)
  })
  const due = flow.steps[index]?.due
  const dueAt = run.steps[index]?.dueAt ?? null
  const from = due ? countedFrom(due, run, activatedAt(run, index)) : null
  if (!due?.extension || dueAt === null || from === null || now > dueAt || typeof date !== 'string')
    return badField(fieldId, { expected: 'unchanged' })
  const { stages } = due.extension
  const [min, max] = [addDays(dateAt(dueAt), 1), addDays(from, stages.at(-1)?.days ?? 0)]
  const stage = stages.find(({ days }) => date <= addDays(from, days))
  if (date < min || !stage) return badField(fieldId, { expected: 'dateBetween', min, max })
  if (!stage.approvedBy.some((role) => role === actor.role))
    return refuse('escalation.wrong-role', { field: fieldId, role: stage.approvedBy[0], roles: stage.approvedBy })
  if (actor.staffId === run.authorId)
    return refuse('escalation.author-may-not-decide', { field: fieldId, authorId: actor.staffId })
  return null
}

/** Reads a value by its own field, and against the fields from which it has to differ. */
function readBeside(flow: Flow, fields: Fields, field: Field, value: unknown, today: CivilDate) {
  const read = readValue(field, value, today)
  if (!('value' in read)) return read
  const others = flow.fields.filter((other) => other.id === field.differsFrom || other.differsFrom === field.id)
  const same = others.find((other) => fields[other.id] !== undefined && fields[other.id] === read.value)
  return same ? ({ expected: 'different', other: same.id } satisfies Expected) : read
}

function unknown(flow: Flow): Expected {
  return { expected: 'known', options: flow.fields.map(({ id }) => id) }
}

function badField(field: string, expected: Expected): Refusal {
  return refuse('escalation.bad-field', { field, ...expected })
}
