import { w } from '../language.ts'
import type { FactSpec } from './fact-spec.ts'

/** Where the insured was treated, for how long, and what it cost. */
export const factsOfCare: readonly FactSpec[] = [
  {
    key: 'hospital.grade',
    type: 'int',
    cost: 1,
    min: 1,
    max: 3,
    label: w('Hospital grade', '医院等级', '醫院等級'),
    question: w('Which hospital was it, and of which grade?', '是哪家医院，几级医院？', '是哪家醫院，幾級醫院？'),
    options: [
      { value: 1, label: w('grade 1', '一级', '一級') },
      { value: 2, label: w('grade 2', '二级', '二級') },
      { value: 3, label: w('grade 3', '三级', '三級') },
    ],
    na: w('not graded', '没有定级', '沒有定級'),
  },
  {
    key: 'hospital.public',
    type: 'bool',
    cost: 1,
    label: w('Public hospital', '公立医院', '公立醫院'),
    question: w('Is it a public hospital?', '这家医院是公立的吗？', '這家醫院是公立的嗎？'),
  },
  {
    key: 'hospital.ward',
    type: 'enum',
    cost: 1,
    label: w('Ward', '病房', '病房'),
    question: w(
      'Was it the general ward, or an international, VIP or rehabilitation ward?',
      '住的是普通部，还是国际部、特需部或康复病房？',
      '住的是普通部，還是國際部、特需部或復健病房？',
    ),
    options: [
      { value: 'general', label: w('general ward', '普通部', '普通部') },
      { value: 'special', label: w('special-needs or VIP ward', '特需部或 VIP 病房', '特需部或 VIP 病房') },
      { value: 'international', label: w('international ward', '国际部', '國際部') },
      { value: 'rehabilitation', label: w('rehabilitation ward', '康复病房', '復健病房') },
    ],
  },
  {
    key: 'stay.admitted_on',
    type: 'date',
    cost: 3,
    label: w('Admitted', '入院日期', '入院日期'),
    question: w('On which day was the admission?', '是哪天入院的？', '是哪天入院的？'),
    na: w('no hospital stay', '没有住院', '沒有住院'),
  },
  {
    key: 'stay.discharged_on',
    type: 'date',
    cost: 3,
    label: w('Discharged', '出院日期', '出院日期'),
    question: w('On which day was the discharge?', '是哪天出院的？', '是哪天出院的？'),
    na: w('no hospital stay', '没有住院', '沒有住院'),
  },
  {
    key: 'stay.list',
    type: 'stays',
    cost: 3,
    label: w('Hospital stays', '住院记录', '住院紀錄'),
    question: w(
      'For each stay: admitted and discharged on which days, how many of them in intensive care, same cause as before?',
      '每次住院是哪天入院、哪天出院？其中重症监护几天？是不是和上一次同一个原因？',
      '每次住院是哪天入院、哪天出院？其中加護病房幾天？是不是和上一次同一個原因？',
    ),
  },
  {
    key: 'bill.total_fen',
    type: 'fen',
    cost: 3,
    label: w('Total bill', '总费用', '總費用'),
    question: w('What is the total of the bills?', '发票上的总费用是多少？', '收據上的總費用是多少？'),
  },
  {
    key: 'bill.settled_with_social',
    type: 'bool',
    cost: 3,
    label: w('Settled with social insurance', '医保结算', '醫保結算'),
    question: w(
      'Was the bill settled with social medical insurance first?',
      '这次费用用医保结算了吗？有医保结算单吗？',
      '這次費用用醫保結算了嗎？有醫保結算單嗎？',
    ),
  },
  {
    key: 'bill.social_paid_fen',
    type: 'fen',
    cost: 3,
    maxFact: 'bill.total_fen',
    label: w('Paid by social insurance', '医保已付', '醫保已付'),
    question: w(
      'How much did social medical insurance pay? (see the settlement sheet)',
      '医保报了多少？（看医保结算单）',
      '醫保付了多少？（看醫保結算單）',
    ),
  },
  {
    key: 'bill.other_paid_fen',
    type: 'fen',
    cost: 3,
    maxFact: 'bill.total_fen',
    label: w('Paid by others', '其他渠道已付', '其他管道已付'),
    question: w(
      'Did an employer or another insurance pay part of it? How much?',
      '单位或其他保险报过吗？报了多少？',
      '公司或其他保險付過嗎？付了多少？',
    ),
  },
]
