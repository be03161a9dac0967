import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { beforeAll, expect, test } from 'vitest'
import { openHome } from '../../src/app/home.ts'
import { accepted } from '../world.ts'
import {
  bareEnv,
  butler as butlerProcess,
  jsonLines,
  lineFrom,
  node,
  program,
  startButler,
  tempFolder,
} from './butler.ts'
import { butler } from './in-process.ts'
import { tailLives, writeOn } from './tail-lives.ts'
import { makeTeam } from './team.ts'

const folder = tempFolder()
const home = join(folder, 'authority')
const team = (args: readonly string[], env: Record<string, string> = {}) => butler(['--home', home, ...args], { env })
/** One that does not end at the end of what there is: a process of its own, which ends with it. */
const following = (...args: string[]) => butlerProcess(['--home', home, 'tail', ...args])
const follow = (...args: string[]) => startButler(['--home', home, 'tail', ...args])
const told = async (...args: string[]) => jsonLines((await team(['tail', '--no-follow', '--json', ...args])).out)
const everything = ['-n', '10000']

beforeAll(async () => {
  await makeTeam(home)
  const opened = await openHome(home)
  const give = async (name: string, args: unknown) => accepted(await opened.execute(name, args))
  await give('case.open', { customerId: 'c.C0001', kind: 'complaint', title: '投诉', priority: 'urgent' })
  await give('case.open', { customerId: 'c.C0002', kind: 'question', title: '询问', priority: 'low' })
  await give('staff.add', { id: 'N001', name: '新人示例', role: 'expert' })
  await opened.close()
})

test('begins with the last twenty, with -n of them, or with none; a line is one event', async () => {
  const all = await told(...everything)
  expect(all.length).toBeGreaterThan(4)
  expect(await told()).toEqual(all.slice(-20))
  expect(await told('-n', '2')).toEqual(all.slice(-2))
  expect(await told('-n', '0')).toEqual([])
  const { out, err } = await team(['tail', '--no-follow', '-n', '3'])
  expect([out.split('\n').length, err]).toEqual([3, ''])
  expect(out).not.toContain('\u001b')
  expect(all.at(-1)).toMatchObject({ schema: 1, is: 'event', command: 'staff.add', outcome: 'accepted', case: null })
  for (const line of all) expect(line['cursor']).toMatch(/^[^.]+\.\d+$/)
})

test('--since takes a span or a time, and -n counts within it', async () => {
  const all = await told(...everything)
  expect(await told('--since', '1h')).toEqual(all)
  expect(await told('--since', '0s')).toEqual([])
  expect(await told('--since', '2001-01-01')).toEqual(all)
  expect(await told('--since', '2001-01-01T10:00', '-n', '2')).toEqual(all.slice(-2))
  for (const bad of ['yesterday', '+3d', '15'])
    expect(await team(['tail', '--no-follow', '--since', bad])).toMatchObject({ code: 2, out: '' })
})

test('each filter lets through what it names and nothing else; of two both hold', async () => {
  const all = await told(...everything)
  const opened = all.filter(({ command }) => command === 'case.open')
  expect(opened).toHaveLength(2)
  const [urgent, calm] = opened
  expect(urgent?.['case']).toMatchObject({ kind: 'complaint', queue: 'butler', priority: 'urgent' })
  expect(await told(...everything, '--kind', 'complaint')).toEqual([urgent])
  expect(await told(...everything, '--kind', 'complaint', '--kind', 'question')).toEqual(opened)
  expect(await told(...everything, '--priority', 'high')).toEqual([urgent])
  expect(await told(...everything, '--priority', 'low')).toEqual(opened)
  expect(await told(...everything, '--queue', 'butler')).toEqual(opened)
  expect(await told(...everything, '--queue', 'expert')).toEqual([])
  expect(await told(...everything, '--customer', 'C0002')).toEqual([calm])
  expect(await told(...everything, '--customer', 'c.C0001', '--priority', 'low')).toEqual([urgent])
  expect(await told(...everything, '--customer', 'c.C0001', '--kind', 'question')).toEqual([])
  expect(await told(...everything, '--butler', String(urgent?.['ownerId']), '--kind', 'complaint')).toEqual([urgent])
  expect(await told(...everything, '--butler', 'operator')).toEqual(all)
  expect(await told(...everything, '--breach')).toEqual([])
  // The last N are the last that are wanted, however far back they lie.
  expect(await told('-n', '1', '--kind', 'complaint')).toEqual([urgent])
  for (const bad of [
    ['--kind', 'x'],
    ['--queue', 'x'],
    ['--priority', 'x'],
  ])
    expect(await team(['tail', '--no-follow', ...bad])).toMatchObject({ code: 2, out: '' })
})

test('a clock that has run out is a word and a filter', async () => {
  const late = join(folder, 'late')
  const clock = { now: () => Date.UTC(2020, 1, 3, 2), newId: () => crypto.randomUUID() }
  await makeTeam(late)
  const opened = await openHome(late, { clock })
  const promise = { customerId: 'c.C0001', words: '回电', dueAt: clock.now() + 3_600_000 }
  accepted(await opened.execute('promise.make', promise, { as: { staffId: 'B001', role: 'butler' } }))
  await opened.close()
  const { out } = await butler(['--home', late, 'tail', '--no-follow', '--breach', '--lang', 'zh-Hans'])
  expect(out.split('\n').length).toBeGreaterThan(0)
  for (const line of out.split('\n')) expect(line).toContain('已超时')
})

test('a cursor goes on after its event, whatever the filter then; a strange one is gone (3)', async () => {
  const all = await told(...everything)
  const at = (n: number) => String(all[n]?.['cursor'])
  expect(await told('--after-cursor', at(2))).toEqual(all.slice(3))
  // The event of the cursor is not one that the filter wants: the next wanted one is not passed over.
  const urgent = all.findIndex(({ command }) => command === 'case.open')
  expect(await told('--after-cursor', at(urgent - 1), '--kind', 'complaint')).toEqual([all[urgent]])
  for (const gone of ['someotherlife.3', 'nonsense', at(0).replace(/\d+$/, '999999')])
    expect(await team(['tail', '--no-follow', '--after-cursor', gone])).toMatchObject({ code: 3, out: '' })
  const clash = ['tail', '--no-follow', '--after-cursor', at(0), '--cursor-file', join(folder, 'clash')]
  expect(await team(clash)).toMatchObject({ code: 2, out: '' })
})

test('a cursor file is kept after each line, begun where there is none, and believed', async () => {
  const file = join(folder, 'cursor')
  const all = await told(...everything)
  expect(await told('--cursor-file', file, '-n', '2')).toEqual(all.slice(-2))
  expect(readFileSync(file, 'utf8').trim()).toBe(all.at(-1)?.['cursor'])
  expect(await told('--cursor-file', file)).toEqual([])
  writeFileSync(file, String(all[1]?.['cursor']))
  expect(await told('--cursor-file', file)).toEqual(all.slice(2))
  writeFileSync(file, 'half a cur')
  expect(await team(['tail', '--no-follow', '--cursor-file', file])).toMatchObject({
    code: 3,
    err: expect.stringContaining(file),
  })
  expect(readFileSync(file, 'utf8')).toBe('half a cur')
  // What no filter lets through counts as read.
  const idle = join(folder, 'idle')
  expect(await told('--cursor-file', idle, '--kind', 'renewal')).toEqual([])
  expect(readFileSync(idle, 'utf8').trim()).toBe(all.at(-1)?.['cursor'])
  expect(readdirSync(folder).filter((name) => name.endsWith('.new'))).toEqual([])
  const nowhere = join(folder, 'no such folder', 'cursor')
  expect(await team(['tail', '--no-follow', '--cursor-file', nowhere])).toMatchObject({ code: 1 })
  expect(existsSync(nowhere)).toBe(false)
})

test('killed at any moment and begun again with its cursor file, nothing is lost, doubled or out of order', async () => {
  const writer = await writeOn(home, 'L')
  const { live, expectWhole } = tailLives(() => ['--home', home, 'tail', '--cursor-file', join(folder, 'lives')])
  for (let round = 0; round < 4; round++) {
    const { tailing, reached } = live(round === 0 ? ['-n', '1'] : [])
    await reached(1 + Math.floor(Math.random() * 20))
    tailing.kill('SIGKILL')
    await tailing
  }
  writer.enough()
  const { tailing } = live(['--until-match', 'THE-END-L'])
  const last = await writer.last()
  expect((await tailing).exitCode).toBe(0)
  expectWhole(last)
}, 60_000)

test('--until-match ends with its line (0), --timeout without it (5)', async () => {
  const found = await following('--json', ...everything, '--until-match', '"kind":"complaint"')
  expect([found.code, jsonLines(found.out).at(-1)?.['case']]).toMatchObject([0, { kind: 'complaint' }])
  const waiting = follow('-n', '1', '--json', '--until-match', '"staffId":"N002"', '--timeout', '1m')
  await lineFrom(waiting)
  const opened = await openHome(home)
  for (const id of ['N003', 'N002', 'N004'])
    accepted(await opened.execute('staff.add', { id, name: `${id} 示例`, role: 'expert' }))
  await opened.close()
  const ended = await waiting
  expect(ended.exitCode).toBe(0)
  expect(jsonLines(String(ended.stdout)).at(-1)).toMatchObject({ detail: { staffId: 'N002' } })
  expect(await following('-n', '0', '--until-match', 'never said', '--timeout', '1s')).toMatchObject({ code: 5 })
  expect(await following('-n', '0', '--timeout', '1s')).toMatchObject({ code: 0 })
  expect(await team(['tail', '--no-follow', '--until-match', 'never said'])).toMatchObject({ code: 5 })
  expect(await team(['tail', '--until-match', '('])).toMatchObject({ code: 2, out: '' })
  expect(await team(['tail', '--timeout', 'soon'])).toMatchObject({ code: 2, out: '' })
}, 60_000)

test('signals end it with their status', async () => {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    const tailing = follow('-n', '1')
    await lineFrom(tailing)
    tailing.kill(signal)
    expect((await tailing).exitCode).toBe(code)
  }
})

test('colour: --color before NO_COLOR before FORCE_COLOR before the terminal', async () => {
  const refused = join(folder, 'refused')
  await makeTeam(refused)
  const opened = await openHome(refused)
  await opened.execute('staff.add', { id: 'B001', name: '重复', role: 'butler' })
  await opened.close()
  const colored = async (args: string[], env: Record<string, string> = {}) => {
    const { out } = await butler(['--home', refused, 'tail', '--no-follow', '-n', '1', ...args], { env })
    expect(out).toContain('refused')
    return out.includes('\u001b[31m')
  }
  expect(await colored([])).toBe(false)
  expect(await colored(['--color', 'always'], { NO_COLOR: '1' })).toBe(true)
  expect(await colored([], { NO_COLOR: '1', FORCE_COLOR: '1' })).toBe(false)
  expect(await colored([], { FORCE_COLOR: '1' })).toBe(true)
  expect(await colored(['--color', 'never'], { FORCE_COLOR: '1' })).toBe(false)
  expect(await colored(['--color', 'always', '--json'])).toBe(false)
})

test('a reader that goes away is noticed while nothing happens, from a pipe and from a socket', async () => {
  for (const options of ['', '--json']) {
    // Once head has gone there is no line any more that could find out.
    const line = `'${node}' '${program}' --home '${home}' tail -n 1 ${options} | head -n 1; exit "\${PIPESTATUS[0]}"`
    const ran = await execa('bash', ['-c', line], { env: bareEnv, extendEnv: false, reject: false, stdin: 'ignore' })
    expect({ code: ran.exitCode, err: ran.stderr }).toEqual({ code: 0, err: '' })
    expect(ran.stdout.split('\n')).toHaveLength(1)
  }
  const tailing = follow('-n', '1')
  await lineFrom(tailing)
  tailing.stdout?.destroy()
  expect(await tailing).toMatchObject({ exitCode: 0, stderr: '' })
})

test('what a reader is too slow for is counted, and with a cursor file nothing is left out', async () => {
  const slow = join(folder, 'slow')
  await makeTeam(slow)
  const kept = join(folder, 'slow-cursor')
  const start = (...args: string[]) =>
    startButler(['--home', slow, 'tail', '--json', '-n', '1', ...args], { buffer: false })
  const readers = [start('--buffer', '10'), start('--buffer', '10', '--cursor-file', kept)]
  // At once: what nobody listens to is lost.
  await Promise.all(readers.map((reader) => lineFrom(reader)))
  for (const reader of readers) reader.stdout?.pause()
  const opened = await openHome(slow)
  // More than all the pipes between the two hold, and than is read at once.
  const before = await opened.query.lastEvent()
  const source = '示'.repeat(200)
  for (let number = 0; number < 1_500; number++)
    accepted(await opened.execute('import.rows', { kind: 'staff', source, number, rows: [] }))
  const last = await opened.query.lastEvent()
  await opened.close()
  const [leaving, keeping] = await Promise.all(
    readers.map(async (reader) => {
      let text = ''
      reader.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')))
      reader.stdout?.resume()
      await expect.poll(() => text.includes(`.${last}"`), { timeout: 30_000 }).toBe(true)
      reader.kill('SIGTERM')
      await reader
      return jsonLines(Buffer.from(text, 'latin1').toString('utf8'))
    }),
  )
  const verOf = (line: Record<string, unknown>, key = 'cursor') => Number(String(line[key]).split('.')[1])
  const gaps = leaving?.filter(({ is }) => is === 'gap') ?? []
  expect(gaps.length).toBeGreaterThan(0)
  let ver = before
  for (const line of leaving ?? []) {
    if (line['is'] === 'bookmark') continue
    if (line['is'] === 'gap') expect([verOf(line, 'after'), verOf(line)]).toEqual([ver, ver + Number(line['missed'])])
    else expect(verOf(line)).toBe(ver + 1)
    ver = verOf(line)
  }
  expect(ver).toBe(last)
  const whole = (keeping ?? []).filter(({ is }) => is !== 'bookmark').map((line) => verOf(line))
  // A signal ends one whose reader takes nothing too.
  const stuck = spawn(node, [program, '--home', slow, 'tail', '--json', '-n', '10000'], { env: bareEnv })
  const exit = new Promise((resolve) => stuck.once('exit', resolve))
  await once(stuck.stdout, 'readable')
  stuck.kill('SIGTERM')
  expect(await exit).toBe(143)
  stuck.stdout.resume()
  expect(whole).toEqual(Array.from({ length: last - before }, (_none, n) => before + 1 + n))
}, 60_000)

test('who may not tail is told so (4)', async () => {
  expect(await team(['tail', '--no-follow', '--as', 'NOBODY'])).toMatchObject({ code: 4, out: '' })
  expect(await butler(['--home', join(folder, 'nothing here'), 'tail'])).toMatchObject({ code: 1, out: '' })
})
