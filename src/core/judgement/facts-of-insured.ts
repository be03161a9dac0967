import { w } from '../language.ts'
import type { FactSpec } from './fact-spec.ts'

/** Who is insured, and what was known and disclosed at sale. */
export const factsOfInsured: readonly FactSpec[] = [
  {
    key: 'insured.age',
    type: 'int',
    cost: 1,
    min: 0,
    max: 120,
    label: w('Age', '年龄', '年齡'),
    question: w('How old is the insured person?', '被保险人多大年纪？', '被保險人多大年紀？'),
  },
  {
    key: 'insured.job_class',
    type: 'int',
    cost: 1,
    min: 1,
    max: 6,
    label: w('Job class', '职业类别', '職業類別'),
    question: w(
      'What work does the insured person do? (class 1 to 6 of the occupation table)',
      '被保险人从事什么工作？（按职业分类表是几类）',
      '被保險人從事什麼工作？（按職業分類表是幾類）',
    ),
  },
  {
    key: 'insured.is_medic',
    type: 'bool',
    cost: 3,
    label: w('Licensed medic', '执业医护', '執業醫護'),
    question: w(
      'Is the insured person a licensed doctor, nurse, pharmacist or laboratory worker?',
      '被保险人是不是有执业证的医生、护士、药师或检验人员？',
      '被保險人是不是有執業證照的醫師、護理師、藥師或檢驗人員？',
    ),
  },
  {
    key: 'insured.capacity',
    type: 'enum',
    cost: 3,
    label: w('Capacity', '行为能力', '行為能力'),
    question: w(
      'At that time, could the insured person understand and control what they did? Is there a psychiatric diagnosis?',
      '当时被保险人能不能辨认和控制自己的行为？有没有精神科的诊断？',
      '當時被保險人能不能辨識和控制自己的行為？有沒有精神科的診斷？',
    ),
    options: [
      { value: 'full', label: w('full capacity', '完全民事行为能力', '完全行為能力') },
      { value: 'limited', label: w('limited capacity', '限制民事行为能力', '限制行為能力') },
      { value: 'none', label: w('no capacity', '无民事行为能力', '無行為能力') },
    ],
  },
  {
    key: 'insured.other_death_cover_fen',
    type: 'fen',
    cost: 2,
    label: w('Death cover elsewhere', '其他身故保额', '其他身故保額'),
    question: w(
      'How much death cover does the child have under all other policies together?',
      '孩子在其他保单里的身故保额合计是多少？',
      '孩子在其他保單裡的身故保額合計是多少？',
    ),
  },
  {
    key: 'history.had_before',
    type: 'bool',
    cost: 1,
    label: w('Had it before', '投保前已患', '投保前已患'),
    question: w(
      'Did this problem exist before the policy took effect?',
      '保单生效之前就有这个病或者症状吗？',
      '保單生效之前就有這個病或者症狀嗎？',
    ),
  },
  {
    key: 'history.knew_before',
    type: 'bool',
    cost: 1,
    label: w('Knew of it', '投保前已知晓', '投保前已知曉'),
    question: w(
      'Before buying, had a doctor or a check-up told you of this problem?',
      '投保前医生或体检是否告诉过您有这个问题？',
      '投保前醫生或體檢是否告訴過您有這個問題？',
    ),
  },
  {
    key: 'history.asked_at_sale',
    type: 'bool',
    cost: 2,
    label: w('Asked at sale', '投保时被问到', '投保時被問到'),
    question: w(
      'Did the application ask about this problem in particular?',
      '投保时的健康告知里具体问到这一项了吗？',
      '投保時的健康告知裡具體問到這一項了嗎？',
    ),
  },
  {
    key: 'history.answered',
    type: 'bool',
    cost: 2,
    label: w('Disclosed it', '当时告知“有”', '當時告知「有」'),
    question: w('Was it answered with "yes, I have it" at the time?', '当时回答的是“有”吗？', '當時回答的是「有」嗎？'),
  },
]
