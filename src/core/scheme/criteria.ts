import type { Checklist } from '../checklist/checklist.ts'
import type { Condition, Operand } from '../judgement/condition.ts'
import { evaluate } from '../judgement/evaluate.ts'
import { factSpec } from '../judgement/fact.ts'
import type { Facts } from '../judgement/fact-value.ts'
import { comparisonsOf } from '../judgement/walk.ts'
import { checkCondition, paramsOfCondition } from '../product/check-condition.ts'
import type { Scheme } from './schema.ts'

/** What is wrong with a condition: its own sentence, in English as in the check of a pack. */
export function criteriaProblems(condition: Condition): string[] {
  const params = paramsOfCondition(condition).map(({ param }) => `no param ${param}: a scheme has no terms of its own`)
  const days = comparisonsOf(condition).flatMap(({ operands }) => operands.flatMap(undated))
  return [
    ...checkCondition(condition, []).map(({ message }) => message),
    ...params,
    ...days.map((key) => `${key} is not a day to reckon from`),
  ]
}

/** Facts that a day is reckoned from and that are none; those that do not exist are told of elsewhere. */
function undated(operand: Operand): string[] {
  if (typeof operand !== 'object') return []
  if ('day' in operand) return notDay(operand.day)
  if ('latest' in operand) return operand.latest.flatMap(notDay)
  if (!('last_discharge' in operand)) return []
  return factSpec(operand.last_discharge)?.type === 'stays' ? [] : [operand.last_discharge]
}

function notDay(operand: Operand): string[] {
  if (typeof operand === 'object') return 'param' in operand ? [operand.param] : undated(operand)
  return typeof operand === 'string' && factSpec(operand)?.type === 'date' ? [] : [String(operand)]
}

/** Why a claim is no like case: `facts` names those that the condition still has to know. */
export type Misfit = {
  why: 'product' | 'payable' | 'clause' | 'condition' | 'paid' | 'unknown'
  facts?: readonly string[]
}

/** Every reason why a claim is not one that the scheme is for; none when it is. An unknown fact is no yes. */
export function misfitsOf(
  scheme: Pick<Scheme, 'productCode' | 'clauseNumber' | 'condition'>,
  claim: { productCode: string; paidFen: number | null; checklist: Pick<Checklist, 'judgement' | 'facts'> },
): Misfit[] {
  const { judgement, facts } = claim.checklist
  if (claim.productCode !== scheme.productCode) return [{ why: 'product' }]
  const misfits: Misfit[] = []
  if ((claim.paidFen ?? 0) > 0) misfits.push({ why: 'paid' })
  if (judgement.verdict !== 'not_payable') misfits.push({ why: 'payable' })
  else if (!judgement.clauses.includes(scheme.clauseNumber)) misfits.push({ why: 'clause' })
  const met = scheme.condition && evaluate(scheme.condition, { facts, params: {} })
  if (met?.value === false) misfits.push({ why: 'condition' })
  if (met?.value === 'unknown') misfits.push({ why: 'unknown', facts: met.missing })
  return misfits
}

/** The facts of a claim that a condition can name by their value; ranges of days and lists are none of them. */
export function factsToName(facts: Facts): Record<string, string | number | boolean> {
  return Object.fromEntries(
    Object.entries(facts).filter((one): one is [string, string | number | boolean] => typeof one[1] !== 'object'),
  )
}

/** The condition that each of these facts has the value that it has in the claim; null where none is named. */
export function conditionOf(values: Readonly<Record<string, string | number | boolean>>): Condition | null {
  const all = Object.entries(values).map(([key, value]): Condition => ({ eq: [key, valueOperand(key, value)] }))
  return all.length === 0 ? null : { all }
}

function valueOperand(key: string, value: string | number | boolean): Operand {
  return factSpec(key)?.type === 'date' && typeof value === 'string' ? { date: value } : value
}
