import { w } from '../language.ts'
import type { Pack, Terms } from '../product/pack.ts'
import { factSpec } from './fact.ts'
import type { Effect, JudgeOptions, Judgement, Liability, NextQuestion, Verdict } from './judgement.ts'
import { hull, isExact, nothing } from './range.ts'

const issuedOn = 'policy.issued_on'

/** While more than one version may govern the policy: decided only where all of them agree. */
export function acrossVersions(versions: readonly Terms[], judgements: readonly Judgement[]): Judgement {
  const latest = judgements.at(-1)
  if (latest === undefined) throw new Error('no version of the terms to judge under')
  const amountFen = judgements.map((judgement) => judgement.amountFen).reduce(hull)
  const isOneVerdict = judgements.every(({ verdict }) => verdict === latest.verdict)
  const verdict: Verdict = isOneVerdict && isExact(amountFen) ? latest.verdict : 'needs_info'
  const liability: Liability = judgements.every((judgement) => judgement.liability === latest.liability)
    ? latest.liability
    : 'unknown'
  const isOpen = verdict === 'needs_info'
  return {
    ...latest,
    verdict,
    liability,
    amountFen,
    stakeFen: judgements.map((judgement) => judgement.stakeFen).reduce(hull),
    refundFen: Math.min(...judgements.map((judgement) => judgement.refundFen)),
    nextQuestion: isOpen ? versionQuestion(versions, judgements) : null,
    missing: isOpen ? [issuedOn, ...new Set(judgements.flatMap((judgement) => judgement.missing))] : [],
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
    trace: { gates: [], exclusions: [], benefits: [], refund: [], flags: [{ flag: 'no_terms_version', laws: [] }] },
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
