import { once } from 'node:events'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openHome } from '../../src/app/home.ts'
import { accepted } from '../world.ts'
import { makeTeam } from '../cli/team.ts'
import { bareEnv, jsonLines, node, program } from '../cli/butler.ts'
import { clientOf, hasDaemon, makeKey, sshFolder, startSshd } from './client.ts'

if (!hasDaemon) console.warn('no sshd: butler over it is not tested (apt-get install openssh-server)')

/** A real sshd on loopback, with keys of its own, and OpenSSH's client: nothing of the machine's own settings. */
describe.skipIf(!hasDaemon)('over ssh', () => {
  const folder = sshFolder()
  const home = join(folder, 'home')
  let client: ReturnType<typeof clientOf>
  let lead: ReturnType<typeof clientOf>
  let stop = () => {}

  beforeAll(async () => {
    await makeTeam(home)
    await Promise.all(['mine', 'lead'].map((name) => makeKey(join(folder, name))))
    const forced = join(folder, 'butler-lead')
    writeFileSync(forced, leadScript(home), { mode: 0o755 })
    const sshd = await startSshd(folder, forced)
    stop = sshd.stop
    client = clientOf(folder, sshd.port, 'mine')
    lead = clientOf(folder, sshd.port, 'lead')
  })
  afterAll(() => {
    stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const remote = (args: string) => `BUTLER_LANG=en ${node} ${program} --home ${home} ${args}`

  test('terminal 14: ssh host butler tail --json | head -1 ends with its one line, nothing on stderr, and nothing left behind', async () => {
    const { options, target } = client
    const line = `ssh ${options.join(' ')} ${target} ${JSON.stringify(remote('tail --json'))} | head -n 1`
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
    expect((await client.run(remote('tail --no-follow'))).code).toBe(0)
    expect((await client.run(remote('tail --since never'))).code).toBe(2)
    expect((await client.run(remote('tail --after-cursor gone.1'))).code).toBe(3)
  })

  test('terminal 14: ssh -t host butler draws, draws anew at another size, and gives the terminal back', async () => {
    const terminal = client.terminal(remote('--as B001'), { cols: 80, rows: 24 })
    await terminal.see('q quit')
    terminal.resize(100, 30)
    await terminal.until(() => (terminal.lines()[29] ?? '').includes('q quit'), 'its last row at the new size')
    terminal.press('q')
    expect(await terminal.exited).toBe(0)
    expect(terminal.raw.lastIndexOf('\u001b[?1049l')).toBeGreaterThan(terminal.raw.lastIndexOf('\u001b[?1049h'))
    expect(terminal.raw.lastIndexOf('\u001b[?25h')).toBeGreaterThan(terminal.raw.lastIndexOf('\u001b[?25l'))
    expect(terminal.raw.lastIndexOf('\u001b[?7h')).toBeGreaterThan(terminal.raw.lastIndexOf('\u001b[?7l'))
  })

  test('by the forced command of the README: the board, tail with its options, nothing else', async () => {
    const [board, tail, other] = await Promise.all([
      lead.run(''),
      lead.run('butler tail --json --no-follow -n 1'),
      lead.run('sh -c id; id'),
    ])
    expect(board).toMatchObject({ code: 0, out: expect.stringContaining('云管家') })
    expect(jsonLines(tail.out)).toMatchObject([{ is: 'event' }])
    const help = await lead.run('board --help --lang en')
    expect(help.out).toContain('--only')
    expect(other).toMatchObject({ code: 2, out: '', err: 'only board and tail are here' })
  })
})

/** The script as the README has it, with this build for an installed butler. */
function leadScript(home: string): string {
  const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8')
  const script = /```sh\n(#!\/bin\/sh\n# \/usr\/local\/bin\/butler-lead\n.*?)```/s.exec(readme)?.[1] ?? ''
  return script.replaceAll('exec butler', `BUTLER_HOME=${home} exec ${node} ${program}`)
}
