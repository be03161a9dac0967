import { stripUnsafe } from '../../app/cells.ts'
import type { ClaimDesk } from '../../app/claim-desk.ts'
import { claimLabels } from '../../app/language/claim-labels.ts'
import { stepText } from '../../app/language/claim-steps.ts'
import { labels } from '../../app/language/labels.ts'
import { isStalled } from '../../core/claim/clocks.ts'
import type { ClaimStepKind } from '../../core/claim/schema.ts'
import { yuan } from '../../core/money.ts'
import type { State } from '../state.ts'
import type { Tone } from '../theme.ts'
import type { Dictionary } from '../words/en.ts'
import { amountWords, verdictTones } from './checklist-lines.ts'
import { clockLine } from './claim-clock-lines.ts'
import { blank, heading, type Line, line } from './line.ts'
import { colon } from '../../app/language/why-words.ts'
import { moment } from './moments.ts'
import { wrapCells } from './wrap.ts'

const stepTones: Partial<Record<ClaimStepKind, Tone>> = {
  refused: 'bad',
  documentUnreadable: 'bad',
  partlyPaid: 'warn',
  insurerAsked: 'warn',
  disputeOpened: 'warn',
  paid: 'good',
  judged: 'good',
  disputeEnded: 'good',
  closed: 'good',
}

/** The life of a claim, newest first: the cursor stands on one step, which opens up whole. */
export function lifeLines(
  data: ClaimDesk,
  index: number,
  state: State,
  words: Dictionary,
  width: number,
): { lines: Line[]; cursorLine: number } {
  const { language } = state
  const { claim } = data
  const lines: Line[] = [
    heading(labels.claimState[claim.state][language], stripUnsafe(data.item?.title ?? '')),
    ofPolicy(data),
  ]
  if (data.steps.length === 0) lines.push(line({ text: words.claim.noSteps, tone: 'dim' }))
  let cursorLine = 0
  for (const [at, step] of data.steps.toReversed().entries()) {
    const isSelected = at === index
    if (isSelected) cursorLine = lines.length
    const by = state.staff.get(step.by) ?? step.by
    lines.push({
      isSelected,
      spans: [
        { text: `${isSelected ? '>' : ' '}${moment(step.at, state.now)} `, cells: 13, tone: 'dim' },
        { text: claimLabels.step[step.kind][language], tone: stepTones[step.kind] ?? 'plain' },
        { text: `  ${stripUnsafe(by)}`, tone: 'dim' },
      ],
    })
    const parts = wrapCells(stripUnsafe(stepText(step, language)), width - 3)
    for (const text of isSelected ? parts : parts.slice(0, 1))
      if (text) lines.push(line({ text: `   ${text}`, tone: isSelected ? 'plain' : 'dim' }))
  }
  return { lines, cursorLine }
}

/** Beside it: the clocks, what the insurer said last, the money, and the other claims on the same event. */
export function claimStateLines(data: ClaimDesk, state: State, words: Dictionary, width: number): Line[] {
  const { language } = state
  const { claim, clocks, asOf } = data
  const text = words.claim
  const lines: Line[] = [heading(text.clocks)]
  if (clocks.length === 0) lines.push(line({ text: text.noClocks, tone: 'dim' }))
  for (const clock of clocks) lines.push(clockLine(clock, asOf, language, width))
  // Promises, steps of flows and complaints are the case's own.
  for (const { code, dueAt, metAt } of data.item?.clocks ?? [])
    if (metAt === null)
      lines.push(
        line(
          { text: `${labels.clock[code][language]}  `, tone: 'plain' },
          { text: moment(dueAt, state.now), tone: dueAt < state.now ? 'bad' : 'accent' },
        ),
      )
  const wrapped = (said: string, tone: Tone) => {
    for (const part of wrapCells(stripUnsafe(said), width)) lines.push(line({ text: part, tone }))
  }
  lines.push(blank(), heading(text.insurer))
  if (isStalled(clocks)) wrapped(text.stalled, 'bad')
  if (claim.insurer) {
    const { status, on, note } = claim.insurer
    wrapped(`${on} ${claimLabels.insurerStatus[status][language]} ${note}`, 'plain')
  } else if (claim.submittedOn) wrapped(text.noWord, 'dim')
  else if (claim.state === 'open' || claim.state === 'judged') wrapped(text.notSubmitted, 'dim')
  for (const ask of claim.asks)
    wrapped(
      `${ask.noticeOn} ${claimLabels.step.insurerAsked[language]}${colon(language)}${ask.documents} → ${ask.suppliedOn ?? '…'}`,
      ask.suppliedOn ? 'dim' : 'warn',
    )
  if (claim.refusalReason)
    wrapped(`${claim.refusedOn ?? claim.decidedOn ?? ''} ${claim.refusalClause ?? ''} ${claim.refusalReason}`, 'bad')
  const money = [
    ...(claim.claimedFen === null ? [] : [`${text.claimed} ¥${yuan(claim.claimedFen)}`]),
    ...(claim.paidFen === null ? [] : [`${text.paid} ¥${yuan(claim.paidFen)}`]),
  ]
  if (money.length > 0) lines.push(line({ text: money.join(' · '), tone: 'strong' }))
  if (data.beside.length > 0) lines.push(blank(), ...besideLines(data, state, words))
  return lines
}

/** What was taken in, above the checklist: what happened, to whom, on which policy, and the other claims on it. */
export function intakeLines(data: ClaimDesk, state: State, words: Dictionary): Line[] {
  const { item, productName } = data
  const title = stripUnsafe(item?.title ?? productName)
  return [line({ text: title, tone: 'strong' }), ofPolicy(data), ...besideLines(data, state, words)]
}

/** Whose claim it is, and on what: two claims on one event look alike otherwise. */
export function ofPolicy({ policy, productName }: Pick<ClaimDesk, 'policy' | 'productName'>): Line {
  return line({ text: stripUnsafe(`${productName} · ${policy.insuredName} · ${policy.number}`), tone: 'dim' })
}

/** The other claims on the same event, each with what it stands at. */
function besideLines({ beside }: Pick<ClaimDesk, 'beside'>, { language }: State, words: Dictionary): Line[] {
  if (beside.length === 0) return []
  return [
    heading(words.claim.beside, 'v'),
    ...beside.map(({ productName, judgement, claim }) =>
      line(
        { text: `${stripUnsafe(productName)}  `, tone: 'plain' },
        judgement && claim.state !== 'closed'
          ? { text: labels.verdict[judgement.verdict][language], tone: verdictTones[judgement.verdict] }
          : { text: labels.claimState[claim.state][language], tone: 'dim' },
        judgement ? `  ${amountWords(judgement.amountFen)}` : '',
      ),
    ),
  ]
}
