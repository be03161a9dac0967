import { factSpec } from '../judgement/fact.ts'
import { type Facts, type FactValue, isDateInterval, notApplicable } from '../judgement/fact-value.ts'
import type { ConditionTrace } from '../judgement/condition-trace.ts'
import type { Judgement } from '../judgement/judgement.ts'
import { type Language, w } from '../language.ts'
import { yuan } from '../money.ts'

/** The facts that take a claim out of cover, as a customer reads them: `确诊日期2026-01-30`. '' where none stands alone. */
export function reasonText(language: Language, { trace }: Pick<Judgement, 'trace'>, facts: Facts): string {
  const failing =
    trace.gates.find(({ value }) => value === false) ?? trace.exclusions.find(({ value }) => value === true)
  if (!failing) return ''
  const keys = [...new Set(factsIn(failing.when))].filter((key) => !key.startsWith('policy.'))
  const said = keys.flatMap((key) => {
    const [spec, value] = [factSpec(key), facts[key]]
    const words = value === undefined ? '' : valueText(language, key, value)
    return spec && words ? [`${spec.label[language]}${language === 'en' ? ' ' : '：'}${words}`] : []
  })
  return said.join(language === 'en' ? ', ' : '，')
}

function factsIn({ facts, children, absorbed }: ConditionTrace): readonly string[] {
  return absorbed ? [] : [...(facts ?? []), ...(children ?? []).flatMap(factsIn)]
}

/** Lists are left out: they do not read in a sentence. */
function valueText(language: Language, key: string, value: FactValue): string {
  const spec = factSpec(key)
  if (value === notApplicable) return spec?.na?.[language] ?? ''
  if (typeof value === 'boolean') return (value ? w('yes', '是', '是') : w('no', '否', '否'))[language]
  const option = spec?.options?.find((one) => one.value === value)
  if (option) return option.label[language]
  if (typeof value === 'number') return spec?.type === 'fen' ? `¥${yuan(value)}` : String(value)
  if (typeof value === 'string') return value
  return isDateInterval(value) ? `${value.from}~${value.to}` : ''
}
