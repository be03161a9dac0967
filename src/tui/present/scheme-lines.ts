import { productName } from './product-name.ts'
import { stripUnsafe } from '../../app/cells.ts'
import { schemeLabels } from '../../app/language/goodwill-words.ts'
import { criteriaWords } from '../../app/schemes.ts'
import { dateAt } from '../../core/civil-date.ts'
import type { Row } from '../../core/entities.ts'
import { yuan } from '../../core/money.ts'
import { leftOf, standingOf } from '../../core/scheme/standing.ts'
import type { State } from '../state.ts'
import type { Tone } from '../theme.ts'
import type { Dictionary } from '../words/en.ts'
import { blank, heading, type Line, line } from './line.ts'
import { moment } from './moments.ts'
import { wrapCells } from './wrap.ts'

const tones: Record<keyof typeof schemeLabels, Tone> = {
  ...{ waiting: 'warn', running: 'good', stopped: 'warn', spent: 'bad' },
  ...{ refused: 'dim', toCome: 'dim', over: 'dim' },
}

/** Schemes, a line each: how it stands and what it is called. */
export function schemeLines(schemes: readonly Row<'scheme'>[], index: number, { language, now }: State): Line[] {
  return schemes.map((scheme, at): Line => {
    const isSelected = at === index
    const standing = standingOf(scheme, dateAt(now))
    return {
      isSelected,
      spans: [
        { text: isSelected ? '>' : ' ', cells: 2 },
        { text: stripUnsafe(scheme.name), tone: 'strong' },
        { text: ` · ${schemeLabels[standing][language]}`, tone: tones[standing] },
      ],
    }
  })
}

/** The chosen one: whom it is for, what it pays, what is left, who decided. */
export function schemeDetails(
  schemes: readonly Row<'scheme'>[],
  index: number,
  state: State,
  words: Dictionary,
  width: number,
): Line[] {
  const scheme = schemes[index]
  if (!scheme) return []
  const { schemes: text } = words
  const { minFen, maxFen, decidedBy, decidedAt, stops } = scheme
  const nameOf = (id: string) => state.staff.get(id) ?? id
  const stop = stops.at(-1)
  const wrapped = (said: string, tone: Tone = 'plain') =>
    wrapCells(stripUnsafe(said), width).map((part) => line({ text: part, tone }))
  const fact = (label: string, value: string) => wrapped(`${label}  ${value}`)
  const pays = minFen === maxFen ? `¥${yuan(maxFen)}` : `¥${yuan(minFen)}–${yuan(maxFen)}`
  const by = (at: number, staffId: string, reason: string) => `${moment(at, state.now)} ${nameOf(staffId)} ${reason}`
  return [
    heading(scheme.name, scheme.goodwillName),
    ...fact(text.pays, pays),
    ...fact(text.budget, `¥${yuan(scheme.budgetFen)}`),
    ...wrapped(text.spent(yuan(scheme.spentFen), scheme.grantCount)),
    ...fact(text.left, `¥${yuan(leftOf(scheme))}`),
    ...fact(text.runs, `${scheme.startsOn}~${scheme.endsOn}`),
    blank(),
    heading(text.when),
    ...wrapped(text.clause(productName(scheme.productCode, state), scheme.clauseNumber)),
    ...criteriaWords(scheme.condition, state.language).flatMap((one) => wrapped(one)),
    blank(),
    ...wrapped(`${text.proposed}  ${by(scheme.proposedAt, scheme.proposedBy, '')}`, 'dim'),
    ...(decidedBy ? wrapped(`${text.decided}  ${by(decidedAt ?? 0, decidedBy, scheme.reason ?? '')}`, 'dim') : []),
    ...(stop && scheme.state === 'stopped'
      ? wrapped(`${text.stopped}  ${by(stop.at, stop.by, stop.reason)}`, 'warn')
      : []),
  ]
}

/** Above a claim's verdict: the schemes under which goodwill could be paid on it, each with what it pays. */
export function schemesInReachLines(
  { schemes }: { schemes: readonly Row<'scheme'>[] },
  { schemes: text }: Dictionary,
  width: number,
): Line[] {
  return schemes.flatMap(({ name, minFen, maxFen }) => {
    const pays = minFen === maxFen ? yuan(maxFen) : `${yuan(minFen)}–${yuan(maxFen)}`
    return wrapCells(stripUnsafe(text.fits(name, pays)), width).map((part) => line({ text: part, tone: 'good' }))
  })
}
