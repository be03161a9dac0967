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
  /** The third pane; 0 on screens that have none, and where there is no room for it. */
  side: number
}

export type Wish = {
  /** The share of the columns that the left of two panes has; 1: it has all. */
  share?: number
  /** Whether the screen has something for a third pane. */
  hasSide?: boolean
}

export const leastCols = 60
export const leastRows = 16
/** With fewer columns a third pane would take from the other two what they need. */
const leastForSide = 150
/** What a third pane has: charts and a few words; more would stand empty. */
const mostSide = 48
const sideShare = 0.26

/** Pure: the same size and wish give the same layout. `hasLine`: the line above the footer is taken by a prompt or a notice. */
export function layoutOf(
  cols: number,
  rows: number,
  hasLine: boolean,
  { share = 0.52, hasSide = false }: Wish = {},
): Layout {
  const side = hasSide && cols >= leastForSide ? Math.min(mostSide, Math.round(cols * sideShare)) : 0
  // A rule stands before each pane but the first.
  const room = side > 0 ? cols - side - 1 : cols
  const left = cols < leastCols ? cols : Math.round(room * share)
  return {
    cols,
    rows,
    isTooSmall: cols < leastCols || rows < leastRows,
    bodyRows: Math.max(1, rows - 2 - (hasLine ? 1 : 0)),
    left,
    right: Math.max(0, room - left - 1),
    side,
  }
}
