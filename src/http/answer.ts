import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { RequestContext } from './environment.ts'
import { type ProblemMore, type ProblemName, problemResponse } from './problem.ts'

const pack = promisify(gzip)
const worthPackingChars = 2_048

export function problemOf(context: RequestContext, name: ProblemName, more?: ProblemMore): Response {
  return problemResponse(name, context.get('requestId'), more)
}

/** A value as JSON; a large one packed, where it is taken so. Whole, never streamed: a desk lays down a pull at once. */
export async function jsonAnswer(context: RequestContext, value: unknown): Promise<Response> {
  const text = JSON.stringify(value)
  const headers = { 'content-type': 'application/json' }
  if (text.length < worthPackingChars || !/\bgzip\b/.test(context.req.header('accept-encoding') ?? ''))
    return new Response(text, { headers })
  const packed = new Uint8Array(await pack(text, { level: 4 }))
  return new Response(packed, { headers: { ...headers, 'content-encoding': 'gzip', vary: 'accept-encoding' } })
}

/** Of a request that was answered on its connection directly: the adapter leaves it alone. */
export function alreadySent(): Response {
  return new Response(null, { headers: { 'x-hono-already-sent': 'true' } })
}
