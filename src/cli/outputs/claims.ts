import { z } from 'zod'
import { claimOutcomes, claimStates } from '../../core/claim/states.ts'
import { entities } from '../../core/entity-schemas.ts'
import { roleSchema } from '../../core/staff/schema.ts'
import { judgement, liability, packOfJudgement, question, verdict } from './judgements.ts'
import {
  anything,
  day,
  dayOrNone,
  fen,
  fenOrNone,
  id,
  idOrNone,
  moment,
  momentOrNone,
  type Outputs,
  range,
  text,
  textOrNone,
  written,
} from './parts.ts'

const about = { claimId: id, customerId: id, caseId: idOrNone }
const noted = written(about)
const disputed = { disputeId: id, ...about }

const listed = z.object({
  ...{ claimId: id, customerId: id, customerName: text, policyNumber: text, productCode: text, productName: text },
  ...{ policyId: id, caseId: idOrNone, state: z.enum(claimStates), insurer: entities.claim.shape.insurer },
  ...{ submittedOn: dayOrNone, refusedOn: dayOrNone, paidFen: fenOrNone, outcome: z.enum(claimOutcomes).nullable() },
  ...{ openedAt: moment, lastStepAt: moment, daysSince: z.int(), isStalled: z.boolean() },
})

const step = z.object({
  ...{ id, kind: text, name: text, by: id, byName: text, at: moment, on: dayOrNone, words: text, data: anything },
})
const clock = z.object({
  ...{ code: text, kind: text, owner: text, law: textOrNone, startsOn: dayOrNone, rawOn: day, dueOn: day, state: text },
  ...{ metOn: dayOrNone, pausedOn: dayOrNone, daysLeft: z.int().nullable(), isLate: z.boolean(), name: text },
})

const document = z.object({
  ...{ code: text, name: text, why: text, clause: textOrNone, state: textOrNone, isToAsk: z.boolean() },
  ...{ askedAt: momentOrNone, changedAt: momentOrNone, changedBy: idOrNone, note: textOrNone },
  addedFor: z.json(),
})

const ground = z.object({
  ...{ ground: text, name: text, standing: text, law: text, fact: textOrNone, question: textOrNone },
  evidence: z.array(text),
})

const supposed = z.object({
  ...{ claimId: id, fact: text, answer: z.json(), isSupposition: z.literal(true) },
  now: z.object({ verdict, amountFen: range }),
  judgement,
})

const why = z.object({
  ...{ claimId: id, verdict, liability, amountFen: range, stakeFen: range, refundFen: fen, asOf: day },
  ...{ pack: packOfJudgement, trace: z.json(), clauses: z.record(z.string(), text) },
  facts: z.record(
    z.string(),
    z.object({ value: z.json(), source: z.enum(['answer', 'file', 'nobodyKnows', 'unasked']) }),
  ),
})

const responding = z.object({
  ...{ policyId: id, number: text, productCode: text, productName: text, source: text, insuredName: text, state: text },
  ...{ verdict, liability, amountFen: range, clauses: z.array(text), quotes: z.record(z.string(), text) },
  missing: z.array(text),
})

export const claimOutputs = {
  'claim list': listed,
  'claim responds': responding,
  'claim show': z.object({
    ...{ claim: entities.claim, disputes: z.array(entities.dispute), beside: z.array(z.json()) },
    ...{ questions: z.array(question), judgement },
  }),
  'claim open': written({ ...about, claimIds: z.array(id) }),
  'claim answer': written({ ...about, fact: text }),
  'claim sign': written({
    ...{ judgementId: id, ...about, verdict, minFen: fen, maxFen: fen },
    specialCaseId: id.optional(),
  }),
  'claim documents': document,
  'claim ask': written({ claimId: id, customerId: id.optional(), caseId: idOrNone.optional(), codes: z.array(text) }),
  'claim add-document': written({ ...about, code: text }),
  'claim document': written({ ...about, code: text, state: text }),
  'claim submit': written({ ...about, on: day }),
  'claim status': written({ ...about, status: text }),
  'claim asked': written({ ...about, isRepeated: z.boolean() }),
  'claim supplied': noted,
  'claim agreed': written({ ...about, agreedFen: fenOrNone }),
  'claim take-back': noted,
  'claim paid': written({ ...about, paidFen: fen, totalFen: fen }),
  'claim refused': noted,
  'claim tell': written({ ...about, messageId: id, verdict }),
  'claim explain': written({ ...about, messageId: id, clause: textOrNone }),
  'claim hand-over': written({ ...about, role: roleSchema }),
  'claim close': written({ ...about, outcome: z.enum(claimOutcomes), paidFen: fenOrNone }),
  'claim timeline': z.object({
    ...{ claimId: id, state: z.enum(claimStates), asOf: day, steps: z.array(step), clocks: z.array(clock) },
  }),
  'claim grounds': ground,
  'claim judge': judgement,
  'claim facts': z.object({
    ...{ key: text, type: text, cost: z.int(), label: text, question: text, products: z.array(text) },
  }),
  'claim replay': z.object({
    ...{ judgementId: id, claimId: id, asOf: day, isSame: z.boolean(), pack: packOfJudgement, overlays: z.array(id) },
    differences: z.array(z.json()),
  }),
  'claim why': why,
  /** Without a value a line for each answer. */
  'claim what-if': z.union([supposed, z.looseObject({ fact: text, answer: z.json() })]),
  'dispute show': entities.dispute.extend({
    grounds: z.array(z.object({ ground: text, name: text, law: textOrNone })),
  }),
  'dispute open': written(disputed),
  'dispute evidence': written(disputed),
  'dispute round': written({ ...disputed, round: z.int() }),
  'dispute answer': written(disputed),
  'dispute end': written({ ...disputed, result: text, wonFen: fenOrNone }),
} satisfies Outputs
