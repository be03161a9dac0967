import { connect } from 'node:net'
import { issueCode } from '../../src/app/enrol.ts'
import { accepted, type World } from '../world.ts'

/** What came back, whole. */
export type Answer = { status: number; headers: Headers; body: unknown }

/** A desk that is only its tokens: it says over real sockets what a program would not. */
export type RawDesk = {
  deviceId: string
  token: string
  refreshToken: string
  ask(method: string, path: string, body?: unknown, more?: RequestInit): Promise<Answer>
}

export async function codeFor(world: World, staffId: string): Promise<string> {
  const { outcome, code } = await issueCode(world.authority, staffId)
  accepted(outcome)
  return code
}

export async function rawDesk(world: World, staffId: string, protocol = 2): Promise<RawDesk> {
  const body = { protocol, code: await codeFor(world, staffId), deviceName: 'raw' }
  const { body: enrolled } = await request(world, 'POST', '/v1/enrol', body)
  const { deviceId, token, refreshToken } = enrolled as Pick<RawDesk, 'deviceId' | 'token' | 'refreshToken'>
  return {
    ...{ deviceId, token, refreshToken },
    ask: (method, path, said, more) => request(world, method, path, said, { ...more, token }),
  }
}

export async function request(
  world: World,
  method: string,
  path: string,
  body?: unknown,
  { token, ...init }: RequestInit & { token?: string } = {},
): Promise<Answer> {
  const response = await fetch(new URL(path, world.endpointUrl), {
    method,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    ...init,
    headers: {
      'content-type': 'application/json',
      'butler-protocol': '2',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(init.headers as Record<string, string>),
    },
  })
  const text = await response.text()
  const isJson = /json/.test(response.headers.get('content-type') ?? '')
  return { status: response.status, headers: response.headers, body: isJson ? (JSON.parse(text) as unknown) : text }
}

/** Bytes as they are, with nothing of HTTP helped along: what comes back until the other end closes, and how long that took. */
export function rawBytes(
  world: World,
  parts: readonly (string | { waitMs: number })[],
): Promise<{ text: string; ms: number }> {
  const started = performance.now()
  const socket = connect(Number(new URL(world.endpointUrl).port), '127.0.0.1')
  let text = ''
  socket.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')))
  socket.on('error', () => undefined)
  void (async () => {
    for (const part of parts)
      if (typeof part === 'string') {
        if (socket.writable) socket.write(part)
      } else await new Promise((done) => setTimeout(done, part.waitMs))
  })()
  return new Promise((resolve) => socket.on('close', () => resolve({ text, ms: performance.now() - started })))
}

export function typeOf({ body }: Answer): string {
  return String((body as { type?: unknown } | null)?.type).replace('urn:butler:problem:', '')
}

/** A command as an outbox sends it. */
export function numbered(seq: number, name: string, args: unknown, id = `command-${name.replace('.', '-')}-${seq}`) {
  return { seq, id, name, version: 1, args }
}
