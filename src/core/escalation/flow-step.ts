import type { z } from 'zod'
import type { dueSchema, repeatSchema, stepSchema, whenSchema } from './flow-step-schema.ts'

/** Roles that may own a step: people only, a program never acts for them. */
export const stepOwners = ['butler', 'expert', 'inspector', 'supervisor', 'manager'] as const

export type Due = z.infer<typeof dueSchema>
export type Repeat = z.infer<typeof repeatSchema>
export type Step = z.infer<typeof stepSchema>

/** The roles that may decide a step that asks for a decision. */
export function decidersOf(step: Pick<Step, 'owner' | 'decision'>): readonly Step['owner'][] {
  return step.decision?.by ?? [step.owner]
}

/** Whether the facts are as asked for; null while the field is empty. */
export function isMet(when: z.infer<typeof whenSchema>, fields: Readonly<Record<string, unknown>>): boolean | null {
  const value = fields[when.field]
  return value === undefined ? null : when.is.some((one) => one === value)
}
