import { readFile } from 'node:fs/promises'
import { w, type Words } from '../../core/language.ts'
import { parseYaml } from '../yaml-file.ts'
import { BadLine } from './bad-line.ts'

/** What each field of a line has to be. */
type Fields<T> = { [K in keyof T]: { is: (value: unknown) => boolean; expected: Words } }

const wholeNumber = {
  is: (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0,
  expected: w('a whole number', '整数', '整數'),
}
const text = {
  is: (value: unknown) => typeof value === 'string' && value !== '',
  expected: w('a text', '文本', '文字'),
}
const matching = (pattern: RegExp, expected: Words) => ({
  is: (value: unknown) => typeof value === 'string' && pattern.test(value),
  expected,
})
const digest = matching(/^[0-9a-f]{64}$/, w('64 hexadecimal digits', '64 位十六进制数字', '64 位十六進位數字'))
const base64 = matching(/^[A-Za-z0-9+/]+={0,2}$/, w('base64', 'base64', 'base64'))
const day = matching(/^\d{4}-\d{2}-\d{2}$/, w('a date YYYY-MM-DD', '日期 YYYY-MM-DD', '日期 YYYY-MM-DD'))

/** What a desk has seen of the authority's history at one moment (epoch ms), as it is kept in a file. */
export type WitnessLine = { epoch: string; ver: number; hash: string; seenAt: number }
/** An anchor as it is kept in a file: the row of the table, whole. */
export type AnchorLine = {
  access: string
  count: number
  day: string
  epoch: string
  hash: string
  publicKey: string
  root: string
  signature: string
  ver: number
}
/** `place`: file:line. */
export type Placed<T> = T & { place: string }

const witnessFields: Fields<WitnessLine> = { epoch: text, ver: wholeNumber, hash: digest, seenAt: wholeNumber }
const anchorFields: Fields<AnchorLine> = {
  access: text,
  ...{ count: wholeNumber, day, epoch: text, publicKey: base64, root: digest, signature: base64, ver: wholeNumber },
  // An authority that has decided nothing has none.
  hash: matching(/^([0-9a-f]{64})?$/, digest.expected),
}

/** A desk's witness file. Throws `BadLine`: a file in which anything is wrong is not used at all. */
export const readWitnessFile = (file: string) => readLines(file, witnessFields)
/** A file of anchors. The same. */
export const readAnchorFile = (file: string) => readLines(file, anchorFields)

async function readLines<T extends object>(file: string, fields: Fields<T>): Promise<Placed<T>[]> {
  const lines = (await readFile(file, 'utf8')).replace(/^\ufeff/, '').split(/\r?\n/)
  return lines.flatMap((line, index) =>
    line.trim() === '' ? [] : [{ ...readLine(line, `${file}:${index + 1}`, fields), place: `${file}:${index + 1}` }],
  )
}

function readLine<T extends object>(line: string, place: string, fields: Fields<T>): T {
  const value = objectIn(line)
  if (!value)
    throw new BadLine(`${place}:${syntaxColumn(line)}`, w('one JSON object', '一个 JSON 对象', '一個 JSON 物件'))
  for (const [name, { is, expected }] of Object.entries(fields) as [string, Fields<T>[keyof T]][]) {
    if (is(value[name])) continue
    const [document] = parseYaml(line, place).documents
    const column = document?.place({ path: [name], message: '' }).column ?? 1
    throw new BadLine(`${place}:${column}: ${name}`, expected)
  }
  const known = Object.keys(fields).map((name) => [name, value[name]])
  return Object.fromEntries(known) as T
}

function objectIn(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown> | null) : null
  } catch {
    return null
  }
}

/** JSON's own parser seldom says where. */
function syntaxColumn(line: string): number {
  return parseYaml(line, '').problems[0]?.column ?? 1
}
