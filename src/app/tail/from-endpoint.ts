import { setTimeout } from 'node:timers/promises'
import type { IncomingMessage } from 'node:http'
import { isFiltering, type TailFilter } from '../../core/tail/filter.ts'
import { Problem, problemTypes, Unreachable, Unsafe, untrustedCode } from '../../sync/faults.ts'
import { isSafeEndpoint } from '../../sync/loopback.ts'
import { writeTailCursor } from './cursor.ts'
import { linesOf } from './lines.ts'
import type { TailAsked } from './read.ts'
import type { TailNews, TailSource } from './source.ts'

/** `token` is asked for anew with each connection; `renew` is called once when it was not taken, and says whether there is another. */
export type TailEndpoint = { url: string; ca: string | null; token(): string; renew?(): Promise<boolean> }

/** Silence for longer than this is a dead line: the endpoint says something every fifteen seconds. */
const silenceMs = 45_000
const [restMs, longestRestMs] = [500, 15_000]
const passing: ReadonlySet<string> = new Set([
  ...[problemTypes.fault, problemTypes.notReady, problemTypes.stopping, problemTypes.tooSlow],
  ...[problemTypes.rateLimited, problemTypes.tooManyWaiters],
])

/** The events of an endpoint, over one connection as long as it holds and then the next; none is lost between the two. */
export function tailOfEndpoint(endpoint: TailEndpoint, filter: TailFilter): TailSource {
  let skipped = 0
  let connection = new AbortController()
  return {
    skipTo(ver) {
      skipped = ver
      connection.abort()
    },
    async *listen(asked, isFollowing, signal): AsyncGenerator<TailNews> {
      if (!isSafeEndpoint(endpoint.url)) throw new Unsafe('plain', endpoint.url)
      let [epoch, after] = ['', 0]
      let failures = 0
      let isOffline = false
      while (!signal.aborted) {
        connection = new AbortController()
        const either = AbortSignal.any([signal, connection.signal])
        const from = epoch ? { cursor: writeTailCursor(epoch, Math.max(after, skipped)) } : asked
        let retryAfterMs = 0
        try {
          for await (const said of say(endpoint, queryOf(from, filter, isFollowing), either)) {
            failures = 0
            if (said.is === 'begun') {
              if (isOffline) yield { is: 'online', head: said.head }
              isOffline = false
              if (!epoch) yield said
              ;[epoch, after] = [said.epoch, Math.max(after, said.after)]
            } else if (said.is === 'events') {
              after = said.through
              yield said
            } else return yield said
          }
          if (!isFollowing) return
        } catch (fault) {
          if (signal.aborted) return
          if (!connection.signal.aborted) {
            const isPassing = fault instanceof Problem ? passing.has(fault.type) : fault instanceof Unreachable
            if (!isPassing || fault instanceof Unsafe || !isFollowing || !epoch) throw fault
            retryAfterMs = fault instanceof Problem ? (fault.retryAfterMs ?? 0) : 0
          }
        }
        if (connection.signal.aborted) continue
        if (!isOffline) yield { is: 'offline' }
        isOffline = true
        // Half to all of it: those who fell away together do not come back together.
        const backOff = Math.min(longestRestMs, restMs * 2 ** Math.min(failures++, 6)) * (0.5 + Math.random() / 2)
        await setTimeout(Math.max(retryAfterMs, backOff), undefined, { signal }).catch(() => undefined)
      }
    },
  }
}

function queryOf({ cursor, lines, since }: TailAsked, filter: TailFilter, isFollowing: boolean): URLSearchParams {
  const query = new URLSearchParams()
  if (cursor !== undefined) query.set('cursor', cursor)
  if (lines !== undefined) query.set('lines', String(lines))
  if (since !== undefined) query.set('since', String(since))
  if (isFollowing) query.set('follow', '1')
  if (isFiltering(filter)) query.set('filter', JSON.stringify(filter))
  return query
}

/** One connection: what the endpoint says on it, line by line. Throws `Problem`, `Unreachable` or `Unsafe`. */
async function* say(endpoint: TailEndpoint, query: URLSearchParams, signal: AbortSignal): AsyncGenerator<TailNews> {
  const url = new URL(`/v1/tail?${String(query)}`, endpoint.url)
  let answer = await answerTo(endpoint, url, signal)
  if (answer.statusCode === 401 && (await endpoint.renew?.())) {
    answer.destroy()
    answer = await answerTo(endpoint, url, signal)
  }
  if (answer.statusCode !== 200) {
    const problem = await problemIn(endpoint, answer)
    if (problem.type === problemTypes.cursorGone) return yield { is: 'gone' }
    throw problem
  }
  try {
    for await (const line of linesOf(answer)) {
      const said = newsIn(line)
      if (said) yield said
      else if (said === null) throw new Unreachable(`${endpoint.url} did not answer as a butler endpoint`)
    }
  } catch (cause) {
    throw cause instanceof Unreachable ? cause : new Unreachable(`${endpoint.url} cannot be reached`, { cause })
  } finally {
    answer.destroy()
  }
}

/** Undefined for a line that only shows that the connection lives, null for what no endpoint says. */
function newsIn(line: string): TailNews | null | undefined {
  if (line === '') return undefined
  try {
    const said = JSON.parse(line) as TailNews
    return ['begun', 'events', 'refused'].includes(said.is) ? said : null
  } catch {
    return null
  }
}

async function answerTo({ url: where, ca, token }: TailEndpoint, url: URL, signal: AbortSignal) {
  const { request } = url.protocol === 'https:' ? await import('node:https') : await import('node:http')
  return new Promise<IncomingMessage>((resolve, reject) => {
    const headers = { authorization: `Bearer ${token()}`, 'butler-protocol': '3' }
    const trust = ca === null ? {} : { ca }
    const asked = request(url, { headers, signal, ...trust, timeout: silenceMs, agent: false })
    asked.on('response', resolve)
    asked.on('timeout', () => asked.destroy(new Error('silent')))
    asked.on('error', (cause: NodeJS.ErrnoException) => {
      reject(
        untrustedCode.test(cause.code ?? '')
          ? new Unsafe('certificate', where, cause)
          : new Unreachable(`${where} cannot be reached`, { cause }),
      )
    })
    asked.end()
  })
}

async function problemIn(endpoint: TailEndpoint, answer: IncomingMessage): Promise<Problem> {
  let text = ''
  for await (const chunk of answer.setEncoding('utf8')) text += String(chunk)
  const wait = Number(answer.headers['retry-after'] ?? 'none')
  try {
    const { type, title } = JSON.parse(text) as { type: string; title: string }
    return new Problem(type, answer.statusCode ?? 0, title, Number.isFinite(wait) ? wait * 1_000 : null)
  } catch {
    throw new Unreachable(`${endpoint.url} answered ${answer.statusCode ?? 0}`)
  }
}
