import { cellWidth } from '../app/cells.ts'

// oxlint-disable-next-line no-control-regex
const styles = /\x1b\[[0-9;:]*m/g

/**
 * What Ink measures with, put in place of the `string-width` package when the program is bundled (build.ts): the same widths
 * (a test holds the two together), without segmenting every Han text of every frame anew.
 */
export default function stringWidth(text: string): number {
  return cellWidth(text.includes('\x1b') ? text.replaceAll(styles, '') : text)
}
