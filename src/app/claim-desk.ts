import { byId } from '../core/by-id.ts'
import { claimClocks, type ClaimClock } from '../core/claim/clocks.ts'
import { type GroundReading, readGrounds } from '../core/claim/grounds.ts'
import { type Responding, respondingPolicies } from '../core/claim/respond.ts'
import { dateAt } from '../core/civil-date.ts'
import { writtenLanguage } from '../core/conversation/written-language.ts'
import type { Row } from '../core/entities.ts'
import type { Judgement, RequestedDocument } from '../core/judgement/judgement.ts'
import type { Language } from '../core/language.ts'
import type { Refusal } from '../core/refusal.ts'
import { type ClaimChecklist, claimChecklist } from './claim-checklist.ts'
import { openRound } from './claim-clocks.ts'
import { isDayOff } from '../core/calendar/days-off.ts'
import type { Home } from './home.ts'
import { schemesInReach } from './schemes.ts'

/** Another claim on the same event, with what it stands at. */
export type ClaimBeside = {
  claim: Row<'claim'>
  policy: Row<'policy'> | null
  productName: string
  judgement: Judgement | null
}

/** A claim with the whole of its life: what was done, what is asked for, what runs out when, and how a refusal is contested. */
export type ClaimDesk = ClaimChecklist & {
  item: Row<'case'> | null
  steps: readonly Row<'claimStep'>[]
  documents: readonly Row<'document'>[]
  /** Documents that the judgement calls for and nobody has asked for or handed in. */
  toAsk: readonly RequestedDocument[]
  disputes: readonly Row<'dispute'>[]
  clocks: readonly ClaimClock[]
  grounds: readonly GroundReading[]
  beside: readonly ClaimBeside[]
  /** Schemes under which goodwill could be paid on it. */
  schemes: readonly Row<'scheme'>[]
  /** The language in which the customer writes; null where their words do not tell. */
  customerLanguage: Language | null
}

/** Reads a claim's desk as of today; a refusal when something of it is not here. */
export async function claimDesk(home: Pick<Home, 'query' | 'clock'>, claimId: string): Promise<ClaimDesk | Refusal> {
  const { query } = home
  const read = await claimChecklist(home, claimId)
  if ('ok' in read) return read
  const { claim, checklist, asOf } = read
  const record = await query.claimRecord(claimId)
  const { documents, disputes } = record
  // What came unasked and cannot be read has to be asked for like what never came.
  const known = new Set(
    documents.filter(({ state, askedAt }) => state !== 'unreadable' || askedAt !== null).map(({ code }) => code),
  )
  const open = disputes.find(({ state }) => state === 'open')
  const deadlines = checklist?.judgement.deadlines ?? {}
  return {
    ...read,
    ...record,
    item: claim.caseId === null ? null : ((await query.row('case', claim.caseId)) ?? null),
    documents: inOrder(documents, checklist?.judgement.documents ?? []),
    toAsk: (checklist?.judgement.documents ?? []).filter(({ code }) => !known.has(code)),
    clocks: claimClocks({ claim, deadlines, documents, roundSentOn: openRound(open) }, asOf, isDayOff),
    grounds: checklist ? readGrounds({ claim, judgement: checklist.judgement, facts: checklist.facts, isDayOff }) : [],
    beside: await claimsBeside(home, claim),
    schemes: await schemesInReach(home, read),
    customerLanguage: writtenLanguage(await lastWords(query, claim.customerId)),
  }
}

/** Documents in the order in which the terms ask for them, what they do not ask for after them. */
function inOrder(documents: readonly Row<'document'>[], requested: readonly RequestedDocument[]): Row<'document'>[] {
  const place = new Map(requested.map(({ code }, at) => [code, at]))
  return documents.toSorted((a, b) => (place.get(a.code) ?? 99) - (place.get(b.code) ?? 99))
}

/** What the customer wrote last. */
async function lastWords(query: Home['query'], customerId: string): Promise<string[]> {
  const timeline = (await query.customer(customerId))?.timeline ?? []
  return timeline
    .flatMap((one) => (one.is === 'message' && one.message.direction === 'in' ? [one.message.text] : []))
    .slice(0, 10)
}

/** Every policy that could respond to an event of one insured person, each judged on what is known. */
export async function policiesThatRespond(
  { query, clock }: Pick<Home, 'query' | 'clock'>,
  customerId: string,
  event: { insuredName: string; facts: Row<'claim'>['facts'] },
): Promise<readonly Responding[]> {
  const whole = await query.customer(customerId)
  if (!whole) return []
  const products = byId(await query.all('product'))
  const household = { ...whole, products, overlays: await query.all('overlay') }
  return respondingPolicies(household, event, dateAt(clock.now()))
}

async function claimsBeside(
  { query, clock }: Pick<Home, 'query' | 'clock'>,
  claim: Row<'claim'>,
): Promise<readonly ClaimBeside[]> {
  if (claim.caseId === null) return []
  const whole = await query.customer(claim.customerId)
  const beside: ClaimBeside[] = []
  for (const other of whole?.claims ?? []) {
    if (other.id === claim.id || other.caseId !== claim.caseId) continue
    const read = await claimChecklist({ query, clock }, other.id)
    if ('ok' in read) continue
    const { policy, productName, checklist } = read
    beside.push({ claim: other, policy, productName, judgement: checklist?.judgement ?? null })
  }
  return beside
}
