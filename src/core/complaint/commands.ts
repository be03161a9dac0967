import { z } from 'zod'
import type { Case } from '../case/schema.ts'
import { dateAt } from '../civil-date.ts'
import { command, type Tx } from '../command.ts'
import type { Customer } from '../customer/schema.ts'
import type { Pack } from '../product/pack.ts'
import { done, refuse, type Refusal } from '../refusal.ts'
import { anybodysComplaintTakers, complaintChannels, complaintIdOf, replyDueAt } from './complaint.ts'

const line = z.string().trim().min(1)

/**
 * Takes a complaint down while the customer is on the line, and puts it before the inspectors as a case with the clock of the law.
 * `customer`: our id, the id that they were imported with, or their phone number; `name` tells apart those who share a number.
 */
export const registerComplaint = command({
  name: 'complaint.register',
  roles: ['butler', 'expert', 'inspector', 'supervisor', 'manager'],
  offline: 'free',
  aboutAnybody: anybodysComplaintTakers,
  args: () =>
    z.object({
      customer: line.max(128),
      name: line.max(80).nullable().default(null),
      channel: z.enum(complaintChannels),
      receivedOn: z.iso.date().nullable().default(null),
      point: line.max(500),
      subject: line.max(80),
      demand: line.max(500),
      policyId: z.string().max(128).nullable().default(null),
      productCode: z.string().max(128).nullable().default(null),
      clauseNumber: line.max(20).nullable().default(null),
    }),
  async run({ args, actor, now, newId, tx }) {
    const customer = await customerMeant(tx, args.customer, args.name)
    if ('ok' in customer) return customer
    const receivedOn = args.receivedOn ?? dateAt(now)
    if (receivedOn > dateAt(now)) return refuse('bad-arguments', { path: 'receivedOn', expected: 'not after today' })
    const about = await whatMeant(tx, customer.id, args)
    if ('ok' in about) return about
    const { channel, point, subject, demand } = args
    const [customerId, caseId] = [customer.id, newId()]
    const isPressing = channel === 'publicPost' || channel === 'regulator'
    const item: Case = {
      ...{ id: caseId, customerId, kind: 'complaint', title: point.slice(0, 200), state: 'open', role: 'inspector' },
      ...{ priority: isPressing ? 'urgent' : 'high', concern: null, waitingSince: now },
      clocks: [
        { code: 'complaintReply', kind: 'statutory', startsAt: now, dueAt: replyDueAt(receivedOn), metAt: null },
      ],
      ...{ hold: null, holds: [], dueOn: null, lacksDocuments: false, takenBy: null, takenUntil: null },
      ...{ conversationId: null, claimId: null, openedBy: actor.staffId, openedAt: now, doneAt: null, outcome: null },
    }
    await tx.put('case', item)
    const complaintId = complaintIdOf(caseId)
    await tx.put('complaint', {
      ...{ id: complaintId, customerId, caseId, channel, receivedOn, point, subject, demand, ...about },
      ...{ registeredBy: actor.staffId, registeredAt: now },
    })
    return done({ complaintId, caseId, customerId })
  },
})

/** A phone number as records may have it: with its dashes and without, with the country's code and without; none for other text. */
function phonesIn(typed: string): string[] {
  const dashed = typed.normalize('NFKC').replaceAll(/[\s()]/g, '')
  const phone = dashed.replaceAll('-', '')
  if (!/^\+?\d{5,20}$/.test(phone)) return []
  const bare = phone.replace(/^(\+|00)86/, '')
  return [...new Set([dashed, phone, bare, `+86${bare}`])]
}

/** A refusal names no more of a number than anybody may see. */
async function customerMeant(tx: Tx, typed: string, name: string | null): Promise<Customer | Refusal> {
  const byId = (await tx.get('customer', typed)) ?? (await tx.get('customer', `c.${typed}`))
  if (byId) return byId
  const phones = phonesIn(typed)
  const callers: Customer[] = []
  for (const phone of phones) callers.push(...(await tx.find('customer', { phone })))
  const meant = name === null ? callers : callers.filter((one) => one.name === name)
  const [customer, ...more] = meant
  if (more.length > 0) return refuse('complaint.caller-unclear', { tail: typed.slice(-4), count: meant.length })
  return (
    customer ?? refuse('not-found', { entity: 'customer', id: phones.length === 0 ? typed : `****${typed.slice(-4)}` })
  )
}

type About = { policyId: string | null; productCode: string | null; clauseNumber: string | null }

/** The policy, product and clause that it is about, each of which is there; a policy says which product. */
async function whatMeant(tx: Tx, customerId: string, about: About): Promise<About | Refusal> {
  const { policyId, clauseNumber } = about
  const policy = policyId === null ? null : await tx.get('policy', policyId)
  if (policy === undefined || (policy && policy.customerId !== customerId))
    return refuse('not-found', { entity: 'policy', id: policyId })
  const productCode = policy?.productCode ?? about.productCode
  const product = productCode === null ? null : await tx.get('product', productCode)
  // A policy may be of a product that nobody has installed; the complaint about it is one all the same.
  if (!product && about.productCode !== null) return refuse('not-found', { entity: 'product', id: about.productCode })
  if (clauseNumber === null) return { policyId, productCode, clauseNumber }
  const terms = (product?.pack as Pack | undefined)?.terms ?? []
  const isThere = terms.some(({ clauses }) => Object.hasOwn(clauses, clauseNumber))
  return isThere ? { policyId, productCode, clauseNumber } : refuse('not-found', { entity: 'clause', id: clauseNumber })
}
