import { request } from 'node:https'
import { gunzip } from 'node:zlib'
import { promisify } from 'node:util'

const inflate = promisify(gunzip)

/**
 * `fetch` as far as a desk needs it, over TLS, for an endpoint whose certificate must come from one authority: Node's own `fetch`
 * cannot be told whom to trust. Redirects are answers like any other.
 */
export function pinnedFetch(ca: string, url: string, init: RequestInit): Promise<Response> {
  const { method = 'GET', body, headers, signal } = init
  return new Promise((resolve, reject) => {
    const asked = request(
      url,
      {
        method,
        ca,
        minVersion: 'TLSv1.2',
        headers: { ...Object.fromEntries(new Headers(headers)), 'accept-encoding': 'gzip' },
        ...(signal ? { signal } : {}),
      },
      (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('error', reject)
        answer.on('end', () => {
          const { statusCode: status = 502 } = answer
          const told = new Headers()
          for (const [name, value] of Object.entries(answer.headers)) told.set(name, String(value))
          const whole = Buffer.concat(chunks)
          const text = told.get('content-encoding') === 'gzip' ? inflate(whole) : Promise.resolve(whole)
          text.then(
            (bytes) =>
              resolve(new Response(bytes.length > 0 ? new Uint8Array(bytes) : null, { status, headers: told })),
            reject,
          )
        })
      },
    )
    asked.on('error', reject)
    asked.end(typeof body === 'string' ? body : undefined)
  })
}
