import { OpenAPIHono, type RouteConfig, z } from '@hono/zod-openapi'
import { version } from '../app/config.ts'
import { problem, problemTypes, wire, type WireRoute } from '../app/protocol.ts'
import { type ProblemName, problems } from './problem.ts'

type Declared = { summary: string; isForDesks?: true; problems: ProblemName[]; text?: string; canBeEmpty?: true }

/** What the schemas do not say of each route. */
const declared: Record<keyof typeof wire, Declared> = {
  enrol: { summary: 'Turns an enrolment code into a desk and its tokens', problems: ['unauthorized'] },
  renew: { summary: 'Spends the refresh token for the next two', problems: ['unauthorized'] },
  push: {
    summary: 'Decides commands of an outbox in their order',
    isForDesks: true,
    problems: ['sequence', 'copied', 'epoch', 'unknownCommand'],
  },
  reveal: {
    summary: 'Shows one masked value, after writing down who asked and why',
    isForDesks: true,
    problems: ['unknownCommand'],
  },
  access: { summary: 'Keeps who looked at which customer', isForDesks: true, problems: [] },
  presence: { summary: 'Says where a desk is, and tells who else is there', isForDesks: true, problems: [] },
  decide: { summary: 'Decides one command at once', isForDesks: true, problems: ['unknownCommand', 'recovering'] },
  pull: {
    summary: 'What changed for the desk since its cursor',
    isForDesks: true,
    problems: ['cursorGone', 'largeChange', 'history'],
  },
  snapshot: { summary: 'Makes a file of what a desk is to hold, or of a large change', isForDesks: true, problems: [] },
  snapshotFile: {
    summary: 'That file, from a byte on: lines of JSON, packed by gzip',
    isForDesks: true,
    problems: ['notFound'],
    text: 'application/gzip',
  },
  digest: { summary: 'Compares what a desk holds with what it should hold', isForDesks: true, problems: [] },
  wait: {
    summary: 'Waits until a pull would bring something; 204 when nothing did for 25 s',
    isForDesks: true,
    problems: ['tooManyWaiters'],
    canBeEmpty: true,
  },
  hints: {
    summary: 'The same hints as server-sent events, for supervisors',
    isForDesks: true,
    problems: ['forbidden', 'tooManyWaiters'],
    text: 'text/event-stream',
  },
  tail: {
    summary: 'What everybody does, line by line as it happens, for supervisors',
    isForDesks: true,
    problems: ['forbidden', 'cursorGone', 'tooManyWaiters'],
    text: 'application/x-ndjson',
  },
  board: {
    summary: 'How the team stands, or the rows behind one of its numbers, for those who lead it',
    isForDesks: true,
    problems: ['forbidden'],
  },
  meta: { summary: 'Versions spoken here', problems: [] },
  healthz: { summary: 'The process lives', problems: [] },
  readyz: { summary: 'The endpoint can decide', problems: [] },
  metrics: {
    summary: 'Prometheus metrics, for this machine only unless opened',
    problems: ['forbidden'],
    text: 'text/plain',
  },
  openapi: { summary: 'This document', problems: [], text: 'application/json' },
}

/** OpenAPI 3.1 of everything that is served, from the schemas that requests are read by. */
export function openApiDocument() {
  const { openAPIRegistry: registry, getOpenAPI31Document } = new OpenAPIHono()
  registry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer' })
  for (const [name, route] of Object.entries(wire))
    registry.registerPath(pathOf(route, declared[name as keyof typeof wire]))
  return getOpenAPI31Document({ openapi: '3.1.0', info: { title: 'Butler endpoint', version } })
}

function pathOf(route: WireRoute, { summary, isForDesks, problems: own, text, canBeEmpty }: Declared): RouteConfig {
  const content = text
    ? { [text]: { schema: z.string() } }
    : route.answer
      ? { 'application/json': { schema: route.answer } }
      : undefined
  return {
    method: route.method,
    path: route.path,
    summary,
    ...(isForDesks || route.path === wire.renew.path ? { security: [{ token: [] }] } : {}),
    request: {
      ...(route.query ? { query: route.query } : {}),
      ...(route.body ? { body: { required: true, content: { 'application/json': { schema: route.body } } } } : {}),
    },
    responses: {
      200: { description: 'Done', ...(content ? { content } : {}) },
      ...(canBeEmpty ? { 204: { description: 'Nothing has changed' } } : {}),
      ...problemResponses([...own, ...usualProblems(route, isForDesks === true)]),
    },
  } as RouteConfig
}

/** What may be wrong with any request of the kind. */
function usualProblems(route: WireRoute, isForDesks: boolean): ProblemName[] {
  return [
    'malformed',
    'rateLimited',
    'headers',
    'fault',
    'notReady',
    'stopping',
    ...(route.query ? (['query'] as const) : []),
    ...(route.body || isForDesks ? (['protocol'] as const) : []),
    ...(route.body ? (['notJson', 'body', 'tooSlow', 'tooLarge', 'unsupportedBody'] as const) : []),
    ...(isForDesks ? (['unauthorized', 'tokenExpired'] as const) : []),
  ]
}

function problemResponses(names: readonly ProblemName[]) {
  const byStatus = Map.groupBy(new Set(names), (name) => problems[name].status)
  return Object.fromEntries(
    [...byStatus].map(([status, of]) => {
      const types = of.map((name) => problemTypes[name]).sort()
      const schema = problem.extend({ type: z.enum(types) })
      const description = of.map((name) => problems[name].title).join('; ')
      return [status, { description, content: { 'application/problem+json': { schema } } }]
    }),
  )
}
