/** The endpoint could not be reached, or did not answer as one. The desk works on and tries again. */
export class Unreachable extends Error {}

/** No connection came about: nothing was sent. */
export class Unconnected extends Unreachable {}

/**
 * The desk itself will not speak there: in plain http to another machine, or to one that cannot show that it is the endpoint.
 * Nothing was sent.
 */
export class Unsafe extends Unreachable {
  readonly because: 'plain' | 'certificate'
  readonly endpoint: string
  constructor(because: Unsafe['because'], endpoint: string, cause?: unknown) {
    super(`${endpoint} is not safe to speak to: ${because}`, { cause })
    this.because = because
    this.endpoint = endpoint
  }
}

/** Codes of a certificate that is not trusted for its address. */
export const untrustedCode = /^(CERT_|ERR_TLS_CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/

/** What an endpoint may have against a request; stable, for programs. */
export const problemTypes = {
  protocol: 'urn:butler:problem:protocol',
  unauthorized: 'urn:butler:problem:unauthorized',
  tokenExpired: 'urn:butler:problem:token-expired',
  forbidden: 'urn:butler:problem:forbidden',
  epoch: 'urn:butler:problem:epoch',
  sequence: 'urn:butler:problem:sequence',
  history: 'urn:butler:problem:history',
  cursorGone: 'urn:butler:problem:cursor-gone',
  largeChange: 'urn:butler:problem:large-change',
  recovering: 'urn:butler:problem:recovering',
  copied: 'urn:butler:problem:copied',
  body: 'urn:butler:problem:body',
  notJson: 'urn:butler:problem:not-json',
  query: 'urn:butler:problem:query',
  unsupportedBody: 'urn:butler:problem:unsupported-body',
  tooLarge: 'urn:butler:problem:too-large',
  tooSlow: 'urn:butler:problem:too-slow',
  headers: 'urn:butler:problem:headers',
  malformed: 'urn:butler:problem:malformed',
  rateLimited: 'urn:butler:problem:rate-limited',
  tooManyWaiters: 'urn:butler:problem:too-many-waiters',
  unknownCommand: 'urn:butler:problem:unknown-command',
  notFound: 'urn:butler:problem:not-found',
  notReady: 'urn:butler:problem:not-ready',
  stopping: 'urn:butler:problem:stopping',
  fault: 'urn:butler:problem:fault',
} as const

/** The endpoint answered with a problem: `type` says which, `retryAfterMs` when it may be asked again. */
export class Problem extends Error {
  readonly type: string
  readonly status: number
  readonly retryAfterMs: number | null
  constructor(type: string, status: number, title: string, retryAfterMs: number | null = null) {
    super(title)
    this.type = type
    this.status = status
    this.retryAfterMs = retryAfterMs
  }
}

/** The endpoint does not know the command: it is older than the desk. Nothing is decided; the desk keeps the command. */
export class UnknownCommand extends Error {
  readonly command: string
  constructor(command: string) {
    super(`unknown command ${command}`)
    this.command = command
  }
}
