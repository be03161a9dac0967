import type { Connection } from 'ssh2'

type Handlers = { CHANNEL_REQUEST(protocol: unknown, channel: number, type: string, ...rest: unknown[]): void }

/**
 * Calls back with the number of the channel whose reader is gone: `ssh HOST tail | head -1`. OpenSSH's client then says
 * `eow@openssh.com` (PROTOCOL, section 2.1) and throws away what else comes, without ever closing the channel. ssh2 drops that word and
 * has no event for it, so it is listened for where its messages are handed out.
 */
export function onReaderGone(client: Connection, gone: (channel: number) => void): void {
  // oxlint-disable-next-line no-underscore-dangle
  const handlers = (client as unknown as { _protocol?: { _handlers?: Handlers } })._protocol?._handlers
  if (!handlers) return
  const request = handlers.CHANNEL_REQUEST
  handlers.CHANNEL_REQUEST = (protocol, channel, type, ...rest) => {
    if (type === 'eow@openssh.com') gone(channel)
    request(protocol, channel, type, ...rest)
  }
}
