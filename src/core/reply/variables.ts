import { dateAt } from '../civil-date.ts'
import type { Claim } from '../claim/schema.ts'
import type { Document } from '../claim/document.ts'
import type { Customer } from '../customer/schema.ts'
import { salutationOf } from '../escalation/salutation.ts'
import type { Language } from '../language.ts'
import { yuan } from '../money.ts'
import type { Policy } from '../policy/schema.ts'
import type { Product } from '../product/schema.ts'
import type { Resource } from '../resource/schema.ts'

/**
 * The rows that a reply is filled from, as far as they are there. `documents`: of the claim. `resources`: those of the directory that
 * the answers name, by id. `now` in epoch ms.
 */
export type ReplyRecord = {
  customer: Customer
  claim: Claim | null
  policy: Policy | null
  product: Pick<Product, 'name' | 'insurer'> | null
  documents: readonly Document[]
  resources: ReadonlyMap<string, Resource>
  actorName: string | null
  now: number
}

type Read = (record: ReplyRecord, language: Language) => string | number | null | undefined

/** What a reply may name without anyone typing it. Fen are told from other numbers by the name. */
const replyVariables = {
  'customer.salutation': ({ customer }, language) => salutationOf(customer, language),
  'customer.name': ({ customer }) => customer.name,
  'customer.city': ({ customer }) => customer.city,
  'policy.number': ({ policy }) => policy?.number,
  'policy.insuredName': ({ policy }) => policy?.insuredName,
  'policy.effectiveOn': ({ policy }) => policy?.effectiveOn,
  'policy.expiresOn': ({ policy }) => policy?.expiresOn,
  'policy.paidThrough': ({ policy }) => policy?.paidThrough,
  'policy.premiumFen': ({ policy }) => policy?.premiumFen,
  'policy.sumInsuredFen': ({ policy }) => policy?.sumInsuredFen,
  'product.name': ({ product }) => product?.name,
  'product.insurer': ({ product }) => product?.insurer,
  'claim.submittedOn': ({ claim }) => claim?.submittedOn,
  'claim.claimedFen': ({ claim }) => claim?.claimedFen,
  'claim.agreedOn': ({ claim }) => claim?.agreedOn,
  'claim.paidOn': ({ claim }) => claim?.paidOn,
  'claim.paidFen': ({ claim }) => claim?.paidFen,
  'claim.refusedOn': ({ claim }) => claim?.refusedOn,
  'claim.refusalReason': ({ claim }) => claim?.refusalReason,
  'claim.documentsWanted': ({ documents }, language) => namesOf(documents, ['asked', 'unreadable'], language),
  'claim.documentsUnreadable': ({ documents }, language) => namesOf(documents, ['unreadable'], language),
  'actor.name': ({ actorName }) => actorName,
  today: ({ now }) => dateAt(now),
} as const satisfies Record<string, Read>
export type ReplyVariable = keyof typeof replyVariables

export function isReplyVariable(name: string): name is ReplyVariable {
  return Object.hasOwn(replyVariables, name)
}

/** Every variable as people read it; '' where the record does not know it. */
export function printedVariables(record: ReplyRecord, language: Language): Map<string, string> {
  return new Map(
    Object.entries<Read>(replyVariables).map(([name, read]) => [name, print(name, read(record, language) ?? null)]),
  )
}

function print(name: string, value: string | number | null): string {
  if (value === null) return ''
  return name.endsWith('Fen') && typeof value === 'number' ? yuan(value) : String(value)
}

/** Of the documents that were asked for, those that stand like that, in one order wherever they were read. */
function namesOf(documents: readonly Document[], states: readonly Document['state'][], language: Language): string {
  return documents
    .filter(({ askedAt, state }) => askedAt !== null && states.includes(state))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ name }) => name[language])
    .join(language === 'en' ? '; ' : '、')
}
