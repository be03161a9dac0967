import { readXmlWhole } from './xlsx-xml.ts'

const pageSize = 4_096

/**
 * The texts that cells of a workbook share, by number. They are kept as bytes, a page of many together: a million of them as strings
 * would take four times the memory.
 */
export async function sharedStrings(bytes: AsyncIterable<Buffer>): Promise<(number: number) => string> {
  const pages: { text: Buffer; ends: Uint32Array }[] = []
  let page: Buffer[] = []
  let [text, isText, isSound] = ['', false, false]
  const lay = () => {
    let end = 0
    pages.push({ text: Buffer.concat(page), ends: Uint32Array.from(page, (one) => (end += one.length)) })
    page = []
  }
  await readXmlWhole(bytes, {
    open(name) {
      if (name === 'si') text = ''
      else if (name === 't') isText = !isSound
      // How a text is spoken stands beside it.
      else if (name === 'rPh') isSound = true
    },
    text(piece) {
      if (isText) text += piece
    },
    close(name) {
      if (name === 't') isText = false
      else if (name === 'rPh') isSound = false
      else if (name === 'si' && page.push(Buffer.from(text)) === pageSize) lay()
    },
  })
  lay()
  return (number) => {
    const found = pages[Math.floor(number / pageSize)]
    const at = number % pageSize
    return found?.text.toString('utf8', at === 0 ? 0 : found.ends[at - 1], found.ends[at] ?? 0) ?? ''
  }
}
