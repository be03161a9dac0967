import type { CasePlan, Who } from './standing.ts'
import { at } from './random.ts'

/** Promises, renewals and first contacts that fall due today. */
const today: readonly CasePlan[] = [
  ...times(18, (): CasePlan => ({
    kind: 'renewal',
    who: 'expiring',
    title: '{product}{date}到期，联系续保',
    dueInDays: 0,
  })),
  ...times(5, (): CasePlan => ({
    kind: 'renewal',
    who: 'grace',
    title: '{product}保费未缴，宽限期到{date}',
    dueInDays: 0,
    priority: 'high',
  })),
  ...times(8, (): CasePlan => ({ kind: 'firstContact', who: 'new', title: '新客户首次联系', dueInDays: 0 })),
  { kind: 'followUp', title: '确认补开的发票抬头是否改好', dueInDays: 0 },
  { kind: 'followUp', title: '回访：住院津贴是否到账', dueInDays: 0 },
  { kind: 'followUp', who: 'child', title: '{child}复查结果出来后问候', dueInDays: 0 },
  { kind: 'followUp', title: '提醒补传身份证反面', dueInDays: 0, priority: 'low' },
  { kind: 'followUp', who: 'spouse', title: '风险测评做到一半，约配偶一起补完', dueInDays: 0 },
  { kind: 'followUp', title: '换银行卡后核对首次扣款', dueInDays: 0 },
  { kind: 'followUp', who: 'longCover', title: '退保犹豫期谈话后第七天回访', dueInDays: 0 },
  { kind: 'care', title: '手术后一周问候', dueInDays: 0 },
  { kind: 'care', who: 'elder', title: '独居老人每周一次电话', dueInDays: 0, priority: 'high' },
]

const laterFollowUps =
  '体检报告出来后看是否需要补充告知 医保异地备案办完后回访 客户出差回来后讲方案 问候术后恢复 补充医疗到期前核对'.split(
    ' ',
  )

const later: readonly CasePlan[] = times(30, (index): CasePlan => {
  const dueInDays = 1 + Math.floor(index / 3)
  if (index % 3 === 0)
    return { kind: 'renewal', who: 'expiringLater', title: '{product}{date}到期，联系续保', dueInDays }
  return index % 3 === 1
    ? { kind: 'followUp', title: at(laterFollowUps, Math.floor(index / 3) % laterFollowUps.length), dueInDays }
    : { kind: 'firstContact', who: 'new', title: '新客户第二次联系，讲解保单', dueInDays }
})

const reachOut: readonly CasePlan[] = (
  [
    ['一年没联系，做一次保障检视'],
    ['孩子在上学，聊聊学平险和少儿医疗', 'child'],
    ['父母年满六十，了解防癌险意向', 'parent'],
    ['只有医疗没有重疾，邀请做风险测评'],
    ['赠送的住院津贴还没看过条款，讲一讲'],
    ['重疾缴费第二年，复核受益人', 'longCover'],
    ['配偶还没有保障，邀请一起测评', 'spouse'],
    ['换季体检提醒，附合作医院名单'],
    ['六十岁以上客户，确认紧急联系人', 'elder'],
    ['邀请参加倾听计划座谈'],
  ] as readonly (readonly [string, Who?])[]
).flatMap(([title, who]) =>
  times(6, (): CasePlan => ({ kind: 'outreach', title, priority: 'low', ...(who ? { who } : {}) })),
)

const waitsFor = [
  ['question', '核对既往体检结论', '等客户把2019年的体检报告发来', 'customer', 40],
  ['followUp', '病历复印', '医院病案室五个工作日后出件', 'hospital', 70],
  ['followUp', '拒赔复核意见', '等保险公司书面答复', 'insurer', 110],
  ['renewal', '续保核保', '保险公司人工核保中', 'insurer', 50],
  ['question', '医保补结算', '客户下周回参保地补办', 'customer', 160],
  ['specialRequest', '更正被保险人证件号', '等同事核对原始投保资料', 'colleague', 20],
  ['followUp', '受益人变更', '客户与家人商量中，周末再定', 'customer', 90],
  ['question', '费用分割单', '等客户单位人事开具', 'other', 66],
] as const

const onHold: readonly CasePlan[] = times(24, (index): CasePlan => {
  const [kind, title, reason, waitingOn, wakeInHours] = at(waitsFor, index % waitsFor.length)
  return { kind, title, hold: { reason, waitingOn, wakeInHours: wakeInHours + index } }
})

/** Work with a day of its own, outreach, and what is on hold or not yet due. */
export const dayPlans: readonly CasePlan[] = [...today, ...later, ...reachOut, ...onHold]

function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index))
}
