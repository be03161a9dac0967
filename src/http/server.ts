import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { hostname } from 'node:os'
import type { Duplex } from 'node:stream'
import { getRequestListener } from '@hono/node-server'
import type { Authority } from '../app/authority.ts'
import { weightOf } from '../app/endpoint-health.ts'
import { hintsOf } from '../app/hints.ts'
import { appOf } from './app.ts'
import type { Alert, Endpoint, Exposure, RequestLine } from './environment.ts'
import { type Limits, usualLimits } from './limits.ts'
import { metricsOf } from './metrics.ts'
import { problemResponse, problemText } from './problem.ts'
import { rateLimit } from './rate-limit.ts'

export type Listening = { url: string; close(): Promise<void> }
export type ListenOptions = Partial<Exposure> & {
  limits?: Partial<Limits>
  onRequest?: (line: RequestLine) => void
  onAlert?: (alert: Alert) => void
}

/** Serves an authority to desks. Resolves once it listens; port 0 takes a free one. */
export function listen(
  authority: Authority,
  host: string,
  port: number,
  onFault: (fault: unknown, requestId?: string) => void,
  options: ListenOptions = {},
): Promise<Listening> {
  const limits = { ...usualLimits, ...options.limits }
  const exposure: Exposure = {
    tls: options.tls ?? null,
    isBehindProxy: options.isBehindProxy ?? false,
    hasOpenMetrics: options.hasOpenMetrics ?? false,
  }
  const hints = hintsOf(authority.home, limits)
  let isStopping = false
  const clock = () => performance.now()
  const endpoint: Endpoint = {
    authority,
    hints,
    limits,
    exposure,
    onFault,
    onRequest: options.onRequest ?? (() => undefined),
    onAlert: options.onAlert ?? (() => undefined),
    metrics: metricsOf({ waiters: hints.count, weight: () => weightOf(authority.home) }),
    perDesk: rateLimit(limits.perDesk, clock),
    perAddress: rateLimit(limits.perAddress, clock),
    wrongCodes: rateLimit(limits.wrongCodes, clock),
    isStopping: () => isStopping,
  }
  const server = serverOf(endpoint)
  const silent = silentOn(server, exposure.tls ? 'secureConnection' : 'connection')
  return new Promise((resolve, reject) => {
    server.on('error', reject)
    server.listen(port, host, () => {
      const address = server.address()
      const bound = typeof address === 'object' && address ? address.port : port
      // All addresses of this machine are none that a desk could ask.
      const named = /^(0\.0\.0\.0|::)$/.test(host) ? hostname() : host
      const name = named.includes(':') ? `[${named}]` : named
      resolve({
        url: `${exposure.tls ? 'https' : 'http'}://${name}:${bound}`,
        async close() {
          isStopping = true
          await hints.stop()
          await closeServer(server, silent, limits.stopMs)
          await authority.snapshots.close()
        },
      })
    })
  })
}

function serverOf(endpoint: Endpoint): Server {
  const { limits, exposure, onFault } = endpoint
  const listener = getRequestListener(appOf(endpoint).fetch, {
    // What is no request at all (no host, an address that is none) never reaches the app.
    errorHandler: (fault) => {
      const isTheirs = fault instanceof Error && fault.name === 'RequestError'
      const requestId = randomUUID()
      if (!isTheirs) onFault(fault, requestId)
      return problemResponse(isTheirs ? 'malformed' : 'fault', requestId)
    },
  })
  const bounds = {
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    // Node looks at the two above this often.
    connectionsCheckingInterval: Math.min(1_000, limits.headersMs),
    keepAliveTimeout: 30_000,
    maxHeaderSize: limits.headerBytes,
  }
  const { tls } = exposure
  const server = tls
    ? createTlsServer({ ...bounds, ...tls, minVersion: 'TLSv1.2', handshakeTimeout: limits.headersMs }, listener)
    : createServer(bounds, listener)
  server.maxConnections = limits.connections
  answerBadClients(server)
  return server
}

/** Slow or broken before there was a request: told as a problem too, unless an answer is on its way already. */
function answerBadClients(server: Server): void {
  const answering = new WeakSet<Duplex>()
  server.on('request', ({ socket }, answer) => {
    answering.add(socket)
    answer.once('close', () => answering.delete(socket))
  })
  server.on('clientError', (fault: NodeJS.ErrnoException, socket) => {
    if (!socket.writable || fault.code === 'ECONNRESET' || answering.has(socket)) return void socket.destroy()
    socket.end(problemText(clientFaults[fault.code ?? ''] ?? 'malformed', randomUUID()), () => socket.destroy())
  })
}

const clientFaults: Record<string, 'headers' | 'tooSlow'> = {
  HPE_HEADER_OVERFLOW: 'headers',
  ERR_HTTP_REQUEST_TIMEOUT: 'tooSlow',
}

/** The connections that have asked nothing yet: Node does not count them among the idle ones. */
function silentOn(server: Server, connected: 'connection' | 'secureConnection'): ReadonlySet<Duplex> {
  const silent = new Set<Duplex>()
  server.on(connected, (socket: Duplex) => {
    silent.add(socket)
    socket.once('close', () => silent.delete(socket))
  })
  server.on('request', ({ socket }) => silent.delete(socket))
  return silent
}

/** Takes nobody new, lets what is under way finish, and after `stopMs` ends what has not. */
function closeServer(server: Server, silent: ReadonlySet<Duplex>, stopMs: number): Promise<void> {
  return new Promise((resolve) => {
    // A kept connection is idle again only after its last answer.
    const idle = setInterval(() => server.closeIdleConnections(), 50)
    const patience = setTimeout(() => server.closeAllConnections(), stopMs)
    for (const socket of silent) socket.destroy()
    server.close(() => {
      clearInterval(idle)
      clearTimeout(patience)
      resolve()
    })
  })
}
