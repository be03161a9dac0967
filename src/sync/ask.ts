import type { z } from 'zod'
import { Problem, problemTypes, Unconnected, Unreachable, Unsafe, untrustedCode } from './faults.ts'
import { isSafeEndpoint } from './loopback.ts'
import { problem, protocolHeader, protocolVersion } from './protocol.ts'
import type { WireRoute } from './wire.ts'

/** How a desk reaches its endpoint; a fake in tests that need a broken network. */
export type Net = (url: string, init: RequestInit) => Promise<Response>

/**
 * `signal` ends what is under way when the home is closed; `onProgress` hears of what comes as a file, in bytes; `onTime` hears the
 * authority's clock.
 */
export type Link = {
  net: Net
  endpoint: string
  token: string
  signal?: AbortSignal
  onProgress?: ((done: number, total: number) => void) | undefined
  onTime?: (at: number) => void
}

/** What the desk says; what it is about is checked here as the endpoint does. */
type Said = { body?: unknown; query?: Record<string, string> }
type Answer<R extends WireRoute> = R['answer'] extends z.ZodType ? z.infer<R['answer']> : never

const patienceMs = 30_000
/** Answers that say "not now": the same request may go through later. */
const passing: ReadonlySet<string> = new Set([
  problemTypes.fault,
  problemTypes.notReady,
  problemTypes.stopping,
  problemTypes.tooSlow,
])

/**
 * One request; the token of the link is empty only to enrol. Throws `Unreachable`, or the `Problem` that the endpoint answered.
 * Null when the endpoint had nothing to say.
 */
export async function ask<R extends WireRoute>(link: Link, route: R, said: Said = {}): Promise<Answer<R> | null> {
  if (!isSafeEndpoint(link.endpoint)) throw new Unsafe('plain', link.endpoint)
  const { response, body } = await twice(link, route, said).catch((cause: unknown) => {
    if (isBadCertificate(cause)) throw new Unsafe('certificate', link.endpoint, cause)
    throw new (isUnconnected(cause) ? Unconnected : Unreachable)(`${link.endpoint} cannot be reached`, { cause })
  })
  if (response.status === 204) return null
  if (response.ok) {
    const parsed = route.answer?.safeParse(body)
    if (parsed?.success) return parsed.data as Answer<R>
    throw new Unreachable(`${link.endpoint} did not answer as a butler endpoint`, { cause: parsed?.error })
  }
  const told = problem.safeParse(body)
  if (!told.success || passing.has(told.data.type))
    throw new Unreachable(`${link.endpoint} answered ${response.status}`)
  throw new Problem(told.data.type, told.data.status, told.data.title, retryAfterMs(response))
}

/** One request that has to be answered with something. */
export async function askFor<R extends WireRoute>(link: Link, route: R, said: Said = {}): Promise<Answer<R>> {
  const answer = await ask(link, route, said)
  if (answer === null) throw new Unreachable(`${link.endpoint} did not answer as a butler endpoint`)
  return answer
}

/**
 * A kept connection may have died unnoticed, so the first failure is tried again at once. Every request of an enrolled desk is the
 * same request the second time.
 */
async function twice(link: Link, route: WireRoute, said: Said) {
  try {
    return await attempt(link, route, said)
  } catch (first) {
    if (!link.token || link.signal?.aborted) throw first
    return await attempt(link, route, said).catch((second: unknown) => {
      // What the first may have carried there is not undone by a second that did not get through.
      throw isUnconnected(second) && !isUnconnected(first) ? first : second
    })
  }
}

async function attempt(link: Link, route: WireRoute, said: Said) {
  const response = await requestOf(link, route, { ...said, signal: AbortSignal.timeout(patienceMs) })
  return { response, body: response.status === 204 ? null : ((await response.json()) as unknown) }
}

/** One request as it is, for an answer that is not JSON; `signal` says when to give it up. Throws `Unreachable`. */
export async function requestAs(link: Link, route: WireRoute, more: More): Promise<Response> {
  return requestOf(link, route, more).catch((cause: unknown) => {
    throw new Unreachable(`${link.endpoint} cannot be reached`, { cause })
  })
}

type More = Said & { signal: AbortSignal; headers?: Record<string, string> }

function requestOf(link: Link, { method, path }: WireRoute, { body, query, headers, signal }: More): Promise<Response> {
  const url = new URL(path, link.endpoint)
  if (query) url.search = String(new URLSearchParams(query))
  return link.net(url.href, {
    method: method.toUpperCase(),
    headers: {
      [protocolHeader]: String(protocolVersion),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(link.token ? { authorization: `Bearer ${link.token}` } : {}),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify({ protocol: protocolVersion, ...body }) }),
    signal: AbortSignal.any([signal, ...(link.signal ? [link.signal] : [])]),
    // A redirect would carry the token to where the desk never agreed to send it.
    redirect: 'error',
  })
}

function retryAfterMs(response: Response): number | null {
  const seconds = Number(response.headers.get('retry-after') ?? 'none')
  return Number.isFinite(seconds) ? seconds * 1_000 : null
}

/** Whether it failed before there was a connection at all. */
function isUnconnected(fault: unknown): boolean {
  for (let at: unknown = fault; at instanceof Error; at = at.cause) {
    const { code, syscall } = at as NodeJS.ErrnoException
    if (code !== undefined && /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT)$/.test(code)) return true
    if (syscall === 'connect' && (code === 'ENETUNREACH' || code === 'EHOSTUNREACH')) return true
  }
  return false
}

/** The endpoint's certificate is not one that this desk trusts for its address. */
function isBadCertificate(fault: unknown): boolean {
  for (let at: unknown = fault; at instanceof Error; at = at.cause) {
    const code = 'code' in at && typeof at.code === 'string' ? at.code : ''
    if (untrustedCode.test(code)) return true
  }
  return false
}
