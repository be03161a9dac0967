import type { Dictionary } from '../words/en.ts'
import { bar } from './charts.ts'
import { blank, heading, type Line, line } from './line.ts'
import { wrapCells } from './wrap.ts'

/** As wide as is good to read. */
const mostCells = 72

/** One page of the tour: what it is about, how far on it is, and the keys that go on or leave. */
export function tourLines(page: number, words: Dictionary, cols: number): Line[] {
  const { title, pages, hint } = words.tour
  const { about = '', text = '' } = pages[page] ?? {}
  const width = Math.min(mostCells, cols - 4)
  return [
    heading(title, `${page + 1}/${pages.length}`),
    line({ text: bar(page + 1, pages.length, 24), tone: 'accent' }),
    blank(),
    line({ text: `  ${about}`, tone: 'strong' }),
    blank(),
    ...wrapCells(text, width).map((said) => line(`  ${said}`)),
    blank(),
    ...wrapCells(hint, width).map((said) => line({ text: `  ${said}`, tone: 'dim' })),
  ]
}
