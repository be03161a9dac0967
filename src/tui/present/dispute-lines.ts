import { stripUnsafe } from '../../app/cells.ts'
import type { ClaimDesk } from '../../app/claim-desk.ts'
import { claimLabels } from '../../app/language/claim-labels.ts'
import { groundNamed, type GroundStanding } from '../../core/claim/grounds.ts'
import type { Row } from '../../core/entities.ts'
import { factSpec } from '../../core/judgement/fact.ts'
import { yuan } from '../../core/money.ts'
import type { State } from '../state.ts'
import type { Tone } from '../theme.ts'
import type { Dictionary } from '../words/en.ts'
import { ofPolicy } from './claim-life-lines.ts'
import { nameRoom } from './document-lines.ts'
import { blank, heading, type Line, line } from './line.ts'
import { colon, comma } from '../../app/language/why-words.ts'
import { wrapCells } from './wrap.ts'

const standings: Readonly<Record<GroundStanding, readonly [string, Tone]>> = {
  applies: ['v', 'good'],
  asks: ['?', 'warn'],
  person: ['·', 'accent'],
  no: ['-', 'dim'],
}

/** The dispute that the screen is about: the open one, else the last. */
export function disputeOf({ disputes }: Pick<ClaimDesk, 'disputes'>): Row<'dispute'> | null {
  return disputes.find(({ state }) => state === 'open') ?? disputes[0] ?? null
}

/** What is fought over, in fen: what was claimed, or what the lines come to, less what has been paid. Null where unknown. */
export function stakeOf({ claim, checklist }: Pick<ClaimDesk, 'claim' | 'checklist'>): number | null {
  const whole = claim.claimedFen ?? checklist?.judgement.stakeFen.max ?? 0
  return Math.max(0, whole - (claim.paidFen ?? 0)) || null
}

/** Every ground to contest the refusal on, those that apply first; the chosen one opens up with law and evidence. */
export function groundLines(
  data: ClaimDesk,
  index: number,
  { language }: Pick<State, 'language'>,
  words: Dictionary,
  width: number,
): { lines: Line[]; cursorLine: number } {
  const applying = data.grounds.filter(({ standing }) => standing === 'applies').length
  const lines: Line[] = [heading(words.dispute.grounds, words.dispute.applying(applying)), ofPolicy(data)]
  const argued = new Set(disputeOf(data)?.grounds)
  let cursorLine = 0
  for (const [at, ground] of data.grounds.entries()) {
    const isSelected = at === index
    if (isSelected) cursorLine = lines.length
    const [sign, tone] = standings[ground.standing]
    const mark = argued.has(ground.id) ? '*' : sign
    const standing = claimLabels.standing[ground.standing][language]
    lines.push({
      isSelected,
      spans: [
        { text: `${isSelected ? '>' : ' '}${mark} `, tone: argued.has(ground.id) ? 'strong' : tone },
        {
          text: ground.name[language],
          cells: nameRoom(ground.name[language], standing, width),
          tone: ground.standing === 'no' ? 'dim' : 'plain',
        },
        { text: ` ${standing}`, tone },
      ],
    })
    if (!isSelected) continue
    const ask = ground.standing === 'asks' && ground.fact ? factSpec(ground.fact)?.question[language] : undefined
    const evidence = ground.evidence.map((one) => one[language]).join(comma(language))
    for (const said of [ground.law, ask ?? '', `${words.dispute.evidence}${colon(language)}${evidence}`])
      if (said) for (const part of wrapCells(said, width - 3)) lines.push(line({ text: `   ${part}`, tone: 'dim' }))
  }
  return { lines, cursorLine }
}

/** Beside it: what is fought over, the refusal in the insurer's words, evidence, rounds, and what it brought. */
export function disputeLines(data: ClaimDesk, { language }: State, words: Dictionary, width: number): Line[] {
  const { claim } = data
  const text = words.dispute
  const dispute = disputeOf(data)
  const lines: Line[] = []
  const wrapped = (said: string, tone: Tone) => {
    for (const part of wrapCells(stripUnsafe(said), width)) lines.push(line({ text: part, tone }))
  }
  lines.push(heading(text.refusal, claim.refusedOn ?? ''))
  if (claim.refusalReason) wrapped(`${claim.refusalClause ?? ''} ${claim.refusalReason}`.trim(), 'bad')
  else wrapped(text.noRefusal, 'dim')
  if (claim.refusedOn && claim.explainedAt === null) wrapped(text.notExplained, 'warn')
  const stake = dispute?.stakeFen ?? stakeOf(data)
  if (stake !== null) wrapped(`${text.stake} ¥${yuan(stake)}`, 'strong')
  if (!dispute) return lines
  lines.push(blank(), heading(text.title, claimLabels.dispute[dispute.state][language]))
  wrapped(dispute.grounds.map((id) => groundNamed(id)?.name[language] ?? id).join(comma(language)), 'plain')
  if (dispute.wonFen) wrapped(`${text.won} ¥${yuan(dispute.wonFen)}`, 'good')
  if (dispute.lesson) wrapped(`${text.lesson}${colon(language)}${dispute.lesson}`, 'dim')
  lines.push(blank(), heading(text.evidence))
  for (const { what, isInHand } of dispute.evidence)
    lines.push(line({ text: isInHand ? 'v ' : '· ', tone: isInHand ? 'good' : 'warn' }, stripUnsafe(what)))
  if (dispute.evidence.length === 0) lines.push(line({ text: text.noEvidence, tone: 'dim' }))
  lines.push(blank(), heading(text.rounds))
  if (dispute.rounds.length === 0) lines.push(line({ text: text.noRounds, tone: 'dim' }))
  for (const [at, round] of dispute.rounds.entries()) {
    wrapped(`${at + 1}. ${round.sentOn} ${claimLabels.way[round.way][language]}`, 'accent')
    wrapped(round.argument, 'plain')
    if (round.answeredOn === null) wrapped(text.waits, 'warn')
    else {
      const offer = round.offeredFen === null ? '' : ` ¥${yuan(round.offeredFen)}`
      wrapped(`→ ${round.answeredOn} ${round.answer ?? ''}${offer}`, 'plain')
    }
  }
  return lines
}
