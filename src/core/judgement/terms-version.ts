import { w } from '../language.ts'
import type { Pack, Terms } from '../product/pack.ts'
import { factSpec } from './fact.ts'
import type { Effect, JudgeOptions, Judgement, NextQuestion } from './judgement.ts'
import { hull, nothing } from './range.ts'
import { together } from './rulebook.ts'

const issuedOn = 'policy.issued_on'

/** While more than one version may govern the policy: decided only where all of them agree. */
export function acrossVersions(versions: readonly Terms[], judgements: readonly Judgement[]): Judgement {
  const one = acrossReadings(judgements)
  if (one.verdict !== 'needs_info') return { ...one, nextQuestion: null, missing: [] }
  return {
    ...one,
    nextQuestion: versionQuestion(versions, judgements),
    missing: [issuedOn, ...new Set(judgements.flatMap((judgement) => judgement.missing))],
  }
}

/**
 * One judgement that holds under every reading given, worded by the last of them; its question and what is missing are the
 * caller's to say.
 */
export function acrossReadings(judgements: readonly Judgement[]): Judgement {
  const latest = judgements.at(-1)
  if (latest === undefined) throw new Error('no reading to judge under')
  const isOneLiability = judgements.every((judgement) => judgement.liability === latest.liability)
  return {
    ...latest,
    ...together(judgements),
    liability: isOneLiability ? latest.liability : 'unknown',
    stakeFen: judgements.map((judgement) => judgement.stakeFen).reduce(hull),
    refundFen: Math.min(...judgements.map((judgement) => judgement.refundFen)),
  }
}

/** A policy issued on a day for which the pack has no terms: nothing can be said. */
export function withoutTerms(pack: Pack, options: JudgeOptions): Judgement {
  return {
    verdict: 'needs_info',
    liability: 'unknown',
    amountFen: nothing,
    stakeFen: nothing,
    refundFen: 0,
    clauses: [],
    quotes: {},
    laws: [],
    flags: ['no_terms_version'],
    grounds: [],
    overlays: [],
    nextQuestion: null,
    missing: [],
    documents: [],
    deadlines: {},
    pack: { product: pack.product, version: '', revision: pack.revision, sha256: options.sha256 ?? '' },
    asOf: options.asOf,
    trace: {
      overlays: [],
      gates: [],
      exclusions: [],
      benefits: [],
      refund: [],
      flags: [{ flag: 'no_terms_version', laws: [] }],
    },
  }
}

function versionQuestion(versions: readonly Terms[], judgements: readonly Judgement[]): NextQuestion {
  const effects = versions.flatMap((terms, index): readonly Effect[] => {
    const judgement = judgements[index]
    if (judgement === undefined) return []
    const { from, to } = terms.issued
    const label =
      to === undefined
        ? w(`${from} or later`, `${from} 或更晚`, `${from} 或更晚`)
        : w(`${from} to ${to}`, `${from} 至 ${to}`, `${from} 至 ${to}`)
    return [{ answer: from, label, verdict: judgement.verdict, amountFen: judgement.amountFen }]
  })
  const text = factSpec(issuedOn)?.question ?? w(issuedOn, issuedOn, issuedOn)
  return { fact: issuedOn, clause: judgements.at(-1)?.clauses[0] ?? '', text, effects }
}
