import { Agent, get } from 'node:http'
import { protocolVersion } from '../../../src/sync/protocol.ts'
import { answer, type Doing } from './child.ts'

/** Many desks that wait for a hint, in one process. */
const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY })
let answered: Promise<string[]> = Promise.resolve([])

const doing = {
  /** Begins to wait, each at one of the endpoints in turn. */
  async begin({ urls, tokens, cursor }: { urls: string[]; tokens: string[]; cursor: string }) {
    answered = Promise.all(tokens.map((token, at) => wait(urls[at % urls.length] ?? '', token, cursor)))
    answered.catch(() => undefined)
    return tokens.length
  },
  /** When each had its answer, in nanoseconds by the clock that all processes share. */
  end: () => answered,
} satisfies Doing

export type WaitingDoing = typeof doing

function wait(url: string, token: string, cursor: string): Promise<string> {
  const headers = { authorization: `Bearer ${token}`, 'butler-protocol': String(protocolVersion) }
  return new Promise((resolve, reject) => {
    get(`${url}/v1/wait?cursor=${encodeURIComponent(cursor)}`, { agent, headers }, (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
      response.once('end', () => {
        const at = process.hrtime.bigint()
        if (body === '{"changed":true}') resolve(String(at))
        else reject(new Error(`a waiter was answered ${response.statusCode} ${body}`))
      })
    }).once('error', reject)
  })
}

answer(doing)
