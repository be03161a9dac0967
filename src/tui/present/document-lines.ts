import { cellWidth, stripUnsafe } from '../../app/cells.ts'
import type { ClaimDesk } from '../../app/claim-desk.ts'
import { claimLabels } from '../../app/language/claim-labels.ts'
import { documentsText } from '../../core/claim/words.ts'
import type { Row } from '../../core/entities.ts'
import type { RequestedDocument } from '../../core/judgement/judgement.ts'
import type { State } from '../state.ts'
import type { Tone } from '../theme.ts'
import type { Dictionary } from '../words/en.ts'
import { clockLine } from './claim-clock-lines.ts'
import { ofPolicy } from './claim-life-lines.ts'
import { blank, heading, type Line, line } from './line.ts'
import { moment } from './moments.ts'
import { wrapCells } from './wrap.ts'

/** A row of the document checklist: one that is in the record, or one that nobody has asked for yet. */
export type DocumentItem = { code: string; document: Row<'document'> | null; toAsk: RequestedDocument | null }

export function documentItems({ documents, toAsk }: Pick<ClaimDesk, 'documents' | 'toAsk'>): DocumentItem[] {
  return [
    ...documents.map((document) => ({ code: document.code, document, toAsk: null })),
    ...toAsk.map((one) => ({ code: one.code, document: null, toAsk: one })),
  ]
}

const marks: Readonly<Record<Row<'document'>['state'], readonly [string, Tone]>> = {
  asked: ['?', 'warn'],
  received: ['·', 'accent'],
  unreadable: ['x', 'bad'],
  accepted: ['v', 'good'],
}

/** The documents of a claim: where each stands; the chosen one opens up with what it is for. */
export function documentLines(
  data: ClaimDesk,
  index: number,
  { language }: Pick<State, 'language'>,
  words: Dictionary,
  width: number,
): { lines: Line[]; cursorLine: number } {
  const items = documentItems(data)
  const there = data.documents.filter(({ state }) => state === 'received' || state === 'accepted').length
  const lines: Line[] = [heading(words.screens.documents, words.documents.count(there, items.length)), ofPolicy(data)]
  if (items.length === 0)
    for (const text of wrapCells(words.documents.none, width)) lines.push(line({ text, tone: 'dim' }))
  let cursorLine = 0
  for (const [at, { document, toAsk }] of items.entries()) {
    const isSelected = at === index
    if (isSelected) cursorLine = lines.length
    const [sign, tone] = document ? marks[document.state] : (['-', 'dim'] as const)
    const name = (document?.name ?? toAsk?.name)?.[language] ?? ''
    const state = document ? claimLabels.document[document.state][language] : words.documents.notAsked
    lines.push({
      isSelected,
      spans: [
        { text: `${isSelected ? '>' : ' '}${sign} `, tone },
        { text: stripUnsafe(name), cells: nameRoom(name, state, width), tone: document ? 'plain' : 'dim' },
        { text: ` ${state}`, tone },
      ],
    })
    if (!isSelected) continue
    const why = stripUnsafe((document?.why ?? toAsk?.why)?.[language] ?? '')
    const clause = document?.clause ?? toAsk?.clause
    const added = document?.addedFor ? words.documents.addedFor(document.addedFor) : ''
    const note = document?.note ? stripUnsafe(document.note) : ''
    for (const text of [clause ? `${clause} ${why}` : why, added, note])
      if (text) for (const part of wrapCells(text, width - 3)) lines.push(line({ text: `   ${part}`, tone: 'dim' }))
  }
  return { lines, cursorLine }
}

/** The cells of a name before a remark that has to be read whole: as many as it needs, as far as there is room. */
export function nameRoom(name: string, remark: string, width: number): number {
  return Math.max(6, Math.min(cellWidth(name) + 1, width - 3 - 1 - cellWidth(remark)))
}

/** Beside it: whether the one request has gone out, its clock, and the words that it goes out with. */
export function requestLines(data: ClaimDesk, state: State, words: Dictionary, width: number): Line[] {
  const asked = data.steps.find(({ kind }) => kind === 'documentsAsked')
  const text = words.documents
  const canAsk = ['open', 'judged', 'submitted'].includes(data.claim.state)
  const lines: Line[] = [heading(text.request)]
  const wrapped = (said: string, tone: Tone) => {
    for (const part of wrapCells(stripUnsafe(said), width)) lines.push(line({ text: part, tone }))
  }
  if (asked) {
    wrapped(text.asked(state.staff.get(asked.by) ?? asked.by, moment(asked.at, state.now)), 'good')
    wrapped(text.frozen, 'dim')
    if (data.toAsk.length > 0) wrapped(text.later(data.toAsk.length), 'warn')
  } else if (canAsk) wrapped(text.notYet, 'warn')
  const clock = data.clocks.find(({ code }) => code === 'documentsIn')
  if (clock) lines.push(clockLine(clock, data.asOf, state.language, width))
  if (asked || !canAsk || !data.checklist || data.toAsk.length === 0) return lines
  lines.push(blank(), heading(text.message))
  const to = { customer: data.customer, product: { pack: data.checklist.pack } }
  for (const paragraph of documentsText(data.customerLanguage ?? state.language, to, data.toAsk).split('\n'))
    wrapped(paragraph, 'plain')
  return lines
}
