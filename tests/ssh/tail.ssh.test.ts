import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { execa } from 'execa'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openHome } from '../../src/app/home.ts'
import { accepted } from '../world.ts'
import { makeTeam } from '../cli/team.ts'
import { bareEnv, jsonLines, node, program } from '../cli/butler.ts'

const daemon = '/usr/sbin/sshd'
const isThere = existsSync(daemon) && process.platform === 'linux'
if (!isThere) console.warn(`no ${daemon}: what is said over SSH is not tested (apt-get install openssh-server)`)

/** A real sshd on loopback, with keys of its own, and OpenSSH's client: nothing of the machine's own settings. */
describe.skipIf(!isThere)('over ssh', () => {
  const folder = mkdtempSync(join(tmpdir(), 'butler-ssh-'))
  const file = (name: string) => join(folder, name)
  const home = file('home')
  let port = 0
  let stop = async () => {}

  beforeAll(async () => {
    await makeTeam(home)
    for (const name of ['host', 'mine']) await execa('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file(name)])
    writeFileSync(file('authorized'), await execa('cat', [file('mine.pub')]).then(({ stdout }) => `${stdout}\n`))
    chmodSync(file('authorized'), 0o600)
    port = await freePort()
    const settings = [
      `HostKey ${file('host')}`,
      `AuthorizedKeysFile ${file('authorized')}`,
      ...['ListenAddress 127.0.0.1', 'StrictModes no', 'UsePAM no', 'PasswordAuthentication no', 'PidFile none'],
    ]
    writeFileSync(file('sshd_config'), `${settings.join('\n')}\n`)
    if (process.getuid?.() === 0) await execa('mkdir', ['-p', '/run/sshd'])
    const sshd = spawn(daemon, ['-D', '-e', '-f', file('sshd_config'), '-p', String(port)], { stdio: 'pipe' })
    await new Promise<void>((resolve, reject) => {
      let said = ''
      sshd.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')).includes('listening') && resolve())
      sshd.once('exit', () => reject(new Error(said)))
    })
    stop = async () => {
      sshd.kill()
    }
  })
  afterAll(async () => {
    await stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const remote = (args: string) => `BUTLER_LANG=en ${node} ${program} --home ${home} ${args}`
  const options = () => [
    ...['-p', String(port), '-i', file('mine'), '-F', 'none', '-o', 'IdentitiesOnly=yes', '-o', 'BatchMode=yes'],
    ...['-o', 'StrictHostKeyChecking=no', '-o', `UserKnownHostsFile=${file('known')}`, '-o', 'LogLevel=ERROR'],
  ]
  const target = `${userInfo().username}@127.0.0.1`

  test('ssh host butler tail --json | head -1 ends with its one line, nothing on stderr, and nothing left behind', async () => {
    const line = `ssh ${options().join(' ')} ${target} ${JSON.stringify(remote('tail --json'))} | head -n 1`
    const running = execa('bash', ['-c', line], { env: bareEnv, extendEnv: false, reject: false, stdin: 'ignore' })
    const ended = new AbortController()
    void running.then(() => ended.abort())
    // OpenSSH's client finds out that head has gone with the next line that it is sent.
    const opened = await openHome(home)
    for (let n = 0; !ended.signal.aborted; n++) {
      accepted(await opened.execute('staff.add', { id: `N${n}`, name: '示例', role: 'expert' }))
      await once(ended.signal, 'abort', { signal: AbortSignal.timeout(200) }).catch(() => undefined)
    }
    await opened.close()
    const ran = await running
    expect({ code: ran.exitCode, err: ran.stderr }).toEqual({ code: 0, err: '' })
    expect(jsonLines(ran.stdout)).toMatchObject([{ schema: 1, is: 'event' }])
    const left = async () => (await execa('pgrep', ['-f', `${home} tail`], { reject: false })).stdout
    await expect.poll(left, { timeout: 10_000 }).toBe('')
  })

  test('its status comes through: 0, 2, 3', async () => {
    const over = async (args: string) =>
      (await execa('ssh', [...options(), target, remote(args)], { reject: false, stdin: 'ignore' })).exitCode
    expect(await over('tail --no-follow')).toBe(0)
    expect(await over('tail --since never')).toBe(2)
    expect(await over('tail --after-cursor gone.1')).toBe(3)
  })
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
