import { z } from 'zod'
import { caseKinds, priorities } from '../case/kinds.ts'
import type { Flow } from './flow.ts'
import { stepOwners } from './flow-step.ts'
import { idSchema, stepSchema, whenSchema, wordsSchema, workingSchema } from './flow-step-schema.ts'

/** The types that a field may have; what each accepts is said in field.ts. */
export const fieldTypes = ['text', 'date', 'fen', 'int', 'bool', 'enum', 'list', 'evidence'] as const

const optionSchema = z.strictObject({ id: idSchema, label: wordsSchema })

/** Something that a run has to know. */
export const fieldSchema = z.lazy(() =>
  z.strictObject({
    id: idSchema,
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
    differsFrom: idSchema.optional(),
    /** Filled when the goodwill ledger has the payment, and by nobody's hand. */
    filledBy: z.literal('ledger').optional(),
  }),
)

/** Words for a customer (template.ts), with every slot that they use named once. */
export const templateSchema = z.lazy(() =>
  z.strictObject({
    id: idSchema,
    name: wordsSchema,
    slots: z.array(z.string()),
    /** Cannot be sent before this step is done or approved: what is not decided yet is not promised. */
    after: idSchema.optional(),
    /** Cannot be sent unless the facts are so: a message about one outcome is none about another. */
    when: whenSchema.optional(),
    /** Only for a run that was refused; no other can be sent from one. */
    ifRefused: z.literal(true).optional(),
    text: wordsSchema,
  }),
)

/** A flow: a canned course of steps, as a team writes it. What its parts must agree on is in check-flow.ts. */
export const flowFileSchema = z.lazy(() =>
  z.strictObject({
    code: z.string().regex(/^[A-Z][A-Z0-9-]{0,19}$/),
    version: z.int().positive(),
    name: wordsSchema,
    summary: wordsSchema,
    /** About the team's own work, such as a change of a product: its runs are on nobody's customer, and nothing for butlers. */
    about: z.literal('team').optional(),
    /** Nothing for a flow about the team. */
    startsFrom: z
      .array(z.enum(['customer', 'claim']))
      .max(2)
      .default([]),
    /** The only roles, beside whoever began it, that ever see a run of the flow and its case. */
    restrictedTo: z.array(z.enum(stepOwners)).min(1).optional(),
    /** The case that carries a run when it does not begin on one; of a flow about the team, the one for each affected customer. */
    case: z.strictObject({ kind: z.enum(caseKinds), priority: z.enum(priorities).default('normal') }),
    fields: z.array(fieldSchema).max(80),
    steps: z.array(stepSchema).min(1).max(30),
    closing: z.strictObject({ requires: z.array(idSchema).default([]) }),
    templates: z.array(templateSchema).max(20).default([]),
    working: workingSchema.optional(),
    /** Words that no message of a run may have, in none of its fields either; with `until`, as long as that step is not over. */
    wording: z
      .strictObject({ never: z.array(z.string().trim().min(2).max(40)).min(1).max(100), until: idSchema.optional() })
      .optional(),
  }),
)
/** The flow in a stored row. Throws on one that no `flow.install` could have stored. */
export function readFlow(definition: unknown): Flow {
  return flowFileSchema.parse(definition)
}
