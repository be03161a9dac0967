import type { Truth } from './truth.ts'

/**
 * A condition as it came out. `missing` names the facts that would decide it and is empty unless unknown; `absorbed` marks a
 * child that its parent's value did not depend on.
 */
export interface ConditionTrace {
  readonly op: string
  readonly value: Truth
  readonly clause?: string
  readonly facts?: readonly string[]
  readonly missing: readonly string[]
  readonly children?: readonly ConditionTrace[]
  readonly absorbed?: true
}
