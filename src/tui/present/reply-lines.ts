import { stripUnsafe } from '../../app/cells.ts'
import { variableWords } from '../../app/language/reply-words.ts'
import { type Ask, askOf } from '../../core/reply/file.ts'
import { namedIn, previewReply, valuesOf } from '../../core/reply/fill.ts'
import type { Segment } from '../../core/escalation/template.ts'
import type { RepliesData, ReplyData, ScreenOf, State } from '../state.ts'
import { dictionaries } from '../words/dictionary.ts'
import type { Dictionary } from '../words/en.ts'
import { withSlots } from './escalation-lines.ts'
import { blank, heading, type Line, line } from './line.ts'
import { wrapCells } from './wrap.ts'

/** What a reply is filled with, one a line: its claim or policy, what is asked for, and what the record should know and does not. */
export type ReplyItem = { name: string; isMissing: boolean } & (
  | { is: 'policy' }
  | { is: 'claim' }
  | { is: 'record' }
  | { is: 'ask'; ask: Ask }
)

export function replyItems({ answers, language }: ScreenOf<'reply'>, { reply, record }: ReplyData): ReplyItem[] {
  const named = namedIn(reply, language)
  const empty = new Set(
    previewReply(reply, record, answers, language).flatMap(({ isEmpty, slot }) => (isEmpty && slot ? [slot] : [])),
  )
  const items: ReplyItem[] = []
  const isNamed = (...nouns: string[]) => named.some((name) => nouns.includes(name.split('.')[0] ?? ''))
  if (isNamed('claim')) items.push({ is: 'claim', name: 'claim', isMissing: record.claim === null })
  if (isNamed('policy', 'product') && record.claim === null)
    items.push({ is: 'policy', name: 'policy', isMissing: record.policy === null })
  for (const name of named) {
    const ask = askOf(reply, name)
    if (ask) items.push({ is: 'ask', ask, name, isMissing: empty.has(name) })
    else if (empty.has(name) && !isOfMissing(name, record)) items.push({ is: 'record', name, isMissing: true })
  }
  return items
}

/** Whether it is missing only because nobody has said yet which claim or policy it is about. */
function isOfMissing(name: string, { claim, policy }: ReplyData['record']): boolean {
  return name.startsWith('claim.') ? claim === null : /^(policy|product)\./.test(name) && policy === null
}

/** The left pane of the library. */
export function replyHitLines(
  data: RepliesData,
  index: number,
  state: State,
  words: Dictionary,
  width: number,
): Line[] {
  if (data.found.length === 0) return [line({ text: words.replies.none, tone: 'dim' })]
  return data.found.map(({ reply, uses }, at): Line => ({
    isSelected: at === index,
    spans: [
      { text: at === index ? '>' : ' ', cells: 1 },
      { text: reply.title[state.language], cells: Math.max(8, width - 8), tone: 'strong' },
      { text: uses === 0 ? '' : ` ${words.replies.uses(uses)}`, tone: 'dim' },
    ],
  }))
}

/** The right pane of the library: the chosen reply as it would read now. */
export function replyPreviewLines(
  data: RepliesData,
  index: number,
  state: State,
  words: Dictionary,
  width: number,
): Line[] {
  const listed = data.found[index]
  if (!listed) return []
  const language = data.customerLanguage ?? state.language
  const { reply } = listed
  const head = heading(reply.title[state.language], reply.tags.join(' '))
  if (!data.record) return [head, line({ text: words.customer.gone, tone: 'dim' })]
  return [head, ...textLines(previewReply(reply, data.record, {}, language), state, words, width)]
}

/** The left pane of one reply: what it is filled with. */
export function replyItemLines(
  screen: ScreenOf<'reply'>,
  data: ReplyData,
  state: State,
  words: Dictionary,
  width: number,
): { lines: Line[]; cursorLine: number } {
  const { reply, record } = data
  const { language } = state
  const values = valuesOf(reply, record, screen.answers, screen.language)
  const items = replyItems(screen, data)
  const lines = [
    heading(reply.title[language], dictionaries[screen.language].said.language),
    line({ text: `${reply.code} · v${reply.version}`, tone: 'dim' }),
    blank(),
    ...(items.length === 0 ? [line({ text: words.replies.nothingToFill, tone: 'dim' })] : []),
  ]
  const first = lines.length
  for (const [at, item] of items.entries()) {
    const isSelected = at === screen.cursor.index
    const value =
      item.is === 'policy' || item.is === 'claim' ? (record.policy?.number ?? '') : (values.get(item.name) ?? '')
    lines.push({
      isSelected,
      spans: [
        { text: isSelected ? '>' : ' ', cells: 1 },
        { text: item.isMissing ? '!' : ' ', cells: 1, tone: 'warn' },
        {
          text: nameOf(item, state, words),
          cells: Math.min(22, Math.floor(width / 2)),
          tone: item.isMissing ? 'warn' : 'dim',
        },
        value
          ? { text: ` ${stripUnsafe(value)}`, tone: 'strong' }
          : { text: ` ${item.is === 'record' ? words.replies.notKnown : words.escalation.empty}`, tone: 'dim' },
      ],
    })
  }
  return { lines, cursorLine: first + screen.cursor.index }
}

function nameOf(item: ReplyItem, { language }: State, words: Dictionary): string {
  switch (item.is) {
    case 'ask':
      return item.ask.label[language]
    case 'record':
      return variableWords(item.name)?.[language] ?? item.name
    default:
      return words.replies[item.is]
  }
}

/** The right pane of one reply: the words as they would go out. */
export function replyTextLines(
  screen: ScreenOf<'reply'>,
  data: ReplyData,
  state: State,
  words: Dictionary,
  width: number,
): Line[] {
  return textLines(previewReply(data.reply, data.record, screen.answers, screen.language), state, words, width)
}

/** A text in pieces, with what is missing in it standing out. */
function textLines(segments: readonly Segment[], { language }: State, words: Dictionary, width: number): Line[] {
  const shown = segments.map((segment) => {
    const name = segment.isEmpty && segment.slot ? variableWords(segment.slot)?.[language] : undefined
    return stripUnsafe(name ? `{{${name}}}` : segment.text)
  })
  const missing = new Set(segments.flatMap(({ isEmpty, slot }) => (isEmpty && slot ? [slot] : []))).size
  const standing =
    missing > 0
      ? line({ text: words.escalation.missing(missing), tone: 'warn' })
      : line({ text: words.escalation.ready, tone: 'good' })
  return [standing, blank(), ...wrapCells(shown.join(''), width).map((text) => line(...withSlots(text)))]
}
