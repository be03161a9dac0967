import { expect, test } from 'vitest'
import { cellWidth } from '../../src/app/cells.ts'
import { w } from '../../src/core/language.ts'
import { type Column, printFacts, printRows } from '../../src/cli/print.ts'
import type { Session } from '../../src/cli/session.ts'

type Row = { name: string; n: number; text: string }
const columns: Column<Row>[] = [
  { title: w('Name', '姓名', '姓名'), text: ({ name }) => name },
  { title: w('N', '数', '數'), text: ({ n }) => String(n), align: 'right' },
  { title: w('Text', '内容', '內容'), text: ({ text }) => text, isFlexible: true },
]
const rows: Row[] = [
  { name: '陈大文', n: 7, text: '住院\u001b[31m理赔\u202e\n第二行' },
  { name: 'Zoë 𠮷', n: 12, text: 'x'.repeat(60) },
]

function printed(over: Partial<Session>, print: (session: Session) => void): string[] {
  const lines: string[] = []
  const session = {
    ...{ language: 'zh-Hans', isJson: false, isTerminal: false, columns: 40, hasColor: false },
    word: (words: { 'zh-Hans': string }) => words['zh-Hans'],
    print: (line: string) => void lines.push(line),
    ...over,
  } as unknown as Session
  print(session)
  return lines
}

test('a terminal gets a table in cells that fits its width', () => {
  expect(printed({ isTerminal: true }, (session) => printRows(session, rows, columns))).toEqual([
    '姓名    数  内容',
    '陈大文   7  住院理赔 第二行',
    `Zoë 𠮷  12  ${'x'.repeat(27)}…`,
  ])
  const [, , last = ''] = printed({ isTerminal: true }, (session) => printRows(session, rows, columns))
  expect(cellWidth(last)).toBe(40)
})

test('a pipe gets whole tab-separated lines without a title; JSON gets the text as it is', () => {
  expect(printed({}, (session) => printRows(session, rows, columns))).toEqual([
    '陈大文\t7\t住院理赔 第二行',
    `Zoë 𠮷\t12\t${'x'.repeat(60)}`,
  ])
  const json = printed({ isJson: true }, (session) => printRows(session, rows, columns))
  expect(json.map((line) => JSON.parse(line) as Row)).toEqual(rows)
})

test('colour only where it is wanted', () => {
  const [title = ''] = printed({ isTerminal: true, hasColor: true }, (session) => printRows(session, rows, columns))
  expect(title).toContain('\u001b[1m')
})

test('facts leave out what is empty', () => {
  const facts = [
    [w('Name', '姓名', '姓名'), '陈大文'],
    [w('City', '城市', '城市'), null],
  ] as const
  expect(printed({}, (session) => printFacts(session, facts, {}))).toEqual(['姓名\t陈大文'])
  expect(printed({ isJson: true }, (session) => printFacts(session, facts, { a: 1 }))).toEqual(['{"a":1}'])
})
