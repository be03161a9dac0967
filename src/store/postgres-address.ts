/**
 * Where a PostgreSQL database is. `tls`: `verified` unless the address says otherwise or names this machine: what goes over a
 * network is customers' data.
 */
export type PostgresAddress = {
  host: string
  port: number
  user: string
  database: string
  tls: 'off' | 'unverified' | 'verified'
}

const sslModes: Readonly<Record<string, PostgresAddress['tls']>> = {
  disable: 'off',
  require: 'unverified',
  'verify-full': 'verified',
}

/** Reads `postgres://user@host:port/database[?sslmode=…]`; undefined when it is not one. The password is told apart. */
export function parsePostgres(text: string): { address: PostgresAddress; password: string | null } | undefined {
  const url = URL.parse(text)
  if (!url || !/^postgres(ql)?:$/.test(url.protocol) || url.hash) return undefined
  const [user, password, database] = [url.username, url.password, url.pathname.slice(1)].map(decoded)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (!user || !host || !database || database.includes('/') || password === undefined) return undefined
  const asked = url.searchParams.get('sslmode')
  if ([...url.searchParams.keys()].some((key) => key !== 'sslmode')) return undefined
  const tls = asked === null ? (isThisMachine(host) ? 'off' : 'verified') : sslModes[asked]
  if (!tls) return undefined
  const port = url.port === '' ? 5432 : Number(url.port)
  return { address: { host, port, user, database, tls }, password: password === '' ? null : password }
}

/** The address as text, without a password: what may be written down and told. */
export function postgresText({ host, port, user, database, tls }: PostgresAddress): string {
  const where = `${host.includes(':') ? `[${host}]` : host}:${port}`
  const mode = tls === (isThisMachine(host) ? 'off' : 'verified') ? '' : `?sslmode=${modeOf(tls)}`
  return `postgres://${encodeURIComponent(user)}@${where}/${encodeURIComponent(database)}${mode}`
}

function modeOf(tls: PostgresAddress['tls']): string {
  return Object.entries(sslModes).find(([, one]) => one === tls)?.[0] ?? ''
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}
