import type { HintLimits } from '../app/hints.ts'
import { bodyLimitBytes } from '../app/protocol.ts'

/** So many at once, and then so many a second. */
export type Allowance = { burst: number; perSecond: number }

/** What an endpoint bears. Generous for desks at work: 200 of them coming back at once through one address are not held up. */
export type Limits = HintLimits & {
  bodyBytes: number
  /** For the whole of a body to come in. */
  bodyMs: number
  /** For all headers, and for a whole request, as node:http sees them. */
  headersMs: number
  requestMs: number
  headerBytes: number
  /** How deep lists and objects may lie in each other, and how long one text may be. */
  jsonDepth: number
  stringChars: number
  connections: number
  waitMs: number
  heartbeatMs: number
  perDesk: Allowance
  perAddress: Allowance
  /** Enrolment codes that were wrong, from one address. */
  wrongCodes: Allowance
  /** For what is under way when the endpoint stops. */
  stopMs: number
}

export const usualLimits: Limits = {
  bodyBytes: bodyLimitBytes,
  bodyMs: 15_000,
  headersMs: 10_000,
  requestMs: 30_000,
  headerBytes: 16 * 1024,
  jsonDepth: 64,
  stringChars: 256 * 1024,
  connections: 8_000,
  waiters: 5_000,
  waitersPerDesk: 4,
  headPollMs: 150,
  spreadMsPerDesk: 0.3,
  longestSpreadMs: 500,
  waitMs: 25_000,
  heartbeatMs: 15_000,
  perDesk: { burst: 1_000, perSecond: 100 },
  perAddress: { burst: 5_000, perSecond: 1_000 },
  wrongCodes: { burst: 10, perSecond: 1 / 30 },
  stopMs: 10_000,
}
