import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { expect, test } from 'vitest'
import { joinEndpoint } from '../../src/app/enrol.ts'
import { moveEndpoint, openHome } from '../../src/app/home.ts'
import { accepted, makeWorld, type World } from '../world.ts'
import { certificateFor, hasOpenssl } from './certificate.ts'
import { codeFor } from './raw-desk.ts'

const withOpenssl = test.runIf(await hasOpenssl())

async function withFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'butler-tls-'))
  try {
    await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function worldOver(tls: { cert: string; key: string } | null): Promise<World> {
  const world = await makeWorld({ serving: { tls } })
  await world.addStaff('b1', 'butler')
  await world.addCustomers('b1', ['陈大文'])
  return world
}

withOpenssl('a desk works over TLS with the one authority that it was told to trust', () =>
  withFolder(async (folder) => {
    const mine = await certificateFor(folder, '127.0.0.1')
    await using world = await worldOver(mine)
    expect(world.endpointUrl).toMatch(/^https:/)
    const desk = join(folder, 'desk')
    await joinEndpoint(desk, world.endpointUrl, await codeFor(world, 'b1'), { ca: mine.cert, clock: world.clock })
    const home = await openHome(desk, { clock: world.clock })
    await home.sync.once()
    expect((await home.query.counts()).customers).toBe(1)
    accepted(await home.execute('note.add', { customerId: 'c.b1-1', caseId: null, text: '加密' }))
    world.clock.advance(13 * 3_600_000)
    await home.sync.once()
    expect(await home.sync.state()).toMatchObject({ is: 'synced', waiting: 0 })
    home.sync.follow()
    await new Promise((done) => setTimeout(done, 300))
    await world.give('case.open', { customerId: 'c.b1-1', kind: 'question', title: '问' })
    await expect.poll(async () => (await home.query.counts()).openCases, { timeout: 1_500 }).toBe(1)
    await home.close()
  }),
)

withOpenssl('a certificate that nobody vouches for, or of another name, gets no code and no token', () =>
  withFolder(async (folder) => {
    const [mine, elsewhere] = [
      await certificateFor(folder, '127.0.0.1'),
      await certificateFor(folder, 'elsewhere.test'),
    ]
    {
      await using world = await worldOver(mine)
      const code = await codeFor(world, 'b1')
      const untrusted = joinEndpoint(join(folder, 'a'), world.endpointUrl, code)
      await expect(untrusted).rejects.toMatchObject({ because: 'certificate' })
      const wrongAuthority = joinEndpoint(join(folder, 'b'), world.endpointUrl, code, { ca: elsewhere.cert })
      await expect(wrongAuthority).rejects.toMatchObject({ because: 'certificate' })
      // The code was not used up by that.
      await joinEndpoint(join(folder, 'c'), world.endpointUrl, code, { ca: mine.cert })
    }
    await using world = await worldOver(elsewhere)
    const named = joinEndpoint(join(folder, 'd'), world.endpointUrl, await codeFor(world, 'b1'), { ca: elsewhere.cert })
    await expect(named).rejects.toMatchObject({ because: 'certificate' })
  }),
)

withOpenssl('nothing older than TLS 1.2 is spoken, and answers ask for TLS from now on', () =>
  withFolder(async (folder) => {
    const mine = await certificateFor(folder, '127.0.0.1')
    await using world = await worldOver(mine)
    const port = Number(new URL(world.endpointUrl).port)
    const speak = (maxVersion: 'TLSv1.1' | 'TLSv1.2') =>
      new Promise<string>((resolve) => {
        const socket = connect({
          port,
          host: '127.0.0.1',
          ca: mine.cert,
          minVersion: 'TLSv1',
          maxVersion,
          ciphers: 'ALL:@SECLEVEL=0',
        })
        let text = ''
        socket.on('secureConnect', () => socket.write('GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'))
        socket.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')))
        socket.on('error', (fault: NodeJS.ErrnoException) => resolve(fault.code ?? 'error'))
        socket.on('close', () => resolve(text))
      })
    expect(await speak('TLSv1.2')).toMatch(/^HTTP\/1\.1 200 [\s\S]*strict-transport-security: max-age=/)
    expect(await speak('TLSv1.1')).not.toContain('HTTP/1.1')
  }),
)

test('a desk sends its token nowhere in plain http but to this machine', () =>
  withFolder(async (folder) => {
    await using world = await worldOver(null)
    const asked: string[] = []
    const code = await codeFor(world, 'b1')
    const plain = { because: 'plain' }
    await expect(joinEndpoint(join(folder, 'a'), 'http://192.0.2.1:7465', code)).rejects.toMatchObject(plain)
    await expect(joinEndpoint(join(folder, 'a'), 'ftp://127.0.0.1', code)).rejects.toMatchObject(plain)
    const desk = join(folder, 'desk')
    await joinEndpoint(desk, world.endpointUrl, code, { clock: world.clock })
    // However the address came to be another one.
    await moveEndpoint(desk, 'http://endpoint.example:7465')
    const net = (url: string, init: RequestInit) => {
      asked.push(url)
      return fetch(url, init)
    }
    const home = await openHome(desk, { clock: world.clock, net })
    await expect(home.sync.once()).rejects.toMatchObject(plain)
    expect(await home.sync.state()).toMatchObject({ is: 'offline' })
    expect(asked).toEqual([])
    await home.close()
  }))
