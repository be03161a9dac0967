import { says } from './catalogue.ts'
import { ImportStop } from './problem.ts'
import { readXmlWhole } from './xlsx-xml.ts'
import { sharedStrings } from './xlsx-strings.ts'
import { badXlsx, type Parts } from './xlsx-zip.ts'

/** What the cells of a sheet need to be read: shared texts, and which styles show a number as a date. */
export type Book = {
  /** The part in which the sheet lies. */
  sheet: string
  textOf(number: number): string
  isDate(style: number): boolean
  /** Days are counted from 1904 on, as old Macs did. */
  is1904: boolean
}

/** `wanted`: the name of a sheet, else the first. */
export async function readBook(parts: Parts, wanted?: string): Promise<Book> {
  if (!parts.has('xl/workbook.xml')) throw badXlsx('xl/workbook.xml')
  const sheets: { name: string; id: string }[] = []
  let is1904 = false
  await readXmlWhole(parts.read('xl/workbook.xml'), {
    open(name, attributes) {
      if (name === 'sheet') sheets.push({ name: attributes['name'] ?? '', id: attributes['r:id'] ?? '' })
      if (name === 'workbookPr') is1904 = ['1', 'true'].includes(attributes['date1904'] ?? '')
    },
  })
  const sheet = wanted === undefined ? sheets[0] : sheets.find(({ name }) => name === wanted)
  if (!sheet) {
    const found = sheets.map(({ name }) => name)
    throw new ImportStop('bad-xlsx', says.noSheet(wanted ?? '1', found), { sheet: wanted ?? null, found })
  }
  const targets = new Map<string, string>()
  await readXmlWhole(parts.read('xl/_rels/workbook.xml.rels'), {
    open(name, { Id = '', Target = '' }) {
      if (name === 'Relationship') targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`)
    },
  })
  const strings = 'xl/sharedStrings.xml'
  return {
    sheet: targets.get(sheet.id) ?? 'xl/worksheets/sheet1.xml',
    textOf: parts.has(strings) ? await sharedStrings(parts.read(strings)) : () => '',
    isDate: await dateStyles(parts),
    is1904,
  }
}

/** Formats that every workbook has without saying so: those of dates and times. */
const builtIn = (id: number) => (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 58)

async function dateStyles(parts: Parts): Promise<(style: number) => boolean> {
  if (!parts.has('xl/styles.xml')) return () => false
  const formats = new Map<number, string>()
  const styles: boolean[] = []
  let isWithin = false
  await readXmlWhole(parts.read('xl/styles.xml'), {
    open(name, { numFmtId, formatCode }) {
      const id = Number(numFmtId ?? 0)
      if (name === 'numFmt') formats.set(id, formatCode ?? '')
      if (name === 'cellXfs') isWithin = true
      if (name === 'xf' && isWithin) styles.push(formats.has(id) ? isDateFormat(formats.get(id) ?? '') : builtIn(id))
    },
    close(name) {
      if (name === 'cellXfs') isWithin = false
    },
  })
  return (style) => styles[style] ?? false
}

function isDateFormat(code: string): boolean {
  return /[ymdhs年月日]/i.test(code.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '').replace(/general/i, ''))
}
