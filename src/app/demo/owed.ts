import { addDays, type CivilDate, dateAt } from '../../core/civil-date.ts'
import type { CastCase } from './cases.ts'
import type { Client } from './casting.ts'
import type { DemoCommand } from './queue-commands.ts'
import { type CasePlan, hourMs } from './standing.ts'

/** The newest version of each flow that is installed, by its code. */
export type FlowIds = Readonly<Record<string, string>>

/** How many commands `owedCommands` gives. */
export const owedSteps = 42

const expert = { staffId: 'x01', role: 'expert' } as const
const inspector = { staffId: 'q01', role: 'inspector' } as const
const supervisor = { staffId: 's01', role: 'supervisor' } as const
const manager = { staffId: 'g01', role: 'manager' } as const
const butler = (staffId: string) => ({ staffId, role: 'butler' }) as const

/** What was promised and is late already: a promise stands for it, in place of a clock of the case. */
export function latePromiseHours({ clocks = [] }: Pick<CasePlan, 'clocks'>): number | null {
  return clocks.find(([code, , , left]) => code === 'callBack' && left < 0)?.[3] ?? null
}

/**
 * What else a team has under way: a roster, promises (late, due today, kept), flows and complaints, a special case that became a
 * scheme and one that waits, somebody in our care. `medic`: a customer who works in a hospital.
 */
export function* owedCommands(
  cases: readonly CastCase[],
  medic: Client,
  { now, flows }: { now: number; flows: FlowIds },
): Generator<DemoCommand> {
  const today = dateAt(now)
  const found = (title: string) => {
    const index = cases.findIndex(({ plan }) => plan.title === title)
    const item = cases[index]
    if (!item) throw new Error(`no case of the demo is called ${title}`)
    const { externalId, owner } = item.client.person
    return { caseId: `demo.case.${index + 1}.1`, customerId: `c.${externalId}`, owner }
  }
  const flow = (code: string) => flows[code] ?? `${code}@1`
  const start = (id: string, code: string, title: string, fields: object, as: DemoCommand['as']): DemoCommand => {
    const { caseId, customerId } = found(title)
    const args = { flowId: flow(code), customerId, caseId, claimId: null, fields }
    return { id, name: 'escalation.start', args, ...(as ? { as } : {}) }
  }

  yield* roster(today)

  for (const { plan } of cases) {
    const leftHours = latePromiseHours(plan)
    if (leftHours === null) continue
    const { owner, ...about } = found(plan.title)
    const words = plan.title.replace(/^答应/, '')
    yield promise({ ...about, words, dueAt: now + Math.round(leftHours * hourMs) }, owner)
  }
  const invoice = found('确认补开的发票抬头是否改好')
  yield promise({ ...about(invoice), words: '今天下班前告知发票抬头是否改好', dueAt: now + 5 * hourMs }, invoice.owner)
  const card = found('提醒补传身份证反面')
  const kept = { ...about(card), words: '把补传入口发给客户', dueAt: now + 8 * hourMs }
  yield { ...promise(kept, card.owner), id: 'demo.kept' }
  const how = { promiseId: 'demo.kept.1', words: '已在微信发送补传链接' }
  yield { name: 'promise.keep', args: how, as: butler(card.owner) }

  const own = butler(found('换银行卡后核对首次扣款').owner)
  const unreachable = { matter: '核对换卡后的首次扣款', dueOn: addDays(today, 7) }
  yield start('demo.unreachable.00000003', 'E11', '换银行卡后核对首次扣款', unreachable, own)
  const said = '未承诺赔付结果，只说明会请理赔专家看'
  const warm = { situation: '住院九天已出院，津贴未到账', wish: '想知道津贴怎么算、何时到账', said }
  yield start('demo.handOver.00000004', 'E10', '回访：住院津贴是否到账', warm, own)
  for (const [index, [title, daysAgo, demand]] of complaints.entries()) {
    const received = { channel: 'phone', receivedOn: addDays(today, -daysAgo), subject: '李谷雨', demand }
    yield start(`demo.complaint.0000000${index + 1}`, 'E3', title, received, inspector)
  }

  yield* medicStory(medic, today, flow('E2'))
  const waiting = found('特事特办：确诊日仅差一天，家庭困难')
  const hardship = {
    ...special,
    circumstance: 'hardship',
    failsBecause: 'inWaiting',
    facts: '等待期最后一天确诊，家庭困难',
  }
  const run = 'demo.waiting.00000005'
  yield start(
    run,
    'E2',
    '特事特办：确诊日仅差一天，家庭困难',
    { ...hardship, clauseNumber: '2.2' },
    butler(waiting.owner),
  )
  yield step(`${run}.1`, 'draft', butler(waiting.owner))
  yield* fill(`${run}.1`, { noLiability: true, noLiabilityBasis: '2.2：等待期内确诊' }, expert)
  yield step(`${run}.1`, 'confirm', expert)

  const call = {
    name: '林示例',
    phone: '13900000000',
    city: '长沙',
    where: '长沙火车站',
    what: '独自外出，心慌、找不到家人',
  }
  yield { id: 'demo.care', name: 'care.begin', args: { ...call, basis: 'emergency' }, as: butler('b01') }
}

/** The week around today: early, late and at night. */
function* roster(today: CivilDate): Generator<DemoCommand> {
  const on = [-1, 0, 1, 2, 3, 4, 5, 6].map((days) => addDays(today, days))
  for (const [staff, from, until] of [
    ['b01', '09:00', '21:00'],
    ['b02', '09:00', '18:00'],
    ['b03', '21:00', '09:00'],
    ['x01', '09:00', '18:00'],
    ['x02', '14:00', '23:00'],
    ['q01', '09:00', '18:00'],
    ['s01', '08:30', '20:30'],
  ] as const)
    yield { name: 'shift.add', args: { staff, on, from, until }, as: manager }
}

const complaints = [
  ['投诉：两次来电无人接听', 16, '说明两次来电为何无人接听，并给出固定联系时间'],
  ['投诉：材料分三次通知补交', 12, '一次告知全部材料，不再分批'],
] as const

const special = {
  whyExceptional: '您的情况我们都看在眼里',
  whyNotCovered: '按条款本次情况不在保障范围内',
  proposedFen: 1_000_000,
  fundSource: 'goodwillFund',
  precedent: '无',
  noConflict: true,
}

/** A doctor who was diagnosed before the gift cover began: not payable, approved by others, paid, and made a rule for like cases. */
function* medicStory({ person }: Client, today: CivilDate, flowId: string): Generator<DemoCommand> {
  const own = butler(person.owner)
  const customerId = `c.${person.externalId}`
  const number = `YS-MG-${person.externalId}`
  const cover = { issuedOn: addDays(today, -20), effectiveOn: addDays(today, -19), expiresOn: addDays(today, 40) }
  const policy = { externalId: number, customer: person.externalId, number, productCode: 'MEDIC-GIFT', ...cover }
  const rows = [{ ...policy, source: 'gift', premiumFen: 0 }]
  const args = { kind: 'policies', source: 'demo-medic', number: 0, rows }
  yield { name: 'import.rows', args, as: { staffId: 'demo', role: 'service' } }
  const facts = {
    ...{ 'event.cause': 'illness', 'event.disease': 'covid19', 'event.diagnosed_on': addDays(today, -22) },
    ...{ 'event.clinical_type': 'ordinary', 'event.outcome': 'none', 'insured.is_medic': true, 'ytd.paid_fen': 0 },
  }
  const title = '一线医生确诊在保障生效前，申请特事特办'
  yield { id: 'demo.medic', name: 'claim.open', args: { policyId: `p.${number}`, title, facts }, as: own }
  const asked = {
    ...special,
    facts: '一线医生，保障生效前三天确诊',
    clauseNumber: '2.1',
    whyExceptional: '您在抗疫一线受到感染',
  }
  const fields = { ...asked, circumstance: 'medicalWorker', failsBecause: 'beforeCover' }
  const about = { flowId, customerId, caseId: 'demo.medic.2', claimId: 'demo.medic.1', fields }
  yield { id: 'demo.special.00000006', name: 'escalation.start', args: about, as: own }
  const run = 'demo.special.00000006.1'
  yield step(run, 'draft', own)
  yield* fill(run, { noLiability: true, noLiabilityBasis: '2.1：确诊在生效前' }, expert)
  yield step(run, 'confirm', expert)
  const fair = {
    notInducement: true,
    equalTreatment: true,
    deciderNoConflict: true,
    cohortRule: '一线医护，每人10,000元',
  }
  yield* fill(run, fair, supervisor)
  yield approve(run, 'approve', '同类医护一视同仁', supervisor)
  yield* fill(run, { budgetNumber: 'GW-示例-01', goodwillName: '医护暖心慰问金' }, manager)
  yield approve(run, 'budget', '从慰问金专项支出', manager)
  yield { name: 'goodwill.pay', args: { escalationId: run, paidOn: today, reference: '示例付款0001' }, as: supervisor }
  const money = { minFen: 1_000_000, maxFen: 1_000_000, budgetFen: 108_000_000 }
  const scheme = { escalationId: run, name: '一线医护慰问', ...money, startsOn: today, endsOn: addDays(today, 180) }
  const condition = { eq: ['insured.is_medic', true] }
  yield { id: 'demo.scheme', name: 'scheme.propose', args: { ...scheme, condition }, as: supervisor }
  yield { name: 'scheme.approve', args: { schemeId: 'demo.scheme.1', reason: '同意，按方案执行' }, as: manager }
}

function about({ caseId, customerId }: { caseId: string; customerId: string }) {
  return { caseId, customerId }
}

function promise(
  args: { caseId: string; customerId: string; words: string; dueAt: number },
  owner: string,
): DemoCommand {
  return { name: 'promise.make', args, as: butler(owner) }
}

function step(escalationId: string, stepId: string, as: NonNullable<DemoCommand['as']>): DemoCommand {
  return { name: 'escalation.step', args: { escalationId, stepId, note: null }, as }
}

function approve(
  escalationId: string,
  stepId: string,
  reason: string,
  as: NonNullable<DemoCommand['as']>,
): DemoCommand {
  return { name: 'escalation.approve', args: { escalationId, stepId, reason }, as }
}

function* fill(
  escalationId: string,
  fields: Record<string, unknown>,
  as: NonNullable<DemoCommand['as']>,
): Generator<DemoCommand> {
  for (const [field, value] of Object.entries(fields))
    yield { name: 'escalation.fill', args: { escalationId, field, value }, as }
}
