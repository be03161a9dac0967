import { addDays, addYears, type CivilDate, yearsAt } from '../../core/civil-date.ts'
import type { Person } from './people.ts'
import type { Wanted } from './policies.ts'
import { lastDueOn } from './products.ts'
import type { Random } from './random.ts'

type Stay = { admittedOn: string; dischargedOn: string; icuDays: number; sameCause: boolean }
export type Facts = Record<string, boolean | number | string | Stay[]>

/** What happened, on which policy, and what is known of it: what is not in `facts` is still to be asked. */
export type ClaimStory = { policy: Wanted; title: string; facts: Facts; claimedFen: number | null; refusal: string }
export type StoryContext = { random: Random; person: Person; filedOn: CivilDate }

/** The situations of the demo, each after a test claim of the domain notes; money and dates differ from claim to claim. */
export const stories = {
  /** A stay in a public hospital, settled with social insurance, all known: payable. */
  inpatient({ random, filedOn }) {
    const illness = random.pick(['急性阑尾炎', '肺炎', '急性胆囊炎', '腰椎间盘突出', '输尿管结石', '肠梗阻'])
    const { facts, dischargedOn } = hospitalStay(random, filedOn)
    const bill = billOf(random)
    return {
      policy: { code: 'MED-MILLION', effectiveOn: addDays(dischargedOn, -random.int(70, 290)) },
      title: `${illness}住院，安心百万医疗理赔`,
      facts: { ...facts, ...bill, 'bill.settled_with_social': true, 'history.had_before': false },
      claimedFen: Math.max(0, bill['bill.total_fen'] - bill['bill.social_paid_fen'] - deductibleFen),
      refusal: '本次费用扣除医保报销后未超过免赔额（条款2.4）',
    }
  },
  /** As `inpatient`, but nobody knows yet whether social insurance has paid: a range. */
  billUnsettled({ random, filedOn }) {
    const { facts, dischargedOn } = hospitalStay(random, filedOn)
    return {
      policy: { code: 'MED-MILLION', effectiveOn: addDays(dischargedOn, -random.int(60, 280)) },
      title: `${random.pick(['膝关节镜手术', '疝气手术', '急性胰腺炎', '肾盂肾炎'])}住院，医保结算情况待确认`,
      facts: {
        ...facts,
        'bill.total_fen': random.int(1_900_000, 4_600_000),
        'bill.other_paid_fen': 0,
        'history.had_before': false,
      },
      claimedFen: null,
      refusal: '未提供医保结算单，费用无法核定（条款2.5）',
    }
  },
  /** Diagnosed in the waiting period, at the latest on its last day: not payable. */
  inWaiting({ random, filedOn }) {
    const { facts, diagnosedOn } = hospitalStay(random, filedOn)
    const bill = billOf(random)
    return {
      policy: { code: 'MED-MILLION', effectiveOn: addDays(diagnosedOn, -random.pick([29, 29, 24, 17])) },
      title: `${random.pick(['肺炎', '急性肠胃炎', '带状疱疹'])}住院，确诊日在等待期附近`,
      facts: { ...facts, ...bill, 'bill.settled_with_social': true, 'history.had_before': false },
      claimedFen: Math.max(0, bill['bill.total_fen'] - bill['bill.social_paid_fen'] - deductibleFen),
      refusal: '确诊日期在30天等待期内（条款2.1）',
    }
  },
  /** A private hospital; whether it was an emergency is the question that decides. */
  privateHospital({ random, filedOn }) {
    const { facts, dischargedOn } = hospitalStay(random, filedOn)
    return {
      policy: { code: 'MED-MILLION', effectiveOn: addDays(dischargedOn, -random.int(80, 280)) },
      title: `${random.pick(['夜间腹痛', '高热不退', '突发眩晕'])}送民营医院，是否急诊待核实`,
      facts: {
        ...facts,
        'hospital.public': false,
        'hospital.grade': 2,
        'history.had_before': false,
        'bill.settled_with_social': true,
        'bill.total_fen': 1_890_000,
        'bill.social_paid_fen': 560_000,
        'bill.other_paid_fen': 0,
      },
      claimedFen: 330_000,
      refusal: '就诊医院为民营医院，不符合条款2.6约定的医院范围',
    }
  },
  /** There before the policy, says the record; whether the customer knew is the question that decides. */
  knownBefore({ random, person, filedOn }) {
    const { facts, dischargedOn } = hospitalStay(random, filedOn)
    const bill = billOf(random)
    const [illness, trace] = random.pick(
      [
        ['胆囊结石', '胆囊壁毛糙'],
        ['子宫肌瘤', '盆腔占位'],
        ['甲状腺结节', '甲状腺低回声'],
      ].filter(([name]) => person.gender === 'female' || name !== '子宫肌瘤'),
    )
    return {
      policy: { code: 'MED-MILLION', effectiveOn: addDays(dischargedOn, -random.int(60, 290)) },
      title: `${illness}手术，病历提到早年体检“${trace}”`,
      facts: { ...facts, ...bill, 'bill.settled_with_social': true, 'history.had_before': true },
      claimedFen: bill['bill.total_fen'] - bill['bill.social_paid_fen'] - deductibleFen,
      refusal: `病历记载投保前体检已提示${trace}，属于既往症（条款2.8(1)）`,
    }
  },
  /** Papillary thyroid cancer of stage Ⅰ: the mild benefit. */
  thyroidStageOne(context) {
    const story = thyroid(context)
    return { ...story, title: '甲状腺乳头状癌，TNM分期Ⅰ期', facts: { ...story.facts, 'event.stage': 'I' } }
  },
  /** The same without a stage: mild or severe, so a range whose lower end may be paid ahead. */
  thyroidUnstaged(context) {
    return { ...thyroid(context), title: '甲状腺癌，病理分期待补', claimedFen: null }
  },
  /** Fell ill after the grace period of an unpaid premium: suspended. */
  lapsed({ random, filedOn }) {
    const diagnosedOn = addDays(filedOn, -random.int(8, 14))
    const effectiveOn = addYears(addDays(diagnosedOn, -random.int(66, 75)), -2)
    const dueOn = lastDueOn(effectiveOn, diagnosedOn)
    return {
      policy: { code: 'CI-LONG', effectiveOn, paidThrough: addDays(dueOn, -1) },
      title: '急性心梗确诊时保费已逾期，合同是否中止待核对',
      facts: {
        ...illnessFacts(filedOn, diagnosedOn),
        ...nothingPaidBefore,
        'event.disease': 'heart_attack',
        'event.severity': 'severe',
        'policy.premium_due_on': dueOn,
        'policy.premiums_paid': 2,
        'history.had_before': false,
      },
      claimedFen: 50_000_000,
      refusal: '确诊时合同已中止（条款5.2）',
    }
  },
  /** Two stays for one cause, 27 days apart, counted as one stay by the hospital cash. */
  twoStays({ random, filedOn }) {
    const secondOut = addDays(filedOn, -random.int(5, 9))
    const secondIn = addDays(secondOut, -7)
    const firstOut = addDays(secondIn, -27)
    const firstIn = addDays(firstOut, -12)
    const stays = [
      { admittedOn: firstIn, dischargedOn: firstOut, icuDays: 2, sameCause: false },
      { admittedOn: secondIn, dischargedOn: secondOut, icuDays: 0, sameCause: true },
    ]
    return {
      policy: { code: 'CASH', effectiveOn: addDays(firstIn, -random.int(45, 200)) },
      title: '同一原因两次住院，暖心住院津贴理赔',
      facts: {
        ...illnessFacts(filedOn, firstIn),
        ...publicHospital,
        'event.emergency': false,
        'history.had_before': false,
        'stay.list': stays,
        'ytd.paid_days': 0,
        'ytd.icu_paid_days': 0,
      },
      claimedFen: 360_000,
      refusal: '第二次住院被认定为另一次住院，重复扣除免赔天数',
    }
  },
} satisfies Record<string, (context: StoryContext) => ClaimStory>

export type StoryName = keyof typeof stories

const deductibleFen = 1_000_000
const publicHospital: Facts = { 'hospital.grade': 3, 'hospital.public': true, 'hospital.ward': 'general' }

/** What our own file says of a long policy that has never paid. */
const nothingPaidBefore: Facts = {
  'policy.reinstated_on': 'na',
  'policy.severe_paid_count': 0,
  'policy.moderate_paid_count': 0,
  'policy.mild_paid_count': 0,
  'policy.same_disease_paid': false,
}

function thyroid({ random, filedOn }: StoryContext): ClaimStory {
  const diagnosedOn = addDays(filedOn, -random.int(10, 20))
  const effectiveOn = addDays(diagnosedOn, -random.int(380, 700))
  return {
    policy: { code: 'CI-LONG', effectiveOn },
    title: '甲状腺癌，长青重疾理赔',
    facts: {
      ...illnessFacts(filedOn, diagnosedOn),
      ...nothingPaidBefore,
      'policy.premium_due_on': 'na',
      'event.disease': 'thyroid_cancer',
      'history.had_before': false,
      'policy.premiums_paid': yearsAt(effectiveOn, diagnosedOn) + 1,
    },
    claimedFen: 15_000_000,
    refusal: 'TNM分期Ⅰ期的甲状腺癌不属于重大疾病（条款2.3.1）',
  }
}

function hospitalStay(random: Random, filedOn: CivilDate) {
  const dischargedOn = addDays(filedOn, -random.int(3, 9))
  const admittedOn = addDays(dischargedOn, -random.int(3, 9))
  const facts: Facts = {
    ...illnessFacts(filedOn, admittedOn),
    'event.treatment': 'inpatient',
    'event.severity': 'none',
    ...publicHospital,
    'stay.admitted_on': admittedOn,
    'stay.discharged_on': dischargedOn,
    'policy.with_social': true,
    'ytd.own_spend_fen': 0,
    'ytd.paid_fen': 0,
  }
  return { facts, dischargedOn, diagnosedOn: admittedOn }
}

function illnessFacts(filedOn: CivilDate, diagnosedOn: CivilDate): Facts {
  return {
    'event.cause': 'illness',
    'event.on': diagnosedOn,
    'event.diagnosed_on': diagnosedOn,
    'event.exclusion': 'none',
    'policy.unbroken_renewal': false,
    'claim.filed_on': filedOn,
  }
}

function billOf(random: Random) {
  const totalFen = random.int(2_200_000, 4_600_000)
  const socialPaidFen = Math.floor(totalFen * (0.36 + random.next() * 0.06))
  return { 'bill.total_fen': totalFen, 'bill.social_paid_fen': socialPaidFen, 'bill.other_paid_fen': 0 }
}
