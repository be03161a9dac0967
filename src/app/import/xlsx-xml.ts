import { SaxesParser } from 'saxes'
import { badXlsx } from './xlsx-zip.ts'

/** What is told of the elements of an XML part, by their names without a prefix. */
export type Listener = {
  open?(name: string, attributes: Readonly<Record<string, string>>): void
  text?(text: string): void
  close?(name: string): void
}

/** Reads an XML part as it comes, and gives a turn after each piece of it. Throws an `ImportStop` where it is no XML. */
export async function* readXml(bytes: AsyncIterable<Buffer>, listener: Listener): AsyncGenerator<void> {
  const parser = new SaxesParser<{ xmlns: false }>({ xmlns: false })
  parser.on('error', (fault) => {
    throw badXlsx(fault)
  })
  parser.on('opentag', ({ name, attributes }) => listener.open?.(bare(name), attributes))
  parser.on('closetag', ({ name }) => listener.close?.(bare(name)))
  parser.on('text', (text) => listener.text?.(text))
  parser.on('cdata', (text) => listener.text?.(text))
  const decoder = new TextDecoder('utf-8')
  for await (const chunk of bytes) {
    parser.write(decoder.decode(chunk, { stream: true }))
    yield
  }
  parser.write(decoder.decode()).close()
  yield
}

/** The whole of a small part. */
export async function readXmlWhole(bytes: AsyncIterable<Buffer>, listener: Listener): Promise<void> {
  for await (const _ of readXml(bytes, listener));
}

function bare(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
