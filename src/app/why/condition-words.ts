import { dateOfDay } from '../../core/civil-date.ts'
import type { Condition, Operand, ParamOperand } from '../../core/judgement/condition.ts'
import { factSpec } from '../../core/judgement/fact.ts'
import { notApplicable } from '../../core/judgement/fact-value.ts'
import { paramValue, resolve, type Scope } from '../../core/judgement/operand.ts'
import type { Truth } from '../../core/judgement/truth.ts'
import type { Language } from '../../core/language.ts'
import { yuan } from '../../core/money.ts'
import { factLabel, factValueWords } from '../language/fact-words.ts'
import { numberWords } from '../language/pack-words.ts'
import { comma, whyWords } from '../language/why-words.ts'

/** What is compared, in whose language and against what. */
export type Reader = { scope: Scope; language: Language }

const signs: Readonly<Record<string, string>> = {
  eq: '=',
  gt: '>',
  gte: '≥',
  lt: '<',
  lte: '≤',
  before: '<',
  after: '>',
  on_or_before: '≤',
  on_or_after: '≥',
}

/** One comparison with the values that it was made of: `确诊日期 2026-03-10 > 2026-01-30 (生效日 2026-01-01 + 29天)`. */
export function conditionWords(condition: Condition, value: Truth, reader: Reader): string {
  const { language } = reader
  if ('all' in condition) return whyWords.all[language]
  if ('any' in condition) return whyWords.any[language]
  if ('not' in condition) return negatedWords(condition.not, value, reader)
  if ('in' in condition) return amongWords(condition.in, whyWords.among[language], reader)
  if ('between' in condition) {
    const [one, from, to] = condition.between.map((operand) => operandWords(operand, reader))
    return `${one} ${whyWords.between[language]} ${from} ${whyWords.and[language]} ${to}`
  }
  const [op = '', pair] = Object.entries(condition).find(([key]) => key in signs) ?? []
  const [left, right] = pair as readonly [Operand, Operand]
  if (op === 'eq' && isChoice(left, right)) return choiceWords(left, '=', [right], value === true, reader)
  return `${operandWords(left, reader)} ${signs[op]} ${operandWords(right, reader, left)}`
}

/** Whether a node is told whole in one line: a comparison, or the negation of one. */
export function isOneLine(condition: Condition): boolean {
  if ('not' in condition) return !('all' in condition.not || 'any' in condition.not || 'not' in condition.not)
  return !('all' in condition || 'any' in condition)
}

function negatedWords(inner: Condition, value: Truth, reader: Reader): string {
  const { language } = reader
  if ('eq' in inner) {
    const [left, right] = inner.eq
    if (isChoice(left, right)) return choiceWords(left, '≠', [right], value === false, reader)
  }
  if ('in' in inner) return amongWords(inner.in, whyWords.notAmong[language], reader)
  if (!isOneLine(inner)) return whyWords.not[language]
  return whyWords.not[language] + conditionWords(inner, value, reader)
}

function amongWords(
  [operand, options]: readonly [Operand, readonly (string | number)[]],
  verb: string,
  reader: Reader,
): string {
  return isChoice(operand)
    ? choiceWords(operand, verb, options, false, reader)
    : `${operandWords(operand, reader)} ${verb} ${options.join(', ')}`
}

/** A fact that is answered by choosing: what the rule asks for, and what it is where that is not said already. */
function choiceWords(
  key: string,
  verb: string,
  wanted: readonly Operand[],
  isSaid: boolean,
  { scope, language }: Reader,
): string {
  const names = wanted.map((option) =>
    typeof option === 'object' ? operandWords(option, { scope, language }) : factValueWords(key, option, language),
  )
  const given = scope.facts[key]
  const actual =
    given === undefined
      ? whyWords.unknown[language]
      : `${whyWords.itIs[language]}${language === 'en' ? ' ' : ''}${factValueWords(key, given, language)}`
  const said = `${factLabel(key, language)} ${verb} ${names.join(comma(language))}`
  return isSaid ? said : `${said} (${actual})`
}

/** A fact whose answers are words and not days or amounts; one that is asked whether it applies at all counts too. */
function isChoice(operand: Operand, wanted?: Operand): operand is string {
  const spec = typeof operand === 'string' ? factSpec(operand) : undefined
  if (spec === undefined) return false
  return spec.type === 'bool' || spec.type === 'enum' || spec.options !== undefined || wanted === notApplicable
}

/** An operand with its name and value. `beside`: what it is compared with, whose unit and options it shares. */
function operandWords(operand: Operand, reader: Reader, beside?: Operand): string {
  const { scope, language } = reader
  const besideKey = typeof beside === 'string' && factSpec(beside) ? beside : ''
  if (typeof operand === 'string') {
    if (!factSpec(operand)) return besideKey ? factValueWords(besideKey, operand, language) : operand
    const given = scope.facts[operand]
    if (given === notApplicable) return `${factLabel(operand, language)} (${factValueWords(operand, given, language)})`
    return `${factLabel(operand, language)} ${given === undefined ? '?' : factValueWords(operand, given, language)}`
  }
  if (typeof operand !== 'object') return besideKey ? factValueWords(besideKey, operand, language) : String(operand)
  if ('param' in operand) return `${numberText(operand, scope)} (${numberWords(operand.param)[language]})`
  if ('date' in operand) return operand.date
  return `${dayText(operand, reader)} (${derivation(operand, reader)})`
}

/** How a reckoned day came about. */
function derivation(operand: Operand, reader: Reader): string {
  const { scope, language } = reader
  if (typeof operand !== 'object') return operandWords(operand, reader)
  if ('latest' in operand)
    return `${whyWords.latest[language]}${operand.latest.map((one) => derivation(one, reader)).join(', ')}`
  if ('last_discharge' in operand) return whyWords.lastDischarge[language]
  if (!('day' in operand)) return operandWords(operand, reader)
  const parts = [derivation(operand.day, reader)]
  if (operand.plus_years !== undefined)
    parts.push(`${amountOf(operand.plus_years, scope)}${unit(whyWords.years[language], language)}`)
  if (operand.plus !== undefined)
    parts.push(`${amountOf(operand.plus, scope)}${unit(whyWords.days[language], language)}`)
  return parts.join(' + ')
}

function unit(word: string, language: Language): string {
  return language === 'en' ? ` ${word}` : word
}

function amountOf(plus: number | ParamOperand, scope: Scope): number {
  return typeof plus === 'number' ? plus : paramValue(plus, scope)
}

function numberText(operand: ParamOperand, scope: Scope): string {
  const value = paramValue(operand, scope)
  return operand.param.endsWith('_fen') ? `¥${yuan(value)}` : String(value)
}

function dayText(operand: Operand, { scope, language }: Reader): string {
  const resolved = resolve(operand, scope)
  if (resolved.kind === 'na') return whyWords.na[language]
  if (resolved.kind !== 'days' || !Number.isFinite(resolved.lo) || !Number.isFinite(resolved.hi)) return '?'
  const [from, to] = [dateOfDay(resolved.lo), dateOfDay(resolved.hi)]
  return from === to ? from : `${from}~${to}`
}
