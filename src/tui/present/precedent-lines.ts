import { productName } from './product-name.ts'
import { stripUnsafe } from '../../app/cells.ts'
import { precedentLabels } from '../../app/language/goodwill-words.ts'
import { comparedWords, type Precedents } from '../../app/precedents.ts'
import { dateAt } from '../../core/civil-date.ts'
import { yuan } from '../../core/money.ts'
import type { State } from '../state.ts'
import type { Dictionary } from '../words/en.ts'
import { heading, type Line, line } from './line.ts'
import { wrapCells } from './wrap.ts'

/** Decided special cases like the one at hand, the likest first. */
export function precedentLines({ found }: Precedents, index: number, { language }: State): Line[] {
  return found.map(({ precedent: { verdict, amountFen, decidedAt }, score }, at): Line => {
    const isSelected = at === index
    return {
      isSelected,
      spans: [
        { text: isSelected ? '>' : ' ', cells: 2 },
        { text: `${score}%`, cells: 6, tone: 'accent' },
        { text: precedentLabels[verdict][language], tone: verdict === 'approved' ? 'good' : 'bad' },
        { text: amountFen === null ? '' : ` ¥${yuan(amountFen)}`, tone: 'strong' },
        { text: ` · ${dateAt(decidedAt)}`, tone: 'dim' },
      ],
    }
  })
}

/** Why the chosen one is like it: which facts are alike, and which are not. */
export function likenessLines(
  { found, flow, compared }: Precedents,
  index: number,
  state: State,
  { precedents: text }: Dictionary,
  width: number,
): Line[] {
  const { language } = state
  const one = found[index]
  if (!one) return []
  const { precedent, alike, different, isSameClause } = one
  const clause =
    `${precedent.productCode ? productName(precedent.productCode, state) : ''} ${precedent.clauseNumber}`.trim()
  const listed = (keys: readonly string[], facts: typeof compared.facts) =>
    keys.flatMap((key) =>
      wrapCells(stripUnsafe(comparedWords(key, facts, flow, language)), width).map((part) => line(part)),
    )
  return [
    heading(precedentLabels[precedent.verdict][language], text.decidedOn(dateAt(precedent.decidedAt))),
    line(
      isSameClause
        ? { text: `${text.sameClause} ${clause}`, tone: 'good' }
        : { text: text.otherClause(clause), tone: 'dim' },
    ),
    ...(alike.length > 0 ? [heading(text.alike), ...listed(alike, compared.facts)] : []),
    ...(different.length > 0 ? [heading(text.different), ...listed(different, precedent.facts)] : []),
  ]
}
