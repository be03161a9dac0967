import { type Words, w } from '../language.ts'
import { yuan } from '../money.ts'
import { factSpec } from './fact.ts'
import { mostFen, type FactSpec } from './fact-spec.ts'
import { notApplicable, type Facts, type FactValue } from './fact-value.ts'
import type { Effect } from './judgement.ts'
import { alternatives, type Plan } from './plan.ts'
import { together, type Rulebook } from './rulebook.ts'
import { turningDays } from './turning-point.ts'
import { weigh, weighAgain, type Reading, type Weighing } from './weigh.ts'

/** Weighs the claim again under an answer to one fact. */
type Weigh = (answer: FactValue) => Pick<Effect, 'verdict' | 'amountFen'>

/**
 * What each answer to an open fact would make of the judgement. Days between which nothing changes share one effect; of an
 * amount, both ends are shown. `readings` are those of the same facts, where they have been made.
 */
export function effectsOf(
  key: string,
  rulebook: Rulebook,
  facts: Facts,
  readings: readonly Reading[] = [],
): readonly Effect[] {
  const spec = factSpec(key)
  if (spec === undefined) return []
  const weighed = weigherOf(key, rulebook, facts, readings)
  if (spec.type === 'date') return effectsOfDate(spec, rulebook, facts, weighed)
  const answers = alternatives(spec, rulebook.base, facts).filter((answer) => spec.type !== 'fen' || answer !== mostFen)
  return answers.map((answer) => ({ answer, label: labelOf(spec, answer), ...weighed(answer) }))
}

/** The answers that stand for all others when asking what a fact could still do. */
export function answersTo(spec: FactSpec, plan: Plan, facts: Facts): readonly FactValue[] {
  const others = facts[spec.key] === undefined ? alternatives(spec, plan, facts) : []
  return spec.type === 'date' ? [...turningDays(spec.key, plan, facts), ...others] : others
}

function weigherOf(key: string, rulebook: Rulebook, facts: Facts, readings: readonly Reading[]): Weigh {
  const known = new Map(readings.map(({ plan, weighing }) => [plan, weighing]))
  const before = (plan: Plan): Weighing => {
    const weighing = known.get(plan) ?? weigh(plan, facts)
    known.set(plan, weighing)
    return weighing
  }
  return (answer) => {
    const trial = { ...facts, [key]: answer }
    return together(rulebook.plansFor(trial).map((plan) => weighAgain(plan, trial, key, before(plan))))
  }
}

interface Span {
  readonly first: string
  last: string
  readonly effect: Effect
}

function effectsOfDate(spec: FactSpec, rulebook: Rulebook, facts: Facts, weighed: Weigh): readonly Effect[] {
  const isOpenEnded = facts[spec.key] === undefined
  const spans: Span[] = []
  const plans = new Set([rulebook.base, ...rulebook.plansFor(facts)])
  const days = new Set([...plans].flatMap((plan) => turningDays(spec.key, plan, facts)))
  for (const day of [...days].toSorted()) {
    const current = { answer: day, label: w(day, day, day), ...weighed(day) }
    const previous = spans.at(-1)
    if (previous !== undefined && isAlike(previous.effect, current)) previous.last = day
    else spans.push({ first: day, last: day, effect: current })
  }
  const dated = spans.map((span, index) => {
    const isFirst = isOpenEnded && index === 0
    const isLast = isOpenEnded && index === spans.length - 1
    return { ...span.effect, answer: isFirst ? span.last : span.first, label: spanLabel(span, isFirst, isLast) }
  })
  if (!isOpenEnded || spec.na === undefined) return dated
  return [...dated, { answer: notApplicable, label: spec.na, ...weighed(notApplicable) }]
}

function isAlike(a: Effect, b: Effect): boolean {
  return a.verdict === b.verdict && a.amountFen.min === b.amountFen.min && a.amountFen.max === b.amountFen.max
}

function spanLabel({ first, last }: Span, isFirst: boolean, isLast: boolean): Words {
  if (isFirst && isLast) return w('any day', '任何一天', '任何一天')
  if (isFirst) return w(`${last} or earlier`, `${last} 或更早`, `${last} 或更早`)
  if (isLast) return w(`${first} or later`, `${first} 或更晚`, `${first} 或更晚`)
  if (first === last) return w(first, first, first)
  return w(`${first} to ${last}`, `${first} 至 ${last}`, `${first} 至 ${last}`)
}

function labelOf(spec: FactSpec, answer: FactValue): Words {
  if (answer === notApplicable && spec.na !== undefined) return spec.na
  if (answer === true) return w('yes', '是', '是')
  if (answer === false) return w('no', '否', '否')
  const option = spec.options?.find(({ value }) => value === answer)
  if (option !== undefined) return option.label
  if (spec.type === 'fen' && typeof answer === 'number')
    return w(`¥${yuan(answer)}`, `${yuan(answer)} 元`, `${yuan(answer)} 元`)
  return w(String(answer), String(answer), String(answer))
}
