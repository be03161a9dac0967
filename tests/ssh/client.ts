import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { delimiter, join } from 'node:path'
import { execa } from 'execa'
import { bareEnv } from '../cli/butler.ts'
import { freePort } from '../free-port.ts'
import { Terminal } from '../terminal.ts'

/** Whether OpenSSH's client is here; says so once where it is not. */
export const hasClient = isOnPath('ssh') && isOnPath('ssh-keygen') && process.platform === 'linux'
if (!hasClient) console.warn('no ssh client: what is said over SSH is not tested (apt-get install openssh-client)')

function isOnPath(name: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)))
}

export function sshFolder(): string {
  return mkdtempSync(join(tmpdir(), 'butler-ssh-'))
}

export async function makeKey(file: string, ...more: string[]): Promise<string> {
  const type = more.length > 0 ? more : ['-t', 'ed25519']
  await execa('ssh-keygen', ['-q', '-N', '', '-C', 'a laptop', '-f', file, ...type])
  return `${file}.pub`
}

/** OpenSSH's client, with nothing of the machine's own settings, for one address and one key. */
export function clientOf(folder: string, port: number, key: string) {
  const target = `${userInfo().username}@127.0.0.1`
  const options = [
    ...['-p', String(port), '-i', join(folder, key), '-F', 'none', '-o', 'IdentitiesOnly=yes', '-o', 'BatchMode=yes'],
    ...['-o', 'StrictHostKeyChecking=no', '-o', `UserKnownHostsFile=${join(folder, 'known')}`],
    ...['-o', 'LogLevel=ERROR'],
  ]
  return {
    options,
    target,
    async run(words: string, ...more: string[]) {
      const args = [...options, ...more, target, ...(words ? [words] : [])]
      const ran = await execa('ssh', args, { env: bareEnv, extendEnv: false, reject: false, stdin: 'ignore' })
      return { code: ran.exitCode, out: ran.stdout, err: ran.stderr }
    },
    /** With a terminal; `said`: of the client's environment. */
    terminal(words: string, size: { cols: number; rows: number }, said: Record<string, string> = {}) {
      const sent = Object.keys(said).flatMap((name) => ['-o', `SendEnv=${name}`])
      const args = [...options, ...sent, '-tt', target, ...(words ? [words] : [])]
      return new Terminal('ssh', args, { ...size, env: { LANG: 'C.UTF-8', ...said } })
    },
  }
}

/** Debian's sshd on loopback, with keys and settings of its own; the key `lead` gets the one command `forced`. */
export async function startSshd(folder: string, forced: string): Promise<{ port: number; stop(): void }> {
  const file = (name: string) => join(folder, name)
  await makeKey(file('host'))
  const [mine, lead] = ['mine.pub', 'lead.pub'].map((name) => readFileSync(file(name), 'utf8'))
  writeFileSync(file('authorized'), `${mine}restrict,pty,command="${forced}" ${lead}`, { mode: 0o600 })
  const port = await freePort()
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
  return { port, stop: () => void sshd.kill() }
}

const daemon = '/usr/sbin/sshd'
export const hasDaemon = hasClient && existsSync(daemon)
