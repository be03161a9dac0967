import { claimLabels } from '../../app/language/claim-labels.ts'
import { type ClaimClock, daysLeft } from '../../core/claim/clocks.ts'
import { type CivilDate, daysBetween } from '../../core/civil-date.ts'
import type { Language } from '../../core/language.ts'
import { w } from '../../core/language.ts'
import type { Tone } from '../theme.ts'
import { type Line, line } from './line.ts'

const barCells = 8

/** A clock on one line: what, how much of it has burned down, its last day, and how many days are left. */
export function clockLine(clock: ClaimClock, today: CivilDate, language: Language, width: number): Line {
  const { code, state, dueOn, metOn } = clock
  const tone = toneOf(clock, today)
  const name = claimLabels.clock[code][language]
  const left = daysLeft(clock, today)
  // A clock that stands still has no last day.
  const day = state === 'paused' ? null : state === 'met' ? metOn : dueOn
  const nameCells = 18
  // The bar, the day and the days left beside the name.
  const hasBar = width >= nameCells + barCells + 1 + 11 + 10
  return line(
    { text: name, cells: Math.min(nameCells, Math.max(10, width - 24)), tone: state === 'date' ? 'dim' : 'plain' },
    ...(hasBar ? [{ text: barOf(clock, today), cells: barCells + 1, tone }] : []),
    { text: day ? `${day} ` : '', tone: 'dim' },
    { text: leftWords(clock, left)[language], tone },
  )
}

/** ASCII only: every terminal draws it one cell wide. */
function barOf({ startsOn, dueOn, state }: ClaimClock, today: CivilDate): string {
  if (state === 'met' || state === 'date' || startsOn === null || dueOn === null) return ''
  const whole = Math.max(1, daysBetween(startsOn, dueOn))
  const gone = Math.min(whole, Math.max(0, daysBetween(startsOn, today)))
  const burned = Math.round((gone / whole) * barCells)
  return '#'.repeat(burned) + '-'.repeat(barCells - burned)
}

function toneOf(clock: ClaimClock, today: CivilDate): Tone {
  const { state, dueOn, startsOn } = clock
  switch (state) {
    case 'breached':
      return 'bad'
    case 'met':
      return lateBy(clock) > 0 ? 'bad' : 'good'
    case 'paused':
      return 'accent'
    case 'date':
      return 'dim'
    case 'running': {
      if (dueOn === null) return 'plain'
      const left = daysBetween(today, dueOn)
      return startsOn !== null && left * 4 <= daysBetween(startsOn, dueOn) ? 'warn' : 'plain'
    }
  }
}

/** Days by which a clock was met too late. */
function lateBy({ metOn, dueOn }: ClaimClock): number {
  return metOn !== null && dueOn !== null ? Math.max(0, daysBetween(dueOn, metOn)) : 0
}

function leftWords(clock: ClaimClock, left: number | null) {
  const late = lateBy(clock)
  switch (clock.state) {
    case 'met':
      return late > 0 ? w(`${late}d late`, `迟${late}天`, `遲${late}天`) : claimLabels.clockState.met
    case 'paused':
      return w(
        `still since ${clock.pausedOn ?? ''}`,
        `自 ${clock.pausedOn ?? ''} 暂停`,
        `自 ${clock.pausedOn ?? ''} 暫停`,
      )
    case 'date':
      return w('', '', '')
    case 'breached':
      return w(`over by ${-(left ?? 0)}d`, `超${-(left ?? 0)}天`, `逾${-(left ?? 0)}天`)
    case 'running':
      return w(`${left}d left`, `剩${left}天`, `剩${left}天`)
  }
}
