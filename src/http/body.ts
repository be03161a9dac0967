import type { IncomingMessage } from 'node:http'

/** The whole body as text, or why there is none. `cut`: who sent it has gone away. */
export type Body = { text: string } | { fault: 'tooLarge' | 'tooSlow' | 'unsupportedBody' | 'notJson' | 'cut' }

/**
 * Reads a body within its bounds. Compressed ones are not taken at all, so what is counted is what is parsed. The deadline is for
 * all of it: one byte a second keeps nobody's place.
 */
export function readBody(incoming: IncomingMessage, limits: { bodyBytes: number; bodyMs: number }): Promise<Body> {
  const { headers } = incoming
  const encoding = headers['content-encoding']
  const isJson = /^application\/json\b/i.test(headers['content-type'] ?? '')
  if (!isJson || (encoding !== undefined && encoding !== 'identity'))
    return Promise.resolve({ fault: 'unsupportedBody' })
  if (Number(headers['content-length'] ?? 0) > limits.bodyBytes) return Promise.resolve({ fault: 'tooLarge' })
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let bytes = 0
    const end = (body: Body) => {
      clearTimeout(timer)
      incoming.off('data', onData).off('end', onEnd).off('close', onClose).off('error', onClose)
      incoming.pause()
      resolve(body)
    }
    const onData = (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > limits.bodyBytes) end({ fault: 'tooLarge' })
      else chunks.push(chunk)
    }
    const onEnd = () => {
      try {
        end({ text: new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)) })
      } catch {
        end({ fault: 'notJson' })
      }
    }
    const onClose = () => end({ fault: 'cut' })
    const timer = setTimeout(() => end({ fault: 'tooSlow' }), limits.bodyMs)
    incoming.on('data', onData).on('end', onEnd).on('close', onClose).on('error', onClose)
  })
}
