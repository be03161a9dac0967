import { canonicalJson } from '../../core/canonical-json.ts'
import { readFacts } from '../../core/judgement/fact.ts'
import type { Facts } from '../../core/judgement/fact-value.ts'
import type { Language } from '../../core/language.ts'
import { factLabel, factValueWords } from '../language/fact-words.ts'
import { whyWords } from '../language/why-words.ts'

/** Where a fact comes from: an answer that was given, or what our own file says; else whether anybody was asked. */
export type FactSource = 'answer' | 'file' | 'nobodyKnows' | 'unasked'

/** A fact that a rule reads: its value in words (empty while unknown) and where that comes from. */
export type FactUse = { key: string; label: string; value: string; source: FactSource }

/** `answers` is what the claim has been told, as it is stored. */
export function factUses(
  keys: readonly string[],
  facts: Facts,
  answers: Readonly<Record<string, unknown>>,
  language: Language,
): readonly FactUse[] {
  const given = readFacts(answers)
  return keys.map((key): FactUse => {
    const [value, answer] = [facts[key], given.facts[key]]
    const label = factLabel(key, language)
    if (value === undefined)
      return { key, label, value: '', source: given.askedUnknown.includes(key) ? 'nobodyKnows' : 'unasked' }
    const isAnswer = answer !== undefined && canonicalJson(answer) === canonicalJson(value)
    return { key, label, value: factValueWords(key, value, language), source: isAnswer ? 'answer' : 'file' }
  })
}

export function sourceWords(source: FactSource, language: Language): string {
  switch (source) {
    case 'answer':
      return whyWords.fromAnswer[language]
    case 'file':
      return whyWords.fromFile[language]
    case 'nobodyKnows':
    case 'unasked':
      return whyWords[source][language]
  }
}
