import { type Leaf, leafText, leavesOf } from '../../core/outbox/hand-text.ts'
import { type Language, type Words, w } from '../../core/language.ts'
import type { Names } from '../refusals.ts'
import { claimLabels } from './claim-labels.ts'
import { entityWords } from './entities.ts'
import { commandWords } from './events.ts'
import { labels } from './labels.ts'

/** What a command was given, or what its refusal said, one value a line. Not made safe for a terminal here. */
export type NamedValue = { label: string; text: string }

/**
 * What a command was given and what its refusal says, in a reader's words; a field that has no word keeps its name. An id is said
 * once: not again after `said`, nor in the refusal after the arguments.
 */
export function namedValues(
  { args, data }: { args: unknown; data: unknown },
  language: Language,
  names: Names,
  said: string | null = null,
): { given: NamedValue[]; refusal: NamedValue[] } {
  const [given, refusal] = [leavesOf(args).filter(isNew([said])), leavesOf(data)]
  const known = [said, ...given.map(({ value }) => value)]
  return { given: named(given, language, names), refusal: named(refusal.filter(isNew(known)), language, names) }
}

function isNew(said: readonly unknown[]) {
  return ({ path, value }: Leaf) => !path.endsWith('Id') || !said.includes(value)
}

function named(leaves: readonly Leaf[], language: Language, names: Names): NamedValue[] {
  return leaves.map((leaf) => ({
    label: leaf.path
      .split('.')
      .map((part) => fieldWords[part]?.[language] ?? part)
      .join(' · '),
    text: valueText(leaf, language, names),
  }))
}

function valueText(leaf: Leaf, language: Language, names: Names): string {
  const key = leaf.path.slice(leaf.path.lastIndexOf('.') + 1)
  const { value } = leaf
  if (typeof value === 'boolean') return (value ? w('yes', '是', '是') : w('no', '否', '否'))[language]
  if (typeof value !== 'string') return leafText(leaf)
  if (people.has(key)) return names(value)
  if (key === 'entity') return entityWords(value)[language]
  const word = valueWords[key]?.find((some) => Object.hasOwn(some, value))?.[value]
  return word?.[language] ?? value
}

const people: ReadonlySet<string> = new Set(['by', 'staffId', 'ownerId', 'takenBy'])

const direction = {
  in: w('from the customer', '客户发来', '客戶發來'),
  out: w('to the customer', '发给客户', '發給客戶'),
}

const valueWords: Readonly<Record<string, readonly Readonly<Record<string, Words>>[]>> = {
  kind: [labels.caseKind],
  priority: [labels.priority],
  concern: [labels.concern],
  role: [labels.role],
  channel: [labels.channel],
  waitingOn: [labels.waitingOn],
  direction: [direction],
  outcome: [claimLabels.outcome],
  status: [claimLabels.insurerStatus],
  way: [claimLabels.way],
  result: [claimLabels.dispute],
  state: [claimLabels.document, labels.claimState, labels.promise],
  command: [commandWords],
}

const fieldWords: Readonly<Record<string, Words>> = {
  customerId: w('customer', '客户', '客戶'),
  caseId: w('case', '事项', '事項'),
  claimId: w('claim', '理赔', '理賠'),
  promiseId: w('promise', '承诺', '承諾'),
  words: w('words', '内容', '內容'),
  dueAt: w('due', '到期', '到期'),
  policyId: w('policy', '保单', '保單'),
  disputeId: w('dispute', '争议', '爭議'),
  escalationId: w('escalation', '升级流程', '升級流程'),
  flowId: w('flow', '流程', '流程'),
  stepId: w('step', '步骤', '步驟'),
  schemeId: w('scheme', '专项方案', '專項方案'),
  entryId: w('goodwill entry', '慰问金记录', '慰問金紀錄'),
  reference: w('payment number', '付款编号', '付款編號'),
  amountFen: w('amount', '金额', '金額'),
  templateId: w('message template', '话术', '訊息範本'),
  replyId: w('reply', '话术', '話術'),
  resourceId: w('entry of the directory', '资源', '資源'),
  commandId: w('command', '操作编号', '操作編號'),
  command: w('what', '操作', '操作'),
  args: w('given', '内容', '內容'),
  data: w('refusal', '拒绝说明', '拒絕說明'),
  code: w('code', '代码', '代碼'),
  answers: w('answers', '填写内容', '填寫內容'),
  phone: w('phone', '电话', '電話'),
  name: w('name', '名称', '名稱'),
  city: w('city', '城市', '城市'),
  district: w('district', '区县', '區縣'),
  text: w('text', '正文', '內文'),
  note: w('note', '备注', '備註'),
  reason: w('reason', '原因', '原因'),
  title: w('title', '标题', '標題'),
  kind: w('kind', '类型', '類型'),
  priority: w('priority', '紧急程度', '緊急程度'),
  concern: w('concern', '特别关注', '特別關注'),
  role: w('role', '角色', '角色'),
  channel: w('channel', '渠道', '管道'),
  direction: w('direction', '方向', '方向'),
  language: w('language', '语言', '語言'),
  hold: w('hold', '挂起', '擱置'),
  waitingOn: w('waits on', '等待', '等待'),
  wakeAt: w('until', '至', '至'),
  until: w('until', '至', '至'),
  by: w('by', '由', '由'),
  at: w('at', '时间', '時間'),
  dueOn: w('due on', '到期日', '到期日'),
  waitingSince: w('waiting since', '等待始于', '等待始於'),
  outcome: w('outcome', '结果', '結果'),
  result: w('result', '结果', '結果'),
  state: w('state', '状态', '狀態'),
  status: w('status', '进度', '進度'),
  fact: w('question', '问题', '問題'),
  value: w('answer', '回答', '回答'),
  field: w('field', '字段', '欄位'),
  facts: w('facts', '事实', '事實'),
  clause: w('clause', '条款', '條款'),
  on: w('day', '日期', '日期'),
  paidOn: w('paid on', '赔付日期', '賠付日期'),
  sentOn: w('sent on', '发出日期', '送出日期'),
  answeredOn: w('answered on', '答复日期', '答覆日期'),
  refusedOn: w('refused on', '拒赔日期', '拒賠日期'),
  paidFen: w('paid', '赔付金额', '賠付金額'),
  claimedFen: w('claimed', '申请金额', '申請金額'),
  agreedFen: w('agreed', '同意赔付', '同意賠付'),
  stakeFen: w('at stake', '争议金额', '爭議金額'),
  offeredFen: w('offered', '对方方案', '對方方案'),
  wonFen: w('won', '争取到', '爭取到'),
  argument: w('argument', '理由', '理由'),
  answer: w('answer', '答复', '答覆'),
  way: w('way', '途径', '途徑'),
  entity: w('kind of record', '记录类型', '紀錄類型'),
  id: w('number', '编号', '編號'),
  expected: w('expected', '应为', '應為'),
  path: w('place', '位置', '位置'),
}
