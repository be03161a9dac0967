import { z } from 'zod'
import { command, type Run } from '../command.ts'
import { type Taker, takerOf } from '../duty/intake.ts'
import type { Row } from '../entities.ts'
import { done, refuse, type Refusal } from '../refusal.ts'
import { endHandovers } from '../handover/end.ts'
import { moveCustomer } from './move.ts'
import { customersWhere } from './where.ts'

/** As many customers as one command moves: one transaction, one line in the audit. */
export const movedAtOnce = 200

/**
 * Which customers of a book; all of them where nothing is said. A text is a filter (where.ts): an endpoint that knows of none refuses it,
 * where it would pass over a field of the object and move everybody.
 */
const whichSchema = z.union([
  z.object({ tag: z.string().optional(), city: z.string().optional() }),
  z.string().trim().min(1).max(500),
])

/**
 * Moves customers of one book to others, in the order of their ids after `after`, so many at once: to whoever of the receivers has the
 * fewest and has room. `next` in the result is where to go on, null when all were reached; what was moved is not met again. A preview
 * says what would be, and changes nothing.
 */
export const reassignBook = command({
  name: 'book.reassign',
  roles: ['supervisor', 'manager', 'service'],
  offline: 'onlineOnly',
  args: () =>
    z.object({
      fromId: z.string(),
      toIds: z.array(z.string()).min(1).max(50),
      which: whichSchema.default({}),
      after: z.string().nullable().default(null),
      isPreview: z.boolean().default(false),
    }),
  async run({ args, ...context }) {
    const { tx } = context
    const takers: Taker[] = []
    for (const toId of new Set(args.toIds)) {
      const taker = await takerOf(tx, toId)
      if ('ok' in taker) return taker
      if (toId !== args.fromId) takers.push(taker)
    }
    if (takers.length === 0) return refuse('customer.same-owner', { ownerId: args.fromId })
    // Who has fewest is asked first, also where nobody has a limit.
    for (const taker of takers) taker.load = await tx.load(taker.staffId)
    const isMeant = await meantBy(args.which, context)
    if ('ok' in isMeant) return isMeant
    const book: Row<'customer'>[] = []
    for (const customer of await tx.find('customer', { ownerId: args.fromId }))
      if ((args.after === null || customer.id > args.after) && (await isMeant(customer))) book.push(customer)
    book.sort((a, b) => (a.id < b.id ? -1 : 1))
    // The endpoint is asked for a preview as a whole: nothing is written.
    const some = args.isPreview ? book : book.slice(0, movedAtOnce)
    const moved: { customerId: string; to: string }[] = []
    const refused: { customerId: string; code: string; staffId: string | null; data: Refusal['data'] }[] = []
    for (const customer of some) {
      const found = await takerFor(context, takers, customer)
      if ('code' in found)
        refused.push({ customerId: customer.id, code: found.code, staffId: textOf(found), data: found.data })
      else moved.push({ customerId: customer.id, to: found.staffId })
      if ('code' in found || args.isPreview) continue
      await moveCustomer(context, customer, found.staffId)
    }
    if (!args.isPreview)
      await endHandovers(
        tx,
        moved.map(({ customerId }) => customerId),
        context.now,
      )
    const waiting = book.length - some.length
    const next = waiting > 0 ? (some.at(-1)?.id ?? null) : null
    const shown = args.isPreview ? { moved: [], refused: refused.slice(0, movedAtOnce) } : { moved, refused }
    const counts = { done: moved.length, refusedCount: refused.length, waiting, next, ...byTaker(moved) }
    return done({ fromId: args.fromId, isPreview: args.isPreview, ...counts, ...shown })
  },
})

type Which = z.infer<typeof whichSchema>

async function meantBy(which: Which, { tx, now }: Pick<Run<unknown>, 'tx' | 'now'>) {
  if (typeof which === 'string') return customersWhere(which, tx, now)
  return async ({ tags, city }: Row<'customer'>) =>
    (!which.tag || tags.includes(which.tag)) && (!which.city || city === which.city)
}

/** The receiver with room who has the fewest customers; else why the last of them has none. */
async function takerFor(
  { tx }: Pick<Run<unknown>, 'tx'>,
  takers: readonly Taker[],
  customer: Row<'customer'>,
): Promise<Taker | Refusal> {
  const cases = await tx.find('case', { customerId: customer.id, state: 'open', role: 'butler' })
  const coming = { customers: 1, openCases: cases.length }
  const inOrder = takers.toSorted((a, b) => a.load.customers - b.load.customers || (a.staffId < b.staffId ? -1 : 1))
  let why: Refusal | null = null
  for (const taker of inOrder) {
    const refusal = taker.whyNot(coming)
    if (!refusal) {
      taker.take(coming)
      return taker
    }
    why = refusal
  }
  return why ?? refuse('customer.same-owner')
}

function byTaker(moved: readonly { to: string }[]): { byReceiver: Record<string, number> } {
  const byReceiver: Record<string, number> = {}
  for (const { to } of moved) byReceiver[to] = (byReceiver[to] ?? 0) + 1
  return { byReceiver }
}

function textOf({ data }: Refusal): string | null {
  return typeof data['staffId'] === 'string' ? data['staffId'] : null
}
