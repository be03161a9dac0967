import { z } from 'zod'
import { isCivilDate } from '../civil-date.ts'
import { type Condition, type Operand, pairOperators } from './condition.ts'

const amountOfDays = z.union([z.int(), z.strictObject({ param: z.string().min(1), add: z.int().optional() })])

export const operandSchema: z.ZodType<Operand> = z.lazy(() =>
  z.union(
    [
      z.string().min(1),
      z.int(),
      z.boolean(),
      z.strictObject({ param: z.string().min(1), add: z.int().optional() }),
      z.strictObject({ day: operandSchema, plus: amountOfDays.optional(), plus_years: amountOfDays.optional() }),
      z.strictObject({ date: z.string().refine(isCivilDate, 'not a date that exists') }),
      z.strictObject({ latest: z.array(operandSchema).min(2) }),
      z.strictObject({ last_discharge: z.string().min(1) }),
    ],
    'expected a fact, a number, an option, or one of param, day, date, latest, last_discharge',
  ),
)

const pair = z.tuple([operandSchema, operandSchema])
const clause = z.string().min(1).optional()

/** Picks the schema by the node's own operator, so that a fault is reported where it is and not as "no match". */
export const conditionSchema: z.ZodType<Condition> = z.custom<Condition>().check((context) => {
  reportByOperator(context, (shapes ??= makeShapes()), 'condition')
})

type Shapes = Readonly<Record<string, z.ZodType>>
/** Made for the first condition that is checked: most programs read none. */
let shapes: Shapes | undefined
const makeShapes = (): Shapes => ({
  all: z.strictObject({ all: z.array(conditionSchema).min(1), clause }),
  any: z.strictObject({ any: z.array(conditionSchema).min(1), clause }),
  not: z.strictObject({ not: conditionSchema, clause }),
  in: z.strictObject({ in: z.tuple([operandSchema, z.array(z.union([z.string(), z.int()])).min(1)]), clause }),
  between: z.strictObject({ between: z.tuple([operandSchema, operandSchema, operandSchema]), clause }),
  ...Object.fromEntries(pairOperators.map((operator) => [operator, z.strictObject({ [operator]: pair, clause })])),
})

/** Checks a one-operator object against the shape of its operator and hands every fault on with its path. */
export function reportByOperator(
  context: z.core.ParsePayload<unknown>,
  shapes: Readonly<Record<string, z.ZodType>>,
  what: string,
): void {
  const value = context.value
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : []
  const operator = keys.find((key) => Object.hasOwn(shapes, key))
  const shape = operator === undefined ? undefined : shapes[operator]
  if (shape === undefined) {
    const found = keys.length === 0 ? JSON.stringify(value) : keys.join(', ')
    const message = `not a ${what}: ${found}; expected one of ${Object.keys(shapes).join(', ')}`
    context.issues.push({ code: 'custom', message, input: value, path: [] })
    return
  }
  const result = shape.safeParse(value)
  if (result.success) return
  for (const issue of result.error.issues) {
    context.issues.push({ code: 'custom', message: issue.message, input: value, path: [...issue.path] })
  }
}
