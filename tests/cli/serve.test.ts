import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { expect, test } from 'vitest'
import { certificateFor, hasOpenssl } from '../http/certificate.ts'
import { fixtures, jsonLines, lineFrom, startButler, tempFolder } from './butler.ts'
import { butler } from './in-process.ts'

const folder = tempFolder()
const at = (home: string) => (args: readonly string[], input?: string) =>
  butler(['--home', join(folder, home), ...args], input === undefined ? {} : { input })
const team = at('team')

async function codeOf(staffId: string): Promise<string> {
  const { out } = await team(['staff', 'code', staffId, '--json'])
  return (JSON.parse(out) as { code: string }).code
}

test('an endpoint is opened to the network over TLS, or by an explicit word, and not otherwise', async () => {
  await team(['staff', 'add', '李示例', '--role', 'butler', '--id', 'B001'])
  const open = await team(['serve', '--host', '0.0.0.0', '--port', '0'])
  expect(open).toMatchObject({ code: 2, out: '', err: expect.stringContaining('--tls-cert') })
  expect(await team(['serve', '--tls-cert', 'a.pem'])).toMatchObject({ code: 2 })
  const missing = await team(['serve', '--tls-cert', 'no.pem', '--tls-key', 'no.pem'])
  expect(missing).toMatchObject({ code: 1, err: expect.stringContaining('no such file: no.pem') })
  const missingHost = await team(['serve', '--host', 'no.such.invalid', '--behind-proxy', '--port', '0'])
  expect(missingHost).toMatchObject({ code: 1, err: expect.stringContaining('has no address no.such.invalid') })
  const other = await team(['serve', '--store', 'postgres://nobody@127.0.0.1:1/none'])
  expect(other).toMatchObject({ code: 1, err: expect.stringContaining('butler store copy') })
  expect((await team(['staff', 'code', 'B001'])).out).toContain('butler join <URL> --code')
  const behind = startButler([
    '--home',
    join(folder, 'team'),
    'serve',
    '--host',
    '127.0.0.2',
    '--port',
    '0',
    '--behind-proxy',
  ])
  expect(await lineFrom(behind)).toMatch(/^http:\/\/127\.0\.0\.2:\d+$/)
  behind.kill('SIGTERM')
  expect((await behind).exitCode).toBe(143)
})

test.runIf(await hasOpenssl())(
  'a team over TLS with its own authority; no secret is on a command line or in the log',
  async () => {
    const rejects = ['--rejects', join(folder, 'rejects.csv')]
    await team(['import', 'customers', join(fixtures, 'import', 'customers.csv'), ...rejects])
    const { certFile, keyFile } = await certificateFor(folder, '127.0.0.1')
    const tls = ['--tls-cert', certFile, '--tls-key', keyFile]
    writeFileSync(join(folder, 'none.pem'), 'none')
    mkdirSync(join(folder, 'other'))
    const other = await certificateFor(join(folder, 'other'), '127.0.0.1')
    for (const [cert, key, said] of [
      [certFile, certFile, `${certFile}: no private key in PEM`],
      [certFile, 'none.pem', 'none.pem: no private key in PEM'],
      ['none.pem', keyFile, 'none.pem: no certificate in PEM'],
      [certFile, other.keyFile, `not that of the certificate, or too weak: ${other.keyFile}, ${certFile}`],
    ] as const) {
      const args = [cert, key].map((name) => (name === 'none.pem' ? join(folder, name) : name)) as [string, string]
      const refused = await team(['serve', '--port', '0', '--tls-cert', args[0], '--tls-key', args[1]])
      expect(refused).toMatchObject({ code: 2, out: '', err: expect.stringContaining(said) })
    }
    const serving = startButler(['--home', join(folder, 'team'), 'serve', '--port', '0', ...tls])
    const url = await lineFrom(serving)
    expect(url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/)
    const desk = at('desk')
    const code = await codeOf('B001')
    expect((await team(['staff', 'code', 'B001'])).out).toContain(`butler join ${url} --code`)
    const refused = await desk(['join', url, '--code', '-'], code)
    expect(refused).toMatchObject({ code: 4, out: '', err: expect.stringContaining('--ca FILE') })
    expect(await desk(['join', url, '--code', '-', '--ca', certFile], code)).toMatchObject({ code: 0 })
    const following = startButler(['--home', join(folder, 'desk'), 'sync', '--follow', '--json'])
    expect(JSON.parse(await lineFrom(following))).toMatchObject({ is: 'synced' })
    // It waits for news and takes them in by itself.
    expect(await team(['case', 'open', 'c.C0001', '--kind', 'question', '--title', '询问'])).toMatchObject({ code: 0 })
    await expect
      .poll(async () => (await desk(['customer', 'show', 'c.C0001'])).out, { timeout: 20_000 })
      .toContain('询问')

    const secrets = ['token', 'token.refresh'].map((name) => readFileSync(join(folder, 'desk', name), 'utf8'))
    const { refresh } = JSON.parse(secrets[1] ?? '') as { refresh: string }
    const token = secrets[0]?.trim() ?? ''
    const seen = await execa('ps', ['-e', '-o', 'args=', '-ww'], { reject: false })
    for (const secret of [token, refresh, code]) expect(seen.stdout).not.toContain(secret)
    following.kill('SIGTERM')
    await following
    serving.kill('SIGTERM')
    const { stderr, exitCode } = await serving
    expect(exitCode).toBe(143)
    const log = String(stderr)
    for (const secret of [token, refresh, code, code.replaceAll('-', '')]) expect(log).not.toContain(secret)
    expect(log).not.toMatch(/李示例|云小舟|1[3-9]\d{9}[^\d]/)
    const requests = jsonLines(log).filter(({ msg }) => msg === 'request')
    expect(new Set(requests.map(({ route }) => route))).toEqual(
      new Set(['/v1/enrol', '/v1/snapshot', '/v1/pull', '/v1/wait']),
    )
    expect(requests.at(-1)).toMatchObject({
      staffId: 'B001',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    })
    for (const name of readdirSync(join(folder, 'desk')).filter((name) => /token|butler\.db$|ca/.test(name)))
      expect({ name, mode: statSync(join(folder, 'desk', name)).mode & 0o077 }).toEqual({ name, mode: 0 })
  },
)
