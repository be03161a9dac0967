import type { AmountOperator } from '../../core/judgement/amount-step.ts'
import { type Language, type Words, w } from '../../core/language.ts'

/** What a step does to the amount before it. */
export const stepWords = {
  start: w('Start from', '起算', '起算'),
  days: w('Days paid', '给付天数', '給付天數'),
  visits: w('Visits, added up', '各次门诊合计', '各次門診合計'),
  times: w('Times', '乘以', '乘以'),
  sub: w('Less', '减去', '減去'),
  sub_deductible: w('Less the deductible', '扣免赔额', '扣自負額'),
  ratio: w('At the ratio', '按比例', '按比例'),
  cap: w('Up to the limit', '不超过限额', '不超過限額'),
} satisfies Record<AmountOperator, Words>

/** The parts of a judgement's tree, in their order. */
export const whyParts = {
  overlays: w('Extensions of cover', '责任扩展', '責任擴展'),
  gates: w('Conditions of cover', '承保条件', '承保條件'),
  exclusions: w('Exclusions', '责任免除', '除外責任'),
  benefits: w('Benefits', '给付项目', '給付項目'),
  refund: w('Refund', '退费', '退費'),
  flags: w('Flags', '提示', '提示'),
} as const

/** How each kind of node came out, in a word. */
export const overlayStates = {
  applies: w('applies', '适用', '適用'),
  doesNot: w('does not apply', '不适用', '不適用'),
  open: w('open', '未定', '未定'),
} as const
export const gateStates = {
  applies: w('met', '满足', '符合'),
  doesNot: w('NOT met', '不满足', '不符合'),
  open: w('open', '未定', '未定'),
} as const
export const exclusionStates = {
  applies: w('EXCLUDED', '触发免责', '構成除外'),
  doesNot: w('not excluded', '未触发', '不構成'),
  open: w('open', '未定', '未定'),
} as const
export const benefitStates = {
  applies: w('applies', '符合', '符合'),
  doesNot: w('does not apply', '不符合', '不符合'),
  open: w('open', '未定', '未定'),
} as const

export const conditionStates = {
  applies: w('holds', '成立', '成立'),
  doesNot: w('does not hold', '不成立', '不成立'),
  open: w('not known yet', '还不知道', '還不知道'),
} as const

/** Full-width colon for Chinese, colon and blank for English. */
export function colon(language: Language): string {
  return language === 'en' ? ': ' : '：'
}

/** Between the things of a list. */
export function comma(language: Language): string {
  return language === 'en' ? ', ' : '、'
}

/** How a judgement is explained: the small words between the contract's own. */
export const whyWords = {
  all: w('all of:', '全部满足：', '全部符合：'),
  any: w('any of:', '满足任一：', '符合任一：'),
  not: w('not: ', '非：', '非：'),
  among: w('is one of', '属于', '屬於'),
  notAmong: w('is none of', '不属于', '不屬於'),
  between: w('between', '介于', '介於'),
  and: w('and', '与', '與'),
  or: w(' or ', '或', '或'),
  latest: w('latest of ', '取最晚：', '取最晚：'),
  lastDischarge: w('last discharge', '最后出院日', '最後出院日'),
  days: w('days', '天', '天'),
  years: w('years', '年', '年'),
  before: w('so far', '上一步', '上一步'),
  left: w('left of it', '余额', '餘額'),
  total: w('Together', '合计', '合計'),
  out: w('not covered, so nothing is paid', '不属于责任，应付为零', '不屬於責任，應付為零'),
  notBelow: w('not below 0', '不低于0', '不低於0'),
  noClause: w('This product has no such clause.', '条款中没有这一条。', '條款中沒有這一條。'),
  laws: w('Law', '法规', '法規'),
  facts: w('Facts used', '所用事实', '所用事實'),
  missing: w('Still unknown', '还不知道', '還不知道'),
  reckoning: w('Reckoning', '计算', '計算'),
  grounds: w('May be contested', '可争议之处', '可爭議之處'),
  burden: w('Burden of proof', '举证责任', '舉證責任'),
  insurer: w('on the insurer', '由保险公司举证', '由保險公司舉證'),
  claimant: w('on the claimant', '由申请人举证', '由申請人舉證'),
  announced: w('Announced', '公告', '公告'),
  diagnosed: w('Diagnosed within', '确诊期间', '確診期間'),
  drops: w('Falls away', '不再适用', '不再適用'),
  sets: w('Changes to', '改为', '改為'),
  shownLaidOn: w(
    'Not known yet whether it applies; what follows is shown as if it did.',
    '是否适用还不确定，以下按适用展示。',
    '是否適用還不確定，以下按適用呈現。',
  ),
  openVersion: w(
    'The issue date is unknown, so the version of the terms is open; this is the newest.',
    '出单日不明，条款版本未定，以下按最新版本展示。',
    '出單日不明，條款版本未定，以下按最新版本呈現。',
  ),
  fromAnswer: w('answered', '清单回答', '清單回答'),
  fromFile: w('on file', '档案', '檔案'),
  nobodyKnows: w('nobody knows', '无人知道', '無人知道'),
  unasked: w('not asked yet', '还没问', '還沒問'),
  yes: w('yes', '是', '是'),
  no: w('no', '否', '否'),
  na: w('does not apply', '不适用', '不適用'),
  unknown: w('unknown', '未知', '未知'),
  least: w('least', '最低', '最低'),
  most: w('most', '最高', '最高'),
  same: w('no change', '不变', '不變'),
  noMatter: w('makes no difference here', '不影响结果', '不影響結果'),
  sameCause: w('same cause', '同一原因', '同一原因'),
  itIs: w('it is', '实为', '實為'),
} as const satisfies Record<string, Words>
