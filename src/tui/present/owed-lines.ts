import { stripUnsafe } from '../../app/cells.ts'
import { labels } from '../../app/language/labels.ts'
import { owedWords } from '../../app/language/owed-words.ts'
import type { OwedClock } from '../../app/queries.ts'
import { dateAt } from '../../core/civil-date.ts'
import { stepOf } from '../../core/escalation/flow.ts'
import { nameOfOwed } from '../../core/queue/owed.ts'
import { activeStep } from '../../core/escalation/run.ts'
import type { State } from '../state.ts'
import type { Tone } from '../theme.ts'
import type { Dictionary } from '../words/en.ts'
import { blank, heading, type Line, line, type Span } from './line.ts'
import { moment } from './moments.ts'
import { storyLines } from './promise-lines.ts'
import { wrapCells } from './wrap.ts'

const tones: Record<OwedClock['standing'], Tone> = { breached: 'bad', warning: 'warn', running: 'plain', paused: 'dim' }

/** How many are over, run out, fall due today, and come later. */
export function owedCounts(owed: readonly OwedClock[], { now }: State, words: Dictionary): Line {
  const today = dateAt(now)
  const of = (one: OwedClock) =>
    one.standing === 'breached' || one.standing === 'warning'
      ? one.standing
      : dateAt(one.clock.dueAt) === today
        ? 'today'
        : 'later'
  const spans = (['breached', 'warning', 'today', 'later'] as const).flatMap((part): Span[] => {
    const count = owed.filter((one) => of(one) === part).length
    const tone = part === 'today' ? 'accent' : part === 'later' ? 'dim' : tones[part]
    return count === 0 ? [] : [{ text: ` ${words.owed[part]} ${count}`, tone }]
  })
  return { spans }
}

/** A clock a line: when it is due, whose it is, which clock and how it stands. */
export function owedLines(owed: readonly OwedClock[], index: number, state: State): Line[] {
  return owed.map((one, at): Line => ({
    isSelected: at === index,
    spans: [
      { text: at === index ? '>' : ' ', cells: 1 },
      { text: moment(one.clock.dueAt, state.now), cells: 12, tone: 'dim' },
      { text: stripUnsafe(nameOfOwed(one)), cells: 9, tone: 'strong' },
      { text: owedWords(one, state.language), tone: tones[one.standing] },
    ],
  }))
}

/** The chosen clock: on what, by law, promise or service level, in whose queue; and the story of a promise. */
export function owedPreview(one: OwedClock, state: State, words: Dictionary, width: number): Line[] {
  const { language, now } = state
  const { case: item, clock, promise } = one
  const wrapped = (text: string, tone: Tone) =>
    wrapCells(stripUnsafe(text), width).map((part) => line({ text: part, tone }))
  const kind = `${labels.clockKind[clock.kind][language]} · ${labels.clock[clock.code][language]}`
  if ('move' in one)
    return [
      heading(stripUnsafe(one.move.customerName)),
      line({ text: owedWords(one, language), tone: tones[one.standing] }),
      ...wrapped(words.owed.firstWord(moment(one.move.movedAt, now)), 'plain'),
      line({ text: `${kind} · ${words.owed.due(moment(clock.dueAt, now))}`, tone: 'dim' }),
    ]
  if (!item) return runPreview(one, state, words, wrapped)
  return [
    ...wrapped(item.title, 'strong'),
    line({ text: owedWords(one, language), tone: tones[one.standing] }),
    line({ text: `${kind} · ${words.owed.due(moment(clock.dueAt, now))}`, tone: 'dim' }),
    line({ text: `${labels.caseKind[item.kind][language]} · ${labels.role[item.role][language]}`, tone: 'dim' }),
    ...(item.hold && one.isOnHold
      ? wrapped(words.owed.onHold(moment(item.hold.wakeAt, now), item.hold.reason), 'warn')
      : []),
    ...(promise ? [blank(), heading(words.promise.title), ...storyLines(promise, state, words, width)] : []),
  ]
}

/** Of a run about the team's own work: which flow, at which step, in whose hands. */
function runPreview(
  one: Extract<OwedClock, { run: object }>,
  { language, now }: State,
  words: Dictionary,
  wrapped: (text: string, tone: Tone) => Line[],
): Line[] {
  const step = stepOf(one.flow, activeStep(one.run)?.id ?? '')
  return [
    ...wrapped(`${one.flow.code} ${one.flow.name[language]}`, 'strong'),
    line({ text: owedWords(one, language), tone: tones[one.standing] }),
    line({ text: words.owed.due(moment(one.clock.dueAt, now)), tone: 'dim' }),
    ...(step ? wrapped(`${step.name[language]} · ${labels.role[step.owner][language]}`, 'plain') : []),
    ...(step ? wrapped(step.todo[language], 'dim') : []),
  ]
}
