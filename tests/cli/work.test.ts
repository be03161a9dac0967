import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { jsonLines, tempFolder } from './butler.ts'
import { butler } from './in-process.ts'
import { makeTeam } from './team.ts'

const home = join(tempFolder(), 'team')
beforeAll(() => makeTeam(home))

const as = (staff: string | null, args: readonly string[], input = '') =>
  butler(['--home', home, ...(staff ? ['--as', staff] : []), ...args], { input })
const json = async (staff: string | null, ...args: string[]) => {
  const ran = await as(staff, [...args, '--json'])
  expect(ran).toMatchObject({ code: 0 })
  return JSON.parse(ran.out) as Record<string, unknown>
}

test('a case from opening to done', async () => {
  const opened = await as('B001', [
    'case',
    'open',
    'C0001',
    '--kind',
    'followUp',
    '--title',
    '回访',
    '--due',
    '2020-01-01',
  ])
  expect(opened).toMatchObject({ code: 0, err: 'opened a case' })
  const id = opened.out
  expect(await as('B001', ['case', 'raise', id, '--concern', 'safety', '--dry-run'])).toMatchObject({
    code: 0,
    out: '',
  })
  expect(await json('B001', 'case', 'show', id)).toMatchObject({ case: { concern: null } })
  expect(await as('B001', ['case', 'raise', id, '--concern', 'safety'])).toMatchObject({ code: 0 })
  const [top] = jsonLines((await as('B001', ['queue', 'next', '--json'])).out)
  expect(top).toMatchObject({ position: 1, band: 0, caseId: id, why: expect.stringContaining('safety') })
  const shown = await json('B001', 'queue', 'show', id)
  expect(shown).toMatchObject({
    position: 1,
    breakdown: expect.arrayContaining([expect.objectContaining({ rule: 2, applies: true })]),
  })
  expect((await as('B001', ['queue', 'show', id, '--lang', 'zh-Hans'])).out).toContain('2\t是\t生命、安全、弱势\t安全')
  expect((await as('B001', ['queue', 'list', '--lang', 'zh-Hans'])).out.split('\n')[0]).toMatch(
    /^1\t云小舟\t回访\t安全/,
  )

  expect(await as('B001', ['case', 'take', id])).toMatchObject({ code: 0, err: 'took a case' })
  expect(await as('S001', ['case', 'take', id])).toMatchObject({
    code: 6,
    err: expect.stringContaining('(case.already-taken)'),
  })
  expect(await as('B001', ['case', 'note', id, '-'], '客户在开会\n')).toMatchObject({ code: 0 })
  expect(await as('B001', ['message', 'log', id, '--out', '稍后联系您'])).toMatchObject({
    code: 0,
    out: expect.stringMatching(/./),
  })
  expect(await json('B001', 'case', 'show', id)).toMatchObject({
    notes: [{ text: '客户在开会' }],
    messages: [{ text: '稍后联系您' }],
  })
  expect((await as('B001', ['case', 'show', id, '--lang', 'zh-Hant'])).out).toContain('接手人\t云管家')
  expect(await as('B001', ['case', 'release', id])).toMatchObject({ code: 0 })
  expect(await as('B001', ['case', 'hold', id, '--reason', '等回复', '--until', '+3d'])).toMatchObject({ code: 0 })
  expect(await as('B001', ['case', 'hand-over', id, '--to', 'expert', '--note', '请看'])).toMatchObject({ code: 0 })
  expect(await as('X001', ['case', 'done', id, '--outcome', '已说明'])).toMatchObject({ code: 0 })
  expect(await as('B001', ['case', 'done', id, '--outcome', '再说一次', '--json'])).toMatchObject({
    code: 6,
    out: expect.stringMatching(/^\{"ok":false,"code":"case.not-open"/),
  })
})

test('an authority’s home asks whose hands these are', async () => {
  expect(await as(null, ['queue', 'list'])).toMatchObject({ code: 2, out: '', err: expect.stringContaining('--as') })
  expect(await as(null, ['case', 'take', 'q.V001'])).toMatchObject({
    code: 4,
    err: expect.stringContaining('--as STAFF'),
  })
  expect(await as('nobody', ['queue', 'list'])).toMatchObject({ code: 4 })
  // What is in another book is not there.
  expect(await as('B002', ['case', 'take', 'q.V001'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('no such case here'),
  })
  const summary = await as('B001', [])
  expect(summary).toMatchObject({ code: 0, err: '' })
  expect(summary.out).toContain('云管家 (butler)')
  expect(summary.out).toContain('queue list --json')
  expect(await as(null, [])).toMatchObject({ code: 2 })
})

test('customers are found, shown with masked identity, and reassigned', async () => {
  expect((await as(null, ['customer', 'search', 'yxz'])).out).toMatch(/^云小舟\t/)
  expect((await as(null, ['customer', 'search', '-'], '雲小舟\n')).out).toContain('c.C0001')
  const whole = await json(null, 'customer', 'show', 'C0001')
  expect(whole).toMatchObject({
    customer: { phone: '138****0001', idNumber: '000*************01' },
    members: [{ name: '云帆' }, { name: '云朵' }],
  })
  expect(await json(null, 'customer', 'show', 'c.C0001', '--reveal')).toMatchObject({
    customer: { idNumber: '000000198804120001' },
  })
  const shown = await as(null, ['customer', 'show', 'C0001', '--lang', 'zh-Hans'])
  expect(shown.out).toContain('姓名\t云小舟')
  expect(shown.out).toContain('TEST-2026-000001\tMED-MILLION')
  expect(await as(null, ['customer', 'show', 'C9999'])).toMatchObject({
    code: 1,
    out: '',
    err: 'butler: no such customer here: C9999 (not-found)',
  })
  expect(await as('B003', ['customer', 'reassign', 'C0003', '--to', 'B002'])).toMatchObject({ code: 4 })
  expect(await as('S001', ['customer', 'reassign', 'C0003', '--to', 'B003'])).toMatchObject({
    code: 6,
    err: expect.stringContaining('竹管家'),
  })
  expect(await as('S001', ['customer', 'reassign', 'C0003', '--to', 'B002'])).toMatchObject({ code: 0 })
})

test('a policy quotes its clauses', async () => {
  expect((await as(null, ['policy', 'search', 'TEST-2026-000001'])).out).toContain(
    '云小舟\tTEST-2026-000001\tMED-MILLION',
  )
  const policy = await json(null, 'policy', 'show', 'L0001', '--clause', '2.4')
  expect(policy).toMatchObject({
    number: 'TEST-2026-000001',
    clauses: [{ number: '2.4', text: expect.stringMatching(/./) }],
  })
  expect((await as(null, ['policy', 'show', 'L0001', '--clause', '天书'])).err).toContain('No clause has')
  expect(await as(null, ['policy', 'show', 'nothing'])).toMatchObject({ code: 1 })
})

test('a claim from checklist to dispute', async () => {
  const opened = await as(
    'B001',
    ['claim', 'open', 'L0001', '--title', '住院理赔', '--facts', '-'],
    '{"event.cause":"illness"}',
  )
  const [claim = '', caseId = ''] = opened.out.split('\t')
  expect(opened.code).toBe(0)
  expect(await json('B001', 'case', 'show', caseId)).toMatchObject({ case: { kind: 'claim', claimId: claim } })
  expect(await as('B001', ['claim', 'answer', claim, 'hospital.ward', 'general'])).toMatchObject({ code: 0 })
  expect(await as('B001', ['claim', 'answer', claim, 'bill.total_fen', '2863245'])).toMatchObject({ code: 0 })
  expect(await as('B001', ['claim', 'answer', claim, 'bill.total_fen', 'plenty'])).toMatchObject({
    code: 6,
    err: expect.stringContaining('whole fen'),
  })
  expect(await as('B001', ['claim', 'answer', claim, 'hospital.ward'])).toMatchObject({ code: 2 })
  expect(await json('B001', 'claim', 'show', claim)).toMatchObject({
    claim: { facts: { 'event.cause': 'illness', 'bill.total_fen': 2863245 } },
    judgement: { verdict: 'needs_info', pack: { product: 'MED-MILLION' } },
  })
  expect((await as('B001', ['claim', 'show', claim, '--lang', 'zh-Hans'])).out).toContain('初步判断\t信息不足')
  expect((await as('B001', ['claim', 'sign', claim])).out).toMatch(/^needs_info\t/)
  expect(await as('B001', ['claim', 'refused', claim, '--on', '2026-03-18', '--reason', '既往症'])).toMatchObject({
    code: 0,
  })

  // The dispute knows from the claim what it has to know to begin.
  const started = await as('B001', ['flow', 'start', 'E1', '--claim', claim])
  expect(started).toMatchObject({ code: 0, err: 'started an escalation' })
  expect(await json('B001', 'flow', 'show', started.out)).toMatchObject({ claimId: claim, state: 'running' })
  const flows = jsonLines((await as(null, ['flow', 'list', '--json'])).out)
  expect(flows.map(({ id }) => id)).toEqual([
    ...['E1@1', 'E2@2', 'E3@2', 'E4@2', 'E5@1', 'E6@2', 'E7@1', 'E8@2', 'E9@1', 'E10@1', 'E11@1', 'E12@1'],
  ])
})

test('an escalation is stepped through, and nobody approves their own', async () => {
  const flow = jsonLines((await as(null, ['flow', 'list', '--json'])).out).find(({ code }) => code === 'E3')
  const fields = (flow?.['fields'] ?? []) as {
    id: string
    type: string
    required?: string
    options?: { id: string }[]
  }[]
  const valueOf = ({ type, options }: (typeof fields)[number]) =>
    ({
      bool: 'true',
      date: '2026-03-18',
      fen: '100',
      int: '1',
      enum: options?.[0]?.id,
      list: options?.[0]?.id,
      text: '情况说明',
    })[type]
  const set = fields
    .filter(({ required }) => required === 'start')
    .flatMap((field) => ['--set', `${field.id}=${valueOf(field)}`])
  expect(await as('I001', ['flow', 'start', 'E3', ...set])).toMatchObject({ code: 2 })
  expect(await as('I001', ['flow', 'start', 'E99', '--customer', 'C0001'])).toMatchObject({ code: 1 })
  // About the team's own work: on no customer.
  expect(await as('I001', ['flow', 'start', 'E9', '--customer', 'C0001'])).toMatchObject({ code: 2 })
  expect(await as('S001', ['flow', 'start', 'E3', '--customer', 'C0001', '--dry-run', ...set])).toMatchObject({
    code: 0,
    out: '',
  })
  const { out: run, ...ran } = await as('S001', ['flow', 'start', 'E3', '--customer', 'C0001', ...set])
  expect(ran).toEqual({ code: 0, err: 'started an escalation' })
  const shown = await json('S001', 'flow', 'show', run)
  expect(shown).toMatchObject({ flowId: 'E3@2', state: 'running', customerName: '云小舟' })
  expect((await as('S001', ['flow', 'show', run, '--lang', 'zh-Hans'])).out).toContain('register\t')
  expect((await as('S001', ['flow', 'list', '--running'])).out).toContain(run)
  expect(await as('B001', ['flow', 'step', run])).toMatchObject({ code: 6 })
  expect(await as('S001', ['flow', 'approve', run, '--reason', '好'])).toMatchObject({ code: 6 })
  expect(await as('S001', ['flow', 'fill', run, 'nothing', 'x'])).toMatchObject({
    code: 6,
    err: expect.stringContaining('a field of the flow'),
  })
  expect(await as('S001', ['flow', 'send', run, 'nothing'])).toMatchObject({ code: 1 })
})

test('staff get ids of their role, and cannot be added twice', async () => {
  expect((await as(null, ['staff', 'add', '甲', '--role', 'butler'])).out).toBe('b01')
  expect((await as(null, ['staff', 'add', '乙', '--role', 'butler'])).out).toBe('b02')
  expect(await as(null, ['staff', 'add', '丙', '--role', 'expert', '--id', 'b02'])).toMatchObject({ code: 6 })
  expect(await as('B001', ['staff', 'add', '丁', '--role', 'manager'])).toMatchObject({ code: 4 })
  expect((await as(null, ['staff', 'list', '--lang', 'zh-Hant'])).out).toContain('b01\t甲\t管家\t在職')
  expect(await as(null, ['staff', 'code', 'nobody'])).toMatchObject({ code: 1 })
})

test('an authority has nothing to sync and nothing refused', async () => {
  expect(await as(null, ['sync'])).toMatchObject({ code: 0, out: '' })
  expect(await as(null, ['outbox', 'list'])).toMatchObject({ code: 0, out: '' })
  expect(await as(null, ['outbox', 'discard', '--reason', '已有人处理', '7'])).toMatchObject({ code: 1 })
})
