import type { Hono } from 'hono'
import type { z } from 'zod'
import type { TokenHolder } from '../app/authority.ts'
import { oldestProtocol, protocolHeader, protocolVersion, wire, type WireRoute } from '../app/protocol.ts'
import { jsonAnswer, problemOf } from './answer.ts'
import { readBody } from './body.ts'
import type { Endpoint, Env, RequestContext } from './environment.ts'
import { parseBounded } from './json-bounds.ts'

type Said<S> = S extends z.ZodType ? z.infer<S> : undefined
/** A request that was let in: what it says, as the schemas of its route say. */
export type Asked<R extends WireRoute> = { context: RequestContext; body: Said<R['body']>; query: Said<R['query']> }
export type AskedByDesk<R extends WireRoute> = Asked<R> & { desk: TokenHolder }
/** The answer as the route's schema says, or a whole response (a problem, or what is not JSON). */
type Told<R extends WireRoute> = Promise<Said<R['answer']> | Response>

/** A route for anybody. */
export function forAnyone<R extends WireRoute>(
  app: Hono<Env>,
  endpoint: Endpoint,
  route: R,
  act: (asked: Asked<R>) => Told<R>,
): void {
  bind(app, route, async (context) => {
    const said = await saidIn(context, endpoint, route)
    if (said instanceof Response) return said
    return act({ context, ...said })
  })
}

/**
 * A route for enrolled desks: who asks is known by the token alone, before anything else is read. A token for tails opens the one
 * of the tail.
 */
export function forDesks<R extends WireRoute>(
  app: Hono<Env>,
  endpoint: Endpoint,
  route: R,
  act: (asked: AskedByDesk<R>) => Told<R>,
): void {
  bind(app, route, async (context) => {
    const desk = await holderIn(context, endpoint)
    if (desk instanceof Response) return desk
    if (desk.isForTail && route.path !== wire.tail.path) return problemOf(context, 'forbidden')
    // Where there is a body, that says it.
    if (!route.body && !isSpoken(Number(context.req.header(protocolHeader) ?? 1))) return unspoken(context)
    const said = await saidIn(context, endpoint, route)
    if (said instanceof Response) return said
    return act({ context, desk, ...said })
  })
}

/** The token of a request; it is taken from nowhere but the header. */
export function tokenIn(context: RequestContext): string | null {
  const [scheme, token] = (context.req.header('authorization') ?? '').split(' ')
  return scheme?.toLowerCase() === 'bearer' && token ? token : null
}

function bind<R extends WireRoute>(app: Hono<Env>, route: R, handle: (context: RequestContext) => Told<R>) {
  app.on(route.method.toUpperCase(), route.path, async (context) => {
    context.set('route', route.path)
    const told = await handle(context)
    return told instanceof Response ? told : jsonAnswer(context, told)
  })
}

async function holderIn(context: RequestContext, endpoint: Endpoint): Promise<TokenHolder | Response> {
  const token = tokenIn(context)
  const holder = token ? await endpoint.authority.holderOf(token) : undefined
  if (!holder) return problemOf(context, 'unauthorized')
  context.set('holder', holder)
  if (holder.tokenExpiresAt !== null && holder.tokenExpiresAt <= endpoint.authority.now())
    return problemOf(context, 'tokenExpired')
  const retryAfterMs = endpoint.perDesk.take(holder.deviceId)
  if (retryAfterMs === 0) return holder
  endpoint.metrics.limited('desk')
  return problemOf(context, 'rateLimited', { retryAfterMs })
}

async function saidIn<R extends WireRoute>(
  context: RequestContext,
  endpoint: Endpoint,
  route: R,
): Promise<Omit<Asked<R>, 'context'> | Response> {
  const query = route.query?.safeParse(context.req.query())
  if (query?.success === false) return problemOf(context, 'query', { detail: detailOf(query.error) })
  const body = route.body ? await bodyIn(context, endpoint, route.body) : undefined
  if (body instanceof Response) return body
  return { query: query?.data, body } as Omit<Asked<R>, 'context'>
}

async function bodyIn(context: RequestContext, { limits, metrics }: Endpoint, schema: z.ZodType): Promise<unknown> {
  const read = await readBody(context.env.incoming, limits)
  if ('fault' in read) {
    if (read.fault === 'cut') return problemOf(context, 'malformed')
    metrics.limited(read.fault)
    return problemOf(context, read.fault)
  }
  const parsed = parseBounded(read.text, limits)
  if ('fault' in parsed) return problemOf(context, parsed.fault, parsed.detail ? { detail: parsed.detail } : {})
  // Before its shape: a body of another protocol may have another one.
  const said = parsed.value as { protocol?: unknown } | null
  if (typeof said?.protocol === 'number' && !isSpoken(said.protocol)) return unspoken(context)
  const body = schema.safeParse(parsed.value)
  return body.success ? body.data : problemOf(context, 'body', { detail: detailOf(body.error) })
}

function isSpoken(protocol: number): boolean {
  return protocol >= oldestProtocol && protocol <= protocolVersion
}

function unspoken(context: RequestContext): Response {
  return problemOf(context, 'protocol', { detail: `protocols ${oldestProtocol} to ${protocolVersion}` })
}

/** Where and what was expected; zod does not repeat what was sent. */
function detailOf({ issues: [issue] }: z.ZodError): string {
  return `${issue?.path.join('.') || 'all of it'}: ${issue?.message ?? 'not as expected'}`
}
