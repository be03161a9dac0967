import { dateAt } from '../civil-date.ts'
import type { Claim } from '../claim/schema.ts'
import type { Complaint } from '../complaint/schema.ts'
import type { Customer } from '../customer/schema.ts'
import type { Language } from '../language.ts'
import { yuan } from '../money.ts'
import type { Policy } from '../policy/schema.ts'
import type { Product } from '../product/schema.ts'
import { shortNumber } from '../short-number.ts'
import type { FieldType } from './flow.ts'
import { salutationOf } from './salutation.ts'
import type { Escalation } from './schema.ts'

/** What a template may name and a field may be filled from without anyone typing it, with its type. */
export const recordVariables = {
  'customer.salutation': 'text',
  'customer.name': 'text',
  'customer.city': 'text',
  'claim.refusedOn': 'date',
  'claim.refusalReason': 'text',
  'claim.claimedFen': 'fen',
  'policy.number': 'text',
  'policy.insuredName': 'text',
  'product.name': 'text',
  'product.insurer': 'text',
  'complaint.channel': 'enum',
  'complaint.receivedOn': 'date',
  'complaint.point': 'text',
  'complaint.subject': 'text',
  'complaint.demand': 'text',
  'complaint.about': 'text',
  'run.number': 'text',
  'run.startedOn': 'date',
  'step.dueOn': 'date',
  'actor.name': 'text',
  today: 'date',
} as const satisfies Record<string, FieldType>
export type RecordVariable = keyof typeof recordVariables

/** The rows around a run, as far as they are there; `now` in epoch ms. */
export type RunRecord = {
  customer: Pick<Customer, 'name' | 'gender' | 'city'>
  claim: Pick<Claim, 'refusedOn' | 'refusalReason' | 'claimedFen'> | null
  policy: Pick<Policy, 'number' | 'insuredName'> | null
  product: Pick<Product, 'name' | 'insurer'> | null
  /** What was taken down of a complaint on the case of the run; `about`: what it is about, '' where nothing was named. */
  complaint: (Pick<Complaint, 'channel' | 'receivedOn' | 'point' | 'subject' | 'demand'> & { about: string }) | null
  escalation: Pick<Escalation, 'id' | 'flowId' | 'startedAt' | 'steps'> | null
  actorName: string | null
  now: number
}

/** Every record variable, null where the record does not know it. Money is integer fen, dates are civil. */
export function variablesOf(record: RunRecord, language: Language): Record<RecordVariable, string | number | null> {
  const { customer, claim, policy, product, complaint, escalation, now } = record
  const dueAt = escalation?.steps.find((step) => step.state === 'active')?.dueAt ?? null
  return {
    'customer.salutation': salutationOf(customer, language),
    'customer.name': customer.name,
    'customer.city': customer.city,
    'claim.refusedOn': claim?.refusedOn ?? null,
    'claim.refusalReason': claim?.refusalReason ?? null,
    'claim.claimedFen': claim?.claimedFen ?? null,
    'policy.number': policy?.number ?? null,
    'policy.insuredName': policy?.insuredName ?? null,
    'product.name': product?.name ?? null,
    'product.insurer': product?.insurer ?? null,
    'complaint.channel': complaint?.channel ?? null,
    'complaint.receivedOn': complaint?.receivedOn ?? null,
    'complaint.point': complaint?.point ?? null,
    'complaint.subject': complaint?.subject ?? null,
    'complaint.demand': complaint?.demand ?? null,
    'complaint.about': complaint?.about || null,
    'run.number': escalation ? runNumber(escalation) : null,
    'run.startedOn': escalation ? dateAt(escalation.startedAt) : null,
    'step.dueOn': dueAt === null ? null : dateAt(dueAt),
    'actor.name': record.actorName,
    today: dateAt(now),
  }
}

/** A record variable as people read it; '' when the record does not know it. */
export function printVariable(name: RecordVariable, value: string | number | null): string {
  if (value === null) return ''
  return recordVariables[name] === 'fen' && typeof value === 'number' ? yuan(value) : String(value)
}

export function isRecordVariable(name: string): name is RecordVariable {
  return Object.hasOwn(recordVariables, name)
}

/** The number that a customer is told (`E3-5F0C91A2`). */
export function runNumber(run: Pick<Escalation, 'id' | 'flowId'>): string {
  return shortNumber(run.flowId.split('@')[0] ?? '', run.id)
}
