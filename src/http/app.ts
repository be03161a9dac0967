import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { addressOf } from './address.ts'
import { problemOf } from './answer.ts'
import { boardRoute } from './board-route.ts'
import { deskRoutes } from './desk-routes.ts'
import type { Endpoint, Env } from './environment.ts'
import { headersOf } from './headers.ts'
import { hintRoutes } from './hint-routes.ts'
import { operationRoutes } from './operation-routes.ts'
import { snapshotRoutes } from './snapshot-routes.ts'
import { tailRoute } from './tail-route.ts'

/** Everything that is served, behind what holds for all of it: an id, limits by address, headers, one line in the log. */
export function appOf(endpoint: Endpoint): Hono<Env> {
  const app = new Hono<Env>()
  app.use(async (context, next) => {
    const requestId = randomUUID()
    context.set('requestId', requestId)
    context.set('route', 'none')
    context.set('holder', null)
    const started = performance.now()
    await next()
    for (const [name, value] of Object.entries(headersOf(requestId, endpoint.exposure.tls !== null)))
      context.header(name, value)
    const [route, method, status] = [context.get('route'), context.req.method, context.res.status]
    const ms = Math.round(performance.now() - started)
    const holder = context.get('holder')
    endpoint.metrics.answered(route, method, status, ms)
    const who = { deviceId: holder?.deviceId ?? null, staffId: holder?.staffId ?? null }
    endpoint.onRequest({ requestId, method, route, status, ms, ...who })
  })
  app.use(async (context, next) => {
    if (endpoint.isStopping() && context.req.path !== '/healthz') return problemOf(context, 'stopping')
    const retryAfterMs = endpoint.perAddress.take(addressOf(context.env.incoming, endpoint.exposure.isBehindProxy))
    if (retryAfterMs === 0) return next()
    endpoint.metrics.limited('address')
    return problemOf(context, 'rateLimited', { retryAfterMs })
  })
  app.onError((fault, context) => {
    endpoint.onFault(fault, context.get('requestId'))
    return problemOf(context, endpoint.authority.isPassing(fault) ? 'notReady' : 'fault')
  })
  app.notFound((context) => problemOf(context, 'notFound'))
  deskRoutes(app, endpoint)
  hintRoutes(app, endpoint)
  snapshotRoutes(app, endpoint)
  tailRoute(app, endpoint)
  boardRoute(app, endpoint)
  operationRoutes(app, endpoint)
  return app
}
