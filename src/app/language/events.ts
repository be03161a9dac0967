import type { Words } from '../../core/language.ts'

/** What each command is called once it has been decided, for `tail`, the timeline and the list of refused commands. */
export const commandWords: Record<string, Words> = {
  'staff.add': w('added staff', '新增员工', '新增員工'),
  'staff.code': w('issued an enrolment code', '签发入网码', '簽發入網碼'),
  'staff.revoke': w('revoked a person’s desks', '吊销工作台', '撤銷工作台'),
  'device.enrol': w('a desk joined', '工作台入网', '工作台入網'),
  'note.add': w('wrote a note', '写备注', '寫備註'),
  'draft.save': w('saved a draft', '保存草稿', '儲存草稿'),
  'customer.reassign': w('reassigned a customer', '移交客户', '移交客戶'),
  'message.log': w('logged a message', '记录消息', '記錄訊息'),
  'case.open': w('opened a case', '新建事项', '新增事項'),
  'case.take': w('took a case', '接手事项', '接手事項'),
  'case.release': w('released a case', '放回事项', '放回事項'),
  'case.hold': w('put a case on hold', '挂起事项', '擱置事項'),
  'case.raise': w('set how pressing a case is', '调整紧急程度', '調整緊急程度'),
  'case.handOver': w('handed a case over', '转交事项', '轉交事項'),
  'case.done': w('finished a case', '办结事项', '辦結事項'),
  'claim.open': w('opened a claim', '新建理赔', '新增理賠'),
  'claim.judge': w('signed a judgement', '签署初步判断', '簽署初步判斷'),
  'claim.refused': w('noted a refusal', '登记拒赔', '登記拒賠'),
  'checklist.answer': w('answered a question', '填写清单', '填寫清單'),
  'escalation.start': w('started an escalation', '发起升级', '發起升級'),
  'escalation.fill': w('filled a field', '填写字段', '填寫欄位'),
  'escalation.step': w('finished a step', '完成步骤', '完成步驟'),
  'escalation.approve': w('approved', '批准', '批准'),
  'escalation.refuse': w('refused', '驳回', '駁回'),
  'escalation.send': w('sent a message of the flow', '发送流程话术', '發送流程訊息'),
  'product.install': w('installed a product', '安装产品', '安裝產品'),
  'flow.install': w('installed a flow', '安装流程', '安裝流程'),
  'import.rows': w('imported rows', '导入数据', '匯入資料'),
}

function w(en: string, hans: string, hant: string): Words {
  return { en, 'zh-Hans': hans, 'zh-Hant': hant }
}
