import { EventEmitter } from 'node:events'
import { Readable } from 'node:stream'
import { authorityOf } from '../../src/app/authority.ts'
import { hintsOf } from '../../src/app/hints.ts'
import { type Home, openHome } from '../../src/app/home.ts'
import { appOf } from '../../src/http/app.ts'
import { usualLimits } from '../../src/http/limits.ts'
import { metricsOf } from '../../src/http/metrics.ts'
import { rateLimit } from '../../src/http/rate-limit.ts'
import { type Proc, running } from './process.ts'

/** A request as it comes in; `isCut`: its body ends too early. `gone` fires when who asked has gone away. */
export type Incoming = {
  url: string
  method: string
  headers: Record<string, string>
  bytes: Buffer
  isCut: boolean
  gone: AbortSignal
}
export type Answer = { status: number; headers: [string, string][]; bytes: Buffer }

/** One endpoint process over the authority's files; the real routes, called in memory. */
export type Endpoint = {
  name: string
  proc: Proc
  home: Home
  /** Null: it died before it had answered. */
  answer(incoming: Incoming): Promise<Answer | null>
}

/** Faults that the endpoint meets are told to `onFault`; those of a dead one are nobody's. */
export async function openEndpoint(
  folder: string,
  proc: Proc,
  newId: () => string,
  onFault: (fault: unknown) => void,
): Promise<Endpoint> {
  const clock = { now: () => Date.now() + proc.skewMs, newId }
  const home = await running.run(proc, () => openHome(folder, { clock }))
  const time = () => performance.now()
  const authority = authorityOf(home)
  const hints = hintsOf(home, usualLimits)
  const app = appOf({
    authority,
    hints,
    limits: usualLimits,
    exposure: { tls: null, isBehindProxy: false, hasOpenMetrics: false },
    onFault,
    onRequest: () => undefined,
    onAlert: ({ is }) => {
      if (is === 'history') onFault(new Error('a desk has seen another history'))
    },
    metrics: metricsOf({ waiters: hints.count, weight: async () => ({ headVersion: 0, walBytes: 0 }) }),
    perDesk: rateLimit(usualLimits.perDesk, time),
    perAddress: rateLimit(usualLimits.perAddress, time),
    wrongCodes: rateLimit(usualLimits.wrongCodes, time),
    isStopping: () => false,
  })
  const dying = new Set<() => void>()
  const { onKilled } = proc
  proc.onKilled = (at) => {
    onKilled(at)
    for (const tell of dying) tell()
  }
  return {
    name: proc.name,
    proc,
    home,
    answer: ({ url, method, headers, bytes, isCut, gone }) =>
      new Promise((resolve) => {
        const died = () => resolve(null)
        dying.add(died)
        const outgoing = Object.assign(new EventEmitter(), { destroyed: false })
        gone.addEventListener('abort', () => {
          outgoing.destroyed = true
          outgoing.emit('close')
        })
        const env = { incoming: incomingOf(headers, bytes, isCut), outgoing } as never
        const handled = running.run(proc, async () => {
          const response = await app.fetch(new Request(url, { method, headers }), env)
          const { status } = response
          return { status, headers: [...response.headers], bytes: Buffer.from(await response.arrayBuffer()) }
        })
        void handled.then(
          (answer) => {
            dying.delete(died)
            resolve(proc.isDead ? null : (answer as Answer))
          },
          (fault: unknown) => {
            dying.delete(died)
            if (!proc.isDead) onFault(fault)
            resolve(null)
          },
        )
      }),
  }
}

function incomingOf(headers: Record<string, string>, bytes: Buffer, isCut: boolean) {
  const incoming = new Readable({ read: () => undefined })
  incoming.push(isCut ? bytes.subarray(0, bytes.length >> 1) : bytes)
  if (!isCut) incoming.push(null)
  else incoming.on('newListener', (name) => name === 'close' && queueMicrotask(() => incoming.destroy()))
  return Object.assign(incoming, { headers, socket: { remoteAddress: '127.0.0.1' } })
}
