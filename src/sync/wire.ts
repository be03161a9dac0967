import type { z } from 'zod'
import {
  accessRequest,
  accessResponse,
  boardQuery,
  boardResponse,
  decideRequest,
  decideResponse,
  digestRequest,
  digestResponse,
  enrolRequest,
  enrolResponse,
  healthResponse,
  hintsQuery,
  metaResponse,
  presenceRequest,
  presenceResponse,
  pullQuery,
  pullResponse,
  pushRequest,
  pushResponse,
  readyResponse,
  renewRequest,
  renewResponse,
  revealRequest,
  revealResponse,
  snapshotQuery,
  snapshotRequest,
  snapshotResponse,
  tailQuery,
  waitQuery,
  waitResponse,
} from './protocol.ts'

/** One request: where it goes, what it says, what comes back. `null` where there is nothing, or nothing in JSON. */
export type WireRoute = {
  method: 'get' | 'post'
  path: string
  body: z.ZodType<{ protocol: number }> | null
  query: z.ZodObject | null
  answer: z.ZodType | null
}

/** Every request there is: the desk asks, the endpoint answers and `/openapi.json` is written by these. */
export const wire = {
  enrol: { method: 'post', path: '/v1/enrol', body: enrolRequest, query: null, answer: enrolResponse },
  renew: { method: 'post', path: '/v1/token', body: renewRequest, query: null, answer: renewResponse },
  push: { method: 'post', path: '/v1/push', body: pushRequest, query: null, answer: pushResponse },
  decide: { method: 'post', path: '/v1/decide', body: decideRequest, query: null, answer: decideResponse },
  reveal: { method: 'post', path: '/v1/reveal', body: revealRequest, query: null, answer: revealResponse },
  access: { method: 'post', path: '/v1/access', body: accessRequest, query: null, answer: accessResponse },
  presence: { method: 'post', path: '/v1/presence', body: presenceRequest, query: null, answer: presenceResponse },
  pull: { method: 'get', path: '/v1/pull', body: null, query: pullQuery, answer: pullResponse },
  snapshot: {
    method: 'post',
    path: '/v1/snapshot',
    body: snapshotRequest,
    query: null,
    answer: snapshotResponse,
  },
  snapshotFile: { method: 'get', path: '/v1/snapshot', body: null, query: snapshotQuery, answer: null },
  digest: { method: 'post', path: '/v1/digest', body: digestRequest, query: null, answer: digestResponse },
  wait: { method: 'get', path: '/v1/wait', body: null, query: waitQuery, answer: waitResponse },
  hints: { method: 'get', path: '/v1/hints', body: null, query: hintsQuery, answer: null },
  tail: { method: 'get', path: '/v1/tail', body: null, query: tailQuery, answer: null },
  board: { method: 'get', path: '/v1/board', body: null, query: boardQuery, answer: boardResponse },
  meta: { method: 'get', path: '/v1/meta', body: null, query: null, answer: metaResponse },
  healthz: { method: 'get', path: '/healthz', body: null, query: null, answer: healthResponse },
  readyz: { method: 'get', path: '/readyz', body: null, query: null, answer: readyResponse },
  metrics: { method: 'get', path: '/metrics', body: null, query: null, answer: null },
  openapi: { method: 'get', path: '/openapi.json', body: null, query: null, answer: null },
} as const satisfies Record<string, WireRoute>
