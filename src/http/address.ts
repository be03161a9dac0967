import type { IncomingMessage } from 'node:http'
import { isLoopback } from '../app/network.ts'

/** Who asks, for limits: the other end, or behind a proxy what that has written last. */
export function addressOf({ socket, headers }: IncomingMessage, isBehindProxy: boolean): string {
  const forwarded = isBehindProxy ? [headers['x-forwarded-for'] ?? ''].flat().join(',') : ''
  return forwarded.split(',').at(-1)?.trim() || (socket.remoteAddress ?? 'unknown')
}

/** Whether a program on this machine asks, and not a proxy for somebody else. */
export function isOfThisMachine({ socket, headers }: IncomingMessage): boolean {
  const isForwarded = 'x-forwarded-for' in headers || 'forwarded' in headers || 'via' in headers
  return !isForwarded && isLoopback(socket.remoteAddress ?? '')
}
