import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** What a workbook of one sheet is made of: rows as XML, and what stands in its other parts. */
type Sheet = { rows: string; merged?: readonly string[]; shared?: readonly string[]; is1904?: boolean }

/** Writes an XLSX file as Excel lays it out: style 1 is a date, style 2 a date in a format of its own, style 3 a time. */
export async function writeXlsx(
  file: string,
  { rows, merged = [], shared = [], is1904 = false }: Sheet,
): Promise<void> {
  const zip = new ZipFile()
  const add = (name: string, xml: string) =>
    zip.addBuffer(Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${xml}`), name)
  add(
    'xl/workbook.xml',
    `<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr date1904="${is1904 ? 1 : 0}"/><sheets><sheet name="客户" sheetId="1" r:id="rId7"/></sheets></workbook>`,
  )
  add(
    'xl/_rels/workbook.xml.rels',
    `<Relationships><Relationship Id="rId7" Target="worksheets/sheet1.xml"/></Relationships>`,
  )
  add(
    'xl/styles.xml',
    `<styleSheet xmlns="${main}"><numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts>
    <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/><xf numFmtId="20"/></cellXfs></styleSheet>`,
  )
  add('xl/sharedStrings.xml', `<sst xmlns="${main}">${shared.map((text) => `<si>${text}</si>`).join('')}</sst>`)
  const merges = merged.map((range) => `<mergeCell ref="${range}"/>`).join('')
  add(
    'xl/worksheets/sheet1.xml',
    `<worksheet xmlns="${main}"><sheetData>${rows}</sheetData>${merges && `<mergeCells>${merges}</mergeCells>`}</worksheet>`,
  )
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(file))
}

/** A row of texts, without references: some programs write none. */
export function textRow(...cells: readonly string[]): string {
  return `<row>${cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`
}
