import { z } from 'zod'
import { entities } from '../../core/entity-schemas.ts'
import { day, dayOrNone, fen, id, idOrNone, moment, type Outputs, text, textOrNone, written } from './parts.ts'
import { documentsReport, importReport } from './reports.ts'

const { customer, member, policy, message, note, judgement, claimStep, promise, complaint, goodwill, escalation } =
  entities

const happening = z.union([
  z.object({
    ...{ at: moment, is: z.literal('message'), message },
    from: z.object({ replyId: id, way: text }).nullable(),
  }),
  z.object({ at: moment, is: z.literal('note'), note }),
  z.object({ at: moment, is: z.literal('case'), case: entities.case, moment: z.enum(['opened', 'done']) }),
  z.object({ at: moment, is: z.literal('judgement'), judgement }),
  z.object({ at: moment, is: z.literal('claimStep'), step: claimStep }),
  z.object({ at: moment, is: z.literal('promise'), promise, step: promise.shape.steps.element }),
  z.object({ at: moment, is: z.literal('complaint'), complaint }),
  z.object({ at: moment, is: z.literal('goodwill'), goodwill }),
  z.object({ at: moment, is: z.literal('escalation'), escalation, moment: z.enum(['started', 'ended']) }),
])

/** What runs on a policy; null is "not known, or there is none". */
const standing = z.object({
  waitingUntil: dayOrNone,
  deductible: z.object({ fen, usedFen: fen.nullable() }).nullable(),
  limit: z.object({ fen, paidFen: fen, leftFen: fen }).nullable(),
  payment: z.object({ on: day, fen, isLate: z.boolean() }).nullable(),
  renewal: z.object({ on: day, days: z.int(), kind: textOrNone }).nullable(),
})

/** Everything that hangs on a customer; `standing` by the policy's id. */
const whole = z.object({
  ...{ customer, members: z.array(member), policies: z.array(policy), cases: z.array(entities.case) },
  ...{ claims: z.array(entities.claim), promises: z.array(promise), escalations: z.array(escalation) },
  ...{ complaints: z.array(complaint), goodwill: z.array(goodwill), conversations: z.array(entities.conversation) },
  ...{ drafts: z.array(entities.draft), care: entities.care.nullable(), timeline: z.array(happening) },
  standing: z.record(z.string(), standing),
  known: z.array(z.object({ fact: text, value: z.json(), claimId: id, at: moment })),
})

export const bookOutputs = {
  'import staff': importReport,
  'import customers': importReport,
  'import policies': importReport,
  'import conversations': importReport,
  'import products': documentsReport,
  'import flows': documentsReport,
  export: z.object({
    ok: z.literal(true),
    kind: text,
    format: z.enum(['csv', 'jsonl', 'xlsx']),
    rows: z.int(),
    file: text,
  }),
  'customer search': customer,
  'customer show': whole,
  'customer reveal': z.object({
    ...{
      ok: z.literal(true),
      customerId: id,
      memberId: idOrNone,
      field: z.enum(['phone', 'idNumber']),
      value: textOrNone,
    },
  }),
  /** All that is held, by what it is; with `--out` where it went. */
  'customer export': z.union([
    z.object({ ok: z.literal(true), customerId: id, file: text }),
    z.looseObject({ customerId: id }),
  ]),
  'customer reassign': written({ customerId: id, from: id, to: id }),
  'policy search': policy.extend({ customerName: textOrNone }),
  'policy show': policy.extend({
    ...{ customerName: textOrNone, productName: textOrNone, terms: textOrNone },
    clauses: z.array(z.object({ number: text, title: text, text })),
  }),
  'care begin': written({ customerId: id, caseId: id, until: day }),
  'care list': entities.care.extend({ name: text, ownerId: id, city: textOrNone, phone: textOrNone }),
  'care extend': written({ customerId: id, from: day, until: day }),
  'care keep': written({ customerId: id }),
  'care forget': written({ customerId: id }),
} satisfies Outputs
