import { stripUnsafe } from '../../app/cells.ts'
import { labels } from '../../app/language/labels.ts'
import type { OnRoster } from '../../app/roster.ts'
import type { State } from '../state.ts'
import type { Dictionary } from '../words/en.ts'
import { blank, heading, type Line, line } from './line.ts'
import { moment } from './moments.ts'

/** Who is at work now and who comes next, a person a line. */
export function rosterLines(
  people: readonly OnRoster[],
  index: number,
  { language, now }: State,
  words: Dictionary,
  width: number,
): Line[] {
  const roleCells = language === 'en' ? 11 : 9
  const whenCells = language === 'en' ? 20 : 17
  return people.map((one, at): Line => ({
    isSelected: at === index,
    spans: [
      { text: at === index ? '>' : ' ', cells: 1 },
      { text: one.isOn ? '* ' : '  ', tone: 'good' },
      { text: labels.role[one.role][language], cells: roleCells, tone: 'accent' },
      {
        text: stripUnsafe(one.name),
        cells: Math.max(6, width - 3 - roleCells - whenCells),
        tone: one.isOn ? 'strong' : 'dim',
      },
      {
        text: one.isOn ? words.roster.until(moment(one.until, now)) : words.roster.from(moment(one.from, now)),
        cells: whenCells,
        tone: one.isOn ? 'good' : 'dim',
      },
    ],
  }))
}

/** The right pane: when the chosen person works, and who takes over. */
export function presenceLines(one: OnRoster | undefined, { language, now }: State, words: Dictionary): Line[] {
  if (!one) return []
  return [
    heading(stripUnsafe(one.name), labels.role[one.role][language]),
    line({ text: one.isOn ? words.roster.on : words.roster.off, tone: one.isOn ? 'good' : 'dim' }),
    line({ text: `${moment(one.from, now)} – ${moment(one.until, now)}` }),
    blank(),
    one.reliefNames.length > 0
      ? line({ text: words.roster.relief(one.reliefNames.map(stripUnsafe).join(language === 'en' ? ', ' : '、')) })
      : line({ text: words.roster.nobody, tone: 'warn' }),
  ]
}

/** Who of the role that has to act is at work now, in one line; null where no shift of theirs is planned. */
export function atWorkLine(people: readonly OnRoster[], { language, now }: State, words: Dictionary): Line | null {
  const [first] = people
  if (!first) return null
  const on = people.filter(({ isOn }) => isOn)
  const names = on.map(({ name, until }) => `${stripUnsafe(name)} ${words.roster.until(moment(until, now))}`)
  return on.length > 0
    ? line({ text: `   ${words.roster.atWork(names.join(language === 'en' ? ', ' : '、'))}`, tone: 'good' })
    : line({
        text: `   ${words.roster.nextIs(stripUnsafe(first.name), moment(first.from, now))}`,
        tone: 'warn',
      })
}
