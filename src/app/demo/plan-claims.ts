import type { ClaimPlan } from './standing.ts'
import type { StoryName } from './claim-stories.ts'

/** Claims in the butler's hands whose clock presses, or whose customer waits for an explanation. */
const pressing: readonly ClaimPlan[] = [
  { story: 'inpatient', decideInDays: -2, priority: 'high' },
  { story: 'billUnsettled', decideInDays: -1 },
  { story: 'thyroidStageOne', payInDays: -1, priority: 'high' },
  { story: 'inpatient', decideInDays: 1 },
  { story: 'knownBefore', decideInDays: 2, priority: 'high' },
  { story: 'privateHospital', decideInDays: 4 },
  { story: 'thyroidUnstaged', decideInDays: 6, priority: 'urgent' },
  {
    story: 'lapsed',
    filedDaysAgo: 16,
    refusedDaysAgo: 3,
    priority: 'high',
    waitMinutes: 95,
    says: ['> 通知书说合同中止了所以不赔，我不太明白，我明明交了两年，能不能给我讲讲'],
  },
  {
    story: 'inWaiting',
    filedDaysAgo: 12,
    refusedDaysAgo: 2,
    waitMinutes: 410,
    says: ['> 就差那么几天！！在等待期里确诊就一分都不赔吗', '> 医生要是晚几天出诊断就好了'],
  },
]

/** Claims that wait for papers: not in any queue until these are in. */
const lacking: readonly ClaimPlan[] = (
  'inpatient thyroidUnstaged billUnsettled knownBefore twoStays privateHospital inpatient billUnsettled thyroidStageOne inpatient twoStays knownBefore inpatient billUnsettled'.split(
    ' ',
  ) as StoryName[]
).map((story, index) => ({ story, filedDaysAgo: 2 + index, lacksDocuments: true }))

/** Claims handed to the experts with complete papers. */
const handedOver: readonly ClaimPlan[] = [
  { story: 'knownBefore', role: 'expert', decideInDays: -1, priority: 'urgent' },
  { story: 'thyroidUnstaged', role: 'expert', decideInDays: 2, priority: 'high' },
  { story: 'privateHospital', role: 'expert', decideInDays: 4 },
  { story: 'inpatient', role: 'expert', clocks: [['step', 'serviceLevel', 24, 5]], filedDaysAgo: 6 },
  { story: 'twoStays', role: 'expert', dueInDays: 0, filedDaysAgo: 4 },
]

/** Refused claims whose case waits for the insurer while an expert contests the refusal. */
const disputed: readonly ClaimPlan[] = [
  refused('privateHospital', '民营医院急诊被拒，争议复核', {
    clocks: [['step', 'serviceLevel', 24, -3]],
    priority: 'high',
  }),
  refused('knownBefore', '体检提示不等于已知晓，争议复核', { clocks: [['step', 'serviceLevel', 48, 9]] }),
  refused('inWaiting', '确诊日期认定有出入，争议复核', { clocks: [['callBack', 'promised', 24, 4]] }),
  refused('thyroidStageOne', '病理分期认定不一致，争议复核', { dueInDays: 0, priority: 'high' }),
  refused('twoStays', '两次住院是否同一原因，争议复核', { dueInDays: 0 }),
  refused('knownBefore', '投保时未询问该病史，争议复核', {
    waitMinutes: 260,
    says: ['> 投保的时候根本没有问过我这个病，现在说我没告知，我不服', '> 需要我提供什么你们说'],
  }),
]

/** Every claim of the demo but the walkthrough's own. */
export const claimPlans: readonly ClaimPlan[] = [...pressing, ...lacking, ...handedOver, ...disputed]

function refused(
  story: StoryName,
  title: string,
  dispute: Omit<NonNullable<ClaimPlan['dispute']>, 'title'>,
): ClaimPlan {
  const hold = { reason: '拒赔已申请复核，等保险公司书面答复', waitingOn: 'insurer', wakeInHours: 120 } as const
  return { story, filedDaysAgo: 20, refusedDaysAgo: 6, hold, dispute: { ...dispute, title, role: 'expert' } }
}
