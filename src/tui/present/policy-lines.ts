import { productName } from './product-name.ts'
import { stripUnsafe, cellWidth } from '../../app/cells.ts'
import { labels } from '../../app/language/labels.ts'
import type { Row } from '../../core/entities.ts'
import { yuan } from '../../core/money.ts'
import type { Pack, Terms } from '../../core/product/pack.ts'
import { termsIssuedOn } from '../../core/product/terms.ts'
import type { Hit, PolicyData, State } from '../state.ts'
import type { Dictionary } from '../words/en.ts'
import { limitLines } from './limit-lines.ts'
import { blank, heading, type Line, line } from './line.ts'
import { standingLines } from './standing-lines.ts'
import { wrapCells } from './wrap.ts'

export type ClauseRow = { number: string; text: string; heading: string }

/** The terms that govern a policy: by its day of issue; the newest when none says so. */
export function termsOf(pack: Pack, issuedOn: string | null): Terms | undefined {
  return (issuedOn === null ? undefined : termsIssuedOn(pack, issuedOn)) ?? pack.terms.at(-1)
}

/** The clauses that have the words of the filter, in the order of their numbers. */
export function clausesOf(pack: Pack, issuedOn: string | null, filter: string): ClauseRow[] {
  const wanted = filter.trim()
  return Object.entries(termsOf(pack, issuedOn)?.clauses ?? {})
    .map(([number, clause]) => ({ number, text: clause.text, heading: clause.title }))
    .filter(
      (clause) =>
        wanted === '' ||
        clause.text.includes(wanted) ||
        clause.heading.includes(wanted) ||
        clause.number.startsWith(wanted),
    )
    .sort((a, b) => a.number.localeCompare(b.number, 'en', { numeric: true }))
}

/** The facts of a policy, then what runs on it: limit and deductible as bars. */
export function policyLines(data: PolicyData, state: State, words: Dictionary, width: number): Line[] {
  const { standing, policy } = data
  const facts = policyFacts(data, state, words)
  if (!standing) return facts
  const used = limitLines(standing, words, width)
  const others = standingLines({ ...standing, limit: null, deductible: null }, policy, words, width)
  return [...facts, ...others, ...(used.length > 0 ? [blank(), heading(words.policy.used), ...used] : [])]
}

function policyFacts(
  { policy, customerName }: Omit<PolicyData, 'standing' | 'product'>,
  state: State,
  words: Dictionary,
): Line[] {
  const { language } = state
  const cells = language === 'en' ? 13 : 10
  const row = (label: string, text: string): Line => line({ text: label, cells, tone: 'dim' }, text)
  const source = labels.policySource[policy.source][language]
  return [
    heading(policy.number, `${labels.policyState[policy.state][language]} · ${source}`),
    row(
      words.policy.insured,
      stripUnsafe(policy.insuredName === customerName ? customerName : `${policy.insuredName} (${customerName})`),
    ),
    row(words.policy.effective, `${policy.effectiveOn} ${words.customer.until} ${policy.expiresOn}`),
    row(words.policy.issued, policy.issuedOn),
    row(
      words.policy.premium,
      `¥${yuan(policy.premiumFen)}${policy.paidThrough ? `  ${words.policy.paidThrough} ${policy.paidThrough}` : ''}`,
    ),
    ...(policy.sumInsuredFen === null ? [] : [row(words.policy.sum, `¥${yuan(policy.sumInsuredFen)}`)]),
  ]
}

/** The clauses quoted in full, the chosen one marked; and the line at which it begins. */
export function clauseLines(
  clauses: readonly ClauseRow[],
  index: number,
  width: number,
): { lines: Line[]; cursorLine: number } {
  const lines: Line[] = []
  let cursorLine = 0
  for (const [at, clause] of clauses.entries()) {
    const isSelected = at === index
    if (isSelected) cursorLine = lines.length
    lines.push({
      spans: [
        { text: isSelected ? '>' : ' ', cells: 1 },
        { text: clause.number, tone: 'accent' },
        { text: ` ${clause.heading}`, tone: 'strong' },
      ],
      isSelected,
    })
    for (const text of wrapCells(clause.text, width - 2)) lines.push(line({ text: `  ${text}` }))
  }
  return { lines, cursorLine }
}

/** Search results, a line each. */
export function hitLines(hits: readonly Hit[], index: number, state: State, words: Dictionary, width: number): Line[] {
  const { language } = state
  const kindCells = language === 'en' ? 9 : 5
  return hits.map((hit, at): Line => {
    const isSelected = at === index
    const marker = { text: isSelected ? '>' : ' ', cells: 1 }
    switch (hit.entity) {
      case 'customer': {
        const { customer } = hit
        const tail = customer.phone ? customer.phone.slice(-4) : ''
        return {
          isSelected,
          spans: [
            marker,
            { text: words.search.customer, cells: kindCells, tone: 'accent' },
            { text: stripUnsafe(customer.name), cells: 10, tone: 'strong' },
            { text: tail, cells: 6 },
            { text: stripUnsafe(customer.city ?? ''), tone: 'dim' },
          ],
        }
      }
      case 'policy': {
        const { policy } = hit
        return {
          isSelected,
          spans: [
            marker,
            { text: words.search.policy, cells: kindCells, tone: 'good' },
            { text: stripUnsafe(hit.customerName), cells: 10, tone: 'strong' },
            { text: policy.number, cells: 19 },
            { text: productName(policy.productCode, state), tone: 'dim' },
          ],
        }
      }
      case 'clause': {
        const clause = `${productName(hit.productCode, state)} ${hit.number} `
        return {
          isSelected,
          spans: [
            marker,
            { text: words.search.clause, cells: kindCells, tone: 'warn' },
            { text: clause, tone: 'accent' },
            { text: hit.text, cells: Math.max(0, width - kindCells - cellWidth(clause) - 1) },
          ],
        }
      }
    }
  })
}

/** What the selected hit is, in the right pane. */
export function hitPreview(hit: Hit, state: State, words: Dictionary, width: number): Line[] {
  const { language } = state
  switch (hit.entity) {
    case 'clause':
      return [
        heading(hit.productName),
        blank(),
        line({ text: hit.number, tone: 'accent' }),
        ...wrapCells(hit.text, width).map((text) => line(text)),
      ]
    case 'policy':
      return policyFacts({ policy: hit.policy, customerName: hit.customerName }, state, words)
    case 'customer': {
      const { customer } = hit
      return [
        heading(stripUnsafe(customer.name), labels.gender[customer.gender][language]),
        line(customerRemark(customer)),
        line({ text: stripUnsafe(customer.tags.join(' · ')), tone: 'accent' }),
      ]
    }
  }
}

function customerRemark(customer: Row<'customer'>): string {
  return stripUnsafe([customer.city, customer.since].filter(Boolean).join('  '))
}
