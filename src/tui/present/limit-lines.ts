import { yuan } from '../../core/money.ts'
import type { PolicyStanding } from '../../core/policy/standing.ts'
import type { Dictionary } from '../words/en.ts'
import { bar } from './charts.ts'
import { type Line, line } from './line.ts'
import { wrapCells } from './wrap.ts'

const barCells = 24

/** What of the year's limit and deductible is used, as bars with the words beside or below; what the record does not know has no bar. */
export function limitLines(
  { limit, deductible }: Pick<PolicyStanding, 'limit' | 'deductible'>,
  { running: words }: Dictionary,
  width: number,
): Line[] {
  const said = (text: string) => wrapCells(text, width).map((part) => line({ text: part }))
  const drawn = (part: number, whole: number) =>
    line(
      { text: bar(part, whole, Math.max(1, Math.min(barCells, width - 6))), tone: part >= whole ? 'bad' : 'accent' },
      { text: ` ${Math.round((Math.min(part, whole) / Math.max(1, whole)) * 100)}%`, tone: 'dim' },
    )
  return [
    ...(limit
      ? [
          drawn(limit.paidFen, limit.fen),
          ...said(words.paid(yuan(limit.paidFen))),
          ...said(words.left(yuan(limit.leftFen), yuan(limit.fen))),
        ]
      : []),
    ...(deductible
      ? [
          ...(deductible.usedFen === null ? [] : [drawn(deductible.usedFen, deductible.fen)]),
          ...said(
            words.deductible(yuan(deductible.fen), deductible.usedFen === null ? null : yuan(deductible.usedFen)),
          ),
        ]
      : []),
  ]
}
