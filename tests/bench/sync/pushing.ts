import { v7 } from 'uuid'
import { netTo } from '../../../src/app/net.ts'
import { askFor } from '../../../src/sync/ask.ts'
import { wire } from '../../../src/sync/wire.ts'
import { answer, type Doing } from './child.ts'
import { noteText } from './note-text.ts'
import type { Pusher } from './team.ts'

/**
 * Many desks that only send, in one process: what they would have to do for themselves is left out, for it is not the endpoint's
 * machine that does it.
 */
const sent = new Map<string, number>()

type Load = { urls: string[]; pushers: Pusher[]; epoch: string; atOnce: number; pushes: number }

const doing = {
  /** Each desk sends `pushes` times `atOnce` commands, one push after the other, to one of the endpoints in turn. Milliseconds. */
  async push({ urls, pushers, epoch, atOnce, pushes }: Load) {
    const from = performance.now()
    await Promise.all(
      pushers.map(async ({ token, customers }, index) => {
        const link = { net: netTo(null), endpoint: urls[index % urls.length] ?? '', token }
        for (let push = 0; push < pushes; push++) {
          const before = sent.get(token) ?? 0
          const commands = Array.from({ length: atOnce }, (_, at) => ({
            ...{ seq: before + at + 1, id: v7(), name: 'note.add', version: 1 },
            args: { customerId: customers[(before + at) % customers.length], caseId: null, text: noteText(at) },
          }))
          const { lastSeq } = await askFor(link, wire.push, { body: { epoch, commands } })
          if (lastSeq !== before + atOnce) throw new Error(`decided up to ${lastSeq} of ${before + atOnce}`)
          sent.set(token, lastSeq)
        }
      }),
    )
    return performance.now() - from
  },
} satisfies Doing

export type PushingDoing = typeof doing

answer(doing)
