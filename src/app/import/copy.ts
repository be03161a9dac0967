/**
 * The same text in memory of its own. A cell is often a window on the text of a whole chunk, and keeping the cell keeps the
 * chunk; so whatever outlives its row is copied first.
 */
export function ownCopy(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8')
}
