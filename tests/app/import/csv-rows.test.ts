import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CsvRecord, csvRecords } from '../../../src/app/import/csv-rows.ts'
import { guessDelimiter } from '../../../src/app/import/delimiter.ts'
import { csvLine } from '../../../src/app/import/rejects.ts'

async function records(text: string, size = 65_536, delimiter = ','): Promise<CsvRecord[]> {
  async function* pieces() {
    const bytes = Buffer.from(text)
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
  }
  const all: CsvRecord[] = []
  for await (const batch of csvRecords(pieces(), delimiter)) all.push(...batch)
  return all
}
const brief = (all: CsvRecord[]) => all.map(({ line, cells }) => [line, ...cells])

describe('CSV records', () => {
  test('each knows the line on which it begins, with line breaks in quotes, mixed line ends and blank lines', async () => {
    const text = 'a,b\r\n"1\r\n2",x\n\n\r\n"3\n\n4",y\r5,"z"\n"6 ""7""",\n8,9'
    const expected = [
      [1, 'a', 'b'],
      [2, '1\r\n2', 'x'],
      [6, '3\n\n4', 'y'],
      [9, '5', 'z'],
      [10, '6 "7"', ''],
      [11, '8', '9'],
    ]
    for (const size of [1, 2, 3, 5, 1000]) expect(brief(await records(text, size))).toEqual(expected)
  })

  test('a quotation mark that is never closed costs its own row only', async () => {
    const text = 'a,b\n1,"x\n2,y\n3,z\n'
    for (const size of [1, 4, 1000]) {
      const all = await records(text, size)
      expect(brief(all)).toEqual([
        [1, 'a', 'b'],
        [2, '1,"x'],
        [3, '2', 'y'],
        [4, '3', 'z'],
      ])
      expect(all.map(({ isBroken }) => isBroken)).toEqual([false, true, false, false])
    }
  })

  test('also where a megabyte of good rows follows it', async () => {
    const rows = Array.from({ length: 60_000 }, (_, at) => `${at},some text that is long enough\n`)
    const all = await records(`a,b\n1,"x\n${rows.join('')}`)
    expect(all.length).toBe(60_002)
    expect(all.filter(({ isBroken }) => isBroken).map(({ line }) => line)).toEqual([2])
    expect(all.at(-1)).toMatchObject({ line: 60_002, cells: ['59999', 'some text that is long enough'] })
  })

  test('quotation marks inside a cell stay', async () => {
    expect(brief(await records('a,b\n云"飞"扬,x\n'))[1]).toEqual([2, '云"飞"扬', 'x'])
  })

  test('what the rejects file writes is read back', async () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 8 }).map((text) => text.replaceAll('\0', ''))
    const row = fc.array(fc.oneof(cell, fc.constantFrom('"', ',', ';', '\n', '\r\n', ' ', '\t', '="1"')), {
      minLength: 2,
      maxLength: 4,
    })
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 5 }), async (rows) => {
        const all = await records(rows.map((cells) => csvLine(cells)).join(''))
        expect(all.map(({ cells }) => cells)).toEqual(rows)
      }),
    )
  })
})

describe('delimiters', () => {
  test.each([
    ['a,b,c\n1;2', ','],
    ['a;b;c,d\n', ';'],
    ['a\tb\n', '\t'],
    ['"a,b";"c,d"\n', ';'],
    ['姓名\n', ','],
    ['\n\na;b\n', ';'],
  ])('%j has %j', (head, delimiter) => expect(guessDelimiter(Buffer.from(head)).delimiter).toBe(delimiter))

  test('obeys the line that Excel obeys', () => {
    expect(guessDelimiter(Buffer.from('sep=;\r\na,b;c\r\n'))).toEqual({ delimiter: ';', skipBytes: 7, skipLines: 1 })
  })
})
