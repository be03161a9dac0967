import { productName } from './product-name.ts'
import { stripUnsafe } from '../../app/cells.ts'
import { labels } from '../../app/language/labels.ts'
import { breakdownLines, reasonWords } from '../../app/language/reasons.ts'
import type { Queued, WholeCustomer } from '../../app/queries.ts'
import { maskPhone } from '../../core/customer/mask.ts'
import { breakdown } from '../../core/queue/order.ts'
import type { State } from '../state.ts'
import type { Tone } from '../theme.ts'
import type { Dictionary } from '../words/en.ts'
import { blank, heading, type Line, line, type Span } from './line.ts'
import { othersLines, othersSign } from './present-lines.ts'
import { personHeading } from './customer-lines.ts'
import { moment } from './moments.ts'
import { wrapCells } from './wrap.ts'

/** Of the six bands, the worst first. */
export const bandTones: readonly Tone[] = ['bad', 'bad', 'warn', 'plain', 'accent', 'dim']

/** The visible rows of the queue. A row: whose it is, customer, kind, why it stands there. */
export function queueLines(
  rows: readonly Queued[],
  cursorId: string | null,
  me: string,
  state: State,
  words: Dictionary,
  width: number,
): Line[] {
  const { language } = state
  const kindCells = language === 'en' ? 9 : 4
  return rows.map((row): Line => {
    const item = row.case
    return {
      isSelected: item.id === cursorId,
      spans: [
        { text: item.id === cursorId ? '>' : ' ', cells: 1 },
        {
          text: signOf(row, me, othersSign(item.customerId, state)),
          cells: 2,
          tone: row.takenBy === me ? 'good' : 'warn',
        },
        { text: stripUnsafe(item.customerName), cells: 9, tone: 'strong' },
        { text: labels.caseKind[item.kind][language], cells: kindCells + 1 },
        {
          // The kind has a column of its own.
          text:
            coveredWords(item.ownerId, state, words) +
            reasonWords(
              row.reasons.filter((reason) => reason.is !== 'kind'),
              language,
            ),
          cells: Math.max(0, width - 13 - kindCells),
          tone: bandTones[row.band],
        },
      ],
    }
  })
}

/** Whose case it is, where this person stands in for its owner. */
function coveredWords(ownerId: string, { beside, staff }: State, words: Dictionary): string {
  return beside?.covering.includes(ownerId)
    ? `${words.covering.row(stripUnsafe(staff.get(ownerId) ?? ownerId))} · `
    : ''
}

/**
 * Two signs a row: `*` mine, `=` in other hands, `?` asked for; then `w` somebody else writes to the customer, `v` somebody looks at
 * them, `d` a draft waits.
 */
function signOf(row: Queued, me: string, others: string): string {
  const holder = row.case.isUnconfirmed ? '?' : row.takenBy === null ? ' ' : row.takenBy === me ? '*' : '='
  return holder + (others === ' ' && row.case.hasDraft ? 'd' : others)
}

/** How many stand in each band, worst first: the queue at a glance. */
export function bandCounts(rows: readonly Queued[], words: Dictionary): Line {
  const counts = [0, 0, 0, 0, 0, 0]
  for (const row of rows) counts[row.band] = (counts[row.band] ?? 0) + 1
  const spans: Span[] = []
  for (const [band, count] of counts.entries())
    if (count > 0) spans.push({ text: ` ${words.bands[band]} ${count}`, tone: bandTones[band] })
  return { spans }
}

/** Why the case stands where it stands, rule by rule. */
export function whyLines({ case: item }: Queued, { language, now }: State, words: Dictionary, width: number): Line[] {
  const lines = [heading(words.queue.why)]
  for (const { rule, applies, name, words: said } of breakdownLines(breakdown(item, now), language)) {
    lines.push(line({ text: applies ? '+ ' : '- ' }, { text: `${rule} ${name}`, tone: applies ? 'strong' : 'dim' }))
    for (const part of wrapCells(stripUnsafe(said), width - 4)) if (part) lines.push(line(`    ${part}`))
  }
  return lines
}

/** The right pane: the selected case and its customer, or the full breakdown of its place. */
export function previewLines(
  row: Queued,
  preview: WholeCustomer | null,
  isWhyOpen: boolean,
  state: State,
  words: Dictionary,
  width: number,
): Line[] {
  const { language, now } = state
  const item = row.case
  const lines: Line[] = wrapCells(stripUnsafe(item.title), width).map((text) => line({ text, tone: 'strong' }))
  lines.push(line({ text: reasonWords(row.reasons, language), tone: bandTones[row.band] }))
  if (row.takenBy !== null) {
    const name = state.staff.get(row.takenBy) ?? row.takenBy
    lines.push(line({ text: words.queue.takenBy(name), tone: 'warn' }))
  }
  // That this desk is offline stands above.
  if (state.present !== 'offline') lines.push(...othersLines(item.customerId, state, words))
  if (item.isUnconfirmed) lines.push(line({ text: words.queue.unconfirmed, tone: 'warn' }))
  lines.push(blank())
  if (isWhyOpen) return [...lines, ...whyLines(row, state, words, width)]
  if (!preview || preview.customer.id !== item.customerId) return lines
  const { customer, policies, timeline, drafts } = preview
  lines.push(personHeading(customer, state, words))
  if (customer.phone) lines.push(line({ text: maskPhone(customer.phone), tone: 'dim' }))
  const draft = drafts.find((one) => one.caseId === item.id)
  if (draft) lines.push(line({ text: `${words.queue.draft}: `, tone: 'warn' }, stripUnsafe(draft.text)))
  lines.push(blank(), heading(words.queue.policies, String(policies.length)))
  for (const policy of policies.slice(0, 4)) {
    const tone = policy.state === 'inForce' ? 'good' : 'warn'
    lines.push(
      line(
        { text: labels.policyState[policy.state][language], cells: language === 'en' ? 10 : 7, tone },
        `${productName(policy.productCode, state)} ${policy.expiresOn}`,
      ),
    )
  }
  lines.push(blank(), heading(words.queue.lastWords))
  const said = timeline.filter((one) => one.is === 'message').slice(0, 6)
  if (said.length === 0) lines.push(line({ text: words.queue.nothingSaid, tone: 'dim' }))
  for (const one of said) {
    const { message } = one
    const who = message.direction === 'in' ? words.customer.them : words.customer.us
    lines.push(line({ text: `${who} ${moment(message.at, now)}`, tone: message.direction === 'in' ? 'accent' : 'dim' }))
    for (const text of wrapCells(stripUnsafe(message.text), width - 1).slice(0, 3)) lines.push(line(` ${text}`))
  }
  return lines
}
