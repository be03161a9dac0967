import type { Words } from '../../core/language.ts'
import { labels } from './labels.ts'
import { w } from '../../core/language.ts'

const names: Readonly<Record<string, Words>> = {
  staff: w('person on the staff', '人员', '人員'),
  butler: w('butler', '管家', '管家'),
  customer: w('customer', '客户', '客戶'),
  care: w('non-customer in our care', '救助对象', '協助對象'),
  member: w('member of the household', '家庭成员', '家庭成員'),
  phone: w('phone number', '电话', '電話'),
  idNumber: w('identity number', '证件号码', '證件號碼'),
  policy: w('policy', '保单', '保單'),
  product: w('product', '产品', '產品'),
  packRevision: w('earlier revision', '历史版本', '歷史版本'),
  overlay: w('overlay', '责任扩展', '責任擴展'),
  packProposal: w('proposal', '变更申请', '變更申請'),
  judgement: w('judgement', '初步判断', '初步判斷'),
  clause: w('clause', '条款', '條款'),
  case: w('case', '事项', '事項'),
  claim: w('claim', '理赔', '理賠'),
  document: w('document', '材料', '文件'),
  dispute: w('dispute', '争议', '爭議'),
  ground: w('ground for a dispute', '争议理由', '爭議理由'),
  flow: w('flow', '流程', '流程'),
  promise: w('promise', '承诺', '承諾'),
  teamRun: w('run of the team', '团队流程', '團隊流程'),
  escalation: w('escalation', '升级流程', '升級流程'),
  reply: w('reply', '话术', '話術'),
  handover: w('hand-over', '交接', '交接'),
  staffNote: w('line to a butler', '留言', '留言'),
  staffKey: w('key', '公钥', '公鑰'),
  importRun: w('import of that file', '该文件的导入', '該檔案的匯入'),
  shift: w('shift', '班次', '班次'),
  resource: w('entry of the directory', '资源', '資源'),
  fact: w('known fact of that kind', '已知的该项事实', '已知的該項事實'),
  goodwill: w('goodwill entry', '慰问金记录', '慰問金紀錄'),
  scheme: w('scheme', '专项方案', '專項方案'),
  specialCase: w('special case', '特事特办', '特事特辦'),
  template: w('message template', '话术', '訊息範本'),
  command: w('command', '操作', '操作'),
  outbox: w('refused command', '被拒绝的操作', '被拒絕的操作'),
}

/** What a kind of row is called, for sentences such as "no such customer". */
export function entityWords(entity: unknown): Words {
  return (typeof entity === 'string' ? names[entity] : undefined) ?? w('record', '记录', '紀錄')
}

/** What a role is called; null for a name that is none. */
export function roleWords(role: unknown): Words | null {
  return typeof role === 'string' && role in labels.role ? labels.role[role as keyof typeof labels.role] : null
}
