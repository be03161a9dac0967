import type { Hono } from 'hono'
import { version } from '../app/config.ts'
import { newestMigration } from '../app/endpoint-health.ts'
import { oldestProtocol, protocolVersion, wire } from '../app/protocol.ts'
import { isOfThisMachine } from './address.ts'
import { problemOf } from './answer.ts'
import type { Endpoint, Env } from './environment.ts'
import { openApiDocument } from './openapi.ts'
import { forAnyone } from './route.ts'

/** What operators and other programs ask. */
export function operationRoutes(app: Hono<Env>, endpoint: Endpoint): void {
  const { authority, metrics, exposure } = endpoint

  forAnyone(app, endpoint, wire.healthz, async () => ({ ok: true }))

  forAnyone(app, endpoint, wire.readyz, async ({ context }) => {
    const checks = await authority.readiness()
    const isReady = checks.store && checks.migrations && checks.disk
    return isReady ? { ready: true as const, checks } : problemOf(context, 'notReady', { checks, retryAfterMs: 5_000 })
  })

  forAnyone(app, endpoint, wire.meta, async () => ({
    ...{ name: 'butler' as const, version, protocol: protocolVersion, oldestProtocol },
    ...{ schema: newestMigration, at: authority.now() },
  }))

  forAnyone(app, endpoint, wire.metrics, async ({ context }) => {
    if (!exposure.hasOpenMetrics && !isOfThisMachine(context.env.incoming)) return problemOf(context, 'forbidden')
    return new Response(await metrics.text(), { headers: { 'content-type': metrics.contentType } })
  })

  let document: string | undefined
  forAnyone(app, endpoint, wire.openapi, async () => {
    document ??= JSON.stringify(openApiDocument())
    return new Response(document, { headers: { 'content-type': 'application/json' } })
  })
}
