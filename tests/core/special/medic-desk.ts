import { checklistOf } from '../../../src/core/checklist/checklist.ts'
import { lifeAtStart } from '../../../src/core/claim/states.ts'
import { claimFile } from '../../../src/core/claim/claim-file.ts'
import { signJudgement } from '../../../src/core/claim/commands.ts'
import { dateAt } from '../../../src/core/civil-date.ts'
import type { Row } from '../../../src/core/entities.ts'
import { Desk, type Person } from '../escalation/desk.ts'
import { claim, pack } from '../judgement/fixture.ts'

/** A desk with claims of doctors who were diagnosed before their gift cover began, signed by the expert as not payable. */
export async function medicDesk(count: number): Promise<{ desk: Desk; claims: string[] }> {
  const desk = await Desk.open()
  const { pack: definition, id: code } = { pack: pack('MEDIC-GIFT'), id: 'MEDIC-GIFT' }
  const product = { id: code, name: '医护保', insurer: '云杉财险', revision: definition.revision, sha256: 'x' }
  desk.store.put('product', { ...product, pack: definition })
  const claims = Array.from({ length: count }, (_, at) => `m${at + 1}`)
  for (const id of claims) {
    const cover = { issuedOn: '2020-01-30', effectiveOn: '2020-01-31', expiresOn: '2020-03-30', paidThrough: null }
    desk.store.put('policy', {
      ...{ id: `p-${id}`, externalId: null, customerId: 'c1', memberId: null, number: id, productCode: code, ...cover },
      ...{ insuredName: `示例医生${id}`, source: 'gift', state: 'expired', premiumFen: 0, sumInsuredFen: null },
    })
    const facts = Object.entries(claim('T25').facts).filter(([key]) => !/^(policy|claim)\./.test(key))
    desk.store.put('claim', {
      ...{ ...lifeAtStart, id, customerId: 'c1', policyId: `p-${id}`, caseId: null, state: 'open', openedAt: 0 },
      facts: Object.fromEntries(facts) as Row<'claim'>['facts'],
    })
    await sign(desk, 'zhao', id)
  }
  return { desk, claims }
}

/** Answers a question anew; what was signed before does not hold any more. */
export function answer(desk: Desk, id: string, facts: Row<'claim'>['facts']): void {
  const before = desk.store.one('claim', id)
  desk.store.put('claim', { ...before, facts: { ...before.facts, ...facts } })
}

export async function sign(desk: Desk, person: Person, id: string): Promise<void> {
  const file = await claimFile(desk.store.tx, desk.store.one('claim', id))
  if ('ok' in file) throw new Error(JSON.stringify(file))
  const asOf = dateAt(desk.now)
  const { facts, overlays, askedUnknown } = checklistOf(file, asOf)
  const args = { claimId: id, asOf, packSha256: 'x', facts, overlays, askedUnknown }
  const outcome = await desk.give(person, signJudgement, args)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
}
