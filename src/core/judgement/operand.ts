import { addYears, dateOfDay, dayNumber } from '../civil-date.ts'
import type { Operand, ParamOperand } from './condition.ts'
import { factSpec } from './fact.ts'
import { isDateInterval, notApplicable, type Facts } from './fact-value.ts'

/** What conditions and amounts are read against: the facts known, and the numbers of the terms. */
export interface Scope {
  readonly facts: Facts
  readonly params: Readonly<Record<string, number>>
}

/**
 * An operand's value. Dates are day-number intervals, infinite where nothing is known; `open` names the facts that would
 * narrow them.
 */
export type Resolved =
  | { readonly kind: 'value'; readonly value: string | number | boolean }
  | { readonly kind: 'days'; readonly lo: number; readonly hi: number; readonly open: readonly string[] }
  | { readonly kind: 'na' }
  | { readonly kind: 'unknown'; readonly missing: readonly string[] }

const none: readonly string[] = []
const doesNotApply: Resolved = { kind: 'na' }
/** A list that is there: it differs from `na`, and compares with nothing else (`checkPack` sees to that). */
const isGiven: Resolved = { kind: 'value', value: 'given' }

export function resolve(operand: Operand, scope: Scope): Resolved {
  if (typeof operand === 'string') return resolveText(operand, scope)
  if (typeof operand !== 'object') return { kind: 'value', value: operand }
  if ('param' in operand) return { kind: 'value', value: paramValue(operand, scope) }
  if ('day' in operand) return shifted(operand.day, scope, operand.plus, operand.plus_years)
  if ('date' in operand) return point(dayNumber(operand.date))
  if ('latest' in operand) return latest(operand.latest, scope)
  return lastDischarge(operand.last_discharge, scope)
}

/** The number of the terms that a `{param}` names, with what is added. Throws on a name that `checkPack` would refuse. */
export function paramValue(operand: ParamOperand, scope: Scope): number {
  const value = scope.params[operand.param]
  if (value === undefined) throw new Error(`the terms have no param ${operand.param}`)
  return value + (operand.add ?? 0)
}

/** The fact keys that an operand reads. */
export function factsOf(operand: Operand): readonly string[] {
  if (typeof operand === 'string') return factSpec(operand) === undefined ? none : [operand]
  if (typeof operand !== 'object') return none
  if ('day' in operand) return factsOf(operand.day)
  if ('latest' in operand) return operand.latest.flatMap(factsOf)
  return 'last_discharge' in operand ? [operand.last_discharge] : none
}

function resolveText(text: string, scope: Scope): Resolved {
  const spec = factSpec(text)
  if (spec === undefined) return { kind: 'value', value: text }
  const value = scope.facts[text]
  if (value === undefined) {
    return spec.type === 'date'
      ? { kind: 'days', lo: -Infinity, hi: Infinity, open: [text] }
      : { kind: 'unknown', missing: [text] }
  }
  if (value === notApplicable) return doesNotApply
  if (typeof value !== 'object') {
    return spec.type === 'date' && typeof value === 'string' ? point(dayNumber(value)) : { kind: 'value', value }
  }
  if (isDateInterval(value)) return { kind: 'days', lo: dayNumber(value.from), hi: dayNumber(value.to), open: [text] }
  return isGiven
}

function point(day: number): Resolved {
  return { kind: 'days', lo: day, hi: day, open: none }
}

function shifted(
  operand: Operand,
  scope: Scope,
  plus: number | ParamOperand | undefined,
  plusYears: number | ParamOperand | undefined,
): Resolved {
  const base = resolve(operand, scope)
  if (base.kind !== 'days') return base
  const years = plusYears === undefined ? 0 : amountOf(plusYears, scope)
  const days = plus === undefined ? 0 : amountOf(plus, scope)
  return { kind: 'days', lo: shift(base.lo, years, days), hi: shift(base.hi, years, days), open: base.open }
}

function amountOf(plus: number | ParamOperand, scope: Scope): number {
  return typeof plus === 'number' ? plus : paramValue(plus, scope)
}

function shift(day: number, years: number, days: number): number {
  if (!Number.isFinite(day)) return day
  return (years === 0 ? day : dayNumber(addYears(dateOfDay(day), years))) + days
}

function latest(operands: readonly Operand[], scope: Scope): Resolved {
  let lo = -Infinity
  let hi = -Infinity
  let open: readonly string[] = none
  let applies = false
  for (const operand of operands) {
    const resolved = resolve(operand, scope)
    if (resolved.kind !== 'days') continue
    applies = true
    lo = Math.max(lo, resolved.lo)
    hi = Math.max(hi, resolved.hi)
    if (resolved.open.length > 0) open = [...open, ...resolved.open]
  }
  if (!applies) return doesNotApply
  return { kind: 'days', lo, hi, open: lo === hi ? none : open }
}

function lastDischarge(key: string, scope: Scope): Resolved {
  const stays = scope.facts[key]
  if (stays === notApplicable) return doesNotApply
  if (!Array.isArray(stays)) return { kind: 'days', lo: -Infinity, hi: Infinity, open: [key] }
  const last = stays.at(-1)
  return last === undefined ? doesNotApply : point(dayNumber(last.dischargedOn))
}
