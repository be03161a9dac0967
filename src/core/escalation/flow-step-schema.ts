import { z } from 'zod'
import { minutesOf } from '../calendar/working-time.ts'
import { priorities } from '../case/kinds.ts'
import type { Words } from '../language.ts'
import { stepOwners } from './flow-step.ts'

/**
 * Ids of fields, steps, options and templates. They have no dot, so none is taken for a record variable, and are no name that
 * every object has (`constructor`), so that an empty field is not mistaken for a filled one.
 */
export const idSchema = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]{0,39}$/)
  .refine((name) => name !== 'today' && !(name in {}), { error: 'a reserved name' })
const text = z.string().min(1).max(4000)
export const wordsSchema = z.strictObject({ en: text, 'zh-Hans': text, 'zh-Hant': text }) satisfies z.ZodType<Words>

/**
 * How far a due date may be moved, and by whose approval: a new date that reaches past one stage needs the approval of the
 * next. Days count from the same date as the due time itself.
 */
const extensionSchema = z.lazy(() =>
  z.strictObject({
    to: idSchema,
    stages: z
      .array(z.strictObject({ days: z.int().positive(), approvedBy: z.array(z.enum(stepOwners)).min(1) }))
      .min(1)
      .max(5),
  }),
)

const timeOfDay = z.string().refine((text) => minutesOf(text) !== null, { error: 'a time of day HH:MM' })
/** The team's hours on working days; without them 09:00 to 18:00. */
export const workingSchema = z.lazy(() =>
  z
    .strictObject({ from: timeOfDay, until: timeOfDay })
    .refine(({ from, until }) => from < until, { error: 'from before until' }),
)

/**
 * When a step is due; exactly one of
 * - `minutes` or `hours`: so long after the step became active;
 * - `workingHours`: so many hours of the team's working time after that;
 * - `days`: at the end of so many calendar days (Asia/Shanghai) after the day on which the step became active, or after the
 *   date in the field `from`. The first day is not counted (民法典 201); 0 is the same day;
 * - `workingDays`: at closing time of so many working days after that day, which is not counted either; 0 is the same day, or
 *   the next working day where the team has closed by then;
 * - `until`: at the end of the date in that field.
 */
export const dueSchema = z.lazy(() =>
  z
    .strictObject({
      minutes: z.int().positive().max(1_440).optional(),
      hours: z.int().positive().optional(),
      workingHours: z.int().positive().max(1_000).optional(),
      days: z.int().min(0).max(366).optional(),
      workingDays: z.int().min(0).max(250).optional(),
      until: idSchema.optional(),
      from: idSchema.optional(),
      /** Fewer hours when a `bool` field is true. */
      faster: z.strictObject({ when: idSchema, hours: z.int().positive() }).optional(),
      extension: extensionSchema.optional(),
      /** The law or contract that sets the time; without it, it is our own service level. */
      law: z.string().min(1).max(200).optional(),
    })
    .refine(
      ({ minutes, hours, workingHours, days, workingDays, until }) =>
        [minutes, hours, workingHours, days, workingDays, until].filter((one) => one !== undefined).length === 1,
      { error: 'exactly one of minutes, hours, workingHours, days, workingDays, until' },
    ),
)

/**
 * Who may not do or decide a step: whoever a text field names, by name or by id (the subject of a complaint), and with `owner`
 * the butler of the customer.
 */
const barredSchema = z.lazy(() =>
  z
    .strictObject({ namedIn: z.array(idSchema).min(1).optional(), owner: z.literal(true).optional() })
    .refine(({ namedIn, owner }) => namedIn !== undefined || owner, { error: 'namedIn or owner' }),
)

/** What happens once when a step is late: its case becomes more pressing, a case of its own puts it before somebody. */
const lateSchema = z.lazy(() =>
  z
    .strictObject({ priority: z.enum(priorities).optional(), tell: z.enum(['supervisor', 'manager']).optional() })
    .refine(({ priority, tell }) => priority !== undefined || tell !== undefined, { error: 'priority or tell' }),
)

/** Asks for a recorded fact: a field (`enum` or `bool`) that has one of these values. */
export const whenSchema = z.strictObject({
  field: idSchema,
  is: z.array(z.union([z.string(), z.boolean()])).min(1),
})

/**
 * A step that is done round after round: one is due so long after the last, until a field that every round asks for has one of
 * these values. The step's own `due` is that of the first round.
 */
export const repeatSchema = z.lazy(() =>
  z.strictObject({
    every: z
      .strictObject({
        minutes: z.int().positive().max(1_440).optional(),
        hours: z.int().positive().max(720).optional(),
      })
      .refine(({ minutes, hours }) => (minutes === undefined) !== (hours === undefined), {
        error: 'exactly one of minutes, hours',
      }),
    until: whenSchema,
  }),
)

export const stepSchema = z.lazy(() =>
  z.strictObject({
    id: idSchema,
    name: wordsSchema,
    todo: wordsSchema,
    owner: z.enum(stepOwners),
    due: dueSchema,
    /** The step is only for a run in which that is so when its turn comes; else it is passed over. */
    when: whenSchema.optional(),
    /** Fields that must be filled before the step is done or approved. */
    requires: z.array(idSchema).default([]),
    /**
     * Approved or refused by someone who wrote neither the run nor the step before; a refusal ends the run. `by`: the roles that
     * may, where it is not the owner alone.
     */
    decision: z
      .strictObject({ notAuthor: z.literal(true), by: z.array(z.enum(stepOwners)).min(1).optional() })
      .optional(),
    barred: barredSchema.optional(),
    /** While the step is active each affected customer gets a case (recontact.ts); `count`: the field that counts them. */
    recontact: z.strictObject({ count: idSchema }).optional(),
    repeat: repeatSchema.optional(),
    late: lateSchema.optional(),
    /** The message that goes with the step. */
    template: idSchema.optional(),
  }),
)
