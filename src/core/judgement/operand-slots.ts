import { addYears, dateOfDay, exactDay } from '../civil-date.ts'
import type { Operand, ParamOperand } from './condition.ts'
import { isListType } from './fact-spec.ts'
import { factSpec } from './fact.ts'
import { notApplicable } from './fact-value.ts'
import type { Scope } from './operand.ts'

/** Stands for a value that is there but has to be resolved: an interval, a list, or something ill-typed. */
export const unplain = Symbol('unplain')

/** A value that can be compared as it stands: a day number, any other plain answer, `na`; undefined while unknown. */
export type PlainValue = number | string | boolean | undefined | typeof unplain

/** Where an operand's value is found, of which kind it is, and the one fact that it depends on. */
export interface Slot {
  readonly at: number
  readonly kind: 'day' | 'value'
  readonly fact?: string
}

interface Shift {
  readonly at: number
  readonly base: number
  readonly plus: number
  readonly years: number
}

/** The operands that a condition compares. Each is read once for an evaluation, however often it occurs. */
export class OperandSlots {
  readonly #known = new Map<string, Slot | undefined>()
  /** Constants in their places; all the rest is filled in by `read`. */
  readonly #blank: PlainValue[] = []
  readonly #answers: { readonly at: number; readonly key: string }[] = []
  readonly #dates: { readonly at: number; readonly key: string }[] = []
  readonly #params: { readonly at: number; readonly name: string; readonly add: number }[] = []
  readonly #shifts: Shift[] = []

  /** The operand's slot; undefined for one that always has to be resolved. */
  slotOf(operand: Operand): Slot | undefined {
    const name = JSON.stringify(operand)
    if (!this.#known.has(name)) this.#known.set(name, this.#added(operand))
    return this.#known.get(name)
  }

  read({ facts, params }: Scope): readonly PlainValue[] {
    const values = this.#blank.slice()
    for (const { at, key } of this.#answers) {
      const value = facts[key]
      values[at] = typeof value === 'object' ? unplain : value
    }
    for (const { at, key } of this.#dates) {
      const value = facts[key]
      values[at] = value === undefined || value === notApplicable ? value : dayOf(value)
    }
    for (const { at, name, add } of this.#params) values[at] = plainNumber((params[name] ?? Number.NaN) + add)
    for (const { at, base, plus, years } of this.#shifts) {
      values[at] = shifted(values[base], values[plus], values[years])
    }
    return values
  }

  #added(operand: Operand): Slot | undefined {
    if (typeof operand === 'string') return this.#addedText(operand)
    if (typeof operand !== 'object') return this.#placed({ kind: 'value' }, operand)
    if ('param' in operand) return this.#addedParam(operand)
    if ('date' in operand) return this.#placed({ kind: 'day' }, dayOf(operand.date))
    if (!('day' in operand)) return undefined
    const base = this.slotOf(operand.day)
    const plus = this.slotOf(operand.plus ?? 0)
    const years = this.slotOf(operand.plus_years ?? 0)
    if (base?.kind !== 'day' || plus === undefined || years === undefined) return undefined
    const slot = this.#placed(base)
    this.#shifts.push({ at: slot.at, base: base.at, plus: plus.at, years: years.at })
    return slot
  }

  #addedText(text: string): Slot | undefined {
    const spec = factSpec(text)
    if (spec === undefined) return this.#placed({ kind: 'value' }, text)
    if (isListType(spec.type)) return undefined
    const isDate = spec.type === 'date'
    const slot = this.#placed({ kind: isDate ? 'day' : 'value', fact: text })
    const read = { at: slot.at, key: text }
    if (isDate) this.#dates.push(read)
    else this.#answers.push(read)
    return slot
  }

  #addedParam({ param, add = 0 }: ParamOperand): Slot {
    const slot = this.#placed({ kind: 'value' })
    this.#params.push({ at: slot.at, name: param, add })
    return slot
  }

  #placed({ kind, fact }: Omit<Slot, 'at'>, constant?: PlainValue): Slot {
    return { at: this.#blank.push(constant) - 1, kind, fact }
  }
}

function dayOf(value: unknown): number | typeof unplain {
  return typeof value === 'string' ? plainNumber(exactDay(value)) : unplain
}

function plainNumber(value: number): number | typeof unplain {
  return Number.isNaN(value) ? unplain : value
}

function shifted(day: PlainValue, plus: PlainValue, years: PlainValue): PlainValue {
  if (day === notApplicable) return day
  if (typeof plus !== 'number' || typeof years !== 'number') return unplain
  if (typeof day !== 'number') return day
  return (years === 0 ? day : exactDay(addYears(dateOfDay(day), years))) + plus
}
