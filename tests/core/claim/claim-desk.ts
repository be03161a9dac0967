import { dayNumber } from '../../../src/core/civil-date.ts'
import { checklistOf } from '../../../src/core/checklist/checklist.ts'
import { claimFile } from '../../../src/core/claim/claim-file.ts'
import type { Row } from '../../../src/core/entities.ts'
import { commands } from '../../../src/core/registry.ts'
import { type Outcome, refuse } from '../../../src/core/refusal.ts'
import type { Role } from '../../../src/core/staff/roles.ts'
import { pack } from '../judgement/fixture.ts'
import { MemoryStore } from '../memory-tx.ts'

export const staff = { lin: 'butler', zhao: 'expert', qian: 'supervisor', he: 'inspector' } as const satisfies Record<
  string,
  Role
>
export type Person = keyof typeof staff

/** An instant in Shanghai, as epoch ms. */
export function at(date: string, time = '09:00'): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return dayNumber(date) * 86_400_000 + (hours - 8) * 3_600_000 + minutes * 60_000
}

/** A customer of the butler lin with a medical policy, a cash policy and a child's policy, on the shipped packs. */
export class ClaimDesk {
  readonly store = new MemoryStore()
  now = at('2026-04-01')

  constructor() {
    for (const [id, role] of Object.entries(staff))
      this.store.put('staff', { id, externalId: null, name: `员工${id}`, role, isActive: true, addedAt: 0 })
    for (const code of ['MED-MILLION', 'CASH', 'MEDIC-GIFT']) {
      const { name, insurer, revision } = pack(code)
      const words = { name: name['zh-Hans'], insurer: insurer.name['zh-Hans'], revision }
      this.store.put('product', { id: code, ...words, sha256: `sha-${code}`, pack: pack(code) })
    }
    this.store.put('customer', {
      ...{ id: 'c1', externalId: null, ownerId: 'lin', name: '欧阳晓雯', gender: 'female', bornOn: '1992-01-05' },
      ...{ phone: null, idNumber: null, city: '杭州', tags: [], since: null },
    })
    this.putPolicy('p1', 'MED-MILLION', { issuedOn: '2025-12-28', effectiveOn: '2026-01-01', expiresOn: '2026-12-31' })
    this.putPolicy('p2', 'CASH', { issuedOn: '2025-12-28', effectiveOn: '2026-01-01', expiresOn: '2026-12-31' })
    this.putPolicy('p3', 'CASH', { insuredName: '小满', issuedOn: '2025-12-28', effectiveOn: '2026-01-01' })
  }

  putPolicy(id: string, productCode: string, over: Partial<Row<'policy'>> = {}): void {
    this.store.put('policy', {
      ...{ id, externalId: null, customerId: 'c1', memberId: null, number: `NO-${id}`, productCode },
      ...{ insuredName: '欧阳晓雯', source: 'own', state: 'inForce', issuedOn: '2026-01-01' },
      ...{ effectiveOn: '2026-01-02', expiresOn: '2026-12-31', paidThrough: null, premiumFen: 38_800 },
      ...{ sumInsuredFen: null, ...over },
    })
  }

  give(person: Person, name: string, args: unknown): Promise<Outcome> {
    const command = commands.get(name)
    if (!command) throw new Error(`no command ${name}`)
    return this.store.give(command, args, { actor: { staffId: person, role: staff[person] }, now: this.now })
  }

  /** The result; throws when refused. */
  async must(person: Person, name: string, args: unknown): Promise<Record<string, unknown>> {
    const outcome = await this.give(person, name, args)
    if (!outcome.ok) throw new Error(`${name}: ${outcome.code} ${JSON.stringify(outcome.data)}`)
    return outcome.result
  }

  /** A claim on p1 with the facts of test claim T01, or others. */
  async open(facts: Record<string, unknown> = hospitalStay, alsoPolicyIds: string[] = []): Promise<string> {
    const title = '阑尾炎住院'
    return String((await this.must('lin', 'claim.open', { policyId: 'p1', alsoPolicyIds, title, facts }))['claimId'])
  }

  claim(claimId: string): Row<'claim'> {
    return this.store.one('claim', claimId)
  }

  caseOf(claimId: string): Row<'case'> {
    return this.store.one('case', this.claim(claimId).caseId)
  }

  steps(claimId: string): string[] {
    return this.store
      .all('claimStep')
      .filter((step) => step.claimId === claimId)
      .toSorted((a, b) => a.at - b.at || numberOf(a.id) - numberOf(b.id))
      .map(({ kind }) => kind)
  }

  texts(): string[] {
    return this.store.all('message').map(({ text }) => text)
  }

  async checklist(claimId: string, asOf: string) {
    const file = await claimFile(this.store.tx, this.claim(claimId))
    if ('ok' in file) throw new Error(file.code)
    return checklistOf(file, asOf)
  }

  /** Signs what stands, as of today. */
  async sign(person: Person, claimId: string, asOf = '2026-04-01'): Promise<Outcome> {
    const checklist = await this.checklist(claimId, asOf)
    const { facts, overlays, askedUnknown, judgement } = checklist
    if (!judgement) return refuse('claim.no-pack')
    return this.give(person, 'claim.judge', {
      claimId,
      asOf,
      packSha256: judgement.pack.sha256,
      facts,
      overlays,
      askedUnknown,
    })
  }
}

function numberOf(id: string): number {
  return Number(id.replace(/\D/g, ''))
}

/** T01: appendicitis, settled with social insurance: 7,428.27 yuan. */
export const hospitalStay: Record<string, unknown> = {
  'policy.unbroken_renewal': false,
  'policy.with_social': true,
  'ytd.own_spend_fen': 0,
  'ytd.paid_fen': 0,
  'event.cause': 'illness',
  'event.exclusion': 'none',
  'event.severity': 'none',
  'event.treatment': 'inpatient',
  'event.emergency': false,
  'event.diagnosed_on': '2026-03-10',
  'event.first_symptom_on': '2026-03-09',
  'hospital.grade': 3,
  'hospital.public': true,
  'hospital.ward': 'general',
  'stay.admitted_on': '2026-03-10',
  'stay.discharged_on': '2026-03-15',
  'bill.total_fen': 2_863_245,
  'bill.social_paid_fen': 1_120_418,
  'bill.settled_with_social': true,
  'bill.other_paid_fen': 0,
  'history.had_before': false,
  'history.knew_before': false,
}
