import { addDays, addYears, dateOfDay, daysBetween, isCivilDate, type CivilDate } from '../civil-date.ts'
import type { PackDates, Terms } from '../product/pack.ts'
import type { Operand } from './condition.ts'
import type { Facts } from './fact-value.ts'
import type { CarDeadlines, Deadlines } from './judgement.ts'
import { resolve, type Scope } from './operand.ts'

/** Facts that move a clock and never a verdict, in the order in which a claim meets them. */
export const clockFacts = [
  'claim.filed_on',
  'claim.known_on',
  'claim.notice_sent_on',
  'claim.supplement_in_on',
  'claim.decided_on',
  'claim.agreed_on',
] as const

/**
 * Every clock that the facts known can start. The starting day is not counted (民法典 201), years end on the corresponding
 * day (202), and last days are raw: the roll past a holiday (203) is `rollForward`.
 */
export function deadlinesOf(terms: Terms, facts: Facts, hasAdvance: boolean): Deadlines & CarDeadlines {
  const { timers } = terms
  const scope: Scope = { facts, params: terms.params }
  const filedOn = dateFact(facts, 'claim.filed_on')
  const decidedOn = dateFact(facts, 'claim.decided_on')
  const agreedOn = dateFact(facts, 'claim.agreed_on')
  const knownOn = timers.limitation_from.map((operand) => dateOf(operand, scope)).find((date) => date !== undefined)
  const deadlines: Deadlines & CarDeadlines = {
    limitationOn: knownOn && addYears(knownOn, timers.limitation_years),
    ...(timers.car ? carClocks(filedOn, facts, timers.car) : decisionClock(filedOn, facts, timers.decide_days)),
    refusalNoticeBy: decidedOn && addDays(decidedOn, timers.refusal_days),
    payBy: agreedOn && addDays(agreedOn, timers.pay_days),
    advanceBy: hasAdvance && filedOn ? addDays(filedOn, timers.advance_days) : undefined,
    ...contractDates(terms.dates, scope),
  }
  return Object.fromEntries(Object.entries(deadlines).filter(([, date]) => date !== undefined))
}

/**
 * 保险法 23 with 解释二 15: the days run from the claim and its documents, stand still from the arrival of the art. 22
 * notice, and run on when the supplements are in.
 */
function decisionClock(
  filedOn: CivilDate | undefined,
  facts: Facts,
  decideDays: number,
): Pick<Deadlines, 'decideBy' | 'decidePausedOn'> {
  if (filedOn === undefined) return {}
  const noticeOn = dateFact(facts, 'claim.notice_sent_on')
  const suppliedOn = dateFact(facts, 'claim.supplement_in_on')
  if (noticeOn === undefined) return { decideBy: addDays(filedOn, decideDays) }
  if (suppliedOn === undefined) return { decidePausedOn: noticeOn }
  return { decideBy: addDays(filedOn, decideDays + Math.max(0, daysBetween(noticeOn, suppliedOn))) }
}

/**
 * 交强险条例 27–29: the insurer says in writing within a day of the claim which documents it needs, and decides within five
 * days of having them.
 */
function carClocks(
  filedOn: CivilDate | undefined,
  facts: Facts,
  car: NonNullable<Terms['timers']['car']>,
): Pick<Deadlines & CarDeadlines, 'documentListBy' | 'decideBy'> {
  const noticeOn = dateFact(facts, 'claim.notice_sent_on')
  const suppliedOn = dateFact(facts, 'claim.supplement_in_on')
  // Where nothing was asked for, everything was there from the beginning.
  const completeOn = suppliedOn ?? (noticeOn === undefined ? filedOn : undefined)
  return {
    documentListBy: filedOn && addDays(filedOn, car.document_list_days),
    decideBy: completeOn && addDays(completeOn, car.decide_days),
  }
}

function contractDates(dates: PackDates, scope: Scope): Deadlines {
  return {
    waitingLastOn: dateOf(dates.waitingLastOn, scope),
    graceEndsOn: dateOf(dates.graceEndsOn, scope),
    suspendedOn: dateOf(dates.suspendedOn, scope),
    reinstateBy: dateOf(dates.reinstateBy, scope),
    incontestableOn: dateOf(dates.incontestableOn, scope),
  }
}

function dateFact(facts: Facts, key: (typeof clockFacts)[number]): CivilDate | undefined {
  const value = facts[key]
  return typeof value === 'string' && isCivilDate(value) ? value : undefined
}

/** The operand's day, if it is known to the day. */
function dateOf(operand: Operand | undefined, scope: Scope): CivilDate | undefined {
  if (operand === undefined) return undefined
  const resolved = resolve(operand, scope)
  if (resolved.kind !== 'days' || resolved.lo !== resolved.hi) return undefined
  return dateOfDay(resolved.lo)
}
