const levels = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█']

/** One sign for each count, as high as its share of the highest; a blank for none. */
export function columns(counts: readonly number[]): string {
  const most = Math.max(1, ...counts)
  return counts.map((count) => (count === 0 ? ' ' : levels[Math.ceil((count / most) * levels.length) - 1])).join('')
}

/** A bar of so many cells, filled by the part of the whole; what is more than nothing or less than all is seen to be. */
export function bar(part: number, whole: number, cells: number): string {
  if (cells <= 0) return ''
  const share = whole <= 0 ? 0 : Math.min(1, Math.max(0, part / whole))
  const rounded = Math.round(share * cells)
  const filled = share > 0 && rounded === 0 ? 1 : share < 1 && rounded === cells ? cells - 1 : rounded
  return '█'.repeat(filled) + '░'.repeat(cells - filled)
}
