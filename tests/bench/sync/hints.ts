import { setTimeout as rest } from 'node:timers/promises'
import { type Child, startChild } from './child.ts'
import type { DeskDoing } from './desk.ts'
import { type Serving, urlsOf } from './serving.ts'
import type { WaitingDoing } from './waiting.ts'

const commands = 5

/**
 * Everybody waits, one desk sends a command, and all are told: milliseconds until each was, from when the desk began to send, so
 * that deciding the command counts too.
 */
export async function hintLatencies(serving: Serving, desk: Child<DeskDoing>): Promise<number[]> {
  const { waiting: tokens } = serving.team
  await using waiters = startChild<WaitingDoing>('waiting')
  const samples: number[] = []
  let { cursor } = await desk.ask('sync')
  // The first command only opens the connections.
  for (let command = 0; command <= commands; command++) {
    await waiters.ask('begin', { urls: urlsOf(serving), tokens, cursor })
    await untilAllWait(serving, tokens.length)
    await desk.ask('give', { count: 1 })
    const sent = await desk.ask('sync')
    const answered = await waiters.ask('end')
    if (command > 0) for (const at of answered) samples.push(Number(BigInt(at) - BigInt(sent.at)) / 1e6)
    cursor = sent.cursor
  }
  return samples
}

async function untilAllWait({ endpoints }: Serving, count: number): Promise<void> {
  const until = performance.now() + 20_000
  for (;;) {
    const each = await Promise.all(endpoints.map((endpoint) => endpoint.waiters()))
    const waiting = each.reduce((sum, one) => sum + one, 0)
    if (waiting === count) return
    if (performance.now() > until) throw new Error(`${waiting} of ${count} wait`)
    await rest(10)
  }
}
