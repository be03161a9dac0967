import { dateAt } from '../../core/civil-date.ts'
import type { ImportRow, RowKind } from '../../core/import/schema.ts'
import type { Client } from './casting.ts'
import { casePlans, castCases, talkOf } from './cases.ts'
import { type CastClaim, makeClients } from './clients.ts'
import { heroPlan } from './hero.ts'
import { medicOrdinal } from './fixed-people.ts'
import { type FlowIds, owedCommands, owedSteps } from './owed.ts'
import { claimPlans } from './plan-claims.ts'
import { unansweredPlans } from './plan-unanswered.ts'
import {
  caseCommands,
  claimCommands,
  type DemoCommand,
  type Desk,
  insurerSteps,
  raiseCommands,
} from './queue-commands.ts'
import { seededRandom } from './random.ts'
import { staffRows } from './staff.ts'
import { stepsOf } from './standing.ts'
import { teamCommands, teamSteps } from './team.ts'
import { answeredTalks, conversationRows, unansweredTalks } from './talks.ts'

/** `now` is epoch ms; the book looks as it would at that moment. At least 200 customers. `flows`: those that are installed. */
export type DemoOptions = { customers: number; seed: number; now: number; flows: FlowIds }

export const fewestCustomers = 200
const customersAChunk = 1_000
/** A customer has at most four policies, and a conversation at most six messages: a chunk has never more than 1,000 rows. */
const policyHoldersAChunk = 250
const conversationsAChunk = 150

/**
 * The demo book as commands, in the order in which they are to be given: the same options, the same commands, to the byte.
 * The products must be there before. Throws where the book would have fewer than `fewestCustomers`.
 */
export function* demoCommands(options: DemoOptions): Generator<DemoCommand> {
  const { customers, seed, now } = options
  if (customers < fewestCustomers) throw new RangeError(`a demo book has at least ${fewestCustomers} customers`)
  const random = seededRandom(seed)
  const book = makeClients(random, customers, now)
  const { clients, hero, claims } = book

  const raised = unansweredTalks(random.fork('unanswered'), book, now)
  const cases = castCases(random.fork('cases'), book, now)
  const wordsRandom = random.fork('words')
  const clientOf = (claim: CastClaim) => clients[claim.person.ordinal - 1] as Client
  const talksOfClaims = [hero, ...claims].map((claim) => ({
    claim,
    talk: talkOf(wordsRandom, claim.plan, clientOf(claim), now),
    disputeTalk: talkOf(wordsRandom, claim.plan.dispute ?? {}, clientOf(claim), now),
  }))
  const unanswered = [
    ...raised.map(({ talk }) => talk),
    ...cases.flatMap(({ talk }) => talk ?? []),
    ...talksOfClaims.flatMap(({ talk, disputeTalk }) => [talk ?? [], disputeTalk ?? []].flat()),
  ]
  const answered = answeredTalks(random.fork('answered'), book, talksIn(options) - unanswered.length, now)
  const { rows, ids } = conversationRows([...answered, ...unanswered])

  yield importRows('staff', 0, staffRows)
  yield* chunked('customers', clients, customersAChunk, customerRow)
  yield* chunked('policies', clients, policyHoldersAChunk, ({ policies }) => policies)
  yield* chunked('conversations', rows, conversationsAChunk, (messages) => messages)

  const desk: Desk = { now, conversationIds: ids }
  yield* raiseCommands(raised, desk)
  for (const [index, { claim, talk, disputeTalk }] of talksOfClaims.entries())
    yield* claimCommands(claim === hero ? 'demo.hero' : `demo.claim.${index}`, claim, talk, disputeTalk, desk)
  for (const [index, item] of cases.entries()) yield* caseCommands(`demo.case.${index + 1}`, item, desk)
  yield* owedCommands(cases, clients[medicOrdinal - 1] as Client, options)
  yield* teamCommands(clients, book.used, desk)
}

/** How many commands `demoCommands` will yield, without making them: the total of a progress bar. */
export function demoSteps({ customers, now }: Pick<DemoOptions, 'customers' | 'now'>): number {
  const chunks =
    Math.ceil(customers / customersAChunk) +
    Math.ceil(customers / policyHoldersAChunk) +
    Math.ceil(talksIn({ customers }) / conversationsAChunk)
  const raises = unansweredPlans.filter(({ priority }) => priority).length
  const claims = [heroPlan, ...claimPlans].map(
    (plan) =>
      stepsOf(plan) +
      insurerSteps(plan, { claimedFen: null, refusal: '' }, dateAt(now)).length +
      (plan.dispute ? stepsOf(plan.dispute) : 0),
  )
  const queue = [...claims, ...casePlans.map(stepsOf)].reduce((sum, steps) => sum + steps, 0)
  return 1 + chunks + raises + queue + owedSteps + teamSteps
}

/** About a third of the customers wrote in the last year: 2,600 conversations where there are 8,000. */
function talksIn({ customers }: Pick<DemoOptions, 'customers'>): number {
  return Math.max(Math.round(customers * 0.325), unansweredPlans.length + 80)
}

function customerRow({ person, since }: Client): ImportRow<'customers'>[] {
  const { externalId, name, owner, gender, bornOn, phone, idNumber, city, tags, household } = person
  return [{ externalId, name, owner, gender, bornOn, phone, idNumber, city, tags, since, household }]
}

function* chunked<T, K extends RowKind>(
  kind: K,
  items: readonly T[],
  size: number,
  rowsOf: (item: T) => readonly ImportRow<K>[],
): Generator<DemoCommand> {
  for (let start = 0; start < items.length; start += size)
    yield importRows(kind, start / size, items.slice(start, start + size).flatMap(rowsOf))
}

function importRows<K extends RowKind>(kind: K, number: number, rows: readonly ImportRow<K>[]): DemoCommand {
  return { name: 'import.rows', args: { kind, source: 'demo', number, rows }, as: { staffId: 'demo', role: 'service' } }
}
