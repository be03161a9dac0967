import { z } from 'zod'
import { isCivilDate } from '../civil-date.ts'
import { amountStepSchema } from '../judgement/amount-step.ts'
import { conditionSchema, operandSchema } from '../judgement/condition-schema.ts'
import { checkPack } from './check-pack.ts'
import { overlaySchema } from './overlay.ts'
import type { PackProblem } from './problem.ts'

export { checkPack }

const civilDate = z.string().refine(isCivilDate, 'not a date that exists (YYYY-MM-DD)')
const id = z.string().regex(/^[a-z][a-z0-9_]*$/, 'expected lower case letters, digits and _')
const clauseNumber = z.string().regex(/^\d+(\.\d+)*(\(\d+\))?$/, 'expected a clause number such as 2.3.1 or 2.8(1)')
const words = z.strictObject({ en: z.string().min(1), 'zh-Hans': z.string().min(1), 'zh-Hant': z.string().min(1) })

/** A numbered sentence of the contract, as it was sold. */
const clauseSchema = z.strictObject({ title: z.string().min(1), text: z.string().min(1) })

/** Must be true for the claim to be covered. `flags`, `laws` and `refund` take effect when it is false. */
const gateSchema = z.strictObject({
  id,
  clause: clauseNumber,
  when: conditionSchema,
  refund: z.array(amountStepSchema).optional(),
  flags: z.array(id).optional(),
  laws: z.array(z.string().min(1)).optional(),
  dispute: z.array(id).optional(),
})

/** Takes the claim out of cover when true. `burden`: who has to prove it. */
const exclusionSchema = z.strictObject({
  id,
  clause: clauseNumber,
  when: conditionSchema,
  burden: z.enum(['insurer', 'claimant']).optional(),
  refund: z.array(amountStepSchema).optional(),
  flags: z.array(id).optional(),
  laws: z.array(z.string().min(1)).optional(),
  dispute: z.array(id).optional(),
})

/** A line of benefit: pays its pipeline's amount when its condition is true. Lines that are true add up. */
const benefitSchema = z.strictObject({
  id,
  clause: clauseNumber,
  kind: z.enum(['indemnity', 'benefit']),
  when: conditionSchema,
  amount: z.array(amountStepSchema).min(1),
  flags: z.array(id).optional(),
})

/** Something a person should see beside the verdict, with the clause and the rules of law that it stands on. */
const flagSchema = z.strictObject({
  flag: id,
  when: conditionSchema,
  clause: clauseNumber.optional(),
  laws: z.array(z.string().min(1)).optional(),
})

/** A document to ask for. `name` and `why` only where the document vocabulary does not have the code. */
const documentSchema = z.strictObject({
  code: id,
  clause: clauseNumber,
  when: conditionSchema.optional(),
  name: words.optional(),
  why: words.optional(),
})

/** Periods of the statutory and contractual clocks; `limitation_from` gives the first known of several dates. */
const timersSchema = z.strictObject({
  decide_days: z.int().positive(),
  refusal_days: z.int().positive(),
  pay_days: z.int().positive(),
  advance_days: z.int().positive(),
  limitation_years: z.int().positive(),
  limitation_from: z.array(operandSchema).min(1),
  /** The shorter clocks of motor insurance (交强险条例 27–29), which stand in the place of `decide_days`. */
  car: z.strictObject({ document_list_days: z.int().positive(), decide_days: z.int().positive() }).optional(),
})

/** Dates of the contract that belong beside a verdict; one that cannot be reckoned is left out. */
const datesSchema = z.strictObject({
  waitingLastOn: operandSchema.optional(),
  graceEndsOn: operandSchema.optional(),
  suspendedOn: operandSchema.optional(),
  reinstateBy: operandSchema.optional(),
  incontestableOn: operandSchema.optional(),
})

/** The terms that govern policies issued within `issued`, both days included; an open `to` is still on sale. */
const termsSchema = z.strictObject({
  version: z.string().min(1),
  issued: z.strictObject({ from: civilDate, to: civilDate.optional() }),
  clauses: z.record(clauseNumber, clauseSchema),
  params: z.record(id, z.int()),
  gates: z.array(gateSchema).min(1),
  exclusions: z.array(exclusionSchema),
  benefits: z.array(benefitSchema).min(1),
  flags: z.array(flagSchema),
  documents: z.array(documentSchema).min(1),
  dates: datesSchema,
  timers: timersSchema,
})

/**
 * A product as one data file: its terms by issue date, with their clauses, rules, documents and clocks. Strict: a key that
 * is not known here is refused. What the schema cannot see is checked by `checkPack`.
 */
export const packSchema = z.strictObject({
  product: z.string().regex(/^[A-Z][A-Z0-9-]*$/, 'expected a product code such as MED-MILLION'),
  revision: z.string().regex(/^\d{4}-\d{2}-\d{2}\.\d+$/, 'expected a revision such as 2026-03-01.1'),
  name: words,
  insurer: z.strictObject({ code: z.string().min(1), name: words }),
  category: z.enum([
    'medical',
    'critical_illness',
    'cancer_medical',
    'accident',
    'term_life',
    'hospital_cash',
    'epidemic',
    'car',
  ]),
  renewal: z.enum(['long_term', 'guaranteed', 'not_guaranteed']),
  summary: words,
  terms: z.array(termsSchema).min(1),
  /** Overlays that came with the revision; one that comes later is a file of its own (`overlay.ts`). */
  overlays: z.array(overlaySchema).default([]),
})

export type Pack = z.infer<typeof packSchema>
export type Terms = z.infer<typeof termsSchema>
export type Benefit = z.infer<typeof benefitSchema>
export type PackDocument = z.infer<typeof documentSchema>
export type PackDates = z.infer<typeof datesSchema>

export type PackReading = { readonly pack: Pack } | { readonly problems: readonly PackProblem[] }

/** Reads a pack from parsed YAML or JSON: schema first, then everything that `checkPack` finds. */
export function readPack(raw: unknown): PackReading {
  const result = packSchema.safeParse(raw)
  if (!result.success) {
    const problems = result.error.issues.map(({ path, message }) => ({
      path: path.map((part) => (typeof part === 'number' ? part : String(part))),
      rule: 'schema' as const,
      message,
    }))
    return { problems }
  }
  const problems = checkPack(result.data)
  return problems.length > 0 ? { problems } : { pack: result.data }
}
