import type { ConditionTrace } from './condition-trace.ts'
import type { Truth } from './truth.ts'

/** A condition's trace, and the same as a child that its parent's value does not depend on. Frozen: many judgements share it. */
export interface Told {
  readonly value: Truth
  readonly trace: ConditionTrace
  readonly absorbed: ConditionTrace
}

export function toldOf(trace: ConditionTrace): Told {
  for (const part of [trace.facts, trace.missing, trace.children]) Object.freeze(part)
  return { value: trace.value, trace: Object.freeze(trace), absorbed: Object.freeze({ ...trace, absorbed: true }) }
}
