import Database from 'better-sqlite3'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { openHome } from '../../src/app/home.ts'
import { jsonLines, lineFrom, startButler, tempFolder } from './butler.ts'
import { butler } from './in-process.ts'
import { makeTeam } from './team.ts'

const folder = tempFolder()
const authority = join(folder, 'authority')
const at = (home: string) => (args: readonly string[]) => butler(['--home', join(folder, home), ...args])
const [team, desk] = [at('authority'), at('desk')]
const outbox = async (...args: string[]) => desk(['outbox', ...args])
const json = async (...args: string[]) => jsonLines((await outbox(...args, '--json')).out)

/** A desk on which a taken case was lost, and a case with a note and a taking was refused as a group. */
beforeAll(async () => {
  await makeTeam(authority)
  const serving = startButler(['--home', authority, 'serve', '--port', '0', '--until-stdin-ends'], { stdin: 'pipe' })
  const url = await lineFrom(serving)
  const { code } = JSON.parse((await team(['staff', 'code', 'B001', '--json'])).out) as { code: string }
  expect(await desk(['join', url, '--code', code])).toMatchObject({ code: 0 })
  await done(desk(['case', 'take', 'q.V001']))
  await done(team(['--as', 'S001', 'case', 'take', 'q.V001']))
  await done(desk(['sync']))
  const opened = await done(desk(['case', 'open', 'C0001', '--kind', 'question', '--title', '住院押金能否直付']))
  await done(desk(['case', 'note', opened, '家属说周三住院']))
  await done(desk(['case', 'take', opened]))
  // Their butler is an expert just while it is sent, whose book it is not.
  const giveRole = async (role: string) => {
    // Past the commands: no butler with customers becomes anything else.
    const database = new Database(join(authority, 'butler.db'))
    database.prepare('update "staff" set "role" = ? where "id" = ?').run(role, 'B001')
    database.close()
  }
  const net = async (asked: string, init: RequestInit) => {
    const response = await fetch(asked, init)
    if (asked.endsWith('/v1/push')) await giveRole('butler')
    return response
  }
  await giveRole('expert')
  const home = await openHome(join(folder, 'desk'), { net })
  await home.sync.once()
  await home.close()
  return async () => {
    serving.stdin?.end()
    await serving
  }
}, 60_000)

async function done(running: ReturnType<typeof butler>): Promise<string> {
  const ran = await running
  expect(ran).toMatchObject({ code: 0 })
  return ran.out
}

test('the list groups what stands on what, and says why in the language that was asked for', async () => {
  const listed = await json('list')
  expect(listed.map(({ seq, state, name, root, depth, above }) => [seq, state, name, root, depth, above])).toEqual([
    [1, 'refused', 'case.take', 1, 0, []],
    [2, 'refused', 'case.open', 2, 0, []],
    [3, 'refused', 'note.add', 2, 1, [2]],
    [4, 'refused', 'case.take', 2, 1, [2]],
  ])
  expect(listed[0]).toMatchObject({ code: 'case.already-taken', became: null, fallsWith: null, isAtRisk: false })
  expect(Object.keys(listed[0] ?? {})).toEqual([
    ...['seq', 'state', 'name', 'id', 'version', 'args', 'givenAt', 'customerId', 'caseId'],
    ...['code', 'data', 'message', 'became', 'isAtRisk', 'root', 'depth', 'above', 'fallsWith'],
  ])
  const { out } = await outbox('list', '--lang', 'zh-Hant')
  expect(out.split('\n')[0]).toMatch(/^1\t被拒絕\t.*\t接手事項\t云小舟\t.*已接手該事項.*\(case\.already-taken\)$/)
  expect(await json('list', '--state', 'waiting')).toEqual([])
  expect((await desk([])).out).toContain('0 waiting to be sent · 4 refused')
})

test('one is shown with its arguments, its refusal and who won, and what stands on it', async () => {
  const [root] = await json('show', '2')
  expect(root).toMatchObject({ seq: 2, args: { title: '住院押金能否直付' }, below: [3, 4] })
  const lost = (await outbox('show', '1', '--lang', 'zh-Hans')).out
  expect(lost).toContain('接手事项 (case.take)')
  expect(lost.split('q.V001')).toHaveLength(2)
  expect(lost).toMatch(/由\t兰主管/)
  expect(lost).toMatch(/至\t\d{4}-\d{2}-\d{2} \d{2}:\d{2}/)
  expect((await outbox('show', '3')).out).toContain('text\t家属说周三住院')
})

test.each([
  [['retry'], 2],
  [['retry', '--all', '1'], 2],
  [['retry', 'x'], 2],
  [['discard', '1'], 2],
  [['hand', '1'], 2],
  [['list', '--state', 'lost'], 2],
  [['discard', '1', '--reason', ' '], 2],
  [['show', '99'], 1],
  [['hand', '99', '--note', 'x'], 1],
  [['retry', '1'], 6],
])('outbox %j ends with %d and changes nothing', async (args, code) => {
  const ran = await outbox(...args)
  expect(ran).toMatchObject({ code, out: '' })
  expect(ran.err).toMatch(/^butler: /)
  expect(await json('list')).toHaveLength(4)
})

test('what only is tried, or waits, changes nothing', async () => {
  const before = await json('list', '--state', 'all')
  for (const args of [
    ['retry', '2'],
    ['discard', '1', '--reason', '由主管处理'],
    ['hand', '1', '--note', '请看'],
  ]) {
    const tried = await outbox(...args, '--dry-run', '--json')
    expect(tried).toMatchObject({ code: 0, err: expect.stringContaining('tried only') })
    expect(JSON.parse(tried.out)).toMatchObject({ ok: true, state: 'tried' })
  }
  expect(await json('list', '--state', 'all')).toEqual(before)
})

test('retry all gives the groups again and goes on after one that is refused; discard and hand take the rest off', async () => {
  const again = await outbox('retry', '--all', '--json')
  expect(again.code).toBe(6)
  expect(jsonLines(again.out)).toMatchObject([
    { ok: false, code: 'case.already-taken' },
    {
      ok: true,
      state: 'waiting',
      result: {
        seq: 2,
        given: [
          { seq: 2, as: 5 },
          { seq: 3, as: 6 },
          { seq: 4, as: 7 },
        ],
      },
    },
  ])
  const waiting = await outbox('retry', '5')
  expect(waiting).toMatchObject({ code: 6, err: expect.stringContaining('5: the command still waits to be sent') })
  expect(await outbox('retry', '99')).toMatchObject({
    code: 1,
    err: 'butler: no such refused command here: 99 (not-found)',
  })
  await done(desk(['sync']))
  expect(await json('list', '--state', 'refused')).toMatchObject([{ seq: 1 }])
  const handed = await outbox('hand', '1', '--note', '客户只认我', '--json')
  expect(JSON.parse(handed.out)).toMatchObject({ ok: true, result: { seq: 1, seqs: [1], waiting: 0 } })
  await done(desk(['sync']))
  const queue = jsonLines((await team(['--as', 'S001', 'queue', 'list', '--json'])).out)
  expect(queue).toContainEqual(expect.objectContaining({ title: 'case.take ✗ case.already-taken' }))
  const all = await json('list', '--state', 'all')
  const became = all.flatMap((one) => (one['became'] ? [[one['seq'], one['became']]] : []))
  expect(became).toEqual([
    [1, { is: 'handedOver', seq: 8, reason: '客户只认我' }],
    [2, { is: 'superseded', seq: 5, reason: null }],
    [3, { is: 'superseded', seq: 6, reason: null }],
    [4, { is: 'superseded', seq: 7, reason: null }],
  ])
  expect(await json('list')).toEqual([])
}, 30_000)

test('a reason that was given stands in the tail of the authority', async () => {
  await done(team(['--as', 'S001', 'case', 'release', 'q.V001']))
  await done(desk(['sync']))
  await done(desk(['case', 'take', 'q.V001']))
  await done(team(['--as', 'S001', 'case', 'take', 'q.V001']))
  await done(desk(['sync']))
  const [refused] = await json('list', '--state', 'refused')
  const discarded = await outbox('discard', String(refused?.['seq']), '--reason', '由主管处理', '--lang', 'zh-Hans')
  expect(discarded).toMatchObject({ code: 0, err: `已放弃：第 ${String(refused?.['seq'])} 条。` })
  await done(desk(['sync']))
  const tail = jsonLines((await team(['tail', '--no-follow', '--json', '-n', '1'])).out)
  const { id: commandId } = refused ?? {}
  expect(tail).toMatchObject([
    { command: 'outbox.discard', detail: { commandId, command: 'case.take', reason: '由主管处理' }, customerId: null },
  ])
}, 30_000)

test('the last thing done is taken back while it waits; what was sent is not', async () => {
  await done(desk(['sync']))
  await done(desk(['case', 'note', 'q.V001', '写错了']))
  expect(await outbox('undo', '--dry-run')).toMatchObject({ code: 0, err: expect.stringContaining('wrote a note') })
  expect(await json('undo')).toMatchObject([{ state: 'undone', result: { name: 'note.add', caseId: 'q.V001' } }])
  expect((await json('list')).filter(({ state }) => state === 'waiting')).toEqual([])
  expect(await outbox('undo')).toMatchObject({ code: 6, err: expect.stringContaining('has left this desk already') })
  expect(await team(['outbox', 'undo'])).toMatchObject({ code: 6 })
})
