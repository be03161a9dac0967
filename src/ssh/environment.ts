import { join } from 'node:path'

type Environment = Record<string, string | undefined>

/** What a client may say about itself: language, and what its terminal can do. */
const fromClient = new Set([
  ...['LANG', 'LANGUAGE', 'LC_ALL', 'LC_CTYPE', 'LC_MESSAGES', 'LC_TIME', 'BUTLER_LANG'],
  ...['COLORTERM', 'COLORFGBG', 'NO_COLOR'],
])
/** What a session needs of this process's own; neither an editor nor a shell. */
const fromHere = /^(?:PATH|HOME|USER|TMPDIR|TEMP|TMP|TZ|SYSTEMROOT|BUTLER_STORE|PG[A-Z]+|NODE_EXTRA_CA_CERTS)$/

export function mayClientSay(name: string, value: string): boolean {
  return fromClient.has(name) && value.length <= 100 && /^[\w.@:;,+/-]*$/.test(value)
}

/** The terminal of a client, as it asked for it. */
export type Pty = { term: string; cols: number; rows: number }

type Known = {
  folder: string
  staffId: string
  /** What the client said, already looked at. */
  said: Readonly<Record<string, string>>
  pty: Pty | null
  /** Both ends of the line, as OpenSSH writes them. */
  connection: string
}

/** The environment of one session: the client's own words, and of this process only what is needed. */
export function environmentOf(known: Known, env: Environment = process.env): Record<string, string> {
  const { folder, staffId, said, pty, connection } = known
  const inherited: Record<string, string> = {}
  for (const [name, value] of Object.entries(env))
    if (value !== undefined && fromHere.test(name)) inherited[name] = value
  const settings = join(folder, 'ssh-settings', `${encodeURIComponent(staffId)}.yaml`)
  const environment = { ...inherited, ...said, BUTLER_CONFIG: settings, SSH_CONNECTION: connection }
  if (!pty) return environment
  const size = { [terminalVariable]: `${pty.cols}x${pty.rows}` }
  return { ...environment, ...size, TERM: pty.term, ...coloursOf(pty.term, said) }
}

/** Tells a program that it stands behind a client's terminal, and how large that is: `80x24`. */
export const terminalVariable = 'BUTLER_SSH_TERMINAL'

/** The size of a terminal as it is told; null when it is none. */
export function readSize(text: string | undefined): { cols: number; rows: number } | null {
  const [, cols, rows] = /^(\d{1,4})x(\d{1,4})$/.exec(text ?? '') ?? []
  return cols && rows ? { cols: Number(cols), rows: Number(rows) } : null
}

/** Said outright: nobody can ask a pipe how many colours it has. */
function coloursOf(
  term: string,
  { COLORTERM: colours = '', NO_COLOR: none = '' }: Readonly<Record<string, string>>,
): Record<string, string> {
  if (none !== '' || term === 'dumb') return {}
  const level = /^(?:truecolor|24bit)$/.test(colours) ? '3' : term.includes('256') ? '2' : '1'
  return { FORCE_COLOR: level }
}
