/* oxlint-disable no-control-regex */
/** The codes by which a style of a terminal ends; 22 ends both bold and dim. */
export const styleEnds: ReadonlySet<number> = new Set([22, 23, 24, 27, 28, 29, 39, 49])

/** What a style is ended by. */
export function endOf(style: number): number {
  if (style === 1 || style === 2) return 22
  if (style < 10) return 20 + style
  return style < 40 || (style >= 90 && style < 98) ? 39 : 49
}

const runs = /(?:\x1b\[[\d;]+m)+| {6,}/g
const steps = /(?:\x1b\[E){2,}/g

const clean =
  /^(?:[\t\n\x20-\x7e\u00a0-\u02ff\u2010-\u2027\u2190-\u2193\u2500-\u259f\u3000-\u3029\u3030-\u3098\u309b-\u3163\u3400-\u9fff\uff01-\uff60]|\x1b\[[\d;]*m)*$/
const unfollowed = /\x1b\[(?:[\d;]*;)?(?:0|38|48)?[;m]/

/**
 * A changed line as Ink writes it, in fewer bytes: where one style after another begins and ends with nothing between them (Ink tells
 * again all that stood before the first change), only what is left of them is said, and blanks that the erased line has already are
 * stepped over. A line begins and ends with no style open; one with colours that have numbers of their own behind them, or with a
 * reset of everything, stays as it is told.
 */
export function squeezed(line: string): string {
  if (unfollowed.test(line)) return line
  let open: readonly number[] = []
  return line.replace(runs, (run) => {
    if (run.startsWith(' ')) return open.some(isSeenOnBlanks) ? run : `\x1b[${run.length}C`
    const before = open
    const codes = run
      .slice(2, -1)
      .split('m\x1b[')
      .flatMap((code) => code.split(';').map(Number))
    for (const code of codes)
      open = styleEnds.has(code)
        ? open.filter((style) => endOf(style) !== code)
        : [...open.filter((style) => !isReplacedBy(code, style)), code]
    const over = before.filter((style) => !open.includes(style) && !open.some((code) => isReplacedBy(code, style)))
    const ended = new Set(over.map(endOf))
    const begun = open.filter((style) => !before.includes(style) || ended.has(endOf(style)))
    const said = [...ended, ...begun].join(';')
    return said === '' ? '' : `\x1b[${said}m`
  })
}

/** One colour takes the place of another; bold and dim stand beside each other. */
function isReplacedBy(code: number, style: number): boolean {
  return code === style || (endOf(code) === endOf(style) && endOf(code) !== 22)
}

/** Inverse, underlined, struck through, on a colour. */
function isSeenOnBlanks(style: number): boolean {
  return style === 4 || style === 7 || style === 9 || endOf(style) === 49
}

/** Several steps to the next line as one. */
export function stepped(frame: string): string {
  return frame.replace(steps, (run) => `\x1b[${run.length / 3}E`)
}

/** Whether there is nothing in a text but plain characters, none of them a mark, and styles; false where only a closer look can tell. */
export function isClean(text: string): boolean {
  return clean.test(text)
}
