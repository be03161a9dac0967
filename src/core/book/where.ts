import type { Tx } from '../command.ts'
import { startOfDate } from '../civil-date.ts'
import type { Row } from '../entities.ts'
import { type FieldValue, matcherOf } from '../filter/match.ts'
import { readFilter } from '../filter/terms.ts'
import { type Words, w } from '../language.ts'
import { refuse, type Refusal } from '../refusal.ts'

/** What customers of a book are chosen by, in the language of the filters of lists; any of the three names is taken. */
const fields = {
  name: [w('name', '姓名', '姓名'), 'text'],
  city: [w('city', '城市', '城市'), 'text'],
  tag: [w('tag', '标签', '標籤'), 'text'],
  since: [w('since', '自', '自'), 'time'],
  product: [w('product', '产品', '產品'), 'text'],
  cases: [w('cases', '事项', '事項'), 'number'],
} as const satisfies Record<string, readonly [Words, FieldValue['is']]>
type Field = keyof typeof fields

const kinds = Object.fromEntries(Object.entries(fields).map(([name, [, is]]) => [name, is]))

function named(typed: string): string {
  return Object.entries(fields).find(([, [words]]) => Object.values<string>(words).includes(typed))?.[0] ?? typed
}

/**
 * A filter such as `city:深圳 !tag:vip since<2026-01-01 cases>0 product:MED-MILLION` as a test of customers, or what of it can mean
 * nothing: whoever moves a book by it must not move more than was meant. Policies and cases are read only where it speaks of them.
 */
export async function customersWhere(
  text: string,
  tx: Tx,
  now: number,
): Promise<((customer: Row<'customer'>) => Promise<boolean>) | Refusal> {
  const { terms: typed, unfinished } = readFilter(text)
  const terms = typed.map((term) => (term.is === 'field' ? { ...term, field: named(term.field) } : term))
  const { matches, faults } = matcherOf({ terms, unfinished }, kinds, now)
  const [fault] = [...faults.map(({ field, value }) => `${field}:${value}`), ...unfinished]
  if (fault !== undefined || terms.length === 0) {
    const expected = `a filter by ${Object.keys(fields).join(', ')}${fault === undefined ? '' : `, not ${fault}`}`
    return refuse('bad-arguments', { path: 'which', expected })
  }
  const asks = (field: Field) => terms.some((term) => term.is === 'field' && term.field === field)
  const [asksProduct, asksCases] = [asks('product'), asks('cases')]
  return async ({ id, name, city, tags, since }) => {
    const policies = asksProduct ? await tx.find('policy', { customerId: id }) : []
    const cases = asksCases ? await tx.find('case', { customerId: id, state: 'open' }) : []
    const text = (...words: (string | null)[]): FieldValue => ({ is: 'text', keys: keysOf(words) })
    const values: Record<Field, FieldValue> = {
      ...{ name: text(name), city: text(city), tag: text(...tags) },
      since: { is: 'time', at: since === null ? null : startOfDate(since) },
      product: text(...policies.map(({ productCode }) => productCode)),
      cases: { is: 'number', value: cases.length },
    }
    return matches({ keys: keysOf([name, city, ...tags]), fields: values })
  }
}

/** A blank before each, as filters look for the beginning of a word. */
function keysOf(words: readonly (string | null)[]): string {
  return words.map((word) => (word === null ? '' : ` ${word.normalize('NFKC').toLowerCase()}`)).join('')
}
