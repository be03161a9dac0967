import { lifeAtStart } from '../../../src/core/claim/states.ts'
import { expect } from 'vitest'
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { dayNumber } from '../../../src/core/civil-date.ts'
import type { Command } from '../../../src/core/command.ts'
import {
  approveEscalation,
  fillEscalation,
  finishEscalationStep,
  installFlow,
  refuseEscalation,
  sendEscalationMessage,
  startEscalation,
} from '../../../src/core/escalation/commands.ts'
import type { Language } from '../../../src/core/language.ts'
import type { Outcome } from '../../../src/core/refusal.ts'
import type { Role } from '../../../src/core/staff/roles.ts'
import { MemoryStore } from '../memory-tx.ts'

export const flowFiles = {
  E1: 'e1-refused-claim',
  E2: 'e2-special-case',
  E3: 'e3-complaint',
  E4: 'e4-emergency-help',
  E5: 'e5-prepayment',
  E6: 'e6-suspected-fraud',
  E7: 'e7-privacy-incident',
  E8: 'e8-regulatory-complaint',
  E9: 'e9-coverage-extension',
  E10: 'e10-hand-over',
  E11: 'e11-unreachable',
  E12: 'e12-bereavement',
} as const
export type FlowCode = keyof typeof flowFiles

const parsed = new Map<string, unknown>()

/** A shipped flow file, parsed once; every caller gets a copy of its own. */
export function flowFile(code: FlowCode): unknown {
  const url = new URL(`../../../fixtures/flows/${flowFiles[code]}.yaml`, import.meta.url)
  if (!parsed.has(code)) parsed.set(code, parse(readFileSync(url, 'utf8')))
  return structuredClone(parsed.get(code))
}

/** An instant in Shanghai, as epoch ms: `at('2026-03-02', '09:30')`. */
export function at(date: string, time: string): number {
  const [hours, minutes] = time.split(':').map(Number)
  return dayNumber(date) * 86_400_000 + ((hours ?? 0) - 8) * 3_600_000 + (minutes ?? 0) * 60_000
}

export const staff = {
  lin: 'butler',
  zhao: 'expert',
  he: 'inspector',
  qian: 'supervisor',
  sun: 'supervisor',
  wu: 'manager',
} as const satisfies Record<string, Role>
export type Person = keyof typeof staff

/** A customer 欧阳晓雯 of the butler lin, with a refused claim on a policy, three installed flows, and people who work on them. */
export class Desk {
  readonly store = new MemoryStore()
  now = at('2026-03-02', '09:00')

  static async open(): Promise<Desk> {
    const desk = new Desk()
    for (const [id, role] of Object.entries(staff))
      desk.store.put('staff', { id, externalId: null, name: `员工${id}`, role, isActive: true, addedAt: 0 })
    desk.putCustomer()
    for (const code of ['E1', 'E2', 'E3'] as const)
      expect(await desk.give('qian', installFlow, { definition: flowFile(code) })).toMatchObject({ ok: true })
    return desk
  }

  give(person: Person, command: Command, args: unknown): Promise<Outcome> {
    return this.store.give(command, args, { actor: { staffId: person, role: staff[person] }, now: this.now })
  }

  /** Starts a run and answers its id. */
  async start(person: Person, flowId: string, args: Record<string, unknown> = {}): Promise<string> {
    const given = { flowId, customerId: 'c1', caseId: null, claimId: null, fields: {}, ...args }
    const outcome = await this.give(person, startEscalation, given)
    if (!outcome.ok) throw new Error(JSON.stringify(outcome))
    return String(outcome.result['escalationId'])
  }

  fill(person: Person, escalationId: string, field: string, value: unknown): Promise<Outcome> {
    return this.give(person, fillEscalation, { escalationId, field, value })
  }

  async fillAll(person: Person, escalationId: string, fields: Record<string, unknown>): Promise<void> {
    for (const [field, value] of Object.entries(fields))
      expect(await this.fill(person, escalationId, field, value)).toMatchObject({ ok: true })
  }

  step(person: Person, escalationId: string, stepId: string): Promise<Outcome> {
    return this.give(person, finishEscalationStep, { escalationId, stepId, note: null })
  }

  approve(person: Person, escalationId: string, stepId: string): Promise<Outcome> {
    return this.give(person, approveEscalation, { escalationId, stepId, reason: '同意' })
  }

  refuse(person: Person, escalationId: string, stepId: string): Promise<Outcome> {
    return this.give(person, refuseEscalation, { escalationId, stepId, reason: '同类情况未予例外' })
  }

  send(person: Person, escalationId: string, templateId: string, language: Language = 'zh-Hans'): Promise<Outcome> {
    return this.give(person, sendEscalationMessage, { escalationId, templateId, language })
  }

  run(escalationId: string) {
    return this.store.one('escalation', escalationId)
  }

  caseOf(escalationId: string) {
    return this.store.one('case', this.run(escalationId).caseId)
  }

  private putCustomer(): void {
    this.store.put('customer', {
      id: 'c1',
      externalId: null,
      ownerId: 'lin',
      name: '欧阳晓雯',
      gender: 'female',
      bornOn: null,
      phone: null,
      idNumber: null,
      city: '杭州',
      tags: [],
      since: null,
    })
    this.store.put('product', {
      id: 'MED-MILLION',
      name: '安心百万医疗',
      insurer: '云杉财险',
      revision: '2026-03-01.1',
      sha256: '',
      pack: {},
    })
    this.store.put('policy', {
      id: 'p1',
      externalId: null,
      customerId: 'c1',
      memberId: null,
      number: 'YS2026000123',
      productCode: 'MED-MILLION',
      insuredName: '欧阳晓雯',
      source: 'own',
      state: 'inForce',
      issuedOn: '2025-12-30',
      effectiveOn: '2026-01-01',
      expiresOn: '2026-12-31',
      paidThrough: null,
      premiumFen: 38_800,
      sumInsuredFen: null,
    })
    this.store.put('claim', {
      ...lifeAtStart,
      id: 'k1',
      customerId: 'c1',
      policyId: 'p1',
      caseId: null,
      state: 'refused',
      facts: {},
      openedAt: 0,
      refusedOn: '2026-02-27',
      refusalReason: '等待期内出现症状',
      claimedFen: 742_827,
    })
  }
}
