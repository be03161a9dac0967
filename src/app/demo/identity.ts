import type { CivilDate } from '../../core/civil-date.ts'
import type { Sex } from './names.ts'
import { at } from './random.ts'

/**
 * A phone number that nobody can have by chance in a believable book: `1380000` or `1390000` and four digits that differ
 * for every customer; further prefixes of that shape where a book has more than 20,000.
 */
export function phoneOf(ordinal: number): string {
  const prefixes = ['138', '139', '137', '136', '135', '158', '159', '188']
  const prefix = at(prefixes, Math.floor(ordinal / 10_000) % prefixes.length)
  return `${prefix}0000${String(ordinal % 10_000).padStart(4, '0')}`
}

/** An identity number of a place that does not exist (area code 000000), with the check digit of GB 11643. */
export function idNumberOf(bornOn: CivilDate, sex: Sex, serial: number): string {
  const order = (serial % 500) * 2 + (sex === 'male' ? 1 : 0)
  const body = `000000${bornOn.replaceAll('-', '')}${String(order).padStart(3, '0')}`
  let sum = 0
  for (const [index, digit] of [...body].entries()) sum += Number(digit) * (2 ** (17 - index) % 11)
  return body + '10X98765432'.charAt(sum % 11)
}
