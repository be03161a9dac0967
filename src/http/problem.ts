import { problemTypes } from '../app/protocol.ts'

type Told = {
  status: 400 | 401 | 403 | 404 | 408 | 409 | 410 | 413 | 415 | 422 | 426 | 429 | 431 | 500 | 503
  title: string
}

/** Everything that this endpoint may have against a request (RFC 9457), by the name of its stable type. */
export const problems = {
  malformed: { status: 400, title: 'This is not HTTP as it should be' },
  notJson: { status: 400, title: 'The body is not JSON' },
  query: { status: 422, title: 'The query is not as it should be' },
  body: { status: 422, title: 'The body is not as it should be' },
  unauthorized: { status: 401, title: 'This desk is not enrolled here, or no longer' },
  tokenExpired: { status: 401, title: 'The token has expired: renew it' },
  forbidden: { status: 403, title: 'This is not for who asks' },
  notFound: { status: 404, title: 'There is nothing here' },
  tooSlow: { status: 408, title: 'The request did not come in within its time' },
  sequence: { status: 409, title: 'Another command is expected' },
  copied: { status: 409, title: 'The desk was copied or restored: join again' },
  epoch: { status: 409, title: 'This authority was put back from a backup: take a snapshot' },
  history: { status: 409, title: 'The history here is not the one that the desk has seen' },
  largeChange: { status: 409, title: 'So much has changed that it comes as a snapshot' },
  cursorGone: { status: 410, title: 'The cursor leads nowhere any more: take a snapshot' },
  unknownCommand: { status: 409, title: 'This endpoint is older than the desk and does not know the command' },
  tooLarge: { status: 413, title: 'The body is too large' },
  unsupportedBody: { status: 415, title: 'Bodies are JSON, and not compressed' },
  protocol: { status: 426, title: 'This endpoint does not speak the protocol of the desk' },
  rateLimited: { status: 429, title: 'Too many requests' },
  tooManyWaiters: { status: 429, title: 'Too many wait already' },
  headers: { status: 431, title: 'The headers are too large' },
  fault: { status: 500, title: 'The endpoint failed; nothing was changed' },
  notReady: { status: 503, title: 'The endpoint cannot decide now' },
  recovering: { status: 503, title: 'What others did before the backup was put back is still coming in' },
  stopping: { status: 503, title: 'The endpoint stops' },
} as const satisfies Partial<Record<keyof typeof problemTypes, Told>>

export type ProblemName = keyof typeof problems
/** `detail` says which of several; never what a person wrote, nor how the endpoint is made. */
export type ProblemMore = { detail?: string; retryAfterMs?: number; checks?: Record<string, boolean> }

/** A problem as an answer. Those after which what is left of the request cannot be read end the connection. */
export function problemResponse(
  name: ProblemName,
  requestId: string,
  { detail, retryAfterMs, checks }: ProblemMore = {},
): Response {
  const { status, title } = problems[name]
  const headers: Record<string, string> = { 'content-type': 'application/problem+json' }
  if (status === 429 || status === 503) headers['retry-after'] = String(Math.ceil((retryAfterMs ?? 1_000) / 1_000))
  if (status === 401) headers['www-authenticate'] = 'Bearer'
  if (status === 408 || status === 413 || status === 415 || name === 'stopping') headers['connection'] = 'close'
  const told = { type: problemTypes[name], title, status, ...(detail ? { detail } : {}), requestId }
  return new Response(JSON.stringify({ ...told, ...(checks ? { checks } : {}) }), { status, headers })
}

/** The same for a request that never became one: straight onto the socket. */
export function problemText(name: 'malformed' | 'tooSlow' | 'headers', requestId: string): string {
  const { status, title } = problems[name]
  const body = JSON.stringify({ type: problemTypes[name], title, status, requestId })
  return [
    `HTTP/1.1 ${status} ${title}`,
    'content-type: application/problem+json',
    `content-length: ${Buffer.byteLength(body)}`,
    'cache-control: no-store',
    'connection: close',
    '',
    body,
  ].join('\r\n')
}
