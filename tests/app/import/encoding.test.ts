import { Readable } from 'node:stream'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { fileOf, fixture, imported, stopped } from './taking.ts'

const staff = (names: string[]) => `工号,姓名,岗位\n${names.map((name, at) => `B${at},${name},管家\n`).join('')}`
const plainRows = (count: number) => Array.from({ length: count }, (_, at) => `B${at},name ${at},butler\n`).join('')
const pieces = (bytes: Buffer, size: number) =>
  Readable.from(
    (function* () {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
    })(),
  )

describe('encodings', () => {
  test('reads GB18030 as Chinese Excel writes it, characters of two and four bytes', async () => {
    const { report, rows } = await imported({ kind: 'customers', file: fixture('import/customers.gb18030.csv') })
    expect(report).toMatchObject({ encoding: 'gb18030', format: 'csv', rows: 40, added: 40, ignoredColumns: ['备注'] })
    expect(rows.slice(0, 4).map(({ name }) => name)).toEqual(['江䶮', '石㛃然', '𠮷野禾', '沈𬱖'])
    expect(rows[3]).toMatchObject({ phone: '13800001003', bornOn: '1988-12-24', gender: 'female' })
  })

  test.each([
    ['utf-8', Buffer.from(staff(['龍女']), 'utf8')],
    ['utf-8', Buffer.from(`\ufeff${staff(['龍女'])}`, 'utf8')],
    ['gb18030', iconv.encode(staff(['龍女']), 'gb18030')],
    ['gb18030', iconv.encode(`\ufeff${staff(['龍女'])}`, 'gb18030')],
    ['utf-16le', iconv.encode(staff(['龍女𠮷']), 'utf16le', { addBOM: true })],
    ['utf-16be', iconv.encode(staff(['龍女𠮷']), 'utf16be', { addBOM: true })],
  ])('reads %s as a file, and as a stream in pieces of 1, 3 and 7 bytes', async (encoding, bytes) => {
    const ways = [
      await imported({ kind: 'staff', file: fileOf('staff.csv', bytes) }),
      await imported({ kind: 'staff', file: '-', input: pieces(bytes, 1) }),
      await imported({ kind: 'staff', file: '-', input: pieces(bytes, 3) }),
      await imported({ kind: 'staff', file: '-', input: pieces(bytes, 7) }),
    ]
    for (const { report, rows } of ways) {
      expect(report.encoding).toBe(encoding)
      expect(rows[0]?.name).toMatch(/^龍女/)
      expect(rows[0]?.name).not.toContain('\ufffd')
    }
  })

  test.each(['utf8', 'gb18030'])('decides by the first Chinese character, 3 MB into the %s file', async (encoding) => {
    const text = `id,name,role\n${plainRows(130_000)}C1,云管家,管家\n`
    const bytes = iconv.encode(text, encoding)
    const file = await imported({ kind: 'staff', file: fileOf('late.csv', bytes) })
    const stream = await imported({ kind: 'staff', file: '-', input: pieces(bytes, 65_536) })
    for (const { rows, report } of [file, stream]) {
      expect(rows.at(-1)).toEqual({ externalId: 'C1', name: '云管家', role: 'butler' })
      expect(report.encoding).toBe(encoding === 'utf8' ? 'utf-8' : encoding)
    }
  })

  test('says where UTF-8 is damaged', async () => {
    const good = Buffer.from(staff(['云小舟', '星河远', '木子鱼', '山有木']), 'utf8')
    const bytes = Buffer.concat([good, Buffer.from('B9,\xe4\xb8', 'latin1'), Buffer.from(',管家\n')])
    const offset = good.length + 3
    const file = await stopped({ kind: 'staff', file: fileOf('staff.csv', bytes) })
    expect(file).toMatchObject({ code: 'bad-encoding', data: { offset, encoding: 'utf-8' } })
    expect(file.message).toContain(`offset ${offset}`)
    const stream = await stopped({ kind: 'staff', file: '-', input: pieces(bytes, 5) })
    expect(stream).toMatchObject({ code: 'bad-encoding', data: { offset } })
  })

  test('says where a file is neither UTF-8 nor GB18030', async () => {
    const bytes = Buffer.concat([Buffer.from('id,name,role\nB1,'), Buffer.from([0xff, 0x20]), Buffer.from(',butler\n')])
    const { code, data, chunks } = await stopped({ kind: 'staff', file: fileOf('staff.csv', bytes) })
    expect({ code, data }).toMatchObject({ code: 'bad-encoding', data: { offset: 16, encoding: null } })
    expect(chunks).toEqual([])
  })

  test('a stream that turns bad behind the part that decided stops there, with what was done', async () => {
    const good = Buffer.from(`工号,姓名,岗位\n${plainRows(60_000)}`, 'utf8')
    const bytes = Buffer.concat([good, Buffer.from([0xff]), Buffer.from(',x\n')])
    const { code, data } = await stopped({ kind: 'staff', file: '-', input: pieces(bytes, 65_536) })
    expect(code).toBe('bad-encoding')
    expect(data).toMatchObject({ offset: good.length, report: { encoding: 'utf-8' } })
    expect((data['report'] as { added: number }).added).toBeGreaterThan(30_000)
  })

  test.each([
    ['PDF', Buffer.from('255044462d312e37', 'hex')],
    ['XLS', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
  ])('refuses %s by name', async (kind, bytes) => {
    const error = await stopped({ kind: 'staff', file: fileOf('staff.csv', bytes) })
    expect(error).toMatchObject({ code: 'not-a-text-file', data: { contains: kind } })
  })
})
