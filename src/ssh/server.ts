import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { resolve } from 'node:path'
import type { Connection } from 'ssh2'
import type { Home } from '../app/home.ts'
import { authenticate, guestOf } from './authentication.ts'
import type { Child } from './child.ts'
import { onReaderGone } from './eow.ts'
import { hostKeyOf } from './host-key.ts'
import type { Guest, SshServing } from './serving.ts'
import { serveSession } from './session.ts'
import { ssh2 } from './ssh2.ts'

/** How long a client may take to say who it is, and to stay without asking for anything. */
const graceMs = 20_000
/** Connections that are not sessions yet. */
const mostWaiting = 20
const keepaliveMs = 30_000
/** OpenSSH's client says that its reader has gone (eow.ts) only to a server whose name begins so. */
const ident = 'OpenSSH_butler'

export type SshListening = {
  port: number
  fingerprint: string
  /** Whether the host key was made now. */
  isNew: boolean
  close(): Promise<void>
}

/** Serves board and tail of an authority's home over SSH, each session in a process of its own. Throws what listening throws. */
export async function listenSsh(home: Home, serving: SshServing): Promise<SshListening> {
  const { key, fingerprint, isNew } = await hostKeyOf(home.folder)
  const { Server } = await ssh2()
  const folder = resolve(home.folder)
  const running = new Set<Child>()
  const guests = new Map<Connection, Guest>()
  const sockets = new Set<Socket>()
  const ssh = new Server({ hostKeys: [key], ident, keepaliveInterval: keepaliveMs, keepaliveCountMax: 3 })
  ssh.on('connection', (client, { ip, port }) => {
    // Whatever is wrong with a connection ends that connection.
    client.on('error', () => undefined)
    const address = ip ?? ''
    const unknown = (of: string | null) => serving.log({ fingerprint: of, address }, 'ssh key refused')
    const own = new Map<number, Child>()
    onReaderGone(client, (channel) => own.get(channel)?.readerGone())
    let leaving = setTimeout(() => client.end(), graceMs)
    client.once('ready', () => leaving.refresh())
    client.once('close', () => {
      clearTimeout(leaving)
      guests.delete(client)
      for (const child of own.values()) child.stop()
    })
    void authenticate(client, home, unknown).then((known) => {
      guests.set(client, { ...known, address, connection: `${address} ${port ?? 0} ${serving.host} ${serving.port}` })
    })
    const start = (channel: number, begin: () => Child) => {
      if (running.size >= serving.sessions) return null
      clearTimeout(leaving)
      const child = begin()
      running.add(child)
      own.set(channel, child)
      void child.ended.then(() => {
        running.delete(child)
        if (own.get(channel) === child) own.delete(channel)
        if (own.size === 0 && guests.has(client)) leaving = setTimeout(() => client.end(), graceMs)
      })
      return child
    }
    client.on('session', (accept, reject) => {
      const guest = guests.get(client)
      if (guest) serveSession(accept(), guest, { home: folder, serving, start })
      else reject()
    })
  })

  const server = createServer((socket) => {
    // One that says nothing holds a place only so long; the protocol's own clock begins with its first line.
    if (sockets.size >= serving.sessions + mostWaiting) return socket.destroy()
    sockets.add(socket.setTimeout(graceMs, () => socket.bytesRead === 0 && socket.destroy()).setNoDelay())
    socket.once('close', () => sockets.delete(socket))
    ssh.injectSocket(socket)
  })
  server.listen(serving.port, serving.host)
  await once(server, 'listening')
  const unwatch = home.watch(() => void putOut())

  /** Those whose key is gone, or who are not on the staff any more. */
  async function putOut(): Promise<void> {
    for (const [client, { keyId, staffId, fingerprint: of, address }] of guests) {
      if ((await guestOf(home, keyId).catch(() => staffId)) === staffId) continue
      serving.log({ staffId, fingerprint: of, address }, 'ssh guest put out')
      client.end()
    }
  }

  return {
    port: (server.address() as AddressInfo).port,
    fingerprint,
    isNew,
    async close() {
      unwatch()
      const closed = once(server, 'close')
      server.close()
      for (const child of running) child.stop()
      await Promise.all([...running].map(({ ended }) => ended))
      for (const client of guests.keys()) client.end()
      for (const socket of sockets) socket.destroySoon()
      await closed
    },
  }
}
