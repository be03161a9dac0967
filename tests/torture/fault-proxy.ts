import { createServer, connect, type Socket } from 'node:net'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { setTimeout as rest } from 'node:timers/promises'
import type { Random } from './random.ts'

/** What becomes of a request on its way. `one-way`: it arrives, and its answer never does. */
export const networkFaults = [
  'dropped before it arrived',
  'answer lost',
  'request cut',
  'answer cut',
  'sent twice',
  'delayed',
  'one-way',
  'trickled',
] as const
export type NetworkFault = (typeof networkFaults)[number]

export type FaultProxy = AsyncDisposable & {
  url: string
  /** From now on every request meets this with the chance of one in `oneIn`; null for none. */
  set(fault: NetworkFault | null, oneIn?: number): void
  /** How many requests have met it. */
  met(fault: NetworkFault): number
}

/** Between desks and an endpoint, request by request, each on a connection of its own. */
export async function faultProxy(endpoint: () => string, random: Random): Promise<FaultProxy> {
  let [fault, oneIn]: [NetworkFault | null, number] = [null, 2]
  const met = new Map<NetworkFault, number>()
  const sockets = new Set<Socket>()
  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
    return socket
  }
  const upstream = () => keep(connect(Number(new URL(endpoint()).port), '127.0.0.1'))
  const server = createServer((client) => {
    keep(client)
    void requestOn(client).then(async (request) => {
      if (!request) return
      const now = fault !== null && random.isOnce(oneIn) ? fault : null
      if (now) met.set(now, (met.get(now) ?? 0) + 1)
      await pass(client, request, now, upstream)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    set: (next, chance = 2) => void ([fault, oneIn] = [next, chance]),
    met: (one) => met.get(one) ?? 0,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** The bytes of one request, which asks for the connection to be closed after its answer; null when it never came whole. */
function requestOn(client: Socket): Promise<Buffer | null> {
  return new Promise((resolve) => {
    let got = Buffer.alloc(0)
    client.once('close', () => resolve(null))
    client.on('data', (chunk: Buffer) => {
      got = Buffer.concat([got, chunk])
      const end = got.indexOf('\r\n\r\n')
      if (end === -1) return
      const head = got.subarray(0, end).toString('latin1')
      const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0)
      if (got.length < end + 4 + length) return
      const closing = `${head.replace(/\r\nconnection:[^\r]*/gi, '')}\r\nconnection: close\r\n\r\n`
      resolve(Buffer.concat([Buffer.from(closing, 'latin1'), got.subarray(end + 4)]))
    })
  })
}

async function pass(client: Socket, request: Buffer, fault: NetworkFault | null, upstream: () => Socket) {
  const half = request.subarray(0, Math.max(1, Math.floor(request.length / 2)))
  switch (fault) {
    case 'dropped before it arrived':
      return client.destroy()
    case 'request cut':
      upstream().end(half)
      return client.destroy()
    case 'answer lost':
      await answerTo(upstream(), request)
      return client.destroy()
    case 'answer cut': {
      const answer = await answerTo(upstream(), request)
      return client.end(answer.subarray(0, Math.floor(answer.length / 2)))
    }
    case 'one-way':
      return void (await answerTo(upstream(), request))
    case 'sent twice':
      void answerTo(upstream(), request)
      break
    case 'delayed':
      await rest(150)
      break
    case 'trickled':
      return void client.end(await trickled(upstream(), request))
    case null:
      break
  }
  return void client.end(await answerTo(upstream(), request))
}

function answerTo(socket: Socket, request: Buffer): Promise<Buffer> {
  socket.write(request)
  return allOf(socket)
}

async function trickled(socket: Socket, request: Buffer): Promise<Buffer> {
  const answer = allOf(socket)
  const step = Math.ceil(request.length / 8)
  for (let at = 0; at < request.length; at += step) {
    socket.write(request.subarray(at, at + step))
    await rest(25)
  }
  return answer
}

function allOf(socket: Socket): Promise<Buffer> {
  const chunks: Buffer[] = []
  return new Promise((resolve) => {
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    socket.once('close', () => resolve(Buffer.concat(chunks)))
  })
}
