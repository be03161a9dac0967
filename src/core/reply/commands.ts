import { z } from 'zod'
import { canonicalJson } from '../canonical-json.ts'
import type { Case } from '../case/schema.ts'
import { command, type Run } from '../command.ts'
import { putMessage } from '../conversation/commands.ts'
import { channels } from '../conversation/kinds.ts'
import { type Language, languages } from '../language.ts'
import { done, type Outcome, refuse } from '../refusal.ts'
import { checkReply, type ReplyProblem } from './check.ts'
import { checkEdited } from './edited.ts'
import { replyIdOf } from './file.ts'
import { readReply } from './file-schema.ts'
import { replyText } from './fill.ts'
import { replyRecord } from './record.ts'
import type { ReplyUse } from './schema.ts'

type Context = Omit<Run<unknown>, 'args'>

const people = ['butler', 'expert', 'inspector', 'supervisor', 'manager'] as const
const about = {
  caseId: z.string(),
  replyId: z.string(),
  language: z.enum(languages),
  channel: z.enum(channels).default('wechat'),
}
const said = z.string().min(1).max(8000)

/**
 * Sends a reply of the library to the customer, written from the record as it stands; nothing goes out with an empty slot, nor in
 * place of what the person saw. What they wrote over by hand is theirs; the draft that it was written in goes.
 */
export const sendReply = command({
  name: 'reply.send',
  roles: people,
  offline: 'tentative',
  args: () =>
    z.object({
      ...about,
      /** What it is about; left out: the case's claim. */
      claimId: z.string().nullable().default(null),
      policyId: z.string().nullable().default(null),
      answers: z.record(z.string(), z.json()).default({}),
      /** The message as the person saw it. Left out: whatever the record says now. */
      text: said.optional(),
      /** The person has written in it since; `figures`: what its slots said when they began (edited.ts). */
      edited: z.object({ figures: z.record(z.string(), z.string()) }).optional(),
    }),
  async run({ args, ...context }) {
    const { actor, now, tx } = context
    const { replyId, answers, language, text, edited } = args
    const row = await tx.get('reply', replyId)
    if (!row) return refuse('not-found', { entity: 'reply', id: replyId })
    const item = await tx.get('case', args.caseId)
    if (!item) return refuse('not-found', { entity: 'case', id: args.caseId })
    const reply = readReply(row.definition)
    const reading = { get: tx.get.bind(tx), documentsOf: (claimId: string) => tx.find('document', { claimId }) }
    const of = { customerId: item.customerId, claimId: args.claimId ?? item.claimId, policyId: args.policyId }
    const record = await replyRecord(reading, of, { reply, answers }, { actor, now })
    if (!record) return refuse('not-found', { entity: 'customer', id: item.customerId })
    const message = replyText(reply, record, answers, language)
    if (edited && text !== undefined && !('text' in message && message.text === text)) {
      const wrong = checkEdited(reply, record, answers, language, { text, figures: edited.figures })
      if (wrong) return wrong
      await tx.remove('draft', `draft.${item.id}`)
      return say(context, item, { ...args, text, way: 'edited' })
    }
    if ('ok' in message) return message
    if (text !== undefined && text !== message.text) return refuse('reply.changed', { replyId, caseId: item.id })
    if (edited) await tx.remove('draft', `draft.${item.id}`)
    return say(context, item, { ...args, text: message.text, way: 'sent' })
  },
})

/**
 * Logs a reply that a person has copied out of here and sends by their own hand. Checked before it is copied (fill.ts), not here: it
 * is out, whatever the record says by the time that the authority hears of it.
 */
export const copyReply = command({
  name: 'reply.copy',
  roles: people,
  offline: 'free',
  args: () => z.object({ ...about, text: said }),
  async run({ args, ...context }) {
    const item = await context.tx.get('case', args.caseId)
    if (!item) return refuse('not-found', { entity: 'case', id: args.caseId })
    if (!(await context.tx.get('reply', args.replyId)))
      return refuse('not-found', { entity: 'reply', id: args.replyId })
    return say(context, item, { ...args, way: 'copied' })
  },
})

type Saying = {
  replyId: string
  language: Language
  channel: (typeof channels)[number]
  text: string
  way: ReplyUse['way']
}

async function say(context: Context, item: Case, { text, channel, ...use }: Saying): Promise<Outcome> {
  const messageId = await putMessage(context, item, { direction: 'out', channel, text })
  const { customerId, id: caseId } = item
  const { replyId, language, way } = use
  await context.tx.put('replyUse', {
    id: context.newId(),
    ...{ customerId, caseId, messageId, replyId, language, way },
    code: replyId.slice(0, replyId.indexOf('@')),
    by: context.actor.staffId,
    at: context.now,
  })
  return done({ messageId, caseId, customerId, replyId, way })
}

/**
 * Stores a version of a reply for everybody. A version that is there already can be installed again, but not with other words:
 * messages name the version that they came from.
 */
export const installReply = command({
  name: 'reply.install',
  roles: ['service', 'supervisor', 'manager'],
  offline: 'onlineOnly',
  args: () => z.object({ definition: z.json() }),
  async run({ args, tx }) {
    const problems = checkReply(args.definition)
    if (problems.length > 0) return refuse('reply.bad-reply', { problems })
    const reply = readReply(args.definition)
    const id = replyIdOf(reply)
    const before = await tx.get('reply', id)
    if (before && canonicalJson(readReply(before.definition)) !== canonicalJson(reply)) {
      const taken: ReplyProblem = { path: ['version'], is: 'version-exists', name: id, expected: 'a new version' }
      return refuse('reply.bad-reply', { problems: [taken] })
    }
    if (!before) await tx.put('reply', { id, code: reply.code, version: reply.version, definition: reply })
    return done({ replyId: id, isNew: !before })
  },
})
