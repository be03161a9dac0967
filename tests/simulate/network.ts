import type { Net } from '../../src/sync/ask.ts'
import type { Endpoint } from './endpoint.ts'
import type { Proc } from './process.ts'
import type { Random } from './random.ts'
import type { Trace } from './trace.ts'
import { endPatience, type Virtual } from './virtual.ts'

/** How often each thing goes wrong, as shares of 1. */
export type Weather = {
  requestLost: number
  responseLost: number
  duplicate: number
  requestCut: number
  responseCut: number
  longestMs: number
}
export const fairWeather: Weather = {
  requestLost: 0,
  responseLost: 0,
  duplicate: 0,
  requestCut: 0,
  responseCut: 0,
  longestMs: 40,
}

/** What a desk's cable lets through, each way. */
export type Cable = { out: boolean; back: boolean }
/** How many protocols behind a desk's program is. */
export type Age = { older: number }

export type Network = {
  weather: Weather
  /** The network as a desk's program has it. */
  netOf(proc: Proc, cable: Cable, age: Age): Net
}

type Parts = {
  virtual: Virtual
  random: Random
  trace: Trace
  count: (fault: string) => void
  endpoints: () => Endpoint[]
}

export function networkOf({ virtual, random, trace, count, endpoints }: Parts): Network {
  let sent = 0
  const network: Network = {
    weather: { ...fairWeather },
    netOf: (proc, cable, age) => (url, init) => {
      if (proc.isDead) return new Promise(() => undefined)
      const { weather } = network
      const name = `${proc.name}#${++sent}`
      const { pathname, search } = new URL(url)
      const delay = () => random.between(1, weather.longestMs)
      const body = asked(init, pathname.startsWith('/v1/snapshot') ? 0 : age.older)
      const { promise, resolve, reject } = Promise.withResolvers<Response>()
      const signal = init.signal ?? null
      const gone = new AbortController()
      let isOver = false
      const end = (finish: () => void) => {
        if (isOver || proc.isDead) return
        isOver = true
        if (signal) endPatience(signal)
        finish()
      }
      const onAbort = () => {
        end(() => reject(signal?.reason))
        virtual.later(delay(), () => gone.abort())
      }
      signal?.addEventListener('abort', onAbort, { once: true })
      // Half of what is lost is noticed as a broken connection, the other half never.
      const lost = () => {
        if (random.chance(0.5)) virtual.later(delay(), () => end(() => reject(new TypeError('connection reset'))))
      }
      const arrive = async (isFirst: boolean, isCut: boolean) => {
        const [endpoint] = random.chance(0.5) ? endpoints() : endpoints().reverse()
        if (!endpoint) return lost()
        trace.add(`${name} ${init.method} ${pathname} at ${endpoint.name}${isFirst ? '' : ' again'}`)
        const answer = await endpoint.answer({ ...body, url, isCut, gone: gone.signal })
        if (!isFirst) return
        // An older program would be read anew in its own way; this one only speaks like it, and is brought up to date.
        if (age.older > 0 && answer && answer.bytes.includes('"isWhole":true')) {
          age.older = 0
          return lost()
        }
        if (answer === null) return lost()
        if (random.chance(weather.responseLost) && pathname !== '/v1/wait') {
          if (pathname === '/v1/push' && answer.status === 200) count('F2 response lost')
          trace.add(`${name} ${answer.status} lost on the way back`)
          return lost()
        }
        virtual.later(delay(), () => {
          if (!cable.back) return void (count('F4 one-way'), lost())
          trace.add(`${name} ${answer.status} ${answer.bytes.length} bytes`)
          const isShort = random.chance(weather.responseCut) && answer.bytes.length > 1
          if (isShort) count('F3 truncated')
          const { status, headers } = answer
          const bytes = isShort ? answer.bytes.subarray(0, random.int(answer.bytes.length)) : answer.bytes
          end(() => resolve(new Response(status === 204 ? null : new Uint8Array(bytes), { status, headers })))
        })
      }
      trace.add(`${name} ${init.method} ${pathname}${search} ${body.bytes.length} bytes`)
      if (!cable.out || random.chance(weather.requestLost)) lost()
      else {
        const isCut = body.bytes.length > 1 && random.chance(weather.requestCut)
        if (isCut) count('F3 truncated')
        const ms = delay()
        if (ms > fairWeather.longestMs) count('F3 delayed')
        virtual.later(ms, () => void arrive(true, isCut))
        if (random.chance(weather.duplicate) && pathname !== '/v1/wait') {
          count('F3 duplicate')
          virtual.later(
            random.between(1, random.chance(0.3) ? 60_000 : weather.longestMs),
            () => void arrive(false, false),
          )
        }
      }
      return promise
    },
  }
  return network
}

/** The request as bytes, said by a desk of an older protocol where that is asked for. */
function asked(init: RequestInit, older: number) {
  const headers = Object.fromEntries(new Headers(init.headers))
  let text = typeof init.body === 'string' ? init.body : ''
  const spoken = Number(headers['butler-protocol'] ?? 1) - older
  if (older > 0) {
    headers['butler-protocol'] = String(spoken)
    if (text) text = JSON.stringify({ ...(JSON.parse(text) as object), protocol: spoken })
  }
  return { method: init.method ?? 'GET', headers, bytes: Buffer.from(text) }
}
