import { join } from 'node:path'
import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fileOf, imported, stopped } from './taking.ts'
import { textRow, writeXlsx } from './xlsx-file.ts'

const place = (name: string) => join(fileOf('x', ''), '..', name)

test('texts, numbers and dates of a sheet are read as they show; a title over the header is passed over', async () => {
  const file = place('customers.xlsx')
  const shared = [
    '<t>客户编号</t>',
    '<t>姓名</t>',
    '<r><t>王</t></r><r><t>安宁</t></r><rPh sb="0" eb="1"><t>wang</t></rPh>',
  ]
  const rows = [
    `<row r="1"><c r="A1" t="inlineStr"><is><t>二〇二六年客户名单</t></is></c></row>`,
    `<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="s"><v>1</v></c><c r="C3" t="str"><v>管家</v></c>
      <c r="D3" t="inlineStr"><is><t>出生日期</t></is></c><c r="E3" t="inlineStr"><is><t>手机号</t></is></c><c r="F3" t="inlineStr"><is><t>成为客户日期</t></is></c></row>`,
    `<row r="4"><c r="A4"><v>1001</v></c><c r="B4" t="s"><v>2</v></c><c r="C4" t="str"><v>b1</v></c>
      <c r="D4" s="1"><v>29221</v></c><c r="E4"><v>13800000001</v></c><c r="F4" s="2"><v>46082</v></c></row>`,
    `<row r="6"><c r="A6"><v>1.002E3</v></c><c r="B6" t="s"><v>2</v></c><c r="C6" t="str"><v>b1</v></c></row>`,
  ].join('')
  await writeXlsx(file, { rows, shared, merged: ['A1:F1'] })
  const { report, rows: read } = await imported({ kind: 'customers', file })
  expect(report).toMatchObject({ format: 'xlsx', rows: 2, rejected: 0 })
  expect(read).toMatchObject([
    {
      externalId: '1001',
      name: '王安宁',
      owner: 'b1',
      bornOn: '1980-01-01',
      phone: '13800000001',
      since: '2026-03-01',
    },
    { externalId: '1002' },
  ])
})

test('days are counted from 1904 where the workbook says so', async () => {
  const file = place('mac.xlsx')
  const rows = `${textRow('客户编号', '姓名', '管家', '生日')}<row><c t="str"><v>1</v></c><c t="str"><v>王安宁</v></c><c t="str"><v>b1</v></c><c s="1"><v>27759</v></c></row>`
  await writeXlsx(file, { rows, is1904: true })
  expect((await imported({ kind: 'customers', file })).rows).toMatchObject([{ bornOn: '1980-01-01' }])
})

test('rows of merged cells are refused with the range; a number that lost digits is refused, never guessed', async () => {
  const file = place('merged.xlsx')
  const number = (value: string) => `<c><v>${value}</v></c>`
  const text = (value: string) => `<c t="str"><v>${value}</v></c>`
  const rows = [
    textRow('客户编号', '姓名', '管家', '身份证号', '手机号'),
    textRow('1', '王安宁', 'b1', '', ''),
    `<row r="3">${text('2')}${text('李若晴')}</row>`,
    `<row r="4">${text('3')}${text('张子轩')}</row>`,
    `<row r="5">${text('4')}${text('陈雨桐')}${text('b1')}${number('1.1010119900307E+17')}</row>`,
    `<row r="6">${text('5')}${text('杨思远')}${text('b1')}${text('')}${text('1.38E+10')}</row>`,
    `<row r="7">${text('6')}${text('赵明月')}${text('b1')}</row>`,
  ].join('')
  await writeXlsx(file, { rows, merged: ['C2:C4'] })
  const { report, rows: read } = await imported({ kind: 'customers', file })
  expect((read as { externalId: string }[]).map((row) => row.externalId)).toEqual(['1', '6'])
  expect(report.problems).toMatchObject([
    { line: 3, expected: expect.stringContaining('C2:C4 are merged') },
    { line: 4, expected: expect.stringContaining('C2:C4 are merged') },
    { line: 5, column: { name: '身份证号' }, value: '1.1010119900307E+17' },
    { line: 6, column: { name: '手机号' }, value: '1.38E+10', expected: expect.stringContaining('text in Excel') },
  ])
})

test('a sheet is chosen by its name; what is no workbook says so', async () => {
  const file = place('one.xlsx')
  await writeXlsx(file, { rows: textRow('客户编号', '姓名', '管家') + textRow('1', '王安宁', 'b1') })
  expect((await imported({ kind: 'customers', file, sheet: '客户' })).rows).toHaveLength(1)
  expect(await stopped({ kind: 'customers', file, sheet: '名单' })).toMatchObject({
    code: 'bad-xlsx',
    message: expect.stringContaining('客户'),
  })
  const cut = fileOf('cut.xlsx', Buffer.from('504b030414000600', 'hex'))
  expect(await stopped({ kind: 'customers', file: cut })).toMatchObject({ code: 'bad-xlsx' })
  const broken = place('broken.xlsx')
  await writeXlsx(broken, { rows: '<row><c>' })
  expect(await stopped({ kind: 'customers', file: broken })).toMatchObject({ code: 'bad-xlsx' })
  writeFileSync(file, '客户编号,姓名,管家\n1,王安宁,b1\n')
  expect((await imported({ kind: 'customers', file })).report.format).toBe('csv')
})
