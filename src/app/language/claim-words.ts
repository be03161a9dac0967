import { groundNamed } from '../../core/claim/grounds.ts'
import type { CarDeadlines, Deadlines } from '../../core/judgement/judgement.ts'
import { type Words, w } from '../../core/language.ts'

/** What a flag tells whoever reads the judgement; the id itself for one that a later pack brings along without words. */
export function flagWords(flag: string): Words {
  return flags[flag] ?? w(flag, flag, flag)
}

/** Why a refusal may be contested, as it is said among colleagues. */
export function groundWords(ground: string): Words {
  return groundNamed(ground)?.name ?? w(ground, ground, ground)
}

export function deadlineWords(name: string): Words {
  return deadlines[name as keyof typeof deadlines] ?? w(name, name, name)
}

const flags: Readonly<Record<string, Words>> = {
  art25_advance: w('advance what is certain after 60 days', '满60天应先付可确定部分', '滿60天應先付可確定部分'),
  boundary_day: w('first day after the waiting period', '等待期届满次日出险', '等待期屆滿次日出險'),
  compulsory_recourse: w(
    'compulsory cover advances rescue costs, then recovers them',
    '交强险垫付抢救费后可追偿',
    '交強險墊付搶救費後可追償',
  ),
  contract_ends: w('the contract ends', '合同终止', '契約終止'),
  disputable: w('symptom-based waiting period: contestable', '症状式等待期，可争议', '症狀式等待期，可爭議'),
  gentle_wording: w('bereaved: choose words with care', '家属哀伤，措辞从缓', '家屬哀傷，措辭從緩'),
  incontestable: w('two years passed: cannot be rescinded', '已过两年不可抗辩期', '已過兩年不可抗辯期'),
  limitation_expired: w('limitation has run out', '诉讼时效已过', '訴訟時效已過'),
  no_terms_version: w('no terms for this issue date', '出单日没有对应条款', '出單日沒有對應條款'),
  not_rescinded: w(
    'contract not rescinded: no refusal on this',
    '未解除合同，不得据此拒赔',
    '未解除契約，不得據此拒賠',
  ),
  nothing_to_pay: w('covered, but nothing is left to pay', '属于责任，但应付为零', '屬於責任，但應付為零'),
  premiums_waived: w('later premiums are waived', '豁免后续保费', '豁免後續保費'),
  proportionate_possible: w(
    'cause unclear: a share may be due',
    '原因难明，可主张按比例赔',
    '原因難明，可主張按比例賠',
  ),
  reinstatable: w('cover is suspended: can be reinstated', '效力中止，可申请复效', '效力停止，可申請復效'),
  settle_social_first: w('settle with social insurance first', '先走医保结算更划算', '先走醫保結算較划算'),
  special_case_candidate: w('candidate for a special case', '可考虑特事特办', '可考慮特事特辦'),
}

const deadlines = {
  limitationOn: w('Limitation ends', '诉讼时效截至', '訴訟時效截至'),
  documentListBy: w('Document list by', '材料清单告知期限', '文件清單告知期限'),
  decideBy: w('Insurer decides by', '保险公司核定期限', '保險公司核定期限'),
  decidePausedOn: w('Decision clock stopped', '核定时限暂停自', '核定時限暫停自'),
  refusalNoticeBy: w('Refusal notice by', '拒赔通知期限', '拒賠通知期限'),
  payBy: w('Pays by', '付款期限', '付款期限'),
  advanceBy: w('Advances by', '先行赔付期限', '先行賠付期限'),
  waitingLastOn: w('Waiting period to', '等待期至', '等待期至'),
  graceEndsOn: w('Grace to', '宽限期至', '寬限期至'),
  suspendedOn: w('Suspended from', '效力中止自', '效力停止自'),
  reinstateBy: w('Reinstate by', '可复效至', '可復效至'),
  incontestableOn: w('Incontestable from', '不可抗辩自', '不可抗辯自'),
} satisfies Record<keyof (Deadlines & CarDeadlines), Words>
