import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { bareEnv, node, program, tempFolder } from '../cli/butler.ts'
import { makeTeam } from '../cli/team.ts'
import { Terminal, type Wire } from '../terminal.ts'

/** The program behind pipes, as a session of `butler serve --ssh` has it. */
const home = join(tempFolder(), 'home')
beforeAll(() => makeTeam(home))
const started = new Set<ChildProcess>()
afterEach(() => {
  for (const child of started) child.kill('SIGKILL')
  started.clear()
})

function startBehindPipes(words: string[], env: Record<string, string> = {}) {
  const said = { BUTLER_SSH_TERMINAL: '80x24', TERM: 'xterm-256color', FORCE_COLOR: '2', BUTLER_LANG: 'en', ...env }
  const child = spawn(node, [program, '--home', home, ...words], {
    stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
    env: { ...bareEnv, ...said },
  })
  started.add(child)
  const wire = {
    pid: child.pid ?? 0,
    write: (text: string) => void child.stdin?.write(text),
    resize: (cols: number, rows: number) => void child.send({ cols, rows }),
    kill: () => void child.kill('SIGKILL'),
    onData: (told: (text: string) => void) => {
      for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', told)
    },
    onExit: (told: (how: { exitCode: number }) => void) => child.once('exit', (code) => told({ exitCode: code ?? -1 })),
  }
  return { child, terminal: new Terminal(wire as unknown as Wire, [], { cols: 80, rows: 24 }) }
}

test('the workstation draws through pipes, follows the window, and puts the terminal back', async () => {
  const { terminal } = startBehindPipes(['--as', 'B001'])
  await terminal.see('q quit')
  expect(terminal.lines()[23]).toContain('q quit')
  terminal.resize(110, 30)
  await terminal.until(() => (terminal.lines()[29] ?? '').includes('q quit'), 'the last row at the new size')
  // A line end alone would leave the cursor where it is.
  expect(terminal.raw).not.toMatch(/[^\r]\n/)
  expect(terminal.raw).toContain('\u001b[36m')
  terminal.press('q')
  expect(await terminal.exited).toBe(0)
  for (const [on, off] of [
    ['[?1049h', '[?1049l'],
    ['[?25l', '[?25h'],
    ['[?7l', '[?7h'],
    ['[?2004h', '[?2004l'],
  ] as const)
    expect(terminal.raw.lastIndexOf(`\u001b${off}`), off).toBeGreaterThan(terminal.raw.lastIndexOf(`\u001b${on}`))
})

test('a terminal without colours gets none', async () => {
  const { terminal } = startBehindPipes(['--as', 'B001'], { FORCE_COLOR: '0', NO_COLOR: '1' })
  await terminal.see('q quit')
  // oxlint-disable-next-line no-control-regex
  expect(terminal.raw).not.toMatch(/\u001b\[(?:3|4|9)\d/)
})

test('Ctrl-C ends what does not draw, as the system would', async () => {
  const { terminal } = startBehindPipes(['tail', '-n', '1'])
  await terminal.see('operator')
  terminal.press('Ctrl-C')
  expect(await terminal.exited).toBe(130)
})

test('a program whose endpoint is gone ends', async () => {
  const { child, terminal } = startBehindPipes(['tail', '-n', '1'])
  await terminal.see('operator')
  child.disconnect()
  expect(await terminal.exited).toBe(129)
})
