import type { Terminal } from '../terminal.ts'

const cell = { width: 8.4, height: 18 }
const ground = '#16181d'
const ink = '#d7dae0'
/** The terminal's eight colours, as a dark theme draws them. */
const palette = ['#5c6370', '#e06c75', '#98c379', '#e5c07b', '#61afef', '#c678dd', '#56b6c2', ink]

/** The screen of a terminal as a picture: every run of cells where it stands, so that wide characters keep their columns. */
export function svgOf(screen: Terminal, title: string): string {
  const rows = screen.cells()
  const [width, height] = [(rows[0]?.length ?? 0) * cell.width + 24, rows.length * cell.height + 24]
  const drawn: string[] = []
  for (const [y, row] of rows.entries())
    for (const run of runsOf(row)) {
      const [x, top, wide] = [12 + run.from * cell.width, 12 + y * cell.height, run.cells * cell.width]
      const colour = run.colour === null ? ink : (palette[run.colour % 8] ?? ink)
      if (run.isInverse)
        drawn.push(`<rect x="${f(x)}" y="${top}" width="${f(wide)}" height="${cell.height}" fill="${colour}"/>`)
      const text = run.text.trim()
      if (text === '') continue
      const cells = run.cells / run.text.length
      const from = x + run.text.indexOf(text) * cells * cell.width
      const look = `${run.isBold ? ' font-weight="bold"' : ''}${run.isDim ? ' opacity="0.6"' : ''}`
      const fill = run.isInverse ? ground : colour
      const length = f(text.length * cells * cell.width)
      drawn.push(
        `<text x="${f(from)}" y="${top + 13.5}" textLength="${length}" lengthAdjust="spacingAndGlyphs" fill="${fill}"${look}>${escaped(text)}</text>`,
      )
    }
  const font = `ui-monospace, 'Sarasa Mono SC', 'Noto Sans Mono CJK SC', Menlo, Consolas, monospace`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${f(width)} ${height}" font-family="${font}" font-size="14" xml:space="preserve" role="img">`,
    `<title>${escaped(title)}</title><rect width="100%" height="100%" rx="8" fill="${ground}"/>`,
    ...drawn,
    '</svg>\n',
  ].join('\n')
}

type Cell = ReturnType<Terminal['cells']>[number][number]
type Run = Omit<Cell, 'width'> & { from: number; cells: number }

/** Neighbouring cells of one look and one width: a run is stretched evenly, so narrow and wide are never in the same one. */
function runsOf(row: readonly Cell[]): Run[] {
  const runs: (Run & { width: number })[] = []
  for (const [x, one] of row.entries()) {
    if (one.width === 0) continue
    const last = runs.at(-1)
    const text = one.text === '' ? ' ' : one.text
    if (last && sameLook(last, one) && last.width === one.width && text.length === 1) {
      last.text += text
      last.cells += one.width
    } else runs.push({ ...one, text, from: x, cells: one.width })
  }
  return runs
}

function sameLook(a: Omit<Cell, 'text' | 'width'>, b: Cell): boolean {
  return a.colour === b.colour && a.isBold === b.isBold && a.isDim === b.isDim && a.isInverse === b.isInverse
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function f(value: number): string {
  return value.toFixed(1)
}
