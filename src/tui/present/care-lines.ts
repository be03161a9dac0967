import { stripUnsafe } from '../../app/cells.ts'
import { colon } from '../../app/language/why-words.ts'
import { labels } from '../../app/language/labels.ts'
import { maskPhone } from '../../core/customer/mask.ts'
import { dateAt } from '../../core/civil-date.ts'
import type { Cared, State } from '../state.ts'
import type { Dictionary } from '../words/en.ts'
import { blank, heading, type Line, line } from './line.ts'
import { moment } from './moments.ts'
import { wrapCells } from './wrap.ts'

/** Who is no customer and in our care, a line each: until when what we know of them may stay, who, what has happened. */
export function careLines(cared: readonly Cared[], index: number, { now }: State, width: number): Line[] {
  const today = dateAt(now)
  return cared.map(({ care, customer }, at): Line => ({
    isSelected: at === index,
    spans: [
      { text: at === index ? '>' : ' ', cells: 1 },
      { text: care.until.slice(5), cells: 6, tone: care.until < today ? 'bad' : 'accent' },
      { text: stripUnsafe(customer.name), cells: 9, tone: 'strong' },
      { text: ` ${stripUnsafe(care.what)}`, cells: Math.max(8, width - 16) },
    ],
  }))
}

/** The chosen one: where they are, what has happened, on what ground we keep it. */
export function careDetails(
  cared: Cared | undefined,
  { language, now, staff }: State,
  { care: words }: Dictionary,
  width: number,
): Line[] {
  if (!cared) return []
  const { care, customer } = cared
  const nameOf = (id: string) => staff.get(id) ?? id
  const fact = (label: string, value: string | null) =>
    value ? wrapCells(stripUnsafe(`${label}${colon(language)}${value}`), width).map((part) => line(part)) : []
  return [
    heading(stripUnsafe(customer.name), nameOf(customer.ownerId)),
    ...fact(words.phone, customer.phone && maskPhone(customer.phone)),
    ...fact(words.where, [customer.city, care.where].filter(Boolean).join(' ')),
    ...fact(words.what, care.what),
    ...fact(words.basis, labels.careBasis[care.basis][language]),
    blank(),
    line({ text: words.until(care.until), tone: care.until < dateAt(now) ? 'bad' : 'accent' }),
    line({ text: words.begunBy(nameOf(care.begunBy), moment(care.begunAt, now)), tone: 'dim' }),
  ]
}
