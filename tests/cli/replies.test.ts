import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { fixtures, jsonLines, tempFolder } from './butler.ts'
import { butler } from './in-process.ts'
import { makeTeam } from './team.ts'

const folder = tempFolder()
const home = join(folder, 'team')
beforeAll(() => makeTeam(home))
const as = (who: string | null, args: string[], input = '') =>
  butler(['--home', home, ...(who ? ['--as', who] : []), ...args], { input })

test('a broken reply file is refused at its line, with no home; the shipped ones are installed once', async () => {
  const broken = join(folder, 'broken.yaml')
  const care = readFileSync(join(fixtures, 'replies', 'care.yaml'), 'utf8')
  writeFileSync(broken, care.replace('{{number}}', '{{nummer}}'))
  const checked = await butler(['--home', join(folder, 'none'), 'reply', 'check', broken])
  const line = care.split('\n').findIndex((one) => one.includes('{{number}}')) + 1
  expect(checked.code).toBe(1)
  expect(checked.err).toContain(`broken.yaml:${line}:7: text.en`)
  expect(checked.err).toContain('unknown-slot: nummer')
  expect(await as('B001', ['reply', 'install', broken, '--json'])).toMatchObject({ code: 4 })
  expect(await as(null, ['reply', 'install', '--dry-run'])).toMatchObject({ code: 0 })
  expect(await as(null, ['reply', 'list'])).toMatchObject({ code: 0, out: '' })
  expect(await as(null, ['reply', 'install'])).toMatchObject({ code: 0 })
  const again = await as(null, ['reply', 'install', '--json'])
  expect(jsonLines(again.out).map(({ added, rejected }) => `${added} ${rejected}`)).toEqual(Array(4).fill('0 0'))
  expect(jsonLines((await as(null, ['reply', 'list', '--json'])).out)).toHaveLength(33)
  const found = jsonLines((await as(null, ['reply', 'search', '寬限', '--json'])).out)
  expect(found[0]).toMatchObject({ id: 'grace-period@1', uses: 0 })
})

test('a reply is printed, sent, and not copied where there is no terminal; what is empty is said', async () => {
  const { out: item } = await as('B001', ['case', 'open', 'C0001', '--kind', 'question', '--title', '问续保'])
  const use = (...more: string[]) =>
    as('B001', [
      'reply',
      'use',
      'renewal-soon',
      '--case',
      item,
      '--policy',
      'p.L0001',
      '--language',
      'zh-Hans',
      ...more,
    ])
  expect(await use()).toMatchObject({ code: 6, err: expect.stringContaining('newPremium (reply.slot-empty)') })
  expect(await use('--set', 'newPremium=soon')).toMatchObject({
    code: 6,
    err: expect.stringContaining('reply.bad-answer'),
  })
  const filled = ['--set', 'newPremium=39900']
  const printed = await use(...filled)
  expect(printed).toMatchObject({ code: 0, out: expect.stringContaining('今年保费368.00元，下一年399.00元') })
  expect(await use(...filled, '--send', '--copy')).toMatchObject({ code: 2 })
  expect(await use(...filled, '--copy')).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringContaining('no terminal'),
  })
  expect(await use(...filled, '--send', '--dry-run')).toMatchObject({ code: 0, out: '' })
  expect(jsonLines((await as(null, ['reply', 'list', '--json'])).out)[0]).toMatchObject({ uses: 0 })
  expect(await use(...filled, '--send')).toMatchObject({ code: 0, err: 'sent a reply of the library' })
  expect((await as('B001', ['case', 'show', item])).out).toContain(printed.out)
  expect(jsonLines((await as(null, ['reply', 'list', '--json'])).out)[0]).toMatchObject({
    code: 'renewal-soon',
    uses: 1,
  })
  // Written over by hand: what is left of the figures is still checked, and the log says so.
  expect(await use('--text', '今年{{保费}}')).toMatchObject({ code: 2 })
  expect(await use('--send', '--text', '今年{{保费}}')).toMatchObject({ code: 6 })
  expect(await use('--send', '--text', '今年保费368.00元，明年的还没有定。')).toMatchObject({ code: 0 })
  expect((await as('B001', ['case', 'show', item])).out).toContain('us (reply, edited)')
  expect(await as('B001', ['reply', 'use', 'nothing', '--case', item])).toMatchObject({ code: 1 })
})

test('the directory: imported once, added, verified by a person, removed by who may', async () => {
  const file = join(fixtures, 'resources', 'demo.yaml')
  expect(await as('B001', ['resource', 'import', file])).toMatchObject({ code: 0 })
  expect(JSON.parse((await as('B001', ['resource', 'import', file, '--json'])).out)).toMatchObject({
    added: 0,
    unchanged: 7,
  })
  const wrong = await as('B001', ['resource', 'import', '-'], '{ kind: hospital, name: 某院, phone: none }')
  expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('stdin:1:36: phone "none"') })
  const { out: id, code } = await as('B001', [
    'resource',
    'add',
    'community',
    '样板社区',
    '0571-0000-0008',
    '--city',
    '杭州',
  ])
  expect(code).toBe(0)
  expect(await as('B001', ['resource', 'add', 'community', '样板社区', '0571-0000-0008'])).toMatchObject({ out: id })
  const listed = async (...more: string[]) =>
    jsonLines((await as(null, ['resource', 'list', '样板社区', '--json', ...more])).out)
  expect(await listed('--stale')).toMatchObject([{ id, isStale: true, addedBy: 'B001' }])
  expect(await as(null, ['resource', 'verify', id])).toMatchObject({ code: 4 })
  expect(await as('B002', ['resource', 'verify', id])).toMatchObject({ code: 0 })
  expect(await listed('--stale')).toEqual([])
  expect(await as('B001', ['resource', 'remove', id, '--reason', '已撤并'])).toMatchObject({ code: 4 })
  expect(await as('S001', ['resource', 'remove', id, '--reason', '已撤并'])).toMatchObject({ code: 0 })
  expect(await listed()).toEqual([])
  expect(await as('S001', ['resource', 'verify', id])).toMatchObject({ code: 1 })
})

test('the complaint desk lists what runs, with subject, handler and the clock of the law', async () => {
  const fields = { channel: 'phone', receivedOn: '2026-03-18', subject: '员工甲', handler: '员工乙', demand: '道歉' }
  const set = Object.entries(fields).flatMap(([id, value]) => ['--set', `${id}=${value}`])
  expect(await as('I001', ['complaint', 'list'])).toMatchObject({ code: 0, out: '' })
  const same = await as('S001', ['flow', 'start', 'E3', '--customer', 'C0001', ...set, '--set', 'handler=员工甲'])
  expect(same).toMatchObject({ code: 6, err: expect.stringContaining('subject') })
  const { out: run } = await as('S001', ['flow', 'start', 'E3', '--customer', 'C0001', ...set])
  const [complaint] = jsonLines((await as('S001', ['complaint', 'list', '--json'])).out)
  expect(complaint).toMatchObject({ id: run, stepId: 'register', fields: { subject: '员工甲', handler: '员工乙' } })
  expect(new Date(Number(complaint?.['lawDueAt'])).toISOString()).toBe('2026-04-02T15:59:59.999Z')
  const { out } = await as('S001', ['complaint', 'list', '--lang', 'zh-Hans'])
  expect(out.split('\t').slice(2)).toEqual(
    expect.arrayContaining(['云小舟', '员工甲', '员工乙', '登记与受理', '! 2026-04-02 23:59', '道歉']),
  )
})

test('a complaint by phone is taken down by who may hear of it, tried first, and begins its flow with what was said', async () => {
  const said = ['--point', '-', '--subject', '员工甲', '--demand', '道歉', '--received', '2026-03-18']
  const register = (who: string, ...more: string[]) =>
    as(who, ['complaint', 'register', '138-0000-0002', ...said, ...more], '三天没有人回复')
  expect(await register('B001')).toMatchObject({ code: 1, err: expect.stringContaining('****0002') })
  expect(await register('I001', '--channel', 'pigeon')).toMatchObject({ code: 2 })
  expect(await register('I001', '--product', 'NONE')).toMatchObject({ code: 1, err: expect.stringContaining('NONE') })
  expect(await register('I001', '--received', '2099-01-01')).toMatchObject({ code: 2 })
  const listed = async () => jsonLines((await as('I001', ['complaint', 'list', '--json'])).out)
  const before = await listed()
  expect(await register('I001', '--dry-run')).toMatchObject({ code: 0, out: '' })
  expect(await listed()).toEqual(before)
  const { out } = await register('I001', '--product', 'MED-MILLION', '--clause', '2.1')
  const [caseId = '', customerId = ''] = out.trim().split('\t')
  const complaint = (await listed()).find((one) => one['caseId'] === caseId)
  expect(complaint).toMatchObject({
    ...{ id: caseId, customerId, customerName: '星河远', state: 'notEscalated', stepId: null },
    takenDown: { point: '三天没有人回复', subject: '员工甲', channel: 'phone', productCode: 'MED-MILLION' },
  })
  expect(new Date(Number(complaint?.['lawDueAt'])).toISOString()).toBe('2026-04-02T15:59:59.999Z')
  expect((await as('I001', ['complaint', 'list', '--lang', 'zh-Hans'])).out).toContain('尚未升级')

  const started = await as('I001', ['flow', 'start', 'E3', '--customer', customerId, '--case', caseId])
  expect(started).toMatchObject({ code: 0 })
  const run = (await listed()).find(({ id }) => id === started.out.trim())
  expect(run).toMatchObject({ caseId, fields: { point: '三天没有人回复', receivedOn: '2026-03-18' } })
  expect(run?.['fields']).toMatchObject({ about: expect.stringMatching(/ · 2\.1$/) as string })
  expect(await as('I001', ['flow', 'start', 'E3', '--customer', 'nobody'])).toMatchObject({ code: 1 })
})
