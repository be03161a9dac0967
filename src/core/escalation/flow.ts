import { z } from 'zod'
import { caseKinds, priorities } from '../case/schema.ts'
import type { Words } from '../language.ts'

/** The types that a field may have; what each accepts is said in field.ts. */
const fieldTypes = ['text', 'date', 'fen', 'int', 'bool', 'enum', 'list'] as const
export type FieldType = (typeof fieldTypes)[number]

/** Roles that may own a step: people only, a program never acts for them. */
export const stepOwners = ['butler', 'expert', 'inspector', 'supervisor', 'manager'] as const

/**
 * Ids of fields, steps, options and templates. They have no dot, so none is taken for a record variable, and are no name that
 * every object has (`constructor`), so that an empty field is not mistaken for a filled one.
 */
const id = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]{0,39}$/)
  .refine((name) => name !== 'today' && !(name in {}), { error: 'a reserved name' })
const text = z.string().min(1).max(4000)
const wordsSchema = z.strictObject({ en: text, 'zh-Hans': text, 'zh-Hant': text }) satisfies z.ZodType<Words>

const optionSchema = z.strictObject({ id, label: wordsSchema })

/** Something that a run has to know. */
const fieldSchema = z.strictObject({
  id,
  label: wordsSchema,
  hint: wordsSchema.optional(),
  type: z.enum(fieldTypes),
  /** The answers of an `enum`; of a `list`, where its entries are not free text. */
  options: z.array(optionSchema).min(1).max(40).optional(),
  /** Must be filled for the run to begin; what a step needs stands in the step's `requires`. */
  required: z.literal('start').optional(),
  /** The record variable (variables.ts) that fills it when the run begins and nothing else was given. */
  from: z.string().optional(),
  /** Bounds of an `int` or a `fen`. */
  min: z.int().optional(),
  max: z.int().optional(),
  /** A `date` that has happened: not after today. */
  notFuture: z.literal(true).optional(),
  /** A `bool` that is a confirmation: only `true` counts as filled. */
  mustBeTrue: z.literal(true).optional(),
  /** Another field whose value this one may not have (the handler of a complaint is not its subject). */
  differsFrom: id.optional(),
  /** Filled when the goodwill ledger has the payment, and by nobody's hand. */
  filledBy: z.literal('ledger').optional(),
})
export type Field = z.infer<typeof fieldSchema>

/**
 * How far a due date may be moved, and by whose approval: a new date that reaches past one stage needs the approval of the
 * next. Days count from the same date as the due time itself.
 */
const extensionSchema = z.strictObject({
  to: id,
  stages: z
    .array(z.strictObject({ days: z.int().positive(), approvedBy: z.array(z.enum(stepOwners)).min(1) }))
    .min(1)
    .max(5),
})

/**
 * When a step is due; exactly one of
 * - `hours`: so many hours after the step became active;
 * - `days`: at the end of so many calendar days (Asia/Shanghai) after the day on which the step became active, or after the
 *   date in the field `from`. The first day is not counted (民法典 201); 0 is the same day;
 * - `until`: at the end of the date in that field.
 */
const dueSchema = z
  .strictObject({
    hours: z.int().positive().optional(),
    days: z.int().min(0).max(366).optional(),
    until: id.optional(),
    from: id.optional(),
    /** Fewer hours when a `bool` field is true. */
    faster: z.strictObject({ when: id, hours: z.int().positive() }).optional(),
    extension: extensionSchema.optional(),
    /** The law or contract that sets the time; without it, it is our own service level. */
    law: z.string().min(1).max(200).optional(),
  })
  .refine((due) => [due.hours, due.days, due.until].filter((one) => one !== undefined).length === 1, {
    error: 'exactly one of hours, days, until',
  })
export type Due = z.infer<typeof dueSchema>

const stepSchema = z.strictObject({
  id,
  name: wordsSchema,
  todo: wordsSchema,
  owner: z.enum(stepOwners),
  due: dueSchema,
  /** Fields that must be filled before the step is done or approved. */
  requires: z.array(id).default([]),
  /** Approved or refused by someone who wrote neither the run nor the step before; a refusal ends the run. */
  decision: z.strictObject({ notAuthor: z.literal(true) }).optional(),
  /** The message that goes with the step. */
  template: id.optional(),
})
export type Step = z.infer<typeof stepSchema>

/** Words for a customer (template.ts), with every slot that they use named once. */
const templateSchema = z.strictObject({
  id,
  name: wordsSchema,
  slots: z.array(z.string()),
  /** Cannot be sent before this step is done or approved: what is not decided yet is not promised. */
  after: id.optional(),
  /** Only for a run that was refused; no other can be sent from one. */
  ifRefused: z.literal(true).optional(),
  text: wordsSchema,
})
export type Template = z.infer<typeof templateSchema>

/** A flow: a canned course of steps, as a team writes it. What its parts must agree on is in check-flow.ts. */
export const flowFileSchema = z.strictObject({
  code: z.string().regex(/^[A-Z][A-Z0-9-]{0,19}$/),
  version: z.int().positive(),
  name: wordsSchema,
  summary: wordsSchema,
  startsFrom: z
    .array(z.enum(['customer', 'claim']))
    .min(1)
    .max(2),
  /** The case that carries a run when it does not begin on one. */
  case: z.strictObject({ kind: z.enum(caseKinds), priority: z.enum(priorities).default('normal') }),
  fields: z.array(fieldSchema).max(80),
  steps: z.array(stepSchema).min(1).max(30),
  closing: z.strictObject({ requires: z.array(id).default([]) }),
  templates: z.array(templateSchema).max(20).default([]),
})
export type Flow = z.infer<typeof flowFileSchema>

/** The flow in a stored row. Throws on one that no `flow.install` could have stored. */
export function readFlow(definition: unknown): Flow {
  return flowFileSchema.parse(definition)
}

/** `E1@1`: what a run keeps. */
export function flowIdOf(flow: Pick<Flow, 'code' | 'version'>): string {
  return `${flow.code}@${flow.version}`
}

export function fieldOf(flow: Pick<Flow, 'fields'>, fieldId: string): Field | undefined {
  return flow.fields.find((field) => field.id === fieldId)
}

export function stepOf(flow: Pick<Flow, 'steps'>, stepId: string): Step | undefined {
  return flow.steps.find((step) => step.id === stepId)
}

export function templateOf(flow: Pick<Flow, 'templates'>, templateId: string): Template | undefined {
  return flow.templates.find((template) => template.id === templateId)
}
