const candidates = [',', ';', '\t'] as const

/** How a CSV file parts its cells, by its first line. `skipBytes`, `skipLines`: what stands before the header. */
export type Delimiting = { delimiter: string; skipBytes: number; skipLines: number }

/**
 * Counts comma, semicolon and tab in the header, outside quotes; the most frequent wins, comma in doubt. A line `sep=;`, which
 * Excel obeys and some exports write, says it outright and is left out. `head`: UTF-8, the first line at least.
 */
export function guessDelimiter(head: Buffer): Delimiting {
  const text = head.toString('utf8')
  const told = /^\s*"?sep=(.)"?\r?\n/i.exec(text)
  if (told) {
    const before = told[0]
    return { delimiter: told[1] ?? ',', skipBytes: Buffer.byteLength(before), skipLines: before.split('\n').length - 1 }
  }
  return { delimiter: mostFrequent(text.trimStart()), skipBytes: 0, skipLines: 0 }
}

function mostFrequent(text: string): string {
  const counts = new Map<string, number>(candidates.map((candidate) => [candidate, 0]))
  let isQuoted = false
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted
    else if (!isQuoted && (character === '\n' || character === '\r')) break
    else if (!isQuoted && counts.has(character)) counts.set(character, (counts.get(character) ?? 0) + 1)
  }
  let best = ','
  for (const candidate of candidates) if ((counts.get(candidate) ?? 0) > (counts.get(best) ?? 0)) best = candidate
  return best
}
