import type { z } from 'zod'
import type { Roster } from '../calendar/roster.ts'
import type { Role } from '../staff/roles.ts'
import type { fieldSchema, fieldTypes, flowFileSchema, templateSchema } from './flow-schema.ts'
import type { Step } from './flow-step.ts'

export type FieldType = (typeof fieldTypes)[number]
export type Field = z.infer<typeof fieldSchema>
export type Template = z.infer<typeof templateSchema>
/** `rosters`: when those who own its steps are at work, by role; it comes from the store (at-work.ts), never from a file. */
export type Flow = z.infer<typeof flowFileSchema> & { rosters?: ReadonlyMap<Role, Roster> }

/** `E1@1`: what a run keeps. */
export function flowIdOf(flow: Pick<Flow, 'code' | 'version'>): string {
  return `${flow.code}@${flow.version}`
}

/** E2 before E10. */
export function byFlowCode(a: string, b: string): number {
  const [left, right] = [Number(/\d+/.exec(a)?.[0] ?? 0), Number(/\d+/.exec(b)?.[0] ?? 0)]
  return left - right || (a < b ? -1 : a > b ? 1 : 0)
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
