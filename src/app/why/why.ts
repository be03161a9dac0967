import type { Overlay } from '../../core/product/overlay.ts'
import type { Benefit, Terms } from '../../core/product/pack.ts'
import type { AmountStep } from '../../core/judgement/amount-step.ts'
import type { Condition } from '../../core/judgement/condition.ts'
import type { ConditionTrace } from '../../core/judgement/evaluate.ts'
import type { BenefitTrace, Judgement, OverlayTrace, RuleTrace } from '../../core/judgement/judgement.ts'
import { overlaid } from '../../core/judgement/overlaid.ts'
import type { StepTrace } from '../../core/judgement/pipeline.ts'
import type { Truth } from '../../core/judgement/truth.ts'
import { factsOfCondition, factsOfSteps } from '../../core/judgement/walk.ts'
import type { Language } from '../../core/language.ts'
import type { Checklist } from '../../core/checklist/checklist.ts'
import { flagWords, groundWords } from '../language/claim-words.ts'
import { numberWords, ruleWords } from '../language/pack-words.ts'
import {
  benefitStates,
  colon,
  conditionStates,
  comma,
  exclusionStates,
  gateStates,
  overlayStates,
  type whyParts,
  whyWords,
} from '../language/why-words.ts'
import { stepsWords, type SumLine, yuanRange } from './amount-words.ts'
import { stepNotes } from './step-notes.ts'
import { conditionWords, isOneLine, type Reader } from './condition-words.ts'

export type WhyPart = keyof typeof whyParts

/** One line of why a judgement came out as it did, with what stands behind it. */
export type WhyNode = {
  part: WhyPart
  is: 'rule' | 'condition' | 'step'
  depth: number
  /** How it came out; for what has no truth of its own (steps, flags) null. */
  value: Truth | null
  /** Whether that speaks for paying; null where it does neither. */
  isGood: boolean | null
  text: string
  /** How it came out in a word, or in yuan. */
  remark: string
  /** The arithmetic of a step in one line. */
  arithmetic: string
  sum: readonly SumLine[]
  /** Its value did not matter for what it stands under. */
  isAbsorbed: boolean
  clauses: readonly string[]
  laws: readonly string[]
  facts: readonly string[]
  missing: readonly string[]
  grounds: readonly string[]
  notes: readonly string[]
}

export type Why = { nodes: readonly WhyNode[]; terms: Terms; total: string; notes: readonly string[] }

/** What an explanation is read from; `overlays` are the definitions of those that the judgement was given with. */
export type Explained = Pick<Checklist, 'judgement' | 'facts' | 'pack'> & { overlays: readonly Overlay[] }

/**
 * The trace of a judgement in words: every rule with its comparisons, every line of benefit with its arithmetic. Null where
 * the pack has no terms for the day of issue, when there is nothing to explain.
 */
export function explain({ judgement, facts, pack, overlays }: Explained, language: Language): Why | null {
  const sold = pack.terms.find(({ version }) => version === judgement.pack.version)
  if (sold === undefined) return null
  const { trace } = judgement
  const byId = new Map([...pack.overlays, ...overlays].map((overlay) => [overlay.id, overlay]))
  // Of several readings the trace has the last, on which every overlay that is open lies too.
  const laidOn = trace.overlays.filter((one) => one.value !== false).flatMap((one) => byId.get(one.id) ?? [])
  const terms = overlaid(sold, laidOn)
  const reader: Reader = { scope: { facts, params: terms.params }, language }
  const isVersionOpen = judgement.missing.includes('policy.issued_on') && pack.terms.length > 1
  const nodes = [
    ...trace.overlays.map((one) => overlayNode(one, byId.get(one.id), sold, language)),
    ...trace.gates.flatMap((rule) => ruleNodes('gates', rule, terms, reader)),
    ...trace.exclusions.flatMap((rule) => ruleNodes('exclusions', rule, terms, reader)),
    ...trace.benefits.flatMap((benefit) => benefitNodes(benefit, terms, reader)),
    ...refundNodes(judgement, terms, reader),
    ...trace.flags.map(({ flag, clause, laws }): WhyNode => ({
      ...bare('flags', 'rule', flagWords(flag)[language]),
      clauses: clause === undefined ? [] : [clause],
      laws,
      facts: terms.flags.filter((one) => one.flag === flag).flatMap((one) => distinct(factsOfCondition(one.when))),
    })),
  ]
  return {
    nodes,
    terms,
    total: totalWords(judgement, language),
    notes: isVersionOpen ? [whyWords.openVersion[language]] : [],
  }
}

function totalWords({ liability, stakeFen, trace }: Judgement, language: Language): string {
  const isOut = liability === 'out' && stakeFen.max > 0
  if (!isOut && trace.benefits.filter((benefit) => benefit.value !== false).length < 2) return ''
  const sum = `${whyWords.total[language]} ¥${yuanRange(stakeFen)}`
  return isOut ? `${sum} · ${whyWords.out[language]}` : sum
}

function overlayNode(
  { id, value, announced, url, diagnosed, dropped, set, missing }: OverlayTrace,
  overlay: Overlay | undefined,
  sold: Terms,
  language: Language,
): WhyNode {
  const say = (word: keyof typeof whyWords, text: string) => `${whyWords[word][language]}${colon(language)}${text}`
  const gates = sold.gates.filter((gate) => dropped.includes(gate.id))
  const names = gates.map((gate) => `${ruleWords('gates', gate, sold.clauses)[language]} (${gate.clause})`)
  const changed = Object.entries(set)
    .filter(([name]) => name in sold.params)
    .map(
      ([name, to]) =>
        `${numberWords(name)[language]} ${numberText(name, sold.params[name] ?? 0)} → ${numberText(name, to)}`,
    )
  return {
    ...bare('overlays', 'rule', overlay?.name?.[language] ?? id),
    value,
    isGood: value === true ? true : null,
    remark: stateOf(overlayStates, value)[language],
    clauses: gates.map((gate) => gate.clause),
    facts: overlay?.disease === undefined ? ['event.diagnosed_on'] : ['event.diagnosed_on', 'event.disease'],
    missing,
    notes: [
      ...(value === 'unknown' ? [whyWords.shownLaidOn[language]] : []),
      say('announced', `${announced} ${url}`),
      say('diagnosed', `${diagnosed.from}~${diagnosed.to}`),
      ...(names.length > 0 ? [say('drops', names.join(comma(language)))] : []),
      ...(changed.length > 0 ? [say('sets', changed.join(comma(language)))] : []),
    ],
  }
}

function ruleNodes(part: 'gates' | 'exclusions', trace: RuleTrace, terms: Terms, reader: Reader): WhyNode[] {
  const rule = terms[part].find((one) => one.id === trace.id)
  const { language } = reader
  const isAgainst = part === 'gates' ? trace.value === false : trace.value === true
  const burden = rule && 'burden' in rule ? rule.burden : undefined
  const node: WhyNode = {
    ...bare(part, 'rule', ruleWords(part, trace, terms.clauses)[language]),
    value: trace.value,
    isGood: trace.value === 'unknown' ? null : !isAgainst,
    remark: stateOf(part === 'gates' ? gateStates : exclusionStates, trace.value)[language],
    clauses: [trace.clause],
    laws: rule?.laws ?? [],
    facts: rule ? distinct(factsOfCondition(rule.when)) : [],
    missing: trace.when.missing,
    grounds: isAgainst ? (rule?.dispute ?? []).map((ground) => groundWords(ground)[language]) : [],
    notes: burden
      ? [`${whyWords.burden[language]}${colon(language)}${whyWords[burden as 'insurer' | 'claimant'][language]}`]
      : [],
  }
  return [node, ...(rule ? conditionNodes(part, rule.when, trace.when, 1, false, trace.clause, reader) : [])]
}

function benefitNodes(trace: BenefitTrace, terms: Terms, reader: Reader): WhyNode[] {
  const benefit = terms.benefits.find((one) => one.id === trace.id)
  const { language } = reader
  const isPaying = trace.value !== false
  const state = stateOf(benefitStates, trace.value)[language]
  const node: WhyNode = {
    ...bare('benefits', 'rule', ruleWords('benefits', trace, terms.clauses)[language]),
    value: trace.value,
    isGood: trace.value === true ? true : null,
    remark: isPaying ? `${state} ¥${yuanRange(trace.amountFen)}` : state,
    isAbsorbed: !isPaying,
    clauses: [trace.clause],
    facts: benefit ? distinct(factsOfCondition(benefit.when)) : [],
    missing: trace.when.missing,
  }
  if (benefit === undefined) return [node]
  const conditions = conditionNodes('benefits', benefit.when, trace.when, 1, !isPaying, trace.clause, reader)
  // What is not paid needs no sum.
  const steps = isPaying ? stepNodes('benefits', trace.steps, benefit.amount, reader) : []
  return [node, ...conditions, ...steps]
}

function refundNodes({ trace, liability }: Judgement, terms: Terms, reader: Reader): WhyNode[] {
  if (trace.refund.length === 0 || liability !== 'out') return []
  const failing = [
    ...terms.gates.filter((gate) => trace.gates.some((one) => one.id === gate.id && one.value === false)),
    ...terms.exclusions.filter((rule) => trace.exclusions.some((one) => one.id === rule.id && one.value === true)),
  ]
  const steps = failing.find((rule) => rule.refund)?.refund ?? []
  return stepNodes('refund', trace.refund, steps, reader)
}

function stepNodes(part: WhyPart, traces: readonly StepTrace[], steps: Benefit['amount'], reader: Reader): WhyNode[] {
  return stepsWords(traces, reader.language).map((words, at): WhyNode => {
    const trace = traces[at]
    const step: AmountStep | undefined = steps[at]
    return {
      ...bare(part, 'step', words.label),
      depth: 1,
      value: trace && trace.missing.length > 0 ? 'unknown' : null,
      remark: words.result,
      arithmetic: words.inOneLine,
      sum: words.sum,
      // It could not have changed the amount.
      isAbsorbed: trace?.applies === false && trace.op !== 'start',
      clauses: trace ? [trace.clause] : [],
      laws: trace?.law === undefined ? [] : [trace.law],
      facts: step ? distinct(factsOfSteps([step])) : [],
      missing: trace?.missing ?? [],
      notes: step ? stepNotes(step, reader) : [],
    }
  })
}

function conditionNodes(
  part: WhyPart,
  condition: Condition,
  trace: ConditionTrace,
  depth: number,
  isUnderAbsorbed: boolean,
  clause: string,
  reader: Reader,
): WhyNode[] {
  const isAbsorbed = isUnderAbsorbed || trace.absorbed === true
  const own = trace.clause ?? clause
  const node: WhyNode = {
    ...bare(part, 'condition', conditionWords(condition, trace.value, reader)),
    ...{
      depth,
      value: trace.value,
      isAbsorbed,
      remark: stateOf(conditionStates, trace.value)[reader.language],
      missing: trace.missing,
      clauses: [own],
    },
    facts: distinct(factsOfCondition(condition)),
  }
  if (isOneLine(condition)) return [node]
  const inner =
    'all' in condition ? condition.all : 'any' in condition ? condition.any : 'not' in condition ? [condition.not] : []
  const children = inner.flatMap((one, at) => {
    const child = trace.children?.[at]
    return child ? conditionNodes(part, one, child, depth + 1, isAbsorbed, own, reader) : []
  })
  return [node, ...children]
}

function bare(part: WhyPart, is: WhyNode['is'], text: string): WhyNode {
  return {
    ...{ part, is, depth: 0, value: null, isGood: null, text, remark: '', arithmetic: '', sum: [], isAbsorbed: false },
    ...{ clauses: [], laws: [], facts: [], missing: [], grounds: [], notes: [] },
  }
}

function stateOf<T extends { applies: unknown; doesNot: unknown; open: unknown }>(
  states: T,
  value: Truth,
): T['applies'] | T['doesNot'] | T['open'] {
  return value === 'unknown' ? states.open : value ? states.applies : states.doesNot
}

function numberText(name: string, value: number): string {
  if (name.endsWith('_fen')) return `¥${yuanRange({ min: value, max: value })}`
  return name.endsWith('_bp') ? `${value / 100}%` : String(value)
}

function distinct(keys: readonly string[]): readonly string[] {
  return [...new Set(keys)]
}
