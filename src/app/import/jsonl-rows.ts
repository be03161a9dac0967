import { StringDecoder } from 'node:string_decoder'

/** One line that is not blank; `object` null where the line is not one JSON object. */
export type JsonlRecord = { line: number; text: string; object: Readonly<Record<string, unknown>> | null }

/** A line longer than this is not a row; it is cut, and so reported as no JSON object. */
const maxLineLength = 1 << 20

/** The lines of JSONL given as UTF-8 bytes, in batches as they come. */
export async function* jsonlRecords(bytes: AsyncIterable<Buffer>): AsyncGenerator<JsonlRecord[]> {
  const decoder = new StringDecoder('utf8')
  let [rest, line] = ['', 0]
  for await (const chunk of bytes) {
    const lines = (rest + decoder.write(chunk)).split('\n')
    rest = (lines.pop() ?? '').slice(0, maxLineLength)
    const batch: JsonlRecord[] = []
    for (const text of lines) readLine(text, ++line, batch)
    if (batch.length > 0) yield batch
  }
  const batch: JsonlRecord[] = []
  readLine(rest + decoder.end(), ++line, batch)
  if (batch.length > 0) yield batch
}

function readLine(raw: string, line: number, batch: JsonlRecord[]): void {
  const text = raw.trim()
  if (text !== '') batch.push({ line, text, object: objectOf(text) })
}

function objectOf(text: string): Record<string, unknown> | null {
  if (!text.startsWith('{')) return null
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return null
  }
}
