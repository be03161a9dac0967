import { once } from 'node:events'
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { execa } from 'execa'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openHome } from '../../src/app/home.ts'
import { bareEnv, butler, jsonLines, lineFrom, startButler } from '../cli/butler.ts'
import { makeTeam } from '../cli/team.ts'
import { accepted } from '../world.ts'
import { clientOf, hasClient, makeKey, sshFolder } from './client.ts'

/** `butler serve --ssh` and OpenSSH's own client. */
describe.skipIf(!hasClient)('butler serve --ssh', () => {
  const folder = sshFolder()
  const home = join(folder, 'home')
  const serve = (...more: string[]) => startButler(['--home', home, 'serve', '--port', '0', '--ssh', '0', ...more])
  let served: ReturnType<typeof serve>
  let shown = ''
  const portIn = (line: string) => Number(/:(\d+)\t/.exec(line)?.[1])
  const clients = () => portIn(shown)
  const client = (key = 'supervisor') => clientOf(folder, clients(), key)
  const size = { cols: 80, rows: 24 }

  async function start() {
    served = serve()
    shown = await lineFrom(served, (line) => line.startsWith('ssh://'))
  }
  /** The sessions that run, each a process of its own. */
  const sessions = async (verb = '') =>
    (await execa('pgrep', ['-P', String(served.pid), '-f', '--', `--as [A-Z0-9]+ ${verb}`], { reject: false })).stdout
      .split('\n')
      .filter(Boolean)
  /** Something happens that every tail shows. */
  async function happen(name: string, role: 'expert' | 'butler' = 'expert') {
    const opened = await openHome(home)
    accepted(await opened.execute('staff.add', { id: name, name, role }))
    await opened.close()
  }

  beforeAll(async () => {
    await makeTeam(home)
    for (const name of ['supervisor', 'other', 'stranger']) await makeKey(join(folder, name))
    const opened = await openHome(home)
    for (const [id, role] of [
      ['S007', 'supervisor'],
      ['M007', 'manager'],
      ['B007', 'butler'],
    ] as const)
      accepted(await opened.execute('staff.add', { id, name: `${id} 示例`, role }))
    await opened.close()
    for (const [id, key] of [
      ['S007', 'supervisor'],
      ['M007', 'other'],
    ] as const)
      expect(await butler(['--home', home, 'staff', 'key', 'add', id, join(folder, `${key}.pub`)])).toMatchObject({
        code: 0,
      })
    await start()
  })
  afterAll(async () => {
    served.kill('SIGTERM')
    await served
    rmSync(folder, { recursive: true, force: true })
  })

  test('its host key is made once, for nobody else to read, and shown as clients see it', async () => {
    const file = join(home, 'ssh_host_ed25519_key')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const { stdout } = await execa('ssh-keygen', ['-l', '-f', file])
    expect(shown).toMatch(/^ssh:\/\/127\.0\.0\.1:\d+\tSHA256:\S+$/)
    expect(stdout).toContain(shown.split('\t')[1])
  })

  test('without a terminal: the board as it is printed, a tail with its options and its status', async () => {
    const [board, alsoBoard, tail, wrong] = await Promise.all([
      client().run('board --json'),
      client().run(''),
      client().run(`butler tail --json --no-follow -n 2`),
      client().run('tail --after-cursor gone.1 --lang=en'),
    ])
    expect(JSON.parse(board.out)).toHaveProperty('butlers')
    expect(alsoBoard.code).toBe(0)
    expect(tail.code).toBe(0)
    expect(jsonLines(tail.out)).toMatchObject([{ is: 'event' }, { is: 'event' }])
    expect(wrong.code).toBe(3)
  })

  test('its board is the board alone: no key and no name leads to another screen', async () => {
    const board = client().terminal('', { cols: 100, rows: 30 }, { LANG: 'en_GB.UTF-8' })
    await board.see('云管家')
    board.press('?')
    await board.see('Esc closes')
    expect(board.text()).toContain('reassign')
    for (const other of ['conversations', 'directory', 'complaint', 'search', 'owed', 'queue', 'tour'])
      expect(board.text(), other).not.toContain(other)
    board.press('Esc')
    await board.until(() => !board.text().includes('Esc closes'), 'the help gone')
    board.press(':')
    await board.see('Commands')
    board.press('queue')
    await board.see('No such command here')
    board.press('Esc')
    await board.until(() => !board.text().includes('No such command'), 'the command bar gone')
    // What leads elsewhere in the workstation does nothing; the last of them opens the rows of a number.
    board.press('O', 'M', 'D', 'o', '/', 'Esc', 'Esc', 'j', 'j', 'j', 'Enter')
    await board.see('Board > customers nobody looks after')
    board.press('q')
    expect(await board.exited).toBe(0)
  })

  test('tail --json | head -1 ends with its one line, and so does its session', async () => {
    const { options, target } = client()
    const line = `ssh ${options.join(' ')} ${target} tail --json | head -n 1`
    const running = execa('bash', ['-c', line], { env: bareEnv, extendEnv: false, reject: false, stdin: 'ignore' })
    const ended = new AbortController()
    void running.then(() => ended.abort())
    // OpenSSH's client finds out that head has gone with what it is sent next.
    for (let n = 0; !ended.signal.aborted && n < 50; n++) {
      await happen(`H${n}`)
      await once(ended.signal, 'abort', { signal: AbortSignal.timeout(200) }).catch(() => undefined)
    }
    expect(ended.signal.aborted).toBe(true)
    expect(jsonLines((await running).stdout)).toMatchObject([{ schema: 1, is: 'event' }])
    await expect.poll(() => sessions('tail'), { timeout: 10_000 }).toEqual([])
  })

  test('what is no board and no tail is refused in one line, in the client’s language', async () => {
    const [shell, staff, file] = await Promise.all([
      client().run('sh -c id'),
      client('other').run('staff list'),
      client().run('tail --cursor-file /tmp/elsewhere'),
    ])
    expect(shell).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(/^butler: sh: only board and tail[^\n]*$/),
    })
    expect(staff).toMatchObject({ code: 2, err: expect.stringMatching(/^butler: staff: only board and tail/) })
    expect(file).toMatchObject({ code: 2, err: 'butler: --cursor-file cannot be said to tail over SSH' })
    const terminal = client().terminal('rm -rf /', size, { LANG: 'zh_CN.UTF-8' })
    expect(await terminal.exited).toBe(2)
    await terminal.drawn()
    expect(terminal.text()).toContain('这里只有 board 和 tail')
    const { options, target } = client()
    // Neither files nor other machines are reached through it.
    expect((await client().run('sftp', '-s')).code).not.toBe(0)
    const through = await execa('ssh', [...options, '-W', `127.0.0.1:${clients()}`, target], {
      reject: false,
      input: '',
    })
    expect(through.exitCode).toBe(255)
  })

  test('a key that is nobody’s is refused, and who is no supervisor gets none', async () => {
    expect(await client('stranger').run('board')).toMatchObject({
      code: 255,
      err: expect.stringContaining('Permission denied (publickey)'),
    })
    const args = ['--home', home, '--lang', 'en', 'staff', 'key', 'add', 'B007', join(folder, 'stranger.pub')]
    expect(await butler(args)).toMatchObject({ code: 6, err: expect.stringContaining('(staff.key-role)') })
    expect(await client('stranger').run('board')).toMatchObject({ code: 255 })
  })

  test('of many keys only the first six are looked at', async () => {
    const wrong = ['w1', 'w2', 'w3', 'w4', 'w5', 'w6']
    await Promise.all(wrong.map((name) => makeKey(join(folder, name))))
    const late = clientOf(folder, clients(), 'w1')
    const tried = (names: string[]) => late.run('board --json', ...names.flatMap((name) => ['-i', join(folder, name)]))
    expect((await tried([...wrong.slice(1, 5), 'supervisor'])).code).toBe(0)
    expect((await tried([...wrong.slice(1), 'supervisor'])).code).toBe(255)
  })

  test('a key that is removed puts its people out at once, and only them', async () => {
    const [mine, others] = [client(), client('other')].map((one) => one.terminal('tail -n 9', size)) as [T, T]
    await Promise.all([mine.see(' · S007'), others.see(' · S007')])
    const { stdout } = await execa('ssh-keygen', ['-l', '-f', join(folder, 'other.pub')])
    const fingerprint = stdout.split(' ')[1] ?? ''
    expect(await butler(['--home', home, 'staff', 'key', 'remove', fingerprint])).toMatchObject({ code: 0 })
    expect(await others.exited).not.toBe(0)
    await happen('STAYS')
    await mine.see('STAYS')
    mine.press('Ctrl-C')
    expect(await mine.exited).toBe(130)
    expect(await client('other').run('board')).toMatchObject({ code: 255 })
  })

  test('a client whose link drops, and one that never says a word, leave nothing behind', async () => {
    const dropped = client().terminal('tail', size)
    await dropped.see('STAYS')
    expect(await sessions('tail')).toHaveLength(1)
    dropped.kill('SIGKILL')
    await expect.poll(() => sessions('tail'), { timeout: 10_000 }).toEqual([])
    const silent = connect(clients(), '127.0.0.1')
    await new Promise((resolve) => silent.once('connect', resolve))
    expect((await client().run('board --json')).code).toBe(0)
    silent.destroy()
  })

  test('terminal 14: twenty boards, one crashes, the others are drawn on; a twenty-first is told to come later', async () => {
    const all = Array.from({ length: 20 }, () => client().terminal('', size, { LANG: 'en_GB.UTF-8' }))
    await Promise.all(all.map((one) => one.see('云管家', 100_000)))
    const late = client().terminal('board', size)
    expect(await late.exited).toBe(1)
    await late.drawn()
    expect(late.text()).toContain('all sessions are taken')

    const running = await sessions('board')
    expect(running).toHaveLength(20)
    process.kill(Number(running[7]), 'SIGSEGV')
    const crashed = await Promise.race(all.map(async (one) => [await one.exited, one] as const))
    expect(crashed[0]).toBe(1)
    await crashed[1].drawn()
    expect(crashed[1].text()).toContain('this session ended by a fault')
    expect(crashed[1].raw.lastIndexOf('\u001b[?1049l')).toBeGreaterThan(crashed[1].raw.lastIndexOf('\u001b[?1049h'))
    const others = all.filter((one) => one !== crashed[1])
    const [first] = others as [T]
    first.resize(100, 30)
    await happen('STILL', 'butler')
    await Promise.all(others.map((one) => one.see('STILL', 60_000)))
    await first.until(() => (first.lines()[29] ?? '').includes('q quit'), 'its last row at the new size')
    expect(others[1]?.lines()[23]).toContain('q quit')
    for (const one of others) one.press('q')
    expect(new Set(await Promise.all(others.map((one) => one.exited)))).toEqual(new Set([0]))
    await expect.poll(() => sessions(), { timeout: 10_000 }).toEqual([])
  }, 120_000)

  test('who presses no key for too long is put out, and told why', async () => {
    const idle = serve('--ssh-idle', '1s', '--ssh-sessions', '1')
    const line = await lineFrom(idle, (one) => one.startsWith('ssh://'))
    const terminal = clientOf(folder, portIn(line), 'supervisor').terminal('tail', size)
    expect(await terminal.exited).toBe(143)
    await terminal.drawn()
    expect(terminal.text()).toContain('closed: no key was pressed for too long')
    const [taken, wrong] = [String(clients()), join(home, 'ssh_host_ed25519_key')]
    const args = ['--home', home, '--lang', 'en', 'serve', '--port', '0', '--ssh']
    expect(await butler([...args, taken])).toMatchObject({
      code: 1,
      err: expect.stringContaining('choose another with --ssh PORT'),
    })
    idle.kill('SIGTERM')
    await idle
    const key = readFileSync(wrong, 'utf8')
    writeFileSync(wrong, 'no key\n')
    expect(await butler([...args, '0'])).toMatchObject({
      code: 1,
      err: expect.stringContaining(`${wrong} is not a private key`),
    })
    writeFileSync(wrong, key)
  })

  test('an endpoint that is told to stop ends its sessions; one that is killed leaves none behind, and is known again', async () => {
    const [first, host] = [client().terminal('tail', size), readFileSync(join(home, 'ssh_host_ed25519_key'), 'utf8')]
    await first.see('STILL')
    served.kill('SIGTERM')
    expect((await served).exitCode).toBe(143)
    expect(await first.exited).not.toBe(0)
    await start()
    expect(readFileSync(join(home, 'ssh_host_ed25519_key'), 'utf8')).toBe(host)
    const second = client().terminal('tail', size)
    await second.see('STILL')
    const running = await sessions('tail')
    expect(running).toHaveLength(1)
    served.kill('SIGKILL')
    await served
    const alive = async () => (await execa('ps', ['-o', 'pid=', '-p', running.join(',')], { reject: false })).stdout
    await expect.poll(alive, { timeout: 10_000 }).toBe('')
    expect(await second.exited).not.toBe(0)
    await start()
  })
})

type T = ReturnType<ReturnType<typeof clientOf>['terminal']>
