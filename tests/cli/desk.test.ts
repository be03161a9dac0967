import { join } from 'node:path'
import { execa } from 'execa'
import { expect, test } from 'vitest'
import { bareEnv, fixtures, jsonLines, lineFrom, node, program, startButler, tempFolder } from './butler.ts'
import { butler } from './in-process.ts'

const folder = tempFolder()
const authority = join(folder, 'authority')
const at = (home: string) => (args: readonly string[], input?: string) =>
  butler(['--home', join(folder, home), ...args], input === undefined ? {} : { input })

test('from nothing to a team whose supervisor sees what a butler does', async () => {
  const team = at('authority')
  // The first person makes the home.
  const first = await team(['staff', 'add', '方惊蛰', '--role', 'supervisor'])
  expect(first).toMatchObject({ code: 0, out: 's01' })
  expect(first.err).toContain(authority)
  for (const pack of ['cash', 'ci-long', 'med-million'])
    expect(await team(['import', 'products', join(fixtures, 'packs', `${pack}.yaml`)])).toMatchObject({ code: 0 })
  for (const [kind, file] of [
    ['staff', 'staff.csv'],
    ['customers', 'customers.csv'],
    ['customers', 'customers.gb18030.csv'],
    ['policies', 'policies.csv'],
    ['conversations', 'conversations.jsonl'],
  ] as const)
    expect(await team(['import', kind, join(fixtures, 'import', file)])).toMatchObject({ code: 0 })

  const serving = startButler(['--home', authority, 'serve', '--port', '0'])
  const url = await lineFrom(serving)
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)

  const codeFor = async (staffId: string) => {
    const { out } = await team(['staff', 'code', staffId, '--url', url, '--json'])
    return JSON.parse(out) as { code: string; join: string }
  }
  const issued = await codeFor('B001')
  expect(issued.join).toBe(`butler join ${url} --code ${issued.code}`)
  const desk = at('desk')
  const joined = await desk(['join', url, '--code', '-', '--json'], `${issued.code}\n`)
  expect(joined.code).toBe(0)
  expect(JSON.parse(joined.out)).toMatchObject({ ok: true, staff: { id: 'B001' }, endpoint: url })
  expect(await at('other')(['join', url, '--code', issued.code])).toMatchObject({ code: 4 })
  expect(await desk(['join', url, '--code', issued.code])).toMatchObject({ code: 1 })

  // The desk holds its own book only.
  expect(jsonLines((await desk(['customer', 'search', '云小舟', '--json'])).out)).toMatchObject([{ id: 'c.C0001' }])
  expect(await desk(['customer', 'search', '星河远'])).toMatchObject({ code: 0, out: '' })
  const [waiting] = jsonLines((await desk(['queue', 'list', '--json'])).out)
  expect(waiting).toMatchObject({ position: 1, customerName: '云小舟', caseId: 'q.V001', takenBy: null })
  expect((await desk(['policy', 'show', 'TEST-2026-000001', '--clause', '2.4'])).out).toContain('2.4')

  // A supervisor's desk follows live; a butler's does not.
  const supervisor = at('supervisor')
  expect(await supervisor(['join', url, '--code', (await codeFor('s01')).code])).toMatchObject({ code: 0 })
  const tailing = startButler(['--home', join(folder, 'supervisor'), 'tail', '--json', '-n', '0'])
  const takenLine = lineFrom(tailing, (line) => line.includes('case.take'))
  expect(await desk(['tail'])).toMatchObject({ code: 4, out: '' })

  expect(await desk(['--as', 'X001', 'queue', 'list'])).toMatchObject({ code: 4, out: '' })
  expect(await desk(['serve'])).toMatchObject({ code: 4, out: '' })
  const following = startButler(['--home', join(folder, 'desk'), 'sync', '--follow', '--json'])
  expect(JSON.parse(await lineFrom(following))).toMatchObject({ is: 'synced', waiting: 0 })
  expect(await desk(['sync', '--follow'])).toMatchObject({ code: 1, err: expect.stringContaining('already') })
  following.kill('SIGTERM')
  expect((await following).exitCode).toBe(143)

  const tried = await desk(['case', 'take', 'q.V001', '--dry-run', '--json'])
  expect(JSON.parse(tried.out)).toMatchObject({ ok: true, state: 'tried' })
  expect(await desk(['customer', 'reassign', 'C0001', '--to', 'B002', '--dry-run'])).toMatchObject({ code: 4 })
  expect(await desk(['outbox', 'list'])).toMatchObject({ code: 0, out: '' })
  const taken = await desk(['case', 'take', 'q.V001', '--json'])
  expect(JSON.parse(taken.out)).toMatchObject({ ok: true, state: 'waiting', result: { caseId: 'q.V001' } })
  expect(jsonLines((await desk(['outbox', 'list', '--json'])).out)).toMatchObject([
    { name: 'case.take', state: 'waiting' },
  ])
  expect(await desk(['sync'])).toMatchObject({ code: 0, err: 'In sync.' })
  const seen = JSON.parse(await takenLine) as Record<string, unknown>
  expect(seen).toMatchObject({
    schema: 1,
    is: 'event',
    actor: 'B001',
    role: 'butler',
    outcome: 'accepted',
    caseId: 'q.V001',
  })
  tailing.kill('SIGINT')
  expect((await tailing).exitCode).toBe(130)

  // Nobody else can have it now, whatever is asked for; the refusal is kept and shown.
  expect(await team(['--as', 'S001', 'case', 'take', 'q.V001', '--json'])).toMatchObject({
    code: 6,
    out: expect.stringContaining('"code":"case.already-taken"'),
    err: expect.stringContaining('云管家 has taken this case'),
  })

  // With the endpoint away the desk works on, and says so.
  serving.kill('SIGTERM')
  const ended = await serving
  expect(ended.exitCode).toBe(143)
  const logged = jsonLines(String(ended.stderr))
  const said = logged.map(({ msg }) => msg).filter((msg) => msg !== 'request' && msg !== 'anchor')
  expect(said).toEqual(['listening', 'stopped'])
  expect(String(ended.stderr)).not.toMatch(/云|惊蛰/)
  expect(await desk(['case', 'note', 'q.V001', '客户明天住院'])).toMatchObject({ code: 0 })
  const offline = await desk(['sync', '--lang', 'zh-Hans'])
  expect(offline).toMatchObject({ code: 1, err: expect.stringContaining('连不上端点') })
  expect(await desk(['customer', 'reassign', 'C0001', '--to', 'B002'])).toMatchObject({ code: 1 })
  expect(await desk(['import', 'staff', join(fixtures, 'import', 'staff.csv')])).toMatchObject({ code: 4 })
}, 60_000)

test('a reader that goes away is no failure', async () => {
  for (const args of ['tail --json', 'tail --no-follow', 'customer search 0 --json', '--help']) {
    const line = `'${node}' '${program}' --home '${authority}' ${args} | head -n 1; exit "\${PIPESTATUS[0]}"`
    const running = execa('bash', ['-c', line], { env: bareEnv, extendEnv: false, reject: false, stdin: 'ignore' })
    const ran = await running
    expect({ args, code: ran.exitCode, err: ran.stderr }).toEqual({ args, code: 0, err: '' })
    expect(ran.stdout.split('\n')).toHaveLength(1)
  }
})

test('an endpoint that is tied to a pipe ends with it', async () => {
  const serving = startButler(['--home', authority, 'serve', '--port', '0', '--until-stdin-ends'], { stdin: 'pipe' })
  await lineFrom(serving)
  serving.stdin?.end()
  expect((await serving).exitCode).toBe(0)
})

test('a tail can be resumed after any cursor, and refuses one that is gone', async () => {
  const team = at('authority')
  const all = jsonLines((await team(['tail', '--no-follow', '--json', '-n', '1000'])).out)
  const third = String(all[2]?.['cursor'])
  const rest = jsonLines((await team(['tail', '--no-follow', '--json', '--after-cursor', third])).out)
  expect(rest).toEqual(all.slice(3))
  for (const gone of ['someotherepoch.3', 'nonsense', third.replace(/\d+$/, '999999')])
    expect(await team(['tail', '--no-follow', '--after-cursor', gone])).toMatchObject({ code: 3, out: '' })
  expect((await team(['tail', '--no-follow', '-n', '2'])).out.split('\n')).toHaveLength(2)
  const { out } = await team(['tail', '--no-follow', '-n', '1000', '--lang', 'zh-Hans'])
  expect(out).toContain('兰主管 (主管)  接手事项')
  expect(out).toContain('被拒绝: 云管家已接手该事项')
  // oxlint-disable-next-line no-control-regex
  expect(out).not.toMatch(/\u001b/)
})

test('a desk that was revoked is told so', async () => {
  const team = at('authority')
  const serving = startButler(['--home', authority, 'serve', '--port', '0'])
  const url = await lineFrom(serving)
  const { out } = await team(['staff', 'code', 'B002', '--json'])
  const { code } = JSON.parse(out) as { code: string }
  const desk = at('revoked')
  expect(await desk(['join', url, '--code', code])).toMatchObject({ code: 0 })
  expect(await team(['staff', 'revoke', 'B002', '--book-to', 'B001', '--dry-run'])).toMatchObject({ code: 0 })
  expect(await desk(['sync'])).toMatchObject({ code: 0 })
  expect(await team(['staff', 'revoke', 'B002', '--book-to', 'B001'])).toMatchObject({ code: 0 })
  expect(await desk(['sync'])).toMatchObject({ code: 4, err: expect.stringContaining('does not know this desk') })
  expect(await team(['staff', 'code', 'B002'])).toMatchObject({
    code: 6,
    err: expect.stringContaining('(staff.not-active)'),
  })
  const revoked = jsonLines((await team(['desk', 'list', '--json'])).out).find((one) => one['staffId'] === 'B002')
  const again = ['desk', 'revoke', String(revoked?.['id']), '--reason', 'lost']
  const events = async () => jsonLines((await team(['tail', '--no-follow', '--json'])).out).length
  const before = await events()
  expect(await team(again)).toMatchObject({ code: 0, out: '', err: expect.stringContaining('has been revoked since') })
  expect(JSON.parse((await team([...again, '--json'])).out)).toMatchObject({
    result: { staffId: 'B002', revokedAt: revoked?.['revokedAt'] },
  })
  expect(await events()).toBe(before)
  serving.kill('SIGTERM')
  await serving
})
