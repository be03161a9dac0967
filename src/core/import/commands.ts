import { byId } from '../by-id.ts'
import { z } from 'zod'
import { offHold } from '../case/hold.ts'
import { command, type Run } from '../command.ts'
import { type Taker, takerOf } from '../duty/intake.ts'
import type { EntityName, Row } from '../entities.ts'
import { promiseOn } from '../promise/on-case.ts'
import { rosterOfStaff } from '../roster/commands.ts'
import { done } from '../refusal.ts'
import { importers } from './run.ts'
import { customerRow, conversationRow, type ImportRow, mostMembers, policyRow, shiftRow, staffRow } from './schema.ts'

/** The most rows that one `import.rows` may bring: one transaction, one line in the audit. */
export const chunkRows = 1_000

/** A row that the store's own content forbids; `index` counts within the chunk, `expected` is for the report. */
export type RejectedRow = { index: number; field: string; value: string; expected: string }
/** What a chunk did. Rows that say what is already there write nothing. */
export type ChunkResult = { added: number; changed: number; unchanged: number; rejected: RejectedRow[] }

/** `run`: the import that the chunk is a part of (`importRun`); none for one that is not kept track of. */
const chunk = { source: z.string().max(200), number: z.int().nonnegative(), run: z.string().max(100).optional() }

/** One chunk of an imported file. Each row stands alone: one that cannot be kept is reported and the others are. */
export const importRowsCommand = command({
  name: 'import.rows',
  roles: importers,
  offline: 'onlineOnly',
  args: () =>
    z.discriminatedUnion('kind', [
      z.object({ ...chunk, kind: z.literal('staff'), rows: z.array(staffRow).max(chunkRows) }),
      z.object({ ...chunk, kind: z.literal('customers'), rows: z.array(customerRow).max(chunkRows) }),
      z.object({ ...chunk, kind: z.literal('policies'), rows: z.array(policyRow).max(chunkRows) }),
      z.object({ ...chunk, kind: z.literal('shifts'), rows: z.array(shiftRow).max(chunkRows) }),
      z.object({ ...chunk, kind: z.literal('conversations'), rows: z.array(conversationRow).max(chunkRows) }),
    ]),
  async run({ args, ...context }) {
    const { now, tx } = context
    const tally: ChunkResult = { added: 0, changed: 0, unchanged: 0, rejected: [] }
    switch (args.kind) {
      case 'staff':
        await importStaff(args.rows, now, tx, tally)
        break
      case 'customers':
        await importCustomers(args.rows, tx, tally)
        break
      case 'policies':
        await importPolicies(args.rows, tx, tally)
        break
      case 'conversations':
        await importConversations(args.rows, tx, tally)
        break
      case 'shifts':
        await importShifts(args.rows, context, tally)
        break
    }
    const run = args.run === undefined ? undefined : await tx.get('importRun', args.run)
    if (run) {
      const { added, changed, unchanged, rejected } = tally
      await tx.put('importRun', {
        ...run,
        chunks: run.chunks + 1,
        added: run.added + added,
        changed: run.changed + changed,
        unchanged: run.unchanged + unchanged,
        rejected: run.rejected + rejected.length,
        movedAt: now,
      })
    }
    return done({ kind: args.kind, source: args.source, number: args.number, ...tally })
  },
})

type Tx = Run<unknown>['tx']

const oneCustomer = { customers: 1, openCases: 0 }

/** The ids that rows of other systems have here. */
const idOf = {
  customer: (externalId: string) => `c.${externalId}`,
  policy: (externalId: string) => `p.${externalId}`,
  conversation: (externalId: string) => `v.${externalId}`,
  message: (externalId: string) => `m.${externalId}`,
  case: (conversation: string) => `q.${conversation}`,
} as const

const newCustomer = {
  ...{ gender: 'unknown', bornOn: null, phone: null, idNumber: null, city: null, since: null },
  tags: [] as string[],
} satisfies Partial<Row<'customer'>>
const newPolicy = {
  source: 'own',
  state: 'inForce',
  paidThrough: null,
  sumInsuredFen: null,
  memberId: null,
} satisfies Partial<Row<'policy'>>

/** What a row says; a column that its file does not have says nothing. */
function said<R extends object>(row: R): { [K in keyof R]: Exclude<R[K], undefined> } {
  const values: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(row)) if (value !== undefined) values[key] = value
  return values as never
}

async function importStaff(rows: ImportRow<'staff'>[], now: number, tx: Tx, tally: ChunkResult) {
  const keep = await keeper(
    'staff',
    rows.map((row) => row.externalId),
    tx,
    tally,
  )
  for (const [index, row] of rows.entries()) {
    const known = { id: row.externalId, externalId: row.externalId, name: row.name, role: row.role }
    const before = row.role === 'butler' ? undefined : await tx.get('staff', known.id)
    if (before?.role === 'butler' && (await tx.load(known.id)).customers > 0) {
      const expected = 'butler, for as long as they have customers'
      tally.rejected.push({ index, field: 'role', value: row.role, expected })
      continue
    }
    keep.row(known.id, (before) => ({ addedAt: now, isActive: true, ...before, ...known }))
  }
  await keep.all()
}

async function importShifts(
  rows: ImportRow<'shifts'>[],
  context: Omit<Run<unknown>, 'args'>,
  tally: ChunkResult,
): Promise<void> {
  const roster = await rosterOfStaff(
    context,
    rows.map(({ staff }) => staff),
  )
  for (const [index, row] of rows.entries()) {
    const outcome = roster.add(row)
    if (!('ok' in outcome)) tally[outcome.isNew ? 'added' : 'unchanged']++
    else if (outcome.code === 'shift.overlap')
      tally.rejected.push({ index, field: 'from', value: row.from, expected: 'a time without another shift' })
    else tally.rejected.push({ index, field: 'staff', value: row.staff, expected: 'the id of somebody on the staff' })
  }
  await roster.keep()
}

async function importCustomers(rows: ImportRow<'customers'>[], tx: Tx, tally: ChunkResult) {
  const owners = await idsOfButlers(
    rows.map((row) => row.owner),
    tx,
  )
  const ids = rows.map((row) => idOf.customer(row.externalId))
  const before = await readById('customer', ids, tx)
  const keep = await keeper('customer', ids, tx, tally)
  const takers = new Map<string, Taker>()
  const members = new Map<string, Row<'member'>>()
  /** Places in households that a shorter one has left empty. */
  const left: string[] = []
  const memberId = (customerId: string, place: number) => `${customerId}.${place + 1}`
  for (const [index, row] of rows.entries()) {
    if (!owners.has(row.owner)) {
      tally.rejected.push({
        index,
        field: 'owner',
        value: row.owner,
        expected: 'the id of a butler who is on the staff',
      })
      continue
    }
    const { owner, household, ...known } = row
    const id = idOf.customer(row.externalId)
    if (!before.has(id)) {
      const taker = takers.get(owner) ?? (await takerOf(tx, owner))
      const why = 'ok' in taker ? taker : taker.whyNot(oneCustomer)
      if (!('ok' in taker)) takers.set(owner, taker)
      if (why) {
        const expected =
          why.code === 'staff.intake-paused' ? 'a butler who takes on new customers' : 'a butler with room'
        tally.rejected.push({ index, field: 'owner', value: owner, expected })
        continue
      }
      if (!('ok' in taker)) taker.take(oneCustomer)
    }
    // Whose customer it is changes by `customer.reassign` alone: an old file does not take anybody back.
    keep.row(id, (before) => ({ ...newCustomer, ...before, ...said(known), id, ownerId: before?.ownerId ?? owner }))
    for (const [place, member] of (household ?? []).entries())
      members.set(memberId(id, place), { ...member, id: memberId(id, place), customerId: id })
    if (household && before.has(id))
      for (let place = household.length; place < mostMembers; place++) left.push(memberId(id, place))
  }
  await keep.all()
  const keepMember = await keeper('member', [...members.keys()], tx)
  for (const member of members.values()) keepMember.row(member.id, () => member)
  await keepMember.all()
  const empty = left.filter((id) => !members.has(id))
  for (const member of await tx.getMany('member', empty)) await tx.remove('member', member.id)
}

async function importPolicies(rows: ImportRow<'policies'>[], tx: Tx, tally: ChunkResult) {
  const ids = rows.map((row) => idOf.customer(row.customer))
  const customers = await readById('customer', ids, tx)
  // Who came into our care is no other system's: their first policy names them by the id that they have here.
  const unknown = rows.flatMap(({ customer }) => (customers.has(idOf.customer(customer)) ? [] : [customer]))
  const cared = byId(
    (await tx.getMany('customer', [...new Set(unknown)])).filter(({ externalId }) => externalId === null),
  )
  const products = await readById(
    'product',
    rows.map((row) => row.productCode),
    tx,
  )
  const keep = await keeper(
    'policy',
    rows.map((row) => idOf.policy(row.externalId)),
    tx,
    tally,
  )
  for (const [index, row] of rows.entries()) {
    const customer = customers.get(idOf.customer(row.customer)) ?? cared.get(row.customer)
    if (!customer) {
      tally.rejected.push({ index, field: 'customer', value: row.customer, expected: 'the id of an imported customer' })
      continue
    }
    if (!products.has(row.productCode)) {
      tally.rejected.push({
        index,
        field: 'productCode',
        value: row.productCode,
        expected: 'the code of an imported product',
      })
      continue
    }
    const { customer: _, insuredName, ...known } = row
    const id = idOf.policy(row.externalId)
    keep.row(id, (before) => ({
      ...newPolicy,
      ...before,
      ...said(known),
      id,
      customerId: customer.id,
      insuredName: insuredName ?? before?.insuredName ?? customer.name,
    }))
  }
  await keep.all()
}

async function importConversations(rows: ImportRow<'conversations'>[], tx: Tx, tally: ChunkResult) {
  const customers = await readById(
    'customer',
    rows.map((row) => idOf.customer(row.customer)),
    tx,
  )
  const keep = await keeper(
    'message',
    rows.map((row) => idOf.message(row.externalId)),
    tx,
    tally,
  )
  const touched = new Map<string, Row<'message'>[]>()
  const channels = new Map<string, Row<'conversation'>['channel']>()
  for (const [index, row] of rows.entries()) {
    const customerId = idOf.customer(row.customer)
    if (!customers.has(customerId)) {
      tally.rejected.push({ index, field: 'customer', value: row.customer, expected: 'the id of an imported customer' })
      continue
    }
    const conversationId = idOf.conversation(row.conversation)
    const said = { direction: row.direction, text: row.text, at: row.at, externalId: row.externalId, channel: null }
    const message = { ...said, id: idOf.message(row.externalId), customerId, conversationId, authorId: row.author }
    keep.row(message.id, () => message)
    channels.set(conversationId, row.channel)
    const messages = touched.get(conversationId)
    if (messages) messages.push(message)
    else touched.set(conversationId, [message])
  }
  await keep.all()
  await keepConversations(touched, channels, tx)
}

/** Brings conversations up to their messages, and opens a case for each that the customer had the last word in. */
async function keepConversations(
  touched: ReadonlyMap<string, Row<'message'>[]>,
  channels: ReadonlyMap<string, Row<'conversation'>['channel']>,
  tx: Tx,
) {
  const known = await readById('conversation', [...touched.keys()], tx)
  const keep = await keeper('conversation', [...touched.keys()], tx)
  const caseIds = [...touched.keys()].map((id) => idOf.case(id.slice(2)))
  const cases = await readById('case', caseIds, tx)
  for (const [id, imported] of touched) {
    const first = imported[0]
    if (!first) continue
    const messages = known.has(id) ? await tx.find('message', { conversationId: id }) : imported
    messages.sort((a, b) => a.at - b.at)
    const [openedAt, lastAt] = [messages[0]?.at ?? first.at, messages.at(-1)?.at ?? first.at]
    const externalId = id.slice(2)
    keep.row(id, () => ({
      id,
      externalId,
      customerId: first.customerId,
      channel: channels.get(id) ?? 'wechat',
      openedAt,
      lastAt,
      tags: known.get(id)?.tags ?? [],
    }))
    const caseId = idOf.case(externalId)
    const before = cases.get(caseId)
    const unanswered = messages.slice(messages.findLastIndex((message) => message.direction === 'out') + 1)
    const oldest = unanswered[0]
    if (before) await followConversation(before, unanswered, lastAt, tx)
    else if (oldest) await tx.put('case', questionCase(caseId, id, oldest))
  }
  await keep.all()
}

/**
 * A new word of the customer opens the case again and ends its hold; an answer ends the wait, and a case that was nothing else and
 * on which nothing is promised.
 */
async function followConversation(item: Row<'case'>, unanswered: readonly Row<'message'>[], lastAt: number, tx: Tx) {
  const oldest = unanswered[0]
  const waitingSince = oldest?.at ?? null
  if (item.state === 'done') {
    if (!oldest || (item.doneAt ?? 0) >= lastAt) return
    await tx.put('case', { ...offHold(item, lastAt), state: 'open', doneAt: null, outcome: null, waitingSince })
  } else if (oldest) {
    const isReply = item.waitingSince === null || (unanswered.at(-1)?.at ?? 0) > (item.holds.at(-1)?.from ?? Infinity)
    const freed = isReply ? offHold(item, lastAt) : item
    if (item.waitingSince !== waitingSince || (isReply && item.hold)) await tx.put('case', { ...freed, waitingSince })
  } else if (item.waitingSince !== null) {
    const isBare = item.openedBy === 'import' && item.takenBy === null && item.claimId === null
    const isOnlyThis = isBare && !(await promiseOn(tx, item.id))
    const answered = isOnlyThis ? ({ state: 'done', doneAt: lastAt, outcome: '已在对话中答复' } as const) : {}
    await tx.put('case', { ...item, ...answered, waitingSince: null })
  }
}

function questionCase(id: string, conversationId: string, oldest: Row<'message'>): Row<'case'> {
  const nothing = {
    concern: null,
    hold: null,
    holds: [],
    dueOn: null,
    takenBy: null,
    takenUntil: null,
    claimId: null,
    outcome: null,
  }
  return {
    ...nothing,
    id,
    customerId: oldest.customerId,
    kind: 'question',
    title: oldest.text.split('\n', 1)[0]?.slice(0, 60) ?? '',
    state: 'open',
    role: 'butler',
    priority: 'normal',
    waitingSince: oldest.at,
    clocks: [],
    lacksDocuments: false,
    conversationId,
    openedBy: 'import',
    openedAt: oldest.at,
    doneAt: null,
  }
}

async function idsOfButlers(ids: readonly string[], tx: Tx): Promise<Set<string>> {
  const staff = await tx.getMany('staff', [...new Set(ids)])
  return new Set(staff.filter((person) => person.role === 'butler' && person.isActive).map((person) => person.id))
}

async function readById<E extends EntityName>(entity: E, ids: readonly string[], tx: Tx): Promise<Map<string, Row<E>>> {
  return byId(await tx.getMany(entity, [...new Set(ids)]))
}

/**
 * Reads all the rows concerned at once; `row` says what one is to be and counts it (when given a tally), `all` writes those that differ.
 */
async function keeper<E extends EntityName>(entity: E, ids: readonly string[], tx: Tx, tally?: ChunkResult) {
  const known = await readById(entity, ids, tx)
  const different = new Map<string, Row<E>>()
  return {
    row(id: string, make: (before: Row<E> | undefined) => Row<E>): void {
      const before = known.get(id)
      const after = make(before)
      const isSame = before !== undefined && sameRow(before, after)
      if (tally) tally[before === undefined ? 'added' : isSame ? 'unchanged' : 'changed']++
      if (isSame) return
      known.set(id, after)
      different.set(id, after)
    },
    all: () => tx.putMany(entity, [...different.values()]),
  }
}

/** Compares by value, column by column, whatever the order of the columns. */
function sameRow(before: Record<string, unknown>, after: Record<string, unknown>): boolean {
  return Object.keys(after).every((key) => JSON.stringify(before[key]) === JSON.stringify(after[key]))
}
