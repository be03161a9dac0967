import type { Terms } from './pack.ts'
import type { PackProblem, PackRule, Path } from './problem.ts'

/** The notice that a waiting period goes by the diagnosis, not by symptoms, was given on this day. */
const symptomNoticeOn = '2022-07-27'

const unreasonableDocuments =
  /火化|丧葬|殡葬|喪葬|殯葬|cremation|funeral|票根|车票|車票|机票|機票|登机牌|登機證|ticket/i

/** Whether a request names what may not be demanded: cremation and funeral certificates, ticket stubs (负面清单 2025, 第 8 项). */
export function asksUnreasonably(text: string): boolean {
  return unreasonableDocuments.test(text)
}

/** What no terms may say or ask for, whatever they cover. */
export function checkUnreasonable(terms: Terms, path: Path): readonly PackProblem[] {
  return [
    ...checkWaiting(terms, path),
    ...checkRequests(terms, path),
    ...checkTexts(terms, path, /生存期|存活满|生存满/, 'unreasonable-condition', (number) => {
      return `clause ${number} makes payment depend on surviving a period (负面清单 2025, 第 11 项)`
    }),
  ]
}

/**
 * Waiting periods end by day 180 (健康保险管理办法 2019). Terms issued after the notice of 2022-07-27, or still on sale, may
 * take from cover only what was diagnosed in them, not what had shown symptoms (also 负面清单 2025, 第 10 项).
 */
function checkWaiting(terms: Terms, path: Path): readonly PackProblem[] {
  const problems: PackProblem[] = []
  const days = terms.params['waiting_days']
  if (days !== undefined && days > 180) {
    const message = `a waiting period of ${days} days is over 180 (健康保险管理办法)`
    problems.push({ path: [...path, 'params', 'waiting_days'], rule: 'waiting-too-long', message })
  }
  const isBound = terms.issued.from > symptomNoticeOn || terms.issued.to === undefined
  if (!isBound) return problems
  for (const kind of ['gates', 'exclusions'] as const) {
    for (const [index, rule] of terms[kind].entries()) {
      if (!JSON.stringify(rule.when).includes('"event.first_symptom_on"')) continue
      const message = `${rule.id} goes by the first symptoms, not by the diagnosis (2022-07-27 等待期通知)`
      problems.push({ path: [...path, kind, index, 'when'], rule: 'waiting-by-symptom', message })
    }
  }
  const text = /等待期[^。]*(症状|体征|检查异常)/
  return [
    ...problems,
    ...checkTexts(terms, path, text, 'waiting-by-symptom', (number) => {
      return `clause ${number} takes symptoms in the waiting period out of cover (2022-07-27 等待期通知)`
    }),
  ]
}

/** Cremation and funeral certificates, and ticket stubs, may not be asked for (负面清单 2025, 第 8 项). */
function checkRequests(terms: Terms, path: Path): readonly PackProblem[] {
  const problems: PackProblem[] = []
  for (const [index, { code, name, why }] of terms.documents.entries()) {
    const found = unreasonableDocuments.exec(JSON.stringify([code, name, why]))
    if (found === null) continue
    const message = `${found[0]}: cremation and funeral certificates and ticket stubs may not be asked for (负面清单 2025)`
    problems.push({ path: [...path, 'documents', index], rule: 'unreasonable-document', message })
  }
  const texts = checkTexts(terms, path, unreasonableDocuments, 'unreasonable-document', (number) => {
    return `clause ${number} asks for cremation or funeral certificates, or ticket stubs (负面清单 2025)`
  })
  return [...problems, ...texts]
}

/** One problem for each clause whose title or text has the words. */
export function checkTexts(
  terms: Terms,
  path: Path,
  words: RegExp,
  rule: PackRule,
  messageOf: (number: string) => string,
): readonly PackProblem[] {
  return Object.entries(terms.clauses)
    .filter(([, { title, text }]) => words.test(`${title}：${text}`))
    .map(([number]) => ({ path: [...path, 'clauses', number], rule, message: messageOf(number) }))
}
