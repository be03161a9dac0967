import type { EntityName, Row } from '../core/entities.ts'
import { isOwed } from '../core/promise/clock.ts'
import type { ReplyUse } from '../core/reply/schema.ts'
import { decodeRow } from './codec.ts'
import type { Reader } from './store.ts'
import { readRows } from './rows.ts'
import type { Tables } from './tables.ts'

/** Something that happened around a customer, for the one timeline. */
export type Happening =
  /** `from`: the reply of the library that it came from, and how (core/reply/schema.ts). */
  | { at: number; is: 'message'; message: Row<'message'>; from: Pick<ReplyUse, 'replyId' | 'way'> | null }
  | { at: number; is: 'note'; note: Row<'note'> }
  | { at: number; is: 'case'; case: Row<'case'>; moment: 'opened' | 'done' }
  | { at: number; is: 'judgement'; judgement: Row<'judgement'> }
  | { at: number; is: 'claimStep'; step: Row<'claimStep'> }
  | { at: number; is: 'promise'; promise: Row<'promise'>; step: Row<'promise'>['steps'][number] }
  | { at: number; is: 'complaint'; complaint: Row<'complaint'> }
  | { at: number; is: 'goodwill'; goodwill: Row<'goodwill'> }
  | { at: number; is: 'escalation'; escalation: Row<'escalation'>; moment: 'started' | 'ended' }

/** The whole customer: everything that hangs on them, newest first where time matters. */
export type WholeCustomer = {
  customer: Row<'customer'>
  members: Row<'member'>[]
  policies: Row<'policy'>[]
  cases: Row<'case'>[]
  claims: Row<'claim'>[]
  /** Those that are owed before those that are over, what is due first at the top. */
  promises: Row<'promise'>[]
  escalations: Row<'escalation'>[]
  /** As they were taken down, the newest first. */
  complaints: Row<'complaint'>[]
  /** Entries of the goodwill ledger, the newest first. */
  goodwill: Row<'goodwill'>[]
  /** The one in which something was said last at the top. */
  conversations: Row<'conversation'>[]
  drafts: Row<'draft'>[]
  /** Why we know somebody who is not a customer, and until when. */
  care: Row<'care'> | null
  timeline: Happening[]
}

/** `readable`: leaves out of rows those that whoever asks may not see. */
export async function wholeCustomer(
  reader: Reader,
  customerId: string,
  readable: <R extends object>(rows: readonly R[]) => Promise<R[]>,
): Promise<WholeCustomer | undefined> {
  const [customer] = await readRows(reader, 'customer', [customerId])
  if (!customer) return undefined
  const rowsOf = async <E extends EntityName>(entity: E) => readable(await rowsOfCustomer(reader, entity, customerId))
  const [members, policies, cases, claims] = [
    await rowsOf('member'),
    await rowsOf('policy'),
    await rowsOf('case'),
    await rowsOf('claim'),
  ]
  const [escalations, notes, drafts] = [await rowsOf('escalation'), await rowsOf('note'), await rowsOf('draft')]
  const promises = await rowsOf('promise')
  const [complaints, goodwill] = [await rowsOf('complaint'), await rowsOf('goodwill')]
  const conversations = await rowsOf('conversation')
  const [care = null] = await rowsOf('care')
  const [messages, judgements] = [await rowsOf('message'), await rowsOf('judgement')]
  const uses = await rowsOf('replyUse')
  const from = new Map(uses.map(({ messageId, replyId, way }) => [messageId, { replyId, way }]))
  const steps = (await rowsOf('claimStep')).filter(({ kind }) => !toldElsewhere.has(kind))
  const timeline: Happening[] = [
    ...messages.map((message) => ({
      at: message.at,
      is: 'message' as const,
      message,
      from: from.get(message.id) ?? null,
    })),
    ...notes.map((note) => ({ at: note.at, is: 'note' as const, note })),
    ...judgements.map((judgement) => ({ at: judgement.signedAt, is: 'judgement' as const, judgement })),
    ...promises.flatMap((promise) =>
      promise.steps.map((step) => ({ at: step.at, is: 'promise' as const, promise, step })),
    ),
    ...complaints.map((complaint) => ({ at: complaint.registeredAt, is: 'complaint' as const, complaint })),
    ...goodwill.map((entry) => ({ at: entry.at, is: 'goodwill' as const, goodwill: entry })),
    ...steps.map((step) => ({ at: step.at, is: 'claimStep' as const, step })),
    ...cases.flatMap((item): Happening[] => [
      { at: item.openedAt, is: 'case', case: item, moment: 'opened' },
      ...(item.doneAt === null ? [] : [{ at: item.doneAt, is: 'case' as const, case: item, moment: 'done' as const }]),
    ]),
    ...escalations.flatMap((escalation): Happening[] => [
      { at: escalation.startedAt, is: 'escalation', escalation, moment: 'started' },
      ...(escalation.endedAt === null
        ? []
        : [{ at: escalation.endedAt, is: 'escalation' as const, escalation, moment: 'ended' as const }]),
    ]),
  ]
  // What was sent together has one time: ids of later commands are later.
  timeline.sort((a, b) => b.at - a.at || byId(rowOf(b), rowOf(a)))
  policies.sort((a, b) => (a.effectiveOn < b.effectiveOn ? 1 : -1))
  cases.sort((a, b) => (a.state === b.state ? b.openedAt - a.openedAt || byId(b, a) : a.state === 'open' ? -1 : 1))
  promises.sort((a, b) => Number(isOwed(b)) - Number(isOwed(a)) || a.dueAt - b.dueAt || byId(a, b))
  claims.sort((a, b) => b.openedAt - a.openedAt || byId(b, a))
  complaints.sort((a, b) => b.registeredAt - a.registeredAt || byId(b, a))
  goodwill.sort((a, b) => b.at - a.at || byId(b, a))
  conversations.sort((a, b) => b.lastAt - a.lastAt || byId(b, a))
  return {
    ...{ customer, members, policies, cases, claims, promises, escalations, complaints, goodwill, conversations },
    ...{ drafts, care, timeline },
  }
}

function rowOf(happening: Happening): { id: string } {
  switch (happening.is) {
    case 'message':
      return happening.message
    case 'note':
      return happening.note
    case 'judgement':
      return happening.judgement
    case 'claimStep':
      return happening.step
    case 'case':
      return happening.case
    case 'promise':
      return happening.promise
    case 'complaint':
      return happening.complaint
    case 'goodwill':
      return happening.goodwill
    case 'escalation':
      return happening.escalation
  }
}

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

/** Steps of a claim that stand in the timeline already, as the message or the judgement that they brought about. */
const toldElsewhere: ReadonlySet<Row<'claimStep'>['kind']> = new Set([
  'handedOver',
  'judged',
  'told',
  'explained',
  'documentsAsked',
  'documentAdded',
])

/** All rows of an entity that hang on one customer, by id. */
export async function rowsOfCustomer<E extends EntityName>(
  reader: Reader,
  entity: E,
  customerId: string,
): Promise<Row<E>[]> {
  const rows = await reader
    .selectFrom(entity as 'note')
    .selectAll()
    .where('customerId', '=', customerId)
    .orderBy('id')
    .execute()
  return rows.map((row) => decodeRow(entity, row as unknown as Tables[E]))
}

/** Who is no customer and in our care, whoever is to go first before the others; with `before`, whose term ended before that day. */
export async function caredFor(
  reader: Reader,
  before?: string,
): Promise<{ care: Row<'care'>; customer: Row<'customer'> }[]> {
  let query = reader.selectFrom('care').selectAll().orderBy('until').orderBy('id')
  if (before !== undefined) query = query.where('until', '<', before)
  const cares = (await query.execute()).map((row) => decodeRow('care', row))
  const ids = cares.map(({ customerId }) => customerId)
  const customers = new Map((await readRows(reader, 'customer', ids)).map((row) => [row.id, row]))
  return cares.flatMap((care) => {
    const customer = customers.get(care.customerId)
    return customer ? [{ care, customer }] : []
  })
}
