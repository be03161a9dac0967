import { addDays, type CivilDate } from '../../core/civil-date.ts'
import type { ClaimStory } from './claim-stories.ts'
import type { ClaimPlan } from './standing.ts'

/** Title of 陳大文's claim case: the walkthroughs look for it. */
export const heroTitle = '急性胆囊炎急诊住院被拒赔，客户有异议'

/** What he wrote, still unanswered: his claim's case waits since the first of these. */
const heroWords = [
  '> {butler}，保險公司發來通知話唔賠，理由係私家醫院。當晚係救護車送我去最近的急診，我冇得揀。',
  '> 出院小結同120的記錄我都有，可唔可以申請覆核？',
]

/** What was said with him before, and how many days ago. */
export const heroEarlier = [
  {
    daysAgo: 23,
    lines: [
      '> {butler}，我尋晚膽囊炎急性發作，救護車送咗我入院，而家住緊。',
      '< 陳先生，您先安心治療。出院時記得拿出院小結、費用清單、發票和急診病歷，120的記錄也請留好，其他由我準備。',
      '> 好，唔該晒',
      '< 不用客氣，您好好休息。',
    ],
  },
  {
    daysAgo: 15,
    lines: [
      '> 資料全部影好，發咗俾你。',
      '< 收到，齊了，今天已經提交。保險公司最長30天內答覆，有進展我第一時間告訴您。',
    ],
  },
] as const

/** The first day of 陳大文's medical cover: new year's day, or the July before it where that day is too near. */
function heroEffectiveOn(today: CivilDate): CivilDate {
  const newYear = `${today.slice(0, 4)}-01-01`
  return today >= `${today.slice(0, 4)}-04-01` ? newYear : `${Number(today.slice(0, 4)) - 1}-07-01`
}

/**
 * 陳大文's claim, for walkthroughs: a private hospital refused under clause 2.6, where one answer (`event.emergency`: yes)
 * turns the reading into 23,300.00 yuan: 38,900.00 less 5,600.00 of social insurance less the deductible.
 */
export function heroStory(today: CivilDate): ClaimStory {
  const admittedOn = addDays(today, -24)
  return {
    policy: { code: 'MED-MILLION', effectiveOn: heroEffectiveOn(today) },
    title: heroTitle,
    facts: {
      'event.cause': 'illness',
      'event.on': admittedOn,
      'event.diagnosed_on': admittedOn,
      'event.treatment': 'inpatient',
      'event.severity': 'none',
      'event.exclusion': 'none',
      'history.had_before': false,
      'hospital.grade': 2,
      'hospital.public': false,
      'hospital.ward': 'general',
      'stay.admitted_on': admittedOn,
      'stay.discharged_on': addDays(today, -19),
      'bill.total_fen': 3_890_000,
      'bill.social_paid_fen': 560_000,
      'bill.other_paid_fen': 0,
      'bill.settled_with_social': true,
      'policy.with_social': true,
      'policy.unbroken_renewal': false,
      'ytd.own_spend_fen': 0,
      'ytd.paid_fen': 0,
      'claim.filed_on': addDays(today, -15),
      'claim.decided_on': addDays(today, -4),
    },
    claimedFen: 2_330_000,
    refusal: '就诊医院为民营医院，不符合条款2.6约定的医院范围',
  }
}

/** Where his case stands: a promised call is due within two hours. */
export const heroPlan: ClaimPlan = {
  story: 'privateHospital',
  refusedDaysAgo: 4,
  priority: 'high',
  clocks: [['callBack', 'promised', 8, 1.8]],
  says: heroWords,
  waitMinutes: 192,
}
