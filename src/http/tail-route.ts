import { once } from 'node:events'
import type { Hono } from 'hono'
import type { TokenHolder } from '../app/authority.ts'
import type { News } from '../app/hints.ts'
import { wire } from '../app/protocol.ts'
import type { TailFilter } from '../core/tail/filter.ts'
import { alreadySent, problemOf } from './answer.ts'
import type { Endpoint, Env, RequestContext } from './environment.ts'
import { headersOf } from './headers.ts'
import { forDesks } from './route.ts'

/** What everybody does, for those who supervise: lines of JSON (`TailNews`), and an empty one now and then while nothing happens. */
export function tailRoute(app: Hono<Env>, endpoint: Endpoint): void {
  const { authority } = endpoint
  forDesks(app, endpoint, wire.tail, async ({ context, desk, query: { follow, filter = {}, ...asked } }) => {
    if (desk.role !== 'supervisor' && desk.role !== 'manager') return problemOf(context, 'forbidden')
    const tail = authority.tail(desk, filter as TailFilter)
    const begun = await tail.begin(asked)
    if (!begun) return problemOf(context, 'cursorGone')
    const say = lineWriter(context, endpoint)
    let { after } = begun
    /** All that is there; stays with a reader who is slow, and holds nothing for them but one page. */
    const tellOn = async () => {
      for (;;) {
        const page = await tail.page(after)
        if (page.through === after || !say.isOpen()) return
        after = page.through
        await say.line({ is: 'events', ...page })
        if (after >= page.head) return
      }
    }
    if (!follow) {
      await say.line({ is: 'begun', ...begun })
      await tellOn()
      return say.end()
    }
    let isChanged = true
    let wake = () => {}
    const ended: { by: 'refused' | 'over' | null } = { by: null }
    const hear = (news: News) => {
      isChanged = true
      if (news !== 'changed') ended.by = news === 'revoked' ? 'refused' : 'over'
      wake()
    }
    const stop = await endpoint.hints.listen(desk, '', hear, true)
    if (!stop) {
      endpoint.metrics.limited('waiters')
      return problemOf(context, 'tooManyWaiters', { retryAfterMs: endpoint.limits.waitMs })
    }
    const beat = setInterval(() => {
      if (isExpired(desk, authority.now())) ended.by = 'over'
      else void say.line(null)
      if (ended.by) wake()
    }, endpoint.limits.heartbeatMs)
    context.env.outgoing.once('close', () => wake())
    try {
      await say.line({ is: 'begun', ...begun })
      while (say.isOpen() && ended.by === null) {
        isChanged = false
        await tellOn()
        if (!isChanged && ended.by === null && say.isOpen()) await new Promise<void>((resolve) => (wake = resolve))
      }
      if (ended.by === 'refused') await say.line({ is: 'refused' })
    } finally {
      clearInterval(beat)
      stop()
    }
    return say.end()
  })
}

function isExpired({ tokenExpiresAt }: TokenHolder, now: number): boolean {
  return tokenExpiresAt !== null && tokenExpiresAt <= now
}

/** Writes straight to the connection, which has its headers with the first line. */
function lineWriter(context: RequestContext, { exposure }: Endpoint) {
  const { outgoing } = context.env
  const isOpen = () => !outgoing.destroyed && !outgoing.writableEnded
  return {
    isOpen,
    async line(said: object | null): Promise<void> {
      if (!isOpen()) return
      if (!outgoing.headersSent)
        outgoing.writeHead(200, {
          ...headersOf(context.get('requestId'), exposure.tls !== null),
          'content-type': 'application/x-ndjson',
          'x-accel-buffering': 'no',
        })
      if (outgoing.write(said === null ? '\n' : `${JSON.stringify(said)}\n`)) return
      const given = new AbortController()
      const drained = once(outgoing, 'drain', { signal: given.signal })
      const closed = once(outgoing, 'close', { signal: given.signal })
      await Promise.race([drained, closed]).catch(() => undefined)
      given.abort()
      await Promise.allSettled([drained, closed])
    },
    end(): Response {
      outgoing.end()
      return alreadySent()
    },
  }
}
