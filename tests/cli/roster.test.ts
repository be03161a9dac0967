import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { jsonLines, tempFolder } from './butler.ts'
import { butler } from './in-process.ts'
import { makeTeam } from './team.ts'

const folder = tempFolder()
const home = join(folder, 'team')
beforeAll(() => makeTeam(home))
const as = (who: string | null, args: string[], input = '') =>
  butler(['--home', home, ...(who ? ['--as', who] : []), ...args], { input })
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

test('a roster from CSV: good rows are taken, each bad one is told by file, line and column, and mended from the rejects', async () => {
  const csv = file(
    'march.csv',
    `工号,日期,开始,结束
B001,2026-03-02,09:00,18:00
B001,2026/3/3,9:00,18点
X001,2026-03-02,22:00,06:00
B001,2026-03-02,17:30,20:00
Z999,2026-03-02,09:00,18:00
B002,2026-02-30,09:00,25:00
`,
  )
  const tried = await as('S001', ['roster', 'import', csv, '--dry-run', '--json'])
  expect(JSON.parse(tried.out)).toMatchObject({ kind: 'shifts', added: 3, rejected: 3, isDryRun: true })
  const first = await as('S001', ['roster', 'import', csv])
  expect(first.code).toBe(1)
  for (const said of [
    'march.csv:5: 开始 "17:30": expected a time at which this person works no other shift',
    'march.csv:6: 工号 "Z999": expected the id of somebody on the staff',
    'march.csv:7: 日期 "2026-02-30": expected a date that exists',
    'march.csv:7: 结束 "25:00": expected a time of day',
  ])
    expect(first.err).toContain(said)
  expect(readFileSync(join(folder, 'march.rejects.csv'), 'utf8').trim().split('\r\n')).toHaveLength(4)
  expect(
    JSON.parse((await as('S001', ['roster', 'import', csv, '--json', '--rejects', join(folder, 'r')])).out),
  ).toMatchObject({
    added: 0,
    unchanged: 3,
  })
  expect(await as('B001', ['roster', 'import', csv])).toMatchObject({ code: 4 })
  const listed = jsonLines((await as(null, ['roster', 'list', '--from', '2026-03-01', '--json'])).out)
  expect(listed.map(({ id, role }) => `${id} ${role}`)).toEqual([
    'B001.20260302.0900 butler',
    'X001.20260302.2200 expert',
    'B001.20260303.0900 butler',
  ])
})

test('a roster from YAML, a shift by hand, and who is at work now', async () => {
  const yaml =
    '{ staff: B002, on: [2026-03-02, 2026-03-03], from: 09:00, until: "18:00" }\n---\nstaff: B001\non: 2026-03-03\nfrom: 12:00\nuntil: 13:00\n'
  const outcome = await as('S001', ['roster', 'import', '-'], yaml)
  expect(outcome).toMatchObject({ code: 1, err: expect.stringMatching(/stdin:4:5: on .*云管家|stdin:4:5: on .*B001/) })
  expect(
    await as('S001', ['roster', 'import', '-', '--csv'], 'staff,on,from,until\nB003,2026-03-02,8:00,9:00\n'),
  ).toMatchObject({ code: 0 })
  const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const add = (who: string, ...more: string[]) =>
    as(who, ['roster', 'add', 'X001', '--on', day, '--from', '00:00', '--until', '24:00', ...more])
  expect(await add('S001', '--dry-run')).toMatchObject({ code: 0 })
  expect((await as(null, ['roster', 'now', '--json'])).out).toBe('')
  expect(await as(null, ['roster', 'now'])).toMatchObject({ code: 0, err: expect.stringContaining('09:00 to 18:00') })
  expect(await add('B001')).toMatchObject({ code: 4 })
  expect(await add('M001')).toMatchObject({ code: 0 })
  expect(await add('M001', '--on', '2026-03-02')).toMatchObject({
    code: 6,
    err: expect.stringContaining('shift.overlap'),
  })
  expect(jsonLines((await as(null, ['roster', 'now', '--json'])).out)).toMatchObject([
    { staffId: 'X001', name: '松专家', role: 'expert', isOn: true, relief: [] },
  ])
  expect(await as(null, ['roster', 'now', '--role', 'butler', '--json'])).toMatchObject({ out: '' })
  const id = `X001.${day.replaceAll('-', '')}.0000`
  expect(await as('S001', ['roster', 'remove', id])).toMatchObject({ code: 0 })
  expect(await as('S001', ['roster', 'remove', id])).toMatchObject({
    code: 1,
    err: expect.stringContaining('no such shift'),
  })
})

test('the directory from CSV: by any of its headers, bad rows told and left in the rejects', async () => {
  const csv = file(
    'hospitals.csv',
    '类别,名称,电话,城市\n医院,样板医院,0571-0000-0001,杭州\n诊所馆,样板诊所,0571-0000-0002,杭州\n热线,样板热线,无,\n',
  )
  const taken = await as('B001', ['resource', 'import', csv])
  expect(taken).toMatchObject({ code: 1 })
  expect(taken.err).toContain('hospitals.csv:3: 类别 "诊所馆": expected one of: emergency, hotline')
  expect(taken.err).toContain('hospitals.csv:4: 电话 "无": expected a phone number')
  expect(readFileSync(join(folder, 'hospitals.rejects.csv'), 'utf8')).toContain('样板热线')
  const mended = 'kind,name,phone\nhotline,样板热线,400-000-0000\n'
  expect(await as('B001', ['resource', 'import', '-', '--csv'], mended)).toMatchObject({ code: 0 })
  expect(JSON.parse((await as('B001', ['resource', 'import', '-', '--csv', '--json'], mended)).out)).toMatchObject({
    kind: 'resources',
    unchanged: 1,
  })
  expect(jsonLines((await as(null, ['resource', 'list', '样板', '--json'])).out)).toMatchObject([
    { name: '样板热线', city: null, addedBy: 'B001' },
    { name: '样板医院', city: '杭州', phone: '0571-0000-0001', kind: 'hospital' },
  ])
})
