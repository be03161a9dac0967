import { groundNamed } from '../../core/claim/grounds.ts'
import type { ClaimStep } from '../../core/claim/schema.ts'
import { factSpec } from '../../core/judgement/fact.ts'
import { knownDocument } from '../../core/judgement/document-name.ts'
import type { Language } from '../../core/language.ts'
import { yuan } from '../../core/money.ts'
import { claimLabels, disputeWayWords, outcomeWords } from './claim-labels.ts'
import { labels } from './labels.ts'

/** What a step of a claim's life says beyond its name; '' when the name says it all. Not made safe for a terminal here. */
export function stepText({ kind, data, on }: Pick<ClaimStep, 'kind' | 'data' | 'on'>, language: Language): string {
  const said = (key: string) => (typeof data[key] === 'string' ? data[key] : '')
  const money = (key: string) => (typeof data[key] === 'number' ? `¥${yuan(data[key])}` : '')
  const document = (code: unknown) => knownDocument(String(code))?.name[language] ?? String(code)
  const documents = (key: string) =>
    Array.isArray(data[key]) ? data[key].map(document).join(language === 'en' ? ', ' : '、') : ''
  const parts = (): string[] => {
    switch (kind) {
      case 'opened':
        return [said('title'), said('policyNumber')]
      case 'handedOver':
        return [said('note'), said('feeling')]
      case 'judged':
      case 'told':
        return [verdictWords(said('verdict'), language), amountOf(data['amountFen'])]
      case 'documentsAsked':
        return [documents('codes')]
      case 'documentAdded':
        return [document(data['code']), factSpec(said('fact'))?.label[language] ?? said('fact'), said('reason')]
      case 'documentReceived':
      case 'documentUnreadable':
      case 'documentAccepted':
        return [document(data['code']), said('note')]
      case 'submitted':
        return [documents('lacking'), said('because')]
      case 'insurerStatus':
        return [wordIn(claimLabels.insurerStatus, said('status'), language), said('note')]
      case 'insurerAsked':
      case 'supplied':
        return [said('documents')]
      case 'agreed':
        return [money('agreedFen')]
      case 'paid':
      case 'partlyPaid':
        return [money('paidFen'), said('clause'), said('reason')]
      case 'refused':
        return [said('clause'), said('reason')]
      case 'explained':
        return [said('clause'), said('reason')]
      case 'disputeOpened':
        return [...groundWords(data['grounds'], language), money('stakeFen')]
      case 'evidence':
        return [`${data['isInHand'] === true ? '✓ ' : ''}${said('what')}`]
      case 'round':
        return [disputeWayWords(said('way'))[language], said('argument')]
      case 'roundAnswered':
        return [disputeWayWords(said('way'))[language], said('answer'), money('offeredFen')]
      case 'disputeEnded':
        return [wordIn(claimLabels.dispute, said('result'), language), money('wonFen'), said('lesson')]
      case 'takenBack':
        return [wordIn(labels.claimState, said('state'), language), said('reason')]
      case 'closed':
        return [outcomeWords(said('outcome'))[language], money('paidFen')]
    }
  }
  return [on ?? '', ...parts()].filter((part) => part !== '').join(' · ')
}

function groundWords(grounds: unknown, language: Language): string[] {
  return Array.isArray(grounds) ? grounds.map((id) => groundNamed(String(id))?.name[language] ?? String(id)) : []
}

function verdictWords(verdict: string, language: Language): string {
  return wordIn(labels.verdict, verdict, language)
}

function wordIn(table: Readonly<Record<string, { [L in Language]: string }>>, key: string, language: Language): string {
  return table[key]?.[language] ?? key
}

function amountOf(range: unknown): string {
  if (typeof range !== 'object' || range === null || !('min' in range) || !('max' in range)) return ''
  const { min, max } = range
  if (typeof min !== 'number' || typeof max !== 'number') return ''
  return min === max ? `¥${yuan(min)}` : `¥${yuan(min)}–¥${yuan(max)}`
}
