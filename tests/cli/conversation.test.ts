import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { jsonLines, tempFolder } from './butler.ts'
import { butler } from './in-process.ts'
import { makeWorld } from '../world.ts'
import { makeTeam } from './team.ts'

const home = join(tempFolder(), 'team')
beforeAll(() => makeTeam(home))

const as = (staff: string, ...args: string[]) => butler(['--home', home, '--as', staff, ...args])

test('conversations from the command line: who waits, one whole, tags on and off', async () => {
  const listed = jsonLines((await as('B001', 'conversation', 'list', '--waiting', '--json')).out)
  const [first] = listed as { id: string; caseId: string; unanswered: { text: string } }[]
  expect(first).toMatchObject({ waitingSince: expect.any(Number), unanswered: { direction: 'in' }, tags: [] })
  const id = String(first?.id)
  expect(await as('B001', 'conversation', 'tag', id, '回电', '--dry-run')).toMatchObject({ code: 0 })
  expect(await as('B001', 'conversation', 'tag', id, '回电', '情绪')).toMatchObject({ code: 0 })
  expect(await as('B001', 'conversation', 'untag', id, '情绪')).toMatchObject({ code: 0 })
  const tagged = await as('B001', 'conversation', 'list', '--tag', '回电', '--lang', 'zh-Hans')
  expect(tagged.out.split('\n')).toHaveLength(1)
  expect(tagged.out).toContain(id)
  const called = await as(
    'B001',
    'message',
    'log',
    String(first?.caseId),
    '电话里说清楚了',
    '--out',
    '--channel',
    'phone',
  )
  expect(called.code).toBe(0)
  const [shown] = jsonLines((await as('B001', 'conversation', 'show', id, '--json')).out)
  expect(shown).toMatchObject({ id, waitingSince: null, tags: ['回电'], caseId: first?.caseId })
  expect((shown as { messages: unknown[] }).messages.at(-1)).toMatchObject({ direction: 'out', text: '电话里说清楚了' })
  expect(await as('B001', 'conversation', 'show', 'none')).toMatchObject({ code: 1 })
})

test('a customer in JSON is the whole one: what runs on each policy, and what was answered before', async () => {
  const [whole] = jsonLines((await as('B001', 'customer', 'show', 'C0001', '--json')).out)
  const { policies, standing } = whole as { policies: { id: string }[]; standing: Record<string, unknown> }
  expect(Object.keys(standing)).toEqual(policies.map(({ id }) => id))
  expect(whole).toMatchObject({ complaints: [], goodwill: [], known: [], conversations: expect.any(Array) })
})

test('the list says who else is at a customer, while that can be heard of', async () => {
  await using world = await makeWorld()
  await world.addTeam({ b1: 'butler', x1: 'expert' })
  await world.addCustomers('b1', ['陈大文'])
  await world.give('case.open', { customerId: 'c.b1-1', kind: 'claim', title: '理赔', role: 'expert' })
  const said = { externalId: 'M1', conversation: 'V1', customer: 'b1-1', channel: 'wechat', direction: 'in' }
  const rows = [{ ...said, author: null, at: world.clock.now(), text: '在吗' }]
  await world.give('import.rows', { kind: 'conversations', source: 'test', number: 0, rows })
  await world.give('case.open', {
    ...{ customerId: 'c.b1-1', kind: 'question', title: '在吗' },
    ...{ conversationId: 'v.V1', waitingSince: world.clock.now() },
  })
  const mine = await world.desk('b1')
  await (await world.desk('x1')).sayWhere({ customerId: 'c.b1-1', doing: 'writing' })
  const list = (...more: string[]) => butler(['--home', mine.folder, 'conversation', 'list', ...more])
  expect(jsonLines((await list('--json')).out)).toMatchObject([{ others: [{ staffId: 'x1', doing: 'writing' }] }])
  expect((await list('--lang', 'zh-Hans')).out).toContain('x1 测试（书写中）')
  await world.stopEndpoint()
  expect(jsonLines((await list('--json')).out)).toMatchObject([{ others: null }])
  expect((await list()).out).not.toContain('Also here')
})
