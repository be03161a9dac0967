import { productCells, productName } from './product-name.ts'
import { stripUnsafe } from '../../app/cells.ts'
import type { CustomerDesk } from '../../app/customer-standing.ts'
import { factLabel, factValueWords } from '../../app/language/fact-words.ts'
import { labels } from '../../app/language/labels.ts'
import type { Row } from '../../core/entities.ts'
import { yuan } from '../../core/money.ts'
import type { PolicyStanding } from '../../core/policy/standing.ts'
import type { CustomerData, State } from '../state.ts'
import type { Dictionary } from '../words/en.ts'
import { limitLines } from './limit-lines.ts'
import { blank, heading, type Line, line, type Span } from './line.ts'
import { moment } from './moments.ts'
import { wrapCells } from './wrap.ts'

/** What runs on a policy, below its line; nothing of one that is over. */
export function standingLines(
  standing: PolicyStanding | undefined,
  policy: Pick<Row<'policy'>, 'sumInsuredFen'>,
  { running: words }: Dictionary,
  width: number,
): Line[] {
  if (!standing) return []
  const { waitingUntil, deductible, limit, payment, renewal } = standing
  const told: Span[] = [
    ...(waitingUntil ? [{ text: words.waiting(waitingUntil), tone: 'warn' as const }] : []),
    ...(payment
      ? [
          {
            text: words.payment(payment.on, yuan(payment.fen), payment.isLate),
            tone: payment.isLate ? 'bad' : 'plain',
          } as const,
        ]
      : []),
    ...(deductible
      ? [
          {
            text: words.deductible(yuan(deductible.fen), deductible.usedFen === null ? null : yuan(deductible.usedFen)),
          },
        ]
      : []),
    ...(limit ? [{ text: words.left(yuan(limit.leftFen), yuan(limit.fen)) }] : []),
    ...(policy.sumInsuredFen !== null && policy.sumInsuredFen !== limit?.fen && renewal
      ? [{ text: words.sum(yuan(policy.sumInsuredFen)) }]
      : []),
    ...(renewal && renewal.days <= 60
      ? [{ text: words.renewal(renewal.on, renewal.days), tone: 'warn' as const }]
      : []),
    ...(renewal?.kind ? [{ text: words.kinds[renewal.kind], tone: 'dim' as const }] : []),
  ]
  return told.flatMap(({ text, tone = 'dim' }) =>
    wrapCells(text, width - 4).map((part) => line('    ', { text: part, tone })),
  )
}

/** A claim in a line: how it stands, on what, since when, what it has paid. */
export function claimSpans(claim: Row<'claim'>, whole: CustomerDesk, state: State): Span[] {
  const { language, now } = state
  const policy = whole.policies.find(({ id }) => id === claim.policyId)
  const paid = claim.paidFen === null ? '' : ` ¥${yuan(claim.paidFen)}`
  return [
    { text: labels.claimState[claim.state][language], cells: language === 'en' ? 12 : 9, tone: 'strong' },
    { text: policy ? productName(policy.productCode, state) : '', cells: productCells[language] },
    { text: `${moment(claim.openedAt, now)}${paid}`, tone: 'dim' },
  ]
}

const mostKnown = 10

/** What is not gone into from here: schemes that apply, complaints, goodwill, and what the customer has answered before. */
export function beyondItems(whole: CustomerData, state: State, words: Dictionary, width: number): Line[] {
  const { language, now } = state
  const lines: Line[] = []
  const { complaints, goodwill, known, schemes } = whole
  if (schemes.length > 0) lines.push(blank(), heading(words.customer.schemes, String(schemes.length)))
  for (const { scheme, claim } of schemes) {
    const { name, minFen, maxFen, productCode } = scheme
    const pays = minFen === maxFen ? yuan(maxFen) : `${yuan(minFen)}–${yuan(maxFen)}`
    const product = `${productName(productCode, state)} ${moment(claim.openedAt, now)}`
    for (const part of wrapCells(stripUnsafe(words.customer.schemeFits(name, pays, product)), width - 1))
      lines.push(line({ text: ` ${part}`, tone: 'good' }))
  }
  if (complaints.length > 0) lines.push(blank(), heading(words.customer.complaints, String(complaints.length)))
  for (const { receivedOn, point } of complaints)
    lines.push(line({ text: ` ${receivedOn} `, tone: 'dim' }, { text: stripUnsafe(point), tone: 'warn' }))
  if (goodwill.length > 0) lines.push(blank(), heading(words.customer.goodwill, String(goodwill.length)))
  for (const { at, name, amountFen } of goodwill)
    lines.push(line({ text: ` ${moment(at, now)} `, tone: 'dim' }, `${stripUnsafe(name)} ¥${yuan(amountFen)}`))
  if (known.length === 0) return lines
  lines.push(blank(), heading(words.customer.known, words.customer.knownHint))
  for (const { fact, value } of known.slice(0, mostKnown)) {
    const text = `${factLabel(fact, language)}  ${stripUnsafe(factValueWords(fact, value, language))}`
    for (const part of wrapCells(text, width - 1)) lines.push(line(` ${part}`))
  }
  if (known.length > mostKnown)
    lines.push(line({ text: ` ${words.customer.knownMore(known.length - mostKnown)}`, tone: 'dim' }))
  return lines
}

/** Beside the customer, where there is room: how much of each policy's year is used, and what is not gone into from here. */
export function besideCustomer(whole: CustomerData, state: State, words: Dictionary, width: number): Line[] {
  const used = whole.policies.flatMap((policy) => {
    const standing = whole.standing[policy.id]
    const lines = standing ? limitLines(standing, words, width) : []
    return lines.length === 0
      ? []
      : [heading(productName(policy.productCode, state), stripUnsafe(policy.insuredName)), ...lines, blank()]
  })
  const [, ...beyond] = beyondItems(whole, state, words, width)
  return [...used, ...beyond]
}
