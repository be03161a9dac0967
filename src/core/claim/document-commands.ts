import { z } from 'zod'
import { canonicalJson } from '../canonical-json.ts'
import { checklistOf } from '../checklist/checklist.ts'
import { dateAt } from '../civil-date.ts'
import { command, type Tx } from '../command.ts'
import { putMessage } from '../conversation/commands.ts'
import { channels } from '../conversation/kinds.ts'
import { knownDocument } from '../judgement/document-name.ts'
import type { RequestedDocument } from '../judgement/judgement.ts'
import { languages } from '../language.ts'
import { done, refuse, type Refusal } from '../refusal.ts'
import { claimFile } from './claim-file.ts'
import type { Document } from './document.ts'
import { about, claimIn, claimWorkers, type Context, openCaseOf, takeStep } from './life.ts'
import type { Claim } from './schema.ts'
import { addedDocumentText, documentsText } from './words.ts'

const telling = { channel: z.enum(channels).default('wechat'), language: z.enum(languages).default('zh-Hans') }

/**
 * Asks the customer for everything at once (保险法 22), and freezes the list: `codes` are the documents that the person saw on
 * it. What we have already is not asked for again. The request goes out as one message.
 */
export const askDocuments = command({
  name: 'claim.askDocuments',
  roles: claimWorkers,
  offline: 'free',
  args: () => z.object({ claimId: z.string(), codes: z.array(z.string()).min(1).max(60), ...telling }),
  async run({ args, ...context }) {
    const { now, actor, tx } = context
    const claim = await claimIn(tx, args.claimId, ['open', 'judged', 'submitted'])
    if ('ok' in claim) return claim
    const asked = await requestOf(tx, claim.id)
    if (asked) return refuse('claim.request-frozen', { claimId: claim.id, at: asked.at })
    const file = await claimFile(tx, claim)
    if ('ok' in file) return file
    const held = await heldCodes(tx, claim.id)
    const wanted = checklistOf(file, dateAt(now)).judgement.documents.filter(({ code }) => !held.has(code))
    if (canonicalJson(wanted.map(({ code }) => code).toSorted()) !== canonicalJson(args.codes.toSorted()))
      return refuse('claim.changed', { claimId: claim.id })
    for (const one of wanted) await tx.put('document', freshDocument(claim, one, actor.staffId, now))
    await takeStep(context, claim, 'documentsAsked', { codes: args.codes, facts: claim.facts })
    await say(context, claim, args, documentsText(args.language, file, wanted))
    return done({ ...about(claim), codes: args.codes })
  },
})

/**
 * Asks for one document more. The list is frozen: only a fact that was answered, or changed, since lets it grow, and both stand
 * in the record.
 */
export const addDocument = command({
  name: 'claim.addDocument',
  roles: claimWorkers,
  offline: 'free',
  args: () =>
    z.object({
      claimId: z.string(),
      code: z.string(),
      fact: z.string(),
      reason: z.string().trim().min(1).max(500),
      ...telling,
    }),
  async run({ args, ...context }) {
    const { now, actor, tx } = context
    const claim = await claimIn(tx, args.claimId, ['open', 'judged', 'submitted'])
    if ('ok' in claim) return claim
    const request = await requestOf(tx, claim.id)
    if (!request) return refuse('claim.not-requested', { claimId: claim.id })
    const { code, fact, reason } = args
    const before = (request.data['facts'] ?? {}) as Claim['facts']
    const isNew = claim.facts[fact] !== undefined && canonicalJson(before[fact]) !== canonicalJson(claim.facts[fact])
    if (!isNew) return refuse('claim.no-new-fact', { claimId: claim.id, fact })
    const held = await tx.get('document', documentId(claim.id, code))
    // One that came unasked and could not be read was never asked for: it may be now.
    if (held && !(held.askedAt === null && held.state === 'unreadable')) return refuse('claim.document-asked', { code })
    const file = await claimFile(tx, claim)
    if ('ok' in file) return file
    const named = documentNamed(checklistOf(file, dateAt(now)).judgement.documents, code)
    if (!named) return refuse('not-found', { entity: 'document', id: code })
    await tx.put('document', { ...freshDocument(claim, named, actor.staffId, now), addedFor: fact, note: reason })
    await takeStep(context, claim, 'documentAdded', { code, fact, reason })
    await say(context, claim, args, addedDocumentText(args.language, file, named, reason))
    return done({ ...about(claim), code })
  },
})

/** Notes where a document stands; `unreadable` says what is wrong with it. One that came unasked begins as received. */
export const markDocument = command({
  name: 'claim.markDocument',
  roles: claimWorkers,
  offline: 'free',
  args: () =>
    z.object({
      claimId: z.string(),
      code: z.string(),
      state: z.enum(['received', 'unreadable', 'accepted']),
      note: z.string().max(500).nullable().default(null),
    }),
  async run({ args, ...context }) {
    const { now, actor, tx } = context
    const claim = await claimIn(tx, args.claimId)
    if ('ok' in claim) return claim
    const { code, state, note } = args
    const before = (await tx.get('document', documentId(claim.id, code))) ?? (await unasked(context, claim, code))
    if ('ok' in before) return before
    const isTurn =
      before.askedAt === null && before.state === 'asked' ? state === 'received' : turns[before.state].includes(state)
    if (!isTurn) return refuse('claim.document-state', { code, state: before.state, expected: turns[before.state] })
    if (state === 'unreadable' && !note?.trim()) return refuse('claim.reason-missing', { claimId: claim.id })
    const changed = { state, note: note ?? before.note, changedAt: now, changedBy: actor.staffId }
    await tx.put('document', { ...before, ...changed })
    const kinds = {
      received: 'documentReceived',
      unreadable: 'documentUnreadable',
      accepted: 'documentAccepted',
    } as const
    await takeStep(context, claim, kinds[state], { code, note })
    return done({ ...about(claim), code, state })
  },
})

/** What a document may become next. */
const turns: Readonly<Record<Document['state'], readonly Document['state'][]>> = {
  asked: ['received'],
  received: ['accepted', 'unreadable'],
  unreadable: ['received'],
  accepted: ['unreadable'],
}

/** There is one row of each document in a claim, whoever writes it first. */
export function documentId(claimId: string, code: string): string {
  return `document.${claimId}.${code}`
}

/** The step with which the one complete request was made; undefined before. */
async function requestOf(tx: Tx, claimId: string) {
  const [step] = await tx.find('claimStep', { claimId, kind: 'documentsAsked' })
  return step
}

async function heldCodes(tx: Tx, claimId: string): Promise<Set<string>> {
  const documents = await tx.find('document', { claimId })
  return new Set(documents.filter(({ state }) => state !== 'unreadable').map(({ code }) => code))
}

type Named = Pick<RequestedDocument, 'code' | 'name' | 'why'> & { clause: string | null }

function documentNamed(requested: readonly RequestedDocument[], code: string): Named | null {
  const found = requested.find((one) => one.code === code)
  if (found) return found
  const known = knownDocument(code)
  return known ? { code, ...known, clause: null } : null
}

function freshDocument(claim: Claim, { code, name, why, clause }: Named, by: string, now: number): Document {
  return {
    ...{ id: documentId(claim.id, code), customerId: claim.customerId, claimId: claim.id, code },
    ...{ name: { ...name }, why: { ...why }, clause, state: 'asked', askedAt: now, changedAt: now, changedBy: by },
    ...{ note: null, addedFor: null },
  }
}

async function unasked({ tx, now, actor }: Context, claim: Claim, code: string): Promise<Document | Refusal> {
  const file = await claimFile(tx, claim)
  if ('ok' in file) return file
  const named = documentNamed(checklistOf(file, dateAt(now)).judgement.documents, code)
  if (!named) return refuse('not-found', { entity: 'document', id: code })
  return { ...freshDocument(claim, named, actor.staffId, now), askedAt: null }
}

async function say(
  context: Context,
  claim: Claim,
  { channel }: { channel: (typeof channels)[number] },
  text: string,
): Promise<void> {
  const item = await openCaseOf(context.tx, claim)
  if (item) await putMessage(context, item, { direction: 'out', channel, text })
}
