import { type Words, w } from '../../core/language.ts'
import type { ReplyVariable } from '../../core/reply/variables.ts'
import type { ResourceKind } from '../../core/resource/kinds.ts'

/** What each thing that a reply takes from the record is called. */
const words: Record<ReplyVariable, Words> = {
  'customer.salutation': w('how the customer is addressed', '客户称呼', '客戶稱呼'),
  'customer.name': w('customer', '客户姓名', '客戶姓名'),
  'customer.city': w('city', '城市', '城市'),
  'policy.number': w('policy number', '保单号', '保單號'),
  'policy.insuredName': w('insured', '被保险人', '被保險人'),
  'policy.effectiveOn': w('in force from', '生效日', '生效日'),
  'policy.expiresOn': w('in force to', '到期日', '到期日'),
  'policy.paidThrough': w('paid to', '保费已交至', '保費已繳至'),
  'policy.premiumFen': w('premium', '保费', '保費'),
  'policy.sumInsuredFen': w('sum insured', '保额', '保額'),
  'product.name': w('product', '产品', '產品'),
  'product.insurer': w('insurer', '保险公司', '保險公司'),
  'claim.submittedOn': w('handed in on', '提交日期', '提交日期'),
  'claim.claimedFen': w('amount claimed', '申请金额', '申請金額'),
  'claim.agreedOn': w('agreed on', '达成协议日', '達成協議日'),
  'claim.paidOn': w('paid on', '到账日期', '到帳日期'),
  'claim.paidFen': w('amount paid', '赔付金额', '賠付金額'),
  'claim.refusedOn': w('refused on', '拒赔日期', '拒賠日期'),
  'claim.refusalReason': w('reason of the refusal', '拒赔理由', '拒賠理由'),
  'claim.documentsWanted': w('documents still wanted', '尚缺材料', '尚缺文件'),
  'claim.documentsUnreadable': w('documents that cannot be read', '不清晰的材料', '不清晰的文件'),
  'actor.name': w('your name', '经办人', '經辦人'),
  today: w('today', '今天', '今天'),
}

/** The words of a variable; undefined for a name that is none. */
export function variableWords(name: string): Words | undefined {
  return Object.hasOwn(words, name) ? words[name as ReplyVariable] : undefined
}

/** What the kinds of the directory are called. */
export const resourceKindWords: Record<ResourceKind, Words> = {
  emergency: w('emergency', '紧急求助', '緊急求助'),
  hotline: w('hotline', '热线', '熱線'),
  hospital: w('hospital', '医院', '醫院'),
  insurer: w('insurer', '保险公司', '保險公司'),
  community: w('community', '社区', '社區'),
  mediation: w('mediation', '调解', '調解'),
}
