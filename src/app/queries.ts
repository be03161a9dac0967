import type { CaseKind } from '../core/case/kinds.ts'
import type { Actor } from '../core/command.ts'
import type { EntityName, Row } from '../core/entities.ts'
import { grouped } from '../core/outbox/groups.ts'
import { nextRow, orderQueue, type QueueRow } from '../core/queue/order.ts'
import type { AnyRun } from '../core/escalation/any-run.ts'
import { inOrder, type OwedByAll, owedOn, owedOnMoves, owedOnRuns } from '../core/queue/owed.ts'
import type { Role } from '../core/staff/roles.ts'
import { seenOf, type SeenFilter } from '../store/access-queries.ts'
import { booksOf, movesWithProof, ownedBy } from '../store/book-queries.ts'
import { type ClaimSlice, claimsToJudge, countClaimsToJudge, judgementsOf } from '../store/claim-queries.ts'
import { claimRecord, listedClaims } from '../store/claim-record.ts'
import { caredFor, wholeCustomer } from '../store/customer-queries.ts'
import { desksOf } from '../store/device-queries.ts'
import { eventsAfter, lastVer } from '../store/event-queries.ts'
import { readHomeKeys } from '../store/home-keys.ts'
import type { Reader } from '../store/store.ts'
import { lastAct, outboxCounts, outboxEntries, type OutboxEntry } from '../store/outbox-queries.ts'
import { owedPromises } from '../store/promise-queries.ts'
import { openCases, type QueuedCase } from '../store/queue-queries.ts'
import { replyUses } from '../store/reply-queries.ts'
import {
  allRows,
  conversationsBy,
  conversationsSince,
  counts,
  messagesOf,
  messagesSince,
  rowById,
  runningEscalations,
  runningTeamRuns,
} from '../store/row-queries.ts'
import { readRows } from '../store/rows.ts'
import { search } from '../store/search.ts'
import type { SearchedEntity } from '../store/search-keys.ts'
import { knownProducts } from './known-products.ts'
import type { Pack } from '../core/product/pack.ts'
import type { Words } from '../core/language.ts'
import { caseClocksFrom } from './case-clocks.ts'
import { readFlows } from './read-flows.ts'
import { readableBy } from './readable.ts'
import { seenBy } from './seen.ts'

export type { Seen } from '../store/access-queries.ts'
export type { ListedClaim } from '../store/claim-record.ts'
export type { Happening, WholeCustomer } from '../store/customer-queries.ts'
export type { Desk } from '../store/device-queries.ts'
export type { OutboxEntry } from '../store/outbox-queries.ts'
export type { QueuedCase } from '../store/queue-queries.ts'
export type { SearchHit } from '../store/search.ts'

export type Queued = QueueRow<QueuedCase>
/** `case`: what the clock lies on, else `run` of the team or `move` of a customer. */
export type OwedClock = OwedByAll<QueuedCase>

/** What the faces may ask of an open home; `actor`: whose eyes, where rows lie there unmasked (app/seen.ts). */
export function queriesOf(reader: Reader, actor: Actor | null) {
  const seen = seenBy(actor, async (id) => (await rowById(reader, 'customer', id))?.ownerId)
  const readable = readableBy(reader, actor)
  const teamRuns = async () => readable(await runningTeamRuns(reader))
  const flowsOf = async (runs: readonly Pick<AnyRun, 'flowId'>[]) =>
    readFlows(await readRows(reader, 'flow', [...new Set(runs.map(({ flowId }) => flowId))]))
  /** A role's queue at `now`, in order; a butler's is that of the own book. */
  const products = knownProducts(reader)
  const clocks = caseClocksFrom(reader, products)
  const queue = async (who: { staffId: string; role: Role }, now: number): Promise<Queued[]> => {
    const cases = await readable(await openCases(reader, who.role, who.role === 'butler' ? who.staffId : undefined))
    return orderQueue(await clocks.all(cases, now), now)
  }
  /** Every clock at `now` on the open cases of a person, what is due first at the top; `null`: on all that are here. */
  const owed = async (who: { staffId: string; role: Role } | null, now: number): Promise<OwedClock[]> => {
    const isBook = who?.role === 'butler'
    const role = isBook ? null : (who?.role ?? null)
    const cases = await readable(await openCases(reader, role, isBook ? who.staffId : undefined))
    const ofCases = owedOn(await clocks.withoutPromises(cases, now), await owedPromises(reader), now)
    const runs = isBook ? [] : await teamRuns()
    const moves = who === null || isBook ? await movesWithProof(reader, who?.staffId) : []
    const unsaid = moves.filter(({ proof }) => proof === null)
    return inOrder([...ofCases, ...owedOnRuns(runs, await flowsOf(runs), now), ...owedOnMoves(unsaid, now)])
  }
  return {
    queue,
    owed,
    /** What each product is called, by code. */
    productNames: async (): Promise<ReadonlyMap<string, Words>> =>
      new Map([...(await products())].map(([code, { pack }]) => [code, (pack as Pack).name])),
    /** A case with all its clocks as they run at `now`. */
    withClocks: async (item: Row<'case'>, now: number): Promise<Row<'case'>> =>
      (await clocks.all([item], now))[0] ?? item,
    /** The open cases in anybody's hands, with their clocks at `now`; of one book where `ownerId` is given. */
    openCasesOf: async (now: number, ownerId?: string) =>
      clocks.all(await readable(await openCases(reader, null, ownerId)), now),
    /** The open cases of one kind, in anybody's hands. */
    openCases: (kind: CaseKind) => openCases(reader, null, undefined, kind),
    /** Promises that wait for us or for the customer's word, the one that is due first at the top. */
    owedPromises: async () => readable(await owedPromises(reader)),
    /** The case to do next: the first that nobody else holds. */
    next: async (who: { staffId: string; role: Role }, now: number, passed: ReadonlySet<string> = new Set()) =>
      nextRow(await queue(who, now), who.staffId, passed),
    row: async <E extends EntityName>(entity: E, id: string): Promise<Row<E> | undefined> =>
      seen.row(entity, (await readable(await readRows(reader, entity, [id])))[0]),
    all: async <E extends EntityName>(entity: E): Promise<Row<E>[]> => {
      const rows = await readable(await allRows(reader, entity))
      return Promise.all(rows.map(async (row) => (await seen.row(entity, row)) ?? row))
    },
    customer: async (id: string) => {
      const whole = await wholeCustomer(reader, id, readable)
      return whole && seen.withMembers(whole)
    },
    /** Who is no customer and in our care, whose term ends first before the others. */
    caredFor: async () => {
      const cared = await caredFor(reader)
      return Promise.all(
        cared.map(async ({ care, customer }) => ({
          care,
          customer: (await seen.row('customer', customer)) ?? customer,
        })),
      )
    },
    claimRecord: (claimId: string) => claimRecord(reader, claimId),
    listedClaims: (state?: Row<'claim'>['state']) => listedClaims(reader, state),
    conversationsBy: (ids: readonly string[]) => conversationsBy(reader, ids),
    conversationsSince: (since: number, ownerId?: string) => conversationsSince(reader, since, ownerId),
    messagesSince: (ids: readonly string[], since: number) => messagesSince(reader, ids, since),
    messages: (conversationId: string) => messagesOf(reader, conversationId),
    search: async (text: string, entity: SearchedEntity | 'both' = 'both', limit?: number) =>
      (await search(reader, text, entity, limit)).map(seen.hit),
    desks: () => desksOf(reader),
    movesWithProof: (staffId?: string) => movesWithProof(reader, staffId),
    /** How many customers each person owns, by staff id. */
    booksByOwner: () => booksOf(reader),
    ownedBy: (staffIds: readonly string[]) => ownedBy(reader, staffIds),
    /** Every version of every flow, by id. */
    flows: async () => readFlows(await allRows(reader, 'flow')),
    /** Those that the runs began with, by id. */
    flowsOf,
    escalations: async () => readable(await runningEscalations(reader)),
    teamRuns,
    /** A run of a flow, of a customer or of the team. */
    run: async (id: string): Promise<AnyRun | undefined> =>
      (await readable(await readRows(reader, 'escalation', [id])))[0] ??
      (await readable(await readRows(reader, 'teamRun', [id])))[0],
    counts: () => counts(reader),
    /** How often each reply of the library was used, within what is held here. */
    /** The name of the command that could be taken back now; null when there is none. */
    async undoable() {
      const last = await lastAct(reader)
      return last?.why === null ? last.name : null
    },
    replyUses: () => replyUses(reader),
    outbox: (state: OutboxEntry['state'] | 'all') => outboxEntries(reader, state),
    /** What is refused or waits, and which of it stands on which. */
    openOutbox: async () =>
      grouped([...(await outboxEntries(reader, 'refused')), ...(await outboxEntries(reader, 'waiting'))]),
    outboxCounts: () => outboxCounts(reader),
    events: (after: number, limit?: number) => eventsAfter(reader, after, limit),
    lastEvent: () => lastVer(reader),
    claimsToJudge: async (slice: ClaimSlice) => {
      const { claims, last } = await claimsToJudge(reader, slice)
      return { claims: claims.map((claim) => seen.withMembers(claim)), last }
    },
    countClaimsToJudge: (slice: Pick<ClaimSlice, 'products' | 'states'>) => countClaimsToJudge(reader, slice),
    judgements: (claim: Pick<Row<'claim'>, 'id' | 'customerId'>) => judgementsOf(reader, claim),
    /** Who has looked at whom, and was shown which masked value. */
    seen: (filter: SeenFilter) => seenOf(reader, filter),
    /** Which life of the authority the events are of; '' on a desk that has not synced yet. */
    epoch: async () => (await readHomeKeys(reader)).epoch ?? '',
  }
}
export type Queries = ReturnType<typeof queriesOf>
