import { expect, test } from 'vitest'
import { isFilled, printValue, readValue } from '../../../src/core/escalation/field.ts'
import type { Field } from '../../../src/core/escalation/flow.ts'
import { salutationOf } from '../../../src/core/escalation/salutation.ts'

const words = (text: string) => ({ en: `${text} (en)`, 'zh-Hans': text, 'zh-Hant': text })
const options = [
  { id: 'one', label: words('甲') },
  { id: 'two', label: words('乙') },
]
const field = (type: Field['type'], more: Partial<Field> = {}): Field => ({
  id: 'f',
  label: words('名'),
  type,
  ...more,
})
const today = '2026-03-02'

test.each<[Field, unknown, unknown]>([
  [field('text'), ' 病历 ', '病历'],
  [field('date'), '2028-02-29', '2028-02-29'],
  [field('date', { notFuture: true }), today, today],
  [field('fen'), 0, 0],
  [field('int', { min: -5 }), -5, -5],
  [field('bool'), false, false],
  [field('enum', { options }), 'two', 'two'],
  [field('list'), ['病历 ', '发票'], ['病历', '发票']],
  [field('list', { options }), ['two', 'one'], ['two', 'one']],
])('%o takes %o', (of, value, kept) => {
  expect(readValue(of, value, today)).toEqual({ value: kept })
})

test.each<[Field, unknown, object]>([
  [field('text'), '  ', { expected: 'text' }],
  [field('text'), 'x'.repeat(2001), { expected: 'text', max: 2000 }],
  [field('text'), 3, { expected: 'text' }],
  [field('date'), '2026-02-29', { expected: 'date' }],
  [field('date'), '2026/03/02', { expected: 'date' }],
  [field('date', { notFuture: true }), '2026-03-03', { expected: 'pastDate', max: today }],
  [field('fen'), 12.5, { expected: 'fen', min: 0 }],
  [field('fen'), -1, { expected: 'fen', min: 0 }],
  [field('fen'), '1200', { expected: 'fen' }],
  [field('fen', { min: 1 }), 0, { expected: 'fen', min: 1 }],
  [field('int', { max: 5 }), 6, { expected: 'int', max: 5 }],
  [field('int'), Number.MAX_SAFE_INTEGER + 1, { expected: 'int' }],
  [field('bool'), 'true', { expected: 'bool' }],
  [field('enum', { options }), 'three', { expected: 'enum', options: ['one', 'two'] }],
  [field('list'), [], { expected: 'list' }],
  [field('list'), ['甲', '甲 '], { expected: 'list' }],
  [field('list', { options }), ['one', 'three'], { expected: 'list', options: ['one', 'two'] }],
  [field('list'), '甲', { expected: 'list' }],
])('%o does not take %o', (of, value, expected) => {
  expect(readValue(of, value, today)).toMatchObject(expected)
})

test('a confirmation is filled only by yes', () => {
  expect(isFilled(field('bool'), false)).toBe(true)
  expect(isFilled(field('bool', { mustBeTrue: true }), false)).toBe(false)
  expect(isFilled(field('bool', { mustBeTrue: true }), true)).toBe(true)
  expect(isFilled(field('fen'), 0)).toBe(true)
  expect(isFilled(field('text'), undefined)).toBe(false)
})

test('values are printed for people: yuan, labels, lists, dates as they are', () => {
  expect(printValue(field('fen'), 742_827, 'zh-Hans')).toBe('7,428.27')
  expect(printValue(field('date'), '2026-03-02', 'en')).toBe('2026-03-02')
  expect(printValue(field('enum', { options }), 'two', 'en')).toBe('乙 (en)')
  expect(printValue(field('list', { options }), ['one', 'two'], 'zh-Hant')).toBe('甲、乙')
  expect(printValue(field('list'), ['a', 'b'], 'en')).toBe('a; b')
  expect(printValue(field('bool'), true, 'zh-Hans')).toBe('是')
  expect(printValue(field('int'), 0, 'en')).toBe('0')
  expect(printValue(field('text'), undefined, 'en')).toBe('')
})

test.each([
  ['王莹', 'female', 'zh-Hans', '王女士'],
  ['欧阳晓雯', 'female', 'zh-Hans', '欧阳女士'],
  ['歐陽曉', 'male', 'zh-Hant', '歐陽先生'],
  ['东方', 'male', 'zh-Hans', '东先生'],
  ['𠮷田', 'male', 'zh-Hans', '𠮷先生'],
  ['陈大文', 'unknown', 'zh-Hans', '陈大文'],
  ['陈大文', 'male', 'en', 'Mr 陈'],
  ['Mary Smith', 'female', 'en', 'Ms Smith'],
  ['Madonna', 'female', 'zh-Hans', 'Madonna女士'],
] as const)('%s (%s) is addressed in %s as %s', (name, gender, language, expected) => {
  expect(salutationOf({ name, gender }, language)).toBe(expected)
})
