/** How the screen is divided, in cells. */
export type Layout = {
  cols: number
  rows: number
  isTooSmall: boolean
  /** Rows between header and footer. */
  bodyRows: number
  left: number
  /** 0 when there is room for one pane only. */
  right: number
}

export const leastCols = 60
export const leastRows = 16

/** Pure: the same size and wish give the same layout. `line`: the line above the footer is taken by a prompt or a notice. */
export function layoutOf(cols: number, rows: number, hasLine: boolean, share = 0.52): Layout {
  const bodyRows = Math.max(1, rows - 2 - (hasLine ? 1 : 0))
  const left = cols < leastCols ? cols : Math.round(cols * share)
  return {
    cols,
    rows,
    isTooSmall: cols < leastCols || rows < leastRows,
    bodyRows,
    left,
    right: Math.max(0, cols - left - 1),
  }
}
