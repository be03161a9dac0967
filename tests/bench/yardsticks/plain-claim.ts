import { dateOfDay, dayNumber, isCivilDate } from '../../../src/core/civil-date.ts'
import type { Operand } from '../../../src/core/judgement/condition.ts'
import type { Facts } from '../../../src/core/judgement/fact-value.ts'
import { resolve } from '../../../src/core/judgement/operand.ts'
import { params, waitingLast } from '../covered-claim.ts'

type Plain = string | number | boolean

/** A claim as engines like it best: flat keys (a dot would mean a path, which costs), no date to reckon. */
export type PlainClaim = Readonly<Record<string, Plain>>

/** What a comparison reads, where an engine has neither days that are added nor numbers of the terms. */
export type PlainOperand = { readonly fact: string } | { readonly constant: Plain }

export function plainOperand(operand: Operand): PlainOperand {
  if (operand === waitingLast) return { fact: 'policy_waiting_last_on' }
  if (typeof operand === 'string' && operand.includes('.')) return { fact: operand.replace('.', '_') }
  const resolved = resolve(operand, { facts: {}, params })
  if (resolved.kind !== 'value') throw new Error(`not plain: ${JSON.stringify(operand)}`)
  return { constant: resolved.value }
}

/** The last day of waiting is reckoned beforehand, which spares the engines that work. */
export function plainClaim(facts: Facts): PlainClaim {
  const waiting = resolve(waitingLast, { facts, params })
  if (waiting.kind !== 'days') throw new Error('the waiting period has no last day')
  const entries = Object.entries(facts).map(([key, value]) => [key.replace('.', '_'), value as Plain] as const)
  return Object.fromEntries([...entries, ['policy_waiting_last_on', dateOfDay(waiting.lo)]])
}

/** With days as numbers, for an engine whose `<` takes no text. */
export function numberedClaim(claim: PlainClaim): PlainClaim {
  const numbered = Object.entries(claim).map(
    ([key, value]) => [key, typeof value === 'string' && isCivilDate(value) ? dayNumber(value) : value] as const,
  )
  return Object.fromEntries(numbered)
}
