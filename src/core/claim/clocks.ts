import type { clockKinds } from '../case/kinds.ts'
import { addDays, type CivilDate, dateAt, daysBetween, rollForward } from '../civil-date.ts'
import type { CarDeadlines, Deadlines } from '../judgement/judgement.ts'
import type { Document } from './document.ts'
import type { Claim } from './schema.ts'
import { isGathering } from './states.ts'

/** After so many days without a word, a claim that lies with the insurer counts as stalled; so does an unanswered request. */
export const silentDays = 10
export const documentDays = 7

/** Whose clock it is: who has to do something by then. */
export type ClockOwner = 'insurer' | 'customer' | 'us'

/**
 * A clock of a claim, computed from the record. `rawOn` is the last day as counted; `dueOn` the same, rolled past days off
 * where law counts (民法典 203). `running` until it is `met`, `breached` once it is over; `paused`: it stands still, and no last
 * day can be named yet; `date`: a day of the contract that is nobody's to keep.
 */
export type ClaimClock = {
  code: ClaimClockCode
  kind: (typeof clockKinds)[number]
  owner: ClockOwner
  law: string | null
  startsOn: CivilDate | null
  rawOn: CivilDate | null
  dueOn: CivilDate | null
  state: 'running' | 'paused' | 'met' | 'breached' | 'date'
  metOn: CivilDate | null
  pausedOn: CivilDate | null
}

export const claimClockCodes = [
  'documentsIn',
  'documentList',
  'decide',
  'insurerWord',
  'advance',
  'refusalNotice',
  'explain',
  'pay',
  'roundAnswer',
  'limitation',
  'waitingEnds',
  'graceEnds',
  'suspended',
  'reinstate',
  'incontestable',
] as const
export type ClaimClockCode = (typeof claimClockCodes)[number]

export type ClockRecord = {
  claim: Pick<
    Claim,
    | 'state'
    | 'submittedOn'
    | 'insurer'
    | 'asks'
    | 'decidedOn'
    | 'agreedOn'
    | 'paidOn'
    | 'paidFen'
    | 'refusedOn'
    | 'explainedAt'
  >
  deadlines: Deadlines & CarDeadlines
  documents: readonly Pick<Document, 'state' | 'askedAt' | 'changedAt'>[]
  /** The round of a dispute that waits for an answer: the day it was sent. */
  roundSentOn: CivilDate | null
}

/**
 * Every clock of a claim as of a day, in the order in which a claim meets them. `isDayOff`: weekends and public holidays, made-up
 * working days not among them.
 */
export function claimClocks(
  { claim, deadlines, documents, roundSentOn }: ClockRecord,
  today: CivilDate,
  isDayOff: (date: CivilDate) => boolean,
): readonly ClaimClock[] {
  const clocks: ClaimClock[] = []
  const isOver = claim.state === 'closed'
  const add = (
    code: ClaimClockCode,
    rawOn: CivilDate | undefined | null,
    of: Pick<ClaimClock, 'kind' | 'owner' | 'law'> & {
      startsOn?: CivilDate | null
      metOn?: CivilDate | null
      pausedOn?: CivilDate | null
    },
  ) => {
    const { startsOn = null, metOn = null, pausedOn = null, ...what } = of
    if (!rawOn && !pausedOn) return
    if (isOver && !metOn && what.kind !== 'statutory') return
    const dueOn = rawOn ? (what.kind === 'statutory' && what.law ? rollForward(rawOn, isDayOff) : rawOn) : null
    const state = metOn ? 'met' : pausedOn ? 'paused' : dueOn !== null && today > dueOn ? 'breached' : 'running'
    clocks.push({ code, ...what, startsOn, rawOn: rawOn ?? null, dueOn, state, metOn, pausedOn })
  }
  const insurer = { kind: 'statutory', owner: 'insurer' } as const
  const { submittedOn, decidedOn, refusedOn } = claim

  const isLacking = ({ state }: (typeof documents)[number]) => state === 'asked' || state === 'unreadable'
  const waitingFor = isGathering(claim.state) ? documents.filter(isLacking) : []
  const askedAt = Math.min(...waitingFor.map((one) => one.askedAt ?? one.changedAt))
  if (Number.isFinite(askedAt)) {
    const startsOn = dateAt(askedAt)
    add('documentsIn', addDays(startsOn, documentDays), {
      kind: 'serviceLevel',
      owner: 'customer',
      law: null,
      startsOn,
    })
  }
  const listMetOn = claim.asks[0]?.noticeOn ?? decidedOn
  // Who has asked for nothing by then has nothing to ask for.
  const listBy = deadlines.documentListBy
  const isListOver = listMetOn === null && listBy !== undefined && today > rollForward(listBy, isDayOff)
  add('documentList', isListOver ? null : listBy, {
    ...insurer,
    law: '交强险条例27',
    startsOn: submittedOn,
    metOn: listMetOn,
  })
  add('decide', deadlines.decideBy, {
    ...{ ...insurer, law: deadlines.documentListBy ? '交强险条例28' : '保险法23，解释二15', startsOn: submittedOn },
    ...{ metOn: decidedOn, pausedOn: decidedOn ? null : (deadlines.decidePausedOn ?? null) },
  })
  const isAsked = claim.asks.some(({ suppliedOn }) => suppliedOn === null)
  if (claim.state === 'submitted' && submittedOn && claim.agreedOn === null && !isAsked) {
    const word = [
      submittedOn,
      claim.insurer?.on,
      claim.asks.at(-1)?.noticeOn,
      claim.asks.at(-1)?.suppliedOn,
      claim.paidOn,
    ]
    const startsOn = word.reduce<CivilDate>((last, on) => (on && on > last ? on : last), submittedOn)
    add('insurerWord', addDays(startsOn, silentDays), { kind: 'serviceLevel', owner: 'us', law: null, startsOn })
  }
  const advancedOn = claim.paidFen ? claim.paidOn : null
  add('advance', deadlines.advanceBy, {
    ...insurer,
    law: '保险法25',
    startsOn: submittedOn,
    metOn: advancedOn ?? decidedOn,
  })
  if (refusedOn)
    add('refusalNotice', deadlines.refusalNoticeBy, {
      ...insurer,
      law: '保险法24',
      startsOn: decidedOn,
      metOn: refusedOn,
    })
  if (refusedOn && (claim.state === 'refused' || claim.state === 'disputed' || claim.explainedAt !== null)) {
    const metOn = claim.explainedAt === null ? null : dateAt(claim.explainedAt)
    add('explain', addDays(refusedOn, 1), { kind: 'serviceLevel', owner: 'us', law: null, startsOn: refusedOn, metOn })
  }
  // An advance is not what was agreed on.
  const isPaid = claim.state !== 'submitted'
  add('pay', deadlines.payBy, {
    ...insurer,
    law: '保险法23',
    startsOn: claim.agreedOn,
    metOn: isPaid ? claim.paidOn : null,
  })
  if (roundSentOn)
    add('roundAnswer', addDays(roundSentOn, silentDays), {
      kind: 'serviceLevel',
      owner: 'insurer',
      law: null,
      startsOn: roundSentOn,
    })
  add('limitation', deadlines.limitationOn, { kind: 'statutory', owner: 'customer', law: '保险法26' })
  for (const [code, on] of contractDays(deadlines)) if (on) clocks.push({ ...bare, code, rawOn: on, dueOn: on })
  return clocks
}

/** Days left until the last day; negative once it is over, null while it stands still or is met. */
export function daysLeft({ dueOn, state }: Pick<ClaimClock, 'dueOn' | 'state'>, today: CivilDate): number | null {
  return dueOn === null || state === 'met' || state === 'paused' ? null : daysBetween(today, dueOn)
}

/** Whether the insurer has been silent for too long over a claim that lies with it. */
export function isStalled(clocks: readonly ClaimClock[]): boolean {
  return clocks.some(({ code, state }) => code === 'insurerWord' && state === 'breached')
}

const bare = {
  kind: 'statutory',
  owner: 'customer',
  law: null,
  startsOn: null,
  state: 'date',
  metOn: null,
  pausedOn: null,
} as const

function contractDays({
  waitingLastOn,
  graceEndsOn,
  suspendedOn,
  reinstateBy,
  incontestableOn,
}: Deadlines): readonly (readonly [ClaimClockCode, CivilDate | undefined])[] {
  return [
    ['waitingEnds', waitingLastOn],
    ['graceEnds', graceEndsOn],
    ['suspended', suspendedOn],
    ['reinstate', reinstateBy],
    ['incontestable', incontestableOn],
  ]
}
