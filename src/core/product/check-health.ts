import { runPipeline } from '../judgement/pipeline.ts'
import { comparisonsOf, type Comparison } from '../judgement/walk.ts'
import { checkTexts } from './check-unreasonable.ts'
import type { Benefit, Pack, Terms } from './pack.ts'
import type { PackProblem, Path } from './problem.ts'

/** 银保监办发〔2021〕7号 bound what was on sale from this day. */
const shortTermNoticeOn = '2021-05-01'

const health: readonly Pack['category'][] = [
  'medical',
  'cancer_medical',
  'hospital_cash',
  'critical_illness',
  'epidemic',
]

/** Circumstances that critical illness terms may exclude: 3.2.1–3.2.9 of the norm. */
const normExclusions: readonly (string | number)[] = [
  'policyholder_harm',
  'crime',
  'self_harm',
  'drugs',
  'driving',
  'hiv',
  'war',
  'nuclear',
  'hereditary',
]

/** What the regulator says of health insurance: short-term terms, and critical illness. */
export function checkHealth(pack: Pack, terms: Terms, path: Path): readonly PackProblem[] {
  const isShortTerm = health.includes(pack.category) && pack.renewal === 'not_guaranteed'
  const isOnSale = terms.issued.to === undefined || terms.issued.to >= shortTermNoticeOn
  return [
    ...(isShortTerm && isOnSale ? checkShortTerm(pack, terms, path) : []),
    ...(pack.category === 'critical_illness' ? checkCriticalIllness(terms, path) : []),
  ]
}

/**
 * 银保监办发〔2021〕7号, 短期健康保险: the terms say that renewal is not guaranteed, and know neither a grace period nor
 * automatic renewal nor a lifetime limit. A guaranteed renewal makes a product long-term.
 */
function checkShortTerm(pack: Pack, terms: Terms, path: Path): readonly PackProblem[] {
  const problems: PackProblem[] = []
  const texts = Object.values(terms.clauses).map(({ title, text }) => `${title}：${text}`)
  if (!texts.some((text) => text.includes('不保证续保'))) {
    const message = 'no clause says 不保证续保 (银保监办发〔2021〕7号)'
    problems.push({ path: [...path, 'clauses'], rule: 'renewal-wording', message })
  }
  for (const part of ['params', 'dates'] as const) {
    for (const name of Object.keys(terms[part]).filter((name) => /^grace/i.test(name))) {
      const message = `${name}: short-term health insurance has no grace period (银保监办发〔2021〕7号)`
      problems.push({ path: [...path, part, name], rule: 'grace-in-short-term', message })
    }
  }
  const sold = JSON.stringify(pack.summary)
  if (/自动续保|自動續保|终身限额|終身限額/.test(sold)) {
    const message = 'the summary speaks of automatic renewal or a lifetime limit (银保监办发〔2021〕7号)'
    problems.push({ path: ['summary'], rule: 'renewal-wording', message })
  }
  return [
    ...problems,
    ...checkTexts(terms, path, /宽限期/, 'grace-in-short-term', (number) => {
      return `clause ${number} grants a grace period, which short-term health insurance has not (银保监办发〔2021〕7号)`
    }),
    ...checkTexts(terms, path, /自动续保|终身限额/, 'renewal-wording', (number) => {
      return `clause ${number} speaks of automatic renewal or a lifetime limit (银保监办发〔2021〕7号)`
    }),
  ]
}

/**
 * 重大疾病保险的疾病定义使用规范 (2020 修订版): a mild illness pays at most 30 % of what the severe one pays, and no
 * circumstances are excluded but those of 3.2.1–3.2.9. Non-disclosure is no exclusion: it needs the contract rescinded.
 */
function checkCriticalIllness(terms: Terms, path: Path): readonly PackProblem[] {
  const problems: PackProblem[] = []
  const severeFen = Math.max(
    0,
    ...terms.benefits.filter((line) => names(line, 'severe')).map((line) => mostOf(line, terms)),
  )
  for (const [index, benefit] of terms.benefits.entries()) {
    if (!names(benefit, 'mild')) continue
    const mildFen = mostOf(benefit, terms)
    if (severeFen === 0 || mildFen * 10 <= severeFen * 3) continue
    const message = `${benefit.id} pays ${mildFen} fen, over 30 % of the ${severeFen} for the severe illness (重疾定义规范 2020)`
    problems.push({ path: [...path, 'benefits', index, 'amount'], rule: 'mild-over-30', message })
  }
  for (const [index, exclusion] of terms.exclusions.entries()) {
    const comparisons = comparisonsOf(exclusion.when)
    if (reads(comparisons, 'insurer.rescinded_on')) continue
    const beyond = comparisons.flatMap(beyondNorm)
    if (beyond.length === 0) continue
    const message = `${exclusion.id} excludes ${beyond.join(', ')}, which is not in 3.2.1–3.2.9 (重疾定义规范 2020)`
    problems.push({ path: [...path, 'exclusions', index, 'when'], rule: 'exclusion-beyond-norm', message })
  }
  return problems
}

/** Of an exclusion's comparison, what the norm does not know; suicide, with its dates, is part of 3.2.3. */
function beyondNorm({ operands, options }: Comparison): readonly (string | number)[] {
  const facts = operands.filter((operand) => typeof operand === 'string' && operand.includes('.'))
  if (facts.includes('event.exclusion')) return options.filter((option) => !normExclusions.includes(option))
  if (facts.includes('event.cause')) return options.filter((option) => option !== 'suicide')
  return facts.filter((fact) => fact !== 'event.on' && fact !== 'insured.capacity').map(String)
}

function names(benefit: Benefit, severity: string): boolean {
  return comparisonsOf(benefit.when).some(
    ({ operands, options }) => operands.includes('event.severity') && options.includes(severity),
  )
}

function reads(comparisons: readonly Comparison[], key: string): boolean {
  return comparisons.some(({ operands }) => operands.includes(key))
}

/** The most that a line can pay, whatever the facts are. */
function mostOf(benefit: Benefit, terms: Terms): number {
  return runPipeline(benefit.amount, { facts: {}, params: terms.params }).amountFen.max
}
