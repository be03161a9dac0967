import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { claimChecklist, signatureOf } from '../../src/app/claim-checklist.ts'
import type { Home } from '../../src/app/home.ts'
import type { Actor } from '../../src/core/command.ts'

type Give = (name: string, args: unknown, as?: Actor) => Promise<Record<string, unknown>>

function words(text: string) {
  return { en: text, 'zh-Hans': text, 'zh-Hant': text }
}

function fixture(file: string): unknown {
  return parse(readFileSync(new URL(`../../fixtures/${file}`, import.meta.url), 'utf8'))
}

const text = (id: string, more: object = {}) => ({ id, label: words(id), type: 'text', ...more })
const asked = { required: 'start' }
const step = (id: string, owner: string, more: object = {}) => ({
  ...{ id, name: words(id), todo: words(id), owner, due: { days: 1 } },
  ...more,
})
const head = {
  version: 1,
  name: words('request'),
  summary: words('asked, checked, decided'),
  startsFrom: ['customer', 'claim'],
}
const decided = { decision: { notAuthor: true } }

/** A flow of three hands, the last of which decides, and a special case in small. */
export const flows = [
  {
    ...{ code: 'SIM', ...head, case: { kind: 'specialRequest' } },
    fields: [text('why', asked), text('found'), text('told')],
    steps: [
      step('ask', 'butler'),
      step('check', 'expert', { requires: ['found'] }),
      step('approve', 'supervisor', { ...decided, due: { workingHours: 4 } }),
    ],
    closing: { requires: ['told'] },
  },
  {
    ...{ code: 'E2', ...head, version: 90, case: { kind: 'specialRequest' } },
    fields: [
      ...[text('why', asked), text('clauseNumber', asked), text('goodwillName', asked)],
      { id: 'proposedFen', label: words('amount'), type: 'fen', required: 'start' },
      { id: 'paidOn', label: words('paid on'), type: 'date', filledBy: 'ledger' },
      text('ledgerEntry', { filledBy: 'ledger' }),
    ],
    steps: [
      step('ask', 'butler'),
      step('approve', 'supervisor', decided),
      step('pay', 'supervisor', { requires: ['paidOn'] }),
    ],
    closing: { requires: ['ledgerEntry'] },
  },
]

/** What begins a special case. */
export function specialCaseArgs(customerId: string, claimId: string | null, why: string) {
  const fields = { why, clauseNumber: '2.1', goodwillName: 'warm', proposedFen: 1_000_000 }
  return { flowId: 'E2@90', customerId, caseId: null, claimId, fields }
}

/** The money of one exception, twice over: two that want the last of it are there soon. */
export function schemeArgs(escalationId: string, name: string) {
  const money = { minFen: 1_000_000, maxFen: 1_000_000, budgetFen: 2_000_000 }
  return { escalationId, name, condition: null, ...money, startsOn: '2026-03-01', endsOn: '2026-12-31' }
}

const b1: Actor = { staffId: 'b1', role: 'butler' }
const x1: Actor = { staffId: 'x1', role: 'expert' }
const s1: Actor = { staffId: 's1', role: 'supervisor' }

/** People who are no customers, and whose term was over yesterday: given by a clock of 31 days before. */
export async function beginCare(give: Give): Promise<void> {
  for (const [index, staffId] of ['b1', 'b1', 'b2'].entries()) {
    const as: Actor = { staffId, role: 'butler' }
    const who = { name: `求助者${staffId}${'甲乙丙'[index]}`, phone: `1390000000${index}` }
    const begun = await give('care.begin', { ...who, where: 'a station', what: 'alone', basis: 'emergency' }, as)
    if (index === 0) await give('case.done', { caseId: begun['caseId'], outcome: 'safe' }, as)
  }
}

/** A reply, claims that are signed as not payable, a special case that is approved for one of them, and its scheme. */
export async function beginSchemes(home: Home, give: Give): Promise<void> {
  await give('product.install', { pack: fixture('packs/medic-gift.yaml') })
  const reply = { code: 'hello', version: 1, title: words('hello'), tags: [], text: words('Hello {{customer.name}}.') }
  await give('reply.install', { definition: reply })
  const cover = { issuedOn: '2020-01-30', effectiveOn: '2020-01-31', expiresOn: '2020-03-30', premiumFen: 0 }
  const rows = ['b1-1', 'b1-2', 'b2-1', 'b3-1'].map((customer) => ({
    ...{ externalId: customer, customer, number: customer, productCode: 'MEDIC-GIFT', source: 'gift', ...cover },
  }))
  await give('import.rows', { kind: 'policies', source: 'template', number: 0, rows })
  const { facts: known } = fixture('claims/T25.yaml') as { facts: Record<string, unknown> }
  const facts = Object.fromEntries(Object.entries(known).filter(([key]) => !/^(policy|claim)\./.test(key)))
  const claims: string[] = []
  for (const { externalId } of rows) {
    const owner: Actor = { staffId: externalId.slice(0, 2), role: 'butler' }
    const { claimId } = await give(
      'claim.open',
      { policyId: `p.${externalId}`, title: externalId, facts, role: 'expert' },
      owner,
    )
    const read = await claimChecklist(home, String(claimId))
    if ('ok' in read || !read.checklist) throw new Error(`no checklist of ${externalId}`)
    await give('claim.judge', signatureOf(read, read.checklist), x1)
    claims.push(String(claimId))
  }
  const special = await give('escalation.start', specialCaseArgs('c.b1-1', claims[0] ?? null, 'a day too early'), b1)
  const { escalationId } = special
  await give('escalation.step', { escalationId, stepId: 'ask', note: null }, b1)
  await give('escalation.approve', { escalationId, stepId: 'approve', reason: 'a doctor' }, s1)
  const { schemeId } = await give('scheme.propose', schemeArgs(String(escalationId), 'doctors'), x1)
  await give('scheme.approve', { schemeId, reason: 'like cases' }, s1)
}
