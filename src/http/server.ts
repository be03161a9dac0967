import { serve } from '@hono/node-server'
import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import type { z } from 'zod'
import type { Authority } from '../app/authority.ts'
import {
  bodyLimitBytes,
  decideRequest,
  enrolRequest,
  problemTypes,
  protocolVersion,
  pushRequest,
} from '../app/protocol.ts'

export type Listening = { url: string; close(): Promise<void> }

/** Serves an authority to desks. Resolves once it listens; port 0 takes a free one. */
export function listen(
  authority: Authority,
  host: string,
  port: number,
  onFault: (fault: unknown) => void,
): Promise<Listening> {
  const app = routesOf(authority, onFault)
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: host, port }, ({ port: bound }) => {
      resolve({
        url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
        close: () => new Promise((closed) => server.close(() => closed())),
      })
    })
    server.on('error', reject)
  })
}

export function routesOf(authority: Authority, onFault: (fault: unknown) => void): Hono {
  const app = new Hono()
  app.use(async (context, next) => {
    await next()
    context.header('cache-control', 'no-store')
    context.header('x-content-type-options', 'nosniff')
  })
  app.use(
    bodyLimit({
      maxSize: bodyLimitBytes,
      onError: (context) => problem(context, 413, 'tooLarge', 'The body is too large'),
    }),
  )
  app.use('/v1/pull', compress())
  app.onError((fault, context) => {
    onFault(fault)
    return problem(context, 500, 'fault', 'The endpoint failed; nothing was changed')
  })
  app.notFound((context) => problem(context, 404, 'notFound', 'There is nothing here'))

  app.get('/healthz', (context) => context.json({ ok: true }))

  app.post('/v1/enrol', async (context) => {
    const body = await read(context, enrolRequest)
    if (body instanceof Response) return body
    const enrolled = await authority.enrol(body.code, body.deviceName)
    if (!enrolled.ok) return problem(context, 401, 'unauthorized', 'The code is not known, was used, or has run out')
    const { deviceId, token, staff } = enrolled
    const who = { id: staff.id, name: staff.name, role: staff.role }
    return context.json({ deviceId, token, epoch: await authority.epoch(), staff: who })
  })

  app.post('/v1/push', async (context) => {
    const desk = await deskOf(context)
    if (!desk) return unauthorized(context)
    const body = await read(context, pushRequest)
    if (body instanceof Response) return body
    if (body.epoch && body.epoch !== (await authority.epoch())) return context.json({ lastSeq: 0 })
    const { lastSeq, stop } = await authority.push(desk, body.commands)
    return stop === null ? context.json({ lastSeq }) : problem(context, 409, stop, stops[stop](lastSeq))
  })

  app.post('/v1/decide', async (context) => {
    const desk = await deskOf(context)
    if (!desk) return unauthorized(context)
    const body = await read(context, decideRequest)
    if (body instanceof Response) return body
    const outcome = await authority.decide(desk, body.command)
    if (!outcome) return problem(context, 409, 'unknownCommand', stops.unknownCommand())
    return context.json({ outcome })
  })

  app.get('/v1/pull', async (context) => {
    const desk = await deskOf(context)
    if (!desk) return unauthorized(context)
    const acked = Number(context.req.query('acked') ?? 0)
    return context.json(
      await authority.pull(desk, context.req.query('cursor') ?? null, Number.isSafeInteger(acked) ? acked : 0),
    )
  })

  return app

  async function deskOf(context: Context) {
    const [scheme, token] = (context.req.header('authorization') ?? '').split(' ')
    return scheme === 'Bearer' && token ? authority.deskOf(token) : undefined
  }
}

const stops = {
  sequence: (lastSeq: number) => `Expected command ${lastSeq + 1}`,
  copied: (lastSeq: number) =>
    `This desk's commands up to ${lastSeq} are others: it was copied or restored; join again`,
  unknownCommand: () => 'This endpoint is older than the desk and does not know the command',
}

function unauthorized(context: Context) {
  return problem(context, 401, 'unauthorized', 'This desk is not enrolled here, or no longer')
}

/** The body as the schema says, or the answer that says what is wrong with it. */
async function read<S extends z.ZodType<{ protocol: number }>>(
  context: Context,
  schema: S,
): Promise<z.infer<S> | Response> {
  const text = await context.req.text()
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return problem(context, 400, 'body', 'The body is not JSON')
  }
  const parsed = schema.safeParse(body)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return problem(context, 422, 'body', `${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'not as expected'}`)
  }
  if (parsed.data.protocol === protocolVersion) return parsed.data
  return problem(context, 426, 'protocol', `This endpoint speaks protocol ${protocolVersion}`)
}

function problem(
  context: Context,
  status: 400 | 401 | 404 | 409 | 413 | 422 | 426 | 500,
  type: keyof typeof problemTypes,
  title: string,
) {
  return context.body(JSON.stringify({ type: problemTypes[type], title, status }), status, {
    'content-type': 'application/problem+json',
  })
}
