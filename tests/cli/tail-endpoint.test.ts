import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { openHome } from '../../src/app/home.ts'
import { accepted } from '../world.ts'
import { jsonLines, lineFrom, startButler, tempFolder } from './butler.ts'
import { butler } from './in-process.ts'
import { tailLives, writeOn } from './tail-lives.ts'
import { makeTeam } from './team.ts'

const folder = tempFolder()
const home = join(folder, 'authority')
const tokenFile = join(folder, 'token')
const team = (args: readonly string[]) => butler(['--home', home, ...args])
const serve = async (port = 0) => {
  const child = startButler(['--home', home, 'serve', '--port', String(port)])
  return { child, url: await lineFrom(child) }
}
const from = (url: string) => ['tail', '--endpoint', url, '--token-file', tokenFile]

beforeAll(async () => {
  await makeTeam(home)
  const opened = await openHome(home)
  accepted(await opened.execute('staff.add', { id: 'S900', name: '远程主管', role: 'supervisor' }))
  accepted(
    await opened.execute('case.open', { customerId: 'c.C0001', kind: 'complaint', title: '投诉', priority: 'urgent' }),
  )
  await opened.close()
  const { out, err } = await team(['staff', 'token', 'S900', '--name', '值班屏幕'])
  expect(err).toContain('butler desk revoke')
  writeFileSync(tokenFile, `${out}\n`)
})

test('straight from an endpoint it is what the authority’s home tells, names apart that are not the supervisor’s', async () => {
  const { child, url } = await serve()
  const all = jsonLines((await team(['tail', '--no-follow', '--json', '-n', '1000'])).out)
  const told = async (...args: string[]) =>
    jsonLines((await butler([...from(url), '--no-follow', '--json', ...args])).out)
  const told1000 = await told('-n', '1000')
  const bare = (lines: Record<string, unknown>[]) => lines.map(({ customerName: _name, ...line }) => line)
  expect(bare(told1000)).toEqual(bare(all))
  // Nobody works for that customer outside of the butler's book: the supervisor is told the id alone.
  const opened = told1000.find(({ command }) => command === 'case.open')
  expect(opened).toMatchObject({ customerId: 'c.C0001', customerName: null, case: { kind: 'complaint' } })
  expect(await told('-n', '1000', '--priority', 'high')).toEqual([opened])
  expect(await told('--after-cursor', String(all[3]?.['cursor']))).toEqual(told1000.slice(4))
  expect(await butler([...from(url), '--after-cursor', 'another.3'])).toMatchObject({ code: 3, out: '' })
  child.kill('SIGTERM')
  await child
})

test('its token opens nothing else, is only for those who supervise, and can be taken away', async () => {
  const { child, url } = await serve()
  const token = readFileSync(tokenFile, 'utf8').trim()
  for (const path of ['/v1/pull', '/v1/hints', '/v1/wait?cursor=x'])
    expect((await fetch(new URL(path, url), { headers: { authorization: `Bearer ${token}` } })).status).toBe(403)
  const digest = (letter: string) => letter.repeat(64)
  const renewing = { protocol: 3, tokenHash: digest('a'), refreshHash: digest('b') }
  const renewed = await fetch(new URL('/v1/token', url), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(renewing),
  })
  expect(renewed.status).toBe(401)
  expect(await team(['staff', 'token', 'B001'])).toMatchObject({ code: 4, out: '' })
  expect(await team(['staff', 'token', 'NOBODY'])).toMatchObject({ out: '', code: 1 })
  const other = JSON.parse((await team(['staff', 'token', 'S900', '--days', '1', '--json'])).out) as {
    token: string
    deviceId: string
  }
  const otherFile = join(folder, 'other')
  writeFileSync(otherFile, other.token)
  const tailing = startButler(['tail', '--endpoint', url, '--token-file', otherFile, '-n', '1'])
  await lineFrom(tailing)
  expect(await team(['desk', 'revoke', other.deviceId, '--reason', 'lost'])).toMatchObject({ code: 0 })
  expect((await tailing).exitCode).toBe(4)
  const again = await butler(['tail', '--endpoint', url, '--token-file', otherFile])
  expect(again).toMatchObject({ code: 4, out: '' })
  child.kill('SIGTERM')
  await child
})

test('what is asked for wrongly, or is not there, is said at once', async () => {
  const nowhere = 'http://127.0.0.1:9'
  expect(await butler(from(nowhere))).toMatchObject({ code: 1, out: '' })
  expect(await butler(['tail', '--endpoint', nowhere])).toMatchObject({ code: 2, out: '' })
  expect(await butler(['tail', '--token-file', tokenFile])).toMatchObject({ code: 2, out: '' })
  expect(await butler(from('not an address'))).toMatchObject({ code: 2, out: '' })
  expect(await butler(from('http://butler.example'))).toMatchObject({ code: 4, out: '' })
  expect(await butler(['tail', '--endpoint', nowhere, '--token-file', join(folder, 'none')])).toMatchObject({ code: 1 })
})

test('a joined supervisor’s home asks the endpoint for what it does not hold', async () => {
  const { child, url } = await serve()
  const { code } = JSON.parse((await team(['staff', 'code', 'S900', '--json'])).out) as { code: string }
  const desk = (args: string[]) => butler(['--home', join(folder, 'desk'), ...args])
  expect(await desk(['join', url, '--code', code])).toMatchObject({ code: 0 })
  const all = jsonLines((await desk(['tail', '--no-follow', '--json', '-n', '1000'])).out)
  const wanted = jsonLines((await desk(['tail', '--no-follow', '--json', '--kind', 'complaint'])).out)
  expect(wanted).toMatchObject([{ command: 'case.open', case: { priority: 'urgent' } }])
  expect(all.map(({ cursor }) => cursor)).toContain(wanted[0]?.['cursor'])
  const byCustomer = await desk(['tail', '--no-follow', '--json', '--customer', 'c.C0001', '-n', '1'])
  expect(jsonLines(byCustomer.out)).toHaveLength(1)
  child.kill('SIGTERM')
  await child
})

test('kill -9 of the endpoint and of the tail at any moment: resumed by the cursor file, nothing is lost or out of order', async () => {
  const file = join(folder, 'cursor')
  let { child, url } = await serve()
  const port = Number(new URL(url).port)
  const writer = await writeOn(home, 'K')
  const { live, said, expectWhole } = tailLives(() => [...from(url), '--cursor-file', file])
  for (let round = 0; round < 5; round++) {
    const { tailing, reached, vers } = live(round === 0 ? ['-n', '1'] : [])
    await reached(1 + Math.floor(Math.random() * 20))
    if (round % 2 === 1) {
      // The endpoint falls under a tail that lives on, and is back.
      child.kill('SIGKILL')
      await child
      ;({ child, url } = await serve(port))
      const resumed = () => said().split('reconnected').length - 1
      await expect.poll(resumed, { timeout: 30_000 }).toBe((round + 1) / 2)
      await reached(vers.length + 1 + Math.floor(Math.random() * 20))
    }
    tailing.kill('SIGKILL')
    await tailing
  }
  writer.enough()
  const { tailing } = live(['--until-match', 'THE-END-K'])
  const last = await writer.last()
  expect((await tailing).exitCode).toBe(0)
  expect(said()).toMatch(/-- offline, trying again --[^]*-- reconnected, \d+ missed, resumed --/)
  child.kill('SIGTERM')
  await child
  expectWhole(last)
}, 120_000)
