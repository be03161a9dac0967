import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { expect } from 'vitest'
import type { Desk, Person } from '../escalation/desk.ts'

/** What a special case of version 2 of the flow says, step by step. */
export const asked = { facts: '医生，保障生效前一天确诊', clauseNumber: '2.1', whyExceptional: '您在抗疫一线受到感染' }
export const drafted = {
  failsBecause: 'beforeCover',
  circumstance: 'medicalWorker',
  whyNotCovered: '本次情况发生在保障生效前',
  proposedFen: 1_000_000,
  fundSource: 'goodwillFund',
  precedent: '无',
  noConflict: true,
}
export const confirmed = { noLiability: true, noLiabilityBasis: '2.1：确诊在生效前' }
export const decidable = {
  notInducement: true,
  equalTreatment: true,
  deciderNoConflict: true,
  cohortRule: '一线医护，每人10,000元',
}
export const budgeted = { budgetNumber: 'B-7', goodwillName: '医护暖心慰问金' }

/** The flow as it was first shipped: runs of it go on. */
export function firstVersion(): unknown {
  return parse(readFileSync(new URL('../escalation/e2-version-1.yaml', import.meta.url), 'utf8'))
}

/** A special case that has come up to a step, by a butler, an expert, a supervisor and a manager. */
export async function specialCase(
  desk: Desk,
  upTo: 'approve' | 'budget' | 'pay',
  {
    author = 'lin',
    claimId = null,
    ...fields
  }: { author?: Person; claimId?: string | null } & Record<string, unknown> = {},
): Promise<string> {
  const id = await desk.start(author, 'E2@2', { fields: { ...asked, ...drafted, ...fields }, claimId })
  expect(await desk.step('lin', id, 'draft')).toMatchObject({ ok: true })
  await desk.fillAll('zhao', id, confirmed)
  expect(await desk.step('zhao', id, 'confirm')).toMatchObject({ ok: true })
  await desk.fillAll('qian', id, decidable)
  if (upTo === 'approve') return id
  expect(await desk.approve('qian', id, 'approve')).toMatchObject({ ok: true })
  await desk.fillAll('wu', id, budgeted)
  if (upTo === 'budget') return id
  expect(await desk.approve('wu', id, 'budget')).toMatchObject({ ok: true })
  return id
}
