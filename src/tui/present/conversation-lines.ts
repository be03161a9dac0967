import { productName } from './product-name.ts'
import { cellWidth, stripUnsafe, stripUnsafeLines } from '../../app/cells.ts'
import type { Talk } from '../../app/conversations.ts'
import { factLabel, factValueWords } from '../../app/language/fact-words.ts'
import { duration, labels } from '../../app/language/labels.ts'
import { promiseStandingWords } from '../../app/language/owed-words.ts'
import type { TalkDesk } from '../../app/talk-desk.ts'
import { maskPhone } from '../../core/customer/mask.ts'
import { isOwed } from '../../core/promise/clock.ts'
import type { State } from '../state.ts'
import type { Tone } from '../theme.ts'
import type { Dictionary } from '../words/en.ts'
import { personHeading } from './customer-lines.ts'
import { blank, heading, type Line, line, type Span } from './line.ts'
import { moment } from './moments.ts'
import { othersLines, othersSign } from './present-lines.ts'
import { standingLines } from './standing-lines.ts'
import { wrapCells } from './wrap.ts'

const bandTones: readonly Tone[] = ['bad', 'bad', 'warn', 'warn', 'accent', 'plain']

/** The conversations of the day, a line each: how long the customer waits, who it is, where, who else is at it, the first unanswered words. */
export function talkLines(
  talks: readonly Talk[],
  index: number,
  state: State,
  words: Dictionary,
  width: number,
): Line[] {
  const { language, now } = state
  const waitCells = 9
  const channelCells = language === 'en' ? 7 : 5
  return talks.map((talk, at): Line => {
    const { conversation, queued, waitingSince, unanswered, last, customerName } = talk
    const wait =
      waitingSince === null ? words.conversations.answered : duration(Math.max(0, now - waitingSince), language)
    const said = (unanswered ?? last)?.text ?? queued?.case.title ?? ''
    const tags = conversation.tags.map((tag) => `#${tag} `).join('')
    return {
      isSelected: at === index,
      spans: [
        { text: at === index ? '>' : ' ', cells: 1 },
        { text: wait, cells: waitCells, tone: waitingSince === null ? 'dim' : bandTones[queued?.band ?? 3] },
        { text: stripUnsafe(customerName), cells: 9, tone: 'strong' },
        { text: labels.channel[conversation.channel][language], cells: channelCells, tone: 'dim' },
        {
          text: othersSign(conversation.customerId, state) + (queued?.case.hasDraft ? 'd' : ' '),
          cells: 2,
          tone: 'warn',
        },
        { text: stripUnsafe(`${tags}${said}`), cells: Math.max(6, width - 12 - waitCells - channelCells) },
      ],
    }
  })
}

/** How many wait, and how many have been answered today. */
export function talkCounts(talks: readonly Talk[], { conversations: words }: Dictionary): Line {
  const waiting = talks.filter(({ waitingSince }) => waitingSince !== null).length
  return line({ text: ` ${words.counts(waiting, talks.length - waiting)}`, tone: waiting > 0 ? 'warn' : 'good' })
}

/** What was said, oldest first, the message under the cursor marked; the line at which that begins. */
export function messageTalkLines(
  { messages, talk }: TalkDesk,
  index: number,
  state: State,
  words: Dictionary,
  width: number,
): { lines: Line[]; cursorLine: number; lastLine: number } {
  const lines: Line[] = []
  let [cursorLine, lastLine] = [0, 0]
  for (const [at, message] of messages.entries()) {
    const isSelected = at === Math.min(index, messages.length - 1)
    if (isSelected) cursorLine = lines.length
    const isIn = message.direction === 'in'
    const who = isIn
      ? words.customer.them
      : (message.authorId && state.staff.get(message.authorId)) || words.customer.us
    const where = message.channel ?? (at === 0 ? talk.conversation.channel : null)
    const isFirstOpen = message.id === talk.unanswered?.id
    const spans: Span[] = [
      { text: isSelected ? '>' : ' ', cells: 1 },
      { text: `${stripUnsafe(who)} ${moment(message.at, state.now)}`, tone: isIn ? 'accent' : 'dim' },
      { text: where ? ` ${labels.channel[where][state.language]}` : '', tone: 'dim' },
      { text: isFirstOpen ? ` ${words.conversations.firstOpen}` : '', tone: 'warn' },
    ]
    lines.push({ spans, isSelected })
    for (const part of stripUnsafeLines(message.text).split('\n'))
      for (const text of wrapCells(part, width - 2)) lines.push(line(`  ${text}`))
    if (isSelected) lastLine = lines.length - 1
  }
  if (messages.length === 0) lines.push(line({ text: words.queue.nothingSaid, tone: 'dim' }))
  return { lines, cursorLine, lastLine }
}

/** What is needed to answer: whose case it is, the replies that suit by number, what runs, what need not be asked. */
export function talkFacts(desk: TalkDesk, state: State, words: Dictionary, width: number): Line[] {
  const { language, now } = state
  const { talk, customer: whole, suggested } = desk
  const { customer, policies, known } = whole
  const item = talk.queued?.case
  const lines: Line[] = [personHeading(customer, state, words)]
  if (customer.phone) lines.push(line({ text: maskPhone(customer.phone), tone: 'dim' }))
  lines.push(...othersLines(customer.id, state, words))
  if (talk.conversation.tags.length > 0)
    lines.push(line({ text: stripUnsafe(talk.conversation.tags.map((tag) => `#${tag}`).join(' ')), tone: 'accent' }))
  if (item) {
    const kind = labels.caseKind[item.kind][language]
    for (const text of wrapCells(`${kind} · ${stripUnsafe(item.title)}`, width))
      lines.push(line({ text, tone: 'strong' }))
    if (item.takenBy)
      lines.push(line({ text: words.queue.takenBy(state.staff.get(item.takenBy) ?? item.takenBy), tone: 'dim' }))
  } else for (const text of wrapCells(words.conversations.noCase, width)) lines.push(line({ text, tone: 'warn' }))
  const draft = whole.drafts.find(({ caseId }) => caseId === item?.id)
  if (draft) lines.push(line({ text: `${words.queue.draft}: `, tone: 'warn' }, stripUnsafe(draft.text)))
  lines.push(blank(), heading(words.conversations.suggested, words.conversations.suggestedHint))
  for (const [at, { reply }] of suggested.entries())
    lines.push(line({ text: `${at + 1} `, tone: 'accent' }, reply.title[language]))
  if (suggested.length === 0) lines.push(line({ text: words.conversations.noSuggestion, tone: 'dim' }))
  const owed = whole.promises.filter(isOwed)
  if (owed.length > 0) lines.push(blank(), heading(words.promise.title))
  for (const promise of owed)
    lines.push(
      line({ text: `${promiseStandingWords(promise, now, language)} `, tone: 'warn' }, stripUnsafe(promise.words)),
    )
  const living = policies.filter(({ state: is }) => is === 'inForce' || is === 'waiting' || is === 'grace')
  if (living.length > 0) lines.push(blank(), heading(words.customer.policies, String(living.length)))
  for (const policy of living) {
    const name = `${productName(policy.productCode, state)} ${stripUnsafe(policy.insuredName)}`
    const until = `${words.customer.until} ${policy.expiresOn}`
    const isFitting = cellWidth(name) + cellWidth(until) < width
    lines.push(line(name, { text: isFitting ? ` ${until}` : '', tone: 'dim' }))
    lines.push(...standingLines(whole.standing[policy.id], policy, words, width))
  }
  if (known.length > 0) lines.push(blank(), heading(words.customer.known))
  for (const { fact, value } of known)
    for (const part of wrapCells(`${factLabel(fact, language)}  ${factValueWords(fact, value, language)}`, width))
      lines.push(line(stripUnsafe(part)))
  return lines
}

/** Beside the list: the last of the conversation under the cursor, and the replies that suit. */
export function talkPreview(desk: TalkDesk, state: State, words: Dictionary, width: number, rows: number): Line[] {
  const { suggested, customer } = desk
  const last = messageTalkLines(desk, -1, state, words, width).lines
  const offered =
    suggested.length === 0
      ? [line({ text: words.conversations.noSuggestion, tone: 'dim' })]
      : suggested
          .slice(0, 4)
          .map(({ reply }, at) => line({ text: `${at + 1} `, tone: 'accent' }, reply.title[state.language]))
  const head = [personHeading(customer.customer, state, words), ...othersLines(customer.customer.id, state, words)]
  const room = Math.max(4, rows - head.length - offered.length - 2)
  return [...head, ...last.slice(-room), blank(), heading(words.conversations.suggested), ...offered]
}
