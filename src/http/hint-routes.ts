import type { Hono } from 'hono'
import type { TokenHolder } from '../app/authority.ts'
import type { News } from '../app/hints.ts'
import { wire } from '../app/protocol.ts'
import { alreadySent, problemOf } from './answer.ts'
import type { Endpoint, Env, RequestContext } from './environment.ts'
import { headersOf } from './headers.ts'
import { forDesks } from './route.ts'

/** Somebody who takes nothing in any more is sent away before this much waits for them. */
const unreadAtMost = 64 * 1024

/** Hints that a pull would bring something: one for who asks and waits, a stream of them for who supervises. */
export function hintRoutes(app: Hono<Env>, endpoint: Endpoint): void {
  forDesks(app, endpoint, wire.wait, async ({ context, desk, query: { cursor } }) => {
    const news = await nextNews(context, endpoint, desk, cursor)
    switch (news) {
      case 'changed':
        return { changed: true as const }
      case 'revoked':
        return problemOf(context, 'unauthorized')
      case 'full':
        return problemOf(context, 'tooManyWaiters', { retryAfterMs: endpoint.limits.waitMs })
      case 'nothing':
      case 'stopping':
        return new Response(null, { status: 204 })
    }
  })

  forDesks(app, endpoint, wire.hints, async ({ context, desk, query: { cursor } }) => {
    if (desk.role !== 'supervisor' && desk.role !== 'manager') return problemOf(context, 'forbidden')
    return streamHints(context, endpoint, desk, cursor ?? '')
  })
}

/** The next news of a desk, or `nothing` after the longest wait, or when who asked has gone away. */
async function nextNews(
  context: RequestContext,
  { hints, limits, metrics }: Endpoint,
  desk: TokenHolder,
  cursor: string,
): Promise<News | 'full' | 'nothing'> {
  const { promise, resolve } = Promise.withResolvers<News | 'nothing'>()
  const end = await hints.listen(desk, cursor, resolve)
  if (!end) {
    metrics.limited('waiters')
    return 'full'
  }
  const goAway = () => resolve('nothing')
  const timer = setTimeout(goAway, limits.waitMs)
  context.env.outgoing.once('close', goAway)
  try {
    if (context.env.outgoing.destroyed) return 'nothing'
    if (await hints.isBehind(desk, cursor)) return 'changed'
    return await promise
  } finally {
    clearTimeout(timer)
    context.env.outgoing.off('close', goAway)
    end()
  }
}

/** Server-sent events, for as long as both ends want: `changed`, without data, and at the end `revoked` or `stopping`. */
async function streamHints(
  context: RequestContext,
  { hints, limits, metrics, authority, exposure }: Endpoint,
  desk: TokenHolder,
  cursor: string,
): Promise<Response> {
  const { outgoing } = context.env
  const { promise: isOver, resolve } = Promise.withResolvers<void>()
  const write = (text: string) => {
    outgoing.write(text)
    if (outgoing.writableLength > unreadAtMost) outgoing.destroy()
  }
  const tell = (news: News) => {
    write(`event: ${news}\ndata: {}\n\n`)
    if (news !== 'changed') resolve()
  }
  const end = await hints.listen(desk, cursor, tell)
  if (!end) {
    metrics.limited('waiters')
    return problemOf(context, 'tooManyWaiters', { retryAfterMs: limits.waitMs })
  }
  outgoing.writeHead(200, {
    ...headersOf(context.get('requestId'), exposure.tls !== null),
    'content-type': 'text/event-stream',
    // Else a proxy keeps the hints until there are enough of them.
    'x-accel-buffering': 'no',
  })
  write('retry: 3000\n\n')
  const beat = setInterval(() => {
    const isExpired = desk.tokenExpiresAt !== null && desk.tokenExpiresAt <= authority.now()
    if (isExpired) resolve()
    else write(':\n\n')
  }, limits.heartbeatMs)
  outgoing.once('close', resolve)
  if (cursor && (await hints.isBehind(desk, cursor))) tell('changed')
  await isOver
  clearInterval(beat)
  end()
  outgoing.end()
  return alreadySent()
}
