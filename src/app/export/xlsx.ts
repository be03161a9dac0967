import { Readable } from 'node:stream'
import { once } from 'node:events'
import { ZipFile } from 'yazl'
import type { Value } from './kinds.ts'

/** A sheet of Excel ends there; what does not fit goes on in the next one. */
const rowsOfSheet = 1_048_576
const textOfCell = 32_767

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const declared = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/** A workbook as it comes, its rows never all in hand. Texts are texts and nothing else: no cell becomes a formula. */
export function xlsxBytes(names: readonly string[], rows: AsyncIterable<Value[][]>): NodeJS.ReadableStream {
  const zip = new ZipFile()
  void write(zip, names, rows).catch((fault: unknown) => (zip.outputStream as Readable).destroy(fault as Error))
  return zip.outputStream
}

async function write(zip: ZipFile, names: readonly string[], pages: AsyncIterable<Value[][]>): Promise<void> {
  const rows = flat(pages)
  let sheets = 0
  for (let next = await rows.next(); sheets === 0 || next.done !== true; next = await rows.next()) {
    const text = Readable.from(sheetText(names, rows, next.done === true ? [] : [next.value]))
    zip.addReadStream(text, `xl/worksheets/sheet${++sheets}.xml`)
    await once(text, 'end')
  }
  const numbers = Array.from({ length: sheets }, (_, at) => at + 1)
  const part = (name: string, xml: string) => zip.addBuffer(Buffer.from(declared + xml), name)
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  part(
    '[Content_Types].xml',
    `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/>${numbers.map((at) => `<Override PartName="/xl/worksheets/sheet${at}.xml" ContentType="${type}.worksheet+xml"/>`).join('')}</Types>`,
  )
  part(
    '_rels/.rels',
    `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  )
  part(
    'xl/workbook.xml',
    `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${numbers.map((at) => `<sheet name="${at}" sheetId="${at}" r:id="rId${at}"/>`).join('')}</sheets></workbook>`,
  )
  part(
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="${packages}/relationships">${numbers.map((at) => `<Relationship Id="rId${at}" Type="${office}/worksheet" Target="worksheets/sheet${at}.xml"/>`).join('')}</Relationships>`,
  )
  zip.end()
}

async function* flat(pages: AsyncIterable<Value[][]>): AsyncGenerator<Value[]> {
  for await (const page of pages) yield* page
}

async function* sheetText(
  names: readonly string[],
  rows: AsyncGenerator<Value[]>,
  first: readonly Value[][],
): AsyncGenerator<string> {
  yield `${declared}<worksheet xmlns="${main}"><sheetData>${rowText(names)}`
  let [text, count] = [first.map(rowText).join(''), 1 + first.length]
  while (count++ < rowsOfSheet) {
    const next = await rows.next()
    if (next.done === true) break
    text += rowText(next.value)
    if (text.length < 1 << 16) continue
    yield text
    text = ''
  }
  yield `${text}</sheetData></worksheet>`
}

function rowText(cells: readonly Value[]): string {
  return `<row>${cells.map(cellText).join('')}</row>`
}

function cellText(value: Value): string {
  if (value === null || value === '') return '<c/>'
  if (typeof value === 'number') return `<c><v>${value}</v></c>`
  return `<c t="inlineStr"><is><t xml:space="preserve">${escaped(value.slice(0, textOfCell))}</t></is></c>`
}

const unknown =
  // oxlint-disable-next-line no-control-regex -- XML knows none of them
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g
const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' }

function escaped(text: string): string {
  return text.replace(unknown, '').replace(/[&<>\r]/g, (character) => names[character] ?? '')
}
