import { expect, test } from 'vitest'
import { problemTypes, wire } from '../../src/app/protocol.ts'
import { makeWorld } from '../world.ts'
import { rawDesk, request } from './raw-desk.ts'

type Schema = { properties?: Record<string, { enum?: string[] }> }
type Operation = {
  security?: unknown[]
  responses: Record<string, { content?: Record<string, { schema?: Schema }> }>
}
type Document = { openapi: string; paths: Record<string, Record<string, Operation>> }

/** One line a status: `GET /v1/pull* 429 rate-limited`; a star: with a token. */
function summaryOf({ paths }: Document): string {
  const lines = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { security, responses }]) =>
      Object.entries(responses).map(([status, { content }]) => {
        const types = Object.entries(content ?? {}).flatMap(
          ([media, { schema }]) =>
            schema?.properties?.['type']?.enum?.map((type) => type.replace('urn:butler:problem:', '')) ?? [media],
        )
        return [method.toUpperCase(), `${path}${security ? '*' : ''}`, status, ...types].join(' ')
      }),
    ),
  )
  return `${lines.join('\n')}\n`
}

test('the document says which routes, answers and problems there are', async () => {
  await using world = await makeWorld()
  const { status, body } = await request(world, 'GET', '/openapi.json')
  expect(status).toBe(200)
  const document = body as Document
  expect(document.openapi).toBe('3.1.0')
  await expect(summaryOf(document)).toMatchFileSnapshot('../../fixtures/endpoint/routes.txt')
  const told = [...JSON.stringify(document).matchAll(/urn:butler:problem:[a-z-]+/g)].map(([type]) => type)
  expect(new Set(told)).toEqual(new Set(Object.values(problemTypes)))
})

test('every route of the document is served, and nothing is served to who has no token', async () => {
  await using world = await makeWorld()
  await world.addStaff('s1', 'supervisor')
  const desk = await rawDesk(world, 's1')
  const open = new Set(['meta', 'healthz', 'readyz', 'metrics', 'openapi'])
  for (const [name, { method, path }] of Object.entries(wire)) {
    if (name === 'hints') continue
    const body = method === 'post' ? {} : undefined
    const known = await desk.ask(method.toUpperCase(), `${path}?cursor=a`, body)
    expect({ name, status: known.status }).not.toMatchObject({ status: 404 })
    const unknown = await request(world, method.toUpperCase(), `${path}?cursor=a`, body)
    if (open.has(name)) expect({ name, status: unknown.status }).toEqual({ name, status: 200 })
    else expect([401, 422]).toContain(unknown.status)
  }
})

test('the versions that are spoken are told to anybody', async () => {
  await using world = await makeWorld()
  const { body, headers } = await request(world, 'GET', '/v1/meta')
  expect(body).toMatchObject({ name: 'butler', protocol: 3, oldestProtocol: 1, at: world.clock.now() })
  expect(Object.fromEntries(headers)).toMatchObject({
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  })
})
