import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fenOf, wholeFenOf } from '../../../src/app/import/amounts.ts'
import { civilDateOf, instantOf } from '../../../src/app/import/dates.ts'
import { readHousehold } from '../../../src/app/import/household.ts'
import { readCode, readIdentity, readPhone, readTags, unreadable } from '../../../src/app/import/values.ts'
import { dateOfDay, dayNumber } from '../../../src/core/civil-date.ts'
import { yuan } from '../../../src/core/money.ts'

describe('dates', () => {
  test.each([
    ['2020/3/13', '2020-03-13'],
    ['2020-03-13', '2020-03-13'],
    ['2020.3.13', '2020-03-13'],
    ['2020年3月13日', '2020-03-13'],
    ['2020年03月13号', '2020-03-13'],
    ['20200313', '2020-03-13'],
    ['43903', '2020-03-13'],
    ['２０２０／３／１３', '2020-03-13'],
    ['2020-03-13 00:00:00', '2020-03-13'],
    ['2020/3/13 0:00', '2020-03-13'],
    ['2020-03-13T00:00:00.000', '2020-03-13'],
    ['2024-02-29', '2024-02-29'],
  ])('%s is %s', (text, date) => expect(civilDateOf(text)).toBe(date))

  test.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-1-32',
    '13/03/2020',
    '20-3-13',
    '2020-3/13',
    '2020-3-',
    '2020--13',
    '2020-03-13 09:00',
    '2020',
    '昨天',
    '1.5',
    '20201313',
    '2020年3月',
    '',
  ])('%s is no date', (text) => expect(civilDateOf(text)).toBeNull())

  test('every day from 1927 on reads back from every way to write it', () => {
    const day = fc.integer({ min: dayNumber('1927-05-18'), max: dayNumber('2173-10-13') })
    fc.assert(
      fc.property(day, (number) => {
        const date = dateOfDay(number)
        const [year, month, dayOfMonth] = date.split('-').map(Number)
        const written = [
          date,
          `${year}/${month}/${dayOfMonth}`,
          `${year}.${month}.${dayOfMonth}`,
          `${year}年${month}月${dayOfMonth}日`,
          date.replaceAll('-', ''),
          String(number + 25_569),
        ]
        expect(written.map(civilDateOf)).toEqual(written.map(() => date))
      }),
    )
  })
})

describe('instants', () => {
  const at = Date.parse('2026-03-01T09:05:00+08:00')
  test.each([
    ['2026/3/1 9:05', at],
    ['2026-03-01 09:05:00', at],
    ['2026-03-01T09:05', at],
    ['2026-03-01T01:05:00Z', at],
    ['2026-03-01T01:05:00.000Z', at],
    ['2026-03-01T10:05:00+09:00', at],
    ['2026-02-28T20:05:00-0500', at],
    ['2026年3月1日 9:05', at],
    ['2026年3月1日9时5分', at],
    ['2026年3月1日 上午9:05', at],
    ['2026/3/1 上午 9:05:00', at],
    ['2026/3/1 下午9:05', at + 12 * 3_600_000],
    ['2026/3/1 9:05 PM', at + 12 * 3_600_000],
    ['2026/3/1 12:05 AM', at - 9 * 3_600_000],
    ['2026/3/1 下午21:05', at + 12 * 3_600_000],
    ['20260301090500', at],
    [String(at), at],
    ['46082.378472', at],
    ['2026-03-01 09:05:00.25', at + 250],
    ['2026/3/1', at - (9 * 60 + 5) * 60_000],
  ])('%s', (text, ms) => expect(instantOf(text)).toBe(ms))

  test.each([
    '9:05',
    '2026-03-01 24:00',
    '2026-03-01 9:60',
    '2026-02-29 9:05',
    '2026/3/1 13:05 AM',
    'now',
    '1772327100',
  ])('%s is no instant', (text) => expect(instantOf(text)).toBeNull())
})

describe('amounts', () => {
  test.each([
    ['6480', 648_000],
    ['6,480.00', 648_000],
    ['￥6,480', 648_000],
    ['¥ 6,480.5', 648_050],
    ['6480元', 648_000],
    ['6480元整', 648_000],
    ['人民币6480元', 648_000],
    ['CNY 6,480', 648_000],
    ['６，４８０．００', 648_000],
    ['1.2万', 1_200_000],
    ['1.23456万元', 1_234_560],
    ['200萬', 200_000_000],
    ['0.5亿', 5_000_000_000],
    ['0', 0],
    ['0.07', 7],
    ['1.005万', 1_005_000],
    ['90071992547409.91', Number.MAX_SAFE_INTEGER],
  ])('%s is %d fen', (text, fen) => expect(fenOf(text)).toBe(fen))

  test.each([
    '6480.005',
    '6480.000',
    '6.480,00',
    '64,80',
    '1,2345',
    '-5',
    '(5.00)',
    '1.38E+10',
    '.5',
    '5.',
    '1.1234567万',
    '90071992547409.92',
    'USD 5',
    '六千',
    '万',
    '',
  ])('%s is no amount', (text) => expect(fenOf(text)).toBeNull())

  test('any amount in fen reads back from every way to print it', () => {
    const fen = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER })
    const wide = (text: string) =>
      text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0))
    fc.assert(
      fc.property(fen, (amount) => {
        const printed = yuan(amount)
        const plain = printed.replaceAll(',', '')
        const digits = String(amount).padStart(7, '0')
        const inWan = `${digits.slice(0, -6)}.${digits.slice(-6)}`
        for (const text of [
          printed,
          plain,
          `￥${printed}`,
          `${plain}元`,
          `CNY ${printed}`,
          wide(printed),
          `${inWan}万`,
        ])
          expect(fenOf(text)).toBe(amount)
        expect(fenOf(inWan, 4)).toBe(amount)
        expect(wholeFenOf(String(amount))).toBe(amount)
      }),
    )
  })
})

describe('codes, tags and households', () => {
  test.each([
    ['138 0000 0001', '13800000001'],
    ['１３８００００0001', '13800000001'],
    ["'13800000001", '13800000001'],
    ['="13800000001"', '13800000001'],
    ['13800000001.0', '13800000001'],
    ['(010) 0000-0001', '0100000-0001'],
    ['-', undefined],
    ['1.38E+10', '1.38E+10'],
  ])('phone %s', (text, phone) => expect(readPhone(text)).toBe(phone))

  test('ids lose the marks that keep Excel away, and nothing else', () => {
    expect(readCode("'007")).toBe('007')
    expect(readCode('A 1')).toBe('A 1')
    expect(readIdentity('００００００19900101001Ｘ')).toBe('00000019900101001X')
  })

  test('tags split on every mark that people use, once each', () => {
    expect(readTags('高净值;二胎；vip、早起,a，b|a')).toEqual(['高净值', '二胎', 'vip', '早起', 'a', 'b'])
  })

  test('a household in one cell', () => {
    expect(readHousehold('配偶:李某某:1990-01-01; 子女：小满：女：2016/9/1；父亲:李老:000000195001010011;')).toEqual([
      { name: '李某某', relation: 'spouse', gender: 'unknown', bornOn: '1990-01-01', idNumber: null },
      { name: '小满', relation: 'child', gender: 'female', bornOn: '2016-09-01', idNumber: null },
      { name: '李老', relation: 'parent', gender: 'unknown', bornOn: null, idNumber: '000000195001010011' },
    ])
    expect(readHousehold('邻居:王某某')).toBe(unreadable)
    expect(readHousehold('配偶')).toBe(unreadable)
  })
})
