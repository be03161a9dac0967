import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import type { Authority, TokenHolder } from '../app/authority.ts'
import type { Hints } from '../app/hints.ts'
import type { Limits } from './limits.ts'
import type { Metrics } from './metrics.ts'
import type { rateLimit } from './rate-limit.ts'

/** One request as it is logged: who and what kind, never what was said. */
export type RequestLine = {
  requestId: string
  method: string
  /** The route as it is declared; `none` for an address that is nothing here. */
  route: string
  status: number
  ms: number
  deviceId: string | null
  staffId: string | null
}

/** How this endpoint is exposed. */
export type Exposure = {
  /** TLS ends here: the PEM texts. */
  tls: { cert: string; key: string } | null
  /** A proxy stands before it, so that addresses come from `X-Forwarded-For`. */
  isBehindProxy: boolean
  /** `/metrics` for everybody, not only for this machine. */
  hasOpenMetrics: boolean
}

/**
 * Something that whoever runs the endpoint should look at: ids of staff and devices and numbers, nothing of customers. `history`: a
 * desk has seen another history than the one that is here.
 */
export type Alert = { is: 'reveals'; staffId: string; anHour: number } | { is: 'history'; deviceId: string }

export type Serving = {
  limits: Limits
  exposure: Exposure
  onFault: (fault: unknown, requestId?: string) => void
  onRequest: (line: RequestLine) => void
  onAlert: (alert: Alert) => void
}

/** What the routes share while an endpoint runs. */
export type Endpoint = Serving & {
  authority: Authority
  hints: Hints
  metrics: Metrics
  perDesk: ReturnType<typeof rateLimit>
  perAddress: ReturnType<typeof rateLimit>
  wrongCodes: ReturnType<typeof rateLimit>
  isStopping(): boolean
}

export type Env = {
  Bindings: HttpBindings
  Variables: { requestId: string; route: string; holder: TokenHolder | null }
}
export type RequestContext = Context<Env>
