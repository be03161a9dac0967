import type { StepTrace, TermTrace } from '../../core/judgement/pipeline.ts'
import { mostFen } from '../../core/judgement/fact-spec.ts'
import { factSpec } from '../../core/judgement/fact.ts'
import { isExact, nothing, type Range } from '../../core/judgement/range.ts'
import type { Language } from '../../core/language.ts'
import { yuan } from '../../core/money.ts'
import { factLabel } from '../language/fact-words.ts'
import { numberWords } from '../language/pack-words.ts'
import { colon, stepWords, whyWords } from '../language/why-words.ts'

/** A line of a sum as one would write it on paper. An empty sign is the number that one begins with. */
export type SumLine = { sign: string; amount: string; label: string }

/** A step with its arithmetic: in one line, and line by line with what each number is. */
export type StepWords = { label: string; inOneLine: string; result: string; sum: readonly SumLine[] }

type Unit = 'fen' | 'days'

/** The steps of a benefit line, each taking up where the one before it left off. */
export function stepsWords(steps: readonly StepTrace[], language: Language): readonly StepWords[] {
  let before: Range = nothing
  let unit: Unit = 'fen'
  return steps.map((step) => {
    const words = oneStep(step, before, unit, language)
    before = step.result
    unit = step.op === 'days' ? 'days' : 'fen'
    return words
  })
}

/** Yuan without their sign; `?` where nothing bounds them. */
export function yuanRange(range: Range): string {
  const most = range.max >= mostFen ? '?' : yuan(range.max)
  return isExact(range) ? yuan(range.min) : `${yuan(range.min)}~${most}`
}

function oneStep(step: StepTrace, before: Range, unit: Unit, language: Language): StepWords {
  const { op, operands } = step
  const result = op === 'days' ? daysRange(step.result, language) : yuanRange(step.result)
  const label = `${stepWords[op][language]}${namesOf(step, language)}`
  const soFar: SumLine = {
    sign: '',
    amount: unit === 'days' ? daysRange(before, language) : yuanRange(before),
    label: whyWords.before[language],
  }
  const equals: SumLine = {
    sign: '=',
    amount: result,
    label: isCutOff(step, before) ? whyWords.notBelow[language] : '',
  }
  const first = operands[0] ?? { name: '', ...nothing }
  switch (op) {
    case 'start':
    case 'days':
    case 'visits': {
      const amounts = operands.map((term) => (op === 'days' ? result : yuanRange(term)))
      const sum = operands.map((term, at) => line(at === 0 ? '' : '+', amounts[at] ?? '', term, language))
      const isAdded = operands.length > 1
      const inOneLine = isAdded ? `${amounts.join(' + ')} = ${result}` : result
      return { label, result, inOneLine, sum: isAdded ? [...sum, equals] : sum }
    }
    case 'times': {
      const factor = isMoney(first.name) ? yuanRange(first) : plainRange(first)
      const inOneLine = `${soFar.amount} × ${factor} = ${result}`
      return { label, result, inOneLine, sum: [soFar, line('×', factor, first, language), equals] }
    }
    case 'ratio': {
      const ratio = isExact(first) ? percent(first.min) : `${percent(first.min)}~${percent(first.max)}`
      const inOneLine = `${soFar.amount} × ${ratio} = ${result}`
      return { label, result, inOneLine, sum: [soFar, line('×', ratio, first, language), equals] }
    }
    case 'sub': {
      const taken = operands.map((term) => line('-', yuanRange(term), term, language))
      const inOneLine = `${[soFar, ...taken].map(({ amount }) => amount).join(' - ')} = ${result}`
      return { label, result, inOneLine, sum: [soFar, ...taken, equals] }
    }
    case 'sub_deductible':
    case 'cap': {
      const { text, rest } = roomWords(operands, language)
      const isCap = op === 'cap'
      const inOneLine = isCap ? `min(${soFar.amount}, ${text}) = ${result}` : `${soFar.amount} - ${text} = ${result}`
      return { label, result, inOneLine, sum: [soFar, { ...rest, sign: isCap ? '≤' : '-' }, equals] }
    }
  }
}

/** What is left of a limit or deductible, as `10,000.00` or `(10,000.00 - 2,000.00)`; the line says how it came about. */
function roomWords(operands: readonly TermTrace[], language: Language): { text: string; rest: Omit<SumLine, 'sign'> } {
  const [whole = { name: '', ...nothing }, ...used] = operands
  const counting = used.filter((term) => term.max > 0)
  const name = nameWords(whole.name, language)
  if (counting.length === 0) return { text: yuanRange(whole), rest: { amount: yuanRange(whole), label: name } }
  const left = counting.reduce<Range>(
    (room, term) => ({ min: Math.max(0, room.min - term.max), max: Math.max(0, room.max - term.min) }),
    whole,
  )
  const parts = counting.map((term) => `${yuanRange(term)} (${nameWords(term.name, language)})`)
  const label = `${name} ${whyWords.left[language]}${colon(language)}${[yuanRange(whole), ...parts].join(' - ')}`
  return {
    text: `(${[whole, ...counting].map((term) => yuanRange(term)).join(' - ')})`,
    rest: { amount: yuanRange(left), label },
  }
}

/** Whether what is taken off is more than there was. */
function isCutOff({ op, operands, result }: StepTrace, before: Range): boolean {
  if (op === 'sub') return result.max === 0 && operands.reduce((taken, term) => taken + term.min, 0) > before.max
  if (op !== 'sub_deductible' || result.max !== 0) return false
  const [whole, ...used] = operands
  return whole !== undefined && whole.min - used.reduce((taken, term) => taken + term.max, 0) > before.max
}

function line(sign: string, amount: string, term: TermTrace, language: Language): SumLine {
  return { sign, amount, label: nameWords(term.name, language) }
}

/** What a step works with, after its operation: `: 医保已付`. The day-by-day and visit-by-visit ones say it by themselves. */
function namesOf({ op, operands }: StepTrace, language: Language): string {
  if (op === 'visits' || op === 'days' || op === 'sub_deductible') return ''
  const shown = op === 'cap' ? operands.slice(0, 1) : operands
  // Several amounts added up have names too long for a line; what a step counted up is told beside it.
  if (shown.some((term) => term.name.includes('+'))) return ''
  const names = shown.map((term) => nameWords(term.name, language)).join(language === 'en' ? ', ' : '、')
  return colon(language) + names
}

/** The name of a term: a fact's label, a number of the terms, or several joined as the trace joins them. */
export function nameWords(name: string, language: Language): string {
  const visit = /^(\S+) (\d{4}-\d{2}-\d{2})$/.exec(name)
  if (visit) return `${factLabel(visit[1] ?? '', language)} ${visit[2]}`
  return name
    .split(/([+|-])/)
    .map((part) => {
      if (part === '|') return whyWords.or[language]
      if (part === '+' || part === '-') return ` ${part} `
      if (factSpec(part)) return factLabel(part, language)
      return /^\d+$/.test(part) ? '' : numberWords(part)[language]
    })
    .join('')
}

function isMoney(name: string): boolean {
  return name.endsWith('_fen')
}

function percent(bp: number): string {
  return `${bp / 100}%`
}

function plainRange({ min, max }: Range): string {
  if (min === max) return String(min)
  return `${min}~${max >= mostFen ? '?' : max}`
}

function daysRange(range: Range, language: Language): string {
  const word = whyWords.days[language]
  return language === 'en' ? `${plainRange(range)} ${word}` : plainRange(range) + word
}
