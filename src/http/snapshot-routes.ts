import { Readable } from 'node:stream'
import type { Hono } from 'hono'
import { wire } from '../app/protocol.ts'
import { problemOf } from './answer.ts'
import type { Endpoint, Env, RequestContext } from './environment.ts'
import { forDesks } from './route.ts'

/** What a desk cannot be told in one answer, as a file that it fetches, in pieces if it must; and whether it holds it right. */
export function snapshotRoutes(app: Hono<Env>, endpoint: Endpoint): void {
  const { authority } = endpoint

  forDesks(app, endpoint, wire.snapshot, async ({ context, desk, body: { cursor, acked } }) => {
    const offer = await authority.snapshots.make(desk, { cursor: cursor ?? null, acked }, goneFrom(context))
    return 'retryAfterMs' in offer ? problemOf(context, 'notReady', offer) : offer
  })

  forDesks(app, endpoint, wire.snapshotFile, async ({ context, desk, query: { id } }) => {
    const range = context.req.header('range')
    const from = range === undefined ? 0 : Number(/^bytes=(\d{1,15})-$/.exec(range)?.[1] ?? -1)
    const found = from < 0 ? null : authority.snapshots.read(desk, id, from)
    if (!found) return problemOf(context, 'notFound')
    const headers = {
      'content-type': 'application/gzip',
      'content-length': String(found.bytes - from),
      'accept-ranges': 'bytes',
      ...(range ? { 'content-range': `bytes ${from}-${found.bytes - 1}/${found.bytes}` } : {}),
    }
    const status = range ? 206 : 200
    // A body that nobody reads would keep the file open.
    if (context.req.method === 'HEAD') return new Response(null, { status, headers })
    return new Response(Readable.toWeb(found.open()) as ReadableStream<Uint8Array>, { status, headers })
  })

  forDesks(app, endpoint, wire.digest, async ({ context, desk, body: { cursor, tables } }) => {
    const compared = await authority.compare(desk, cursor, tables, goneFrom(context))
    if (compared.differs.length > 0) endpoint.metrics.differed()
    return compared
  })
}

/** Aborts when the connection is closed, whether or not there was an answer. */
function goneFrom({ env: { outgoing } }: RequestContext): AbortSignal {
  const gone = new AbortController()
  outgoing.once('close', () => gone.abort())
  if (outgoing.destroyed) gone.abort()
  return gone.signal
}
