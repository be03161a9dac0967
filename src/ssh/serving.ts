/** How SSH is served: see server.ts. `log`: a line about what happened, without words of anybody. */
export type SshServing = {
  host: string
  port: number
  /** Sessions at once. */
  sessions: number
  /** How long a board may stand without a key. */
  idleMs: number
  log: (what: Readonly<Record<string, unknown>>, message: string) => void
}

/** Who came in, by which key. */
export type Guest = { staffId: string; keyId: string; fingerprint: string; address: string; connection: string }
