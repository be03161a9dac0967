import type { Clock, Hold } from '../../core/case/schema.ts'
import type { caseKinds, clockKinds, concerns, Priority } from '../../core/case/kinds.ts'
import type { claimStates } from '../../core/claim/states.ts'
import type { Complaint } from '../../core/complaint/schema.ts'
import type { channels } from '../../core/conversation/kinds.ts'
import type { Care, genders, relations } from '../../core/customer/schema.ts'
import type { Escalation, StepRun } from '../../core/escalation/schema.ts'
import type { Verdict } from '../../core/judgement/judgement.ts'
import { type Language, type Words, w } from '../../core/language.ts'
import type { policySources, policyStates } from '../../core/policy/schema.ts'
import type { promiseStates, PromiseStep } from '../../core/promise/schema.ts'
import type { Role } from '../../core/staff/roles.ts'

/** The field's own words for every value that the core names; each face prints the same word for the same thing. */
export const labels = {
  role: {
    butler: w('butler', '管家', '管家'),
    expert: w('expert', '理赔专家', '理賠專家'),
    inspector: w('inspector', '质检', '質檢'),
    supervisor: w('supervisor', '主管', '主管'),
    manager: w('manager', '管理', '管理'),
    service: w('service', '系统', '系統'),
  } satisfies Record<Role, Words>,
  caseKind: {
    question: w('question', '咨询', '諮詢'),
    claim: w('claim', '理赔', '理賠'),
    dispute: w('dispute', '争议', '爭議'),
    complaint: w('complaint', '投诉', '投訴'),
    renewal: w('renewal', '续保', '續保'),
    followUp: w('follow-up', '回访', '回訪'),
    firstContact: w('1st call', '首联', '首聯'),
    outreach: w('outreach', '触达', '觸達'),
    care: w('care', '关怀', '關懷'),
    specialRequest: w('special', '特办', '特辦'),
  } satisfies Record<(typeof caseKinds)[number], Words>,
  priority: {
    low: w('low', '低', '低'),
    normal: w('normal', '中', '中'),
    high: w('high', '高', '高'),
    urgent: w('urgent', '急', '急'),
  } satisfies Record<Priority, Words>,
  complaintChannel: {
    phone: w('phone', '电话', '電話'),
    wechat: w('WeChat', '微信', '微信'),
    app: w('app', '应用内', '應用內'),
    letter: w('letter or e-mail', '信函或邮件', '信函或電郵'),
    visit: w('in person', '来访', '來訪'),
    publicPost: w('public post', '公开发帖', '公開發帖'),
    regulator: w('passed on by the regulator', '监管转办', '監管轉辦'),
  } satisfies Record<Complaint['channel'], Words>,
  careBasis: {
    consent: w('consent', '本人同意', '本人同意'),
    emergency: w('emergency', '紧急情况', '緊急情況'),
  } satisfies Record<Care['basis'], Words>,
  concern: {
    life: w('life', '生命', '生命'),
    safety: w('safety', '安全', '安全'),
    vulnerability: w('vulnerable', '弱势', '弱勢'),
  } satisfies Record<(typeof concerns)[number], Words>,
  clock: {
    firstReply: w('reply', '首复', '首覆'),
    decide: w('decision', '核定', '核定'),
    documents: w('documents', '材料', '材料'),
    pay: w('payment', '付款', '付款'),
    complaintReply: w('complaint', '投诉答复', '投訴答覆'),
    step: w('step', '步骤', '步驟'),
    callBack: w('call back', '回电', '回電'),
    documentList: w('document list', '告知材料', '告知文件'),
    insurerWord: w('insurer’s word', '保司回音', '保險公司回音'),
    advance: w('advance', '先行赔付', '先行賠付'),
    refusalNotice: w('refusal notice', '拒赔通知', '拒賠通知'),
    explain: w('explain refusal', '解释拒赔', '說明拒賠'),
    roundAnswer: w('dispute answer', '争议答复', '爭議答覆'),
    limitation: w('limitation', '诉讼时效', '訴訟時效'),
    promise: w('promise', '承诺', '承諾'),
    firstContact: w('first contact', '首次联系', '首次聯絡'),
  } satisfies Record<Clock['code'], Words>,
  clockKind: {
    statutory: w('statutory', '法定', '法定'),
    promised: w('promised', '承诺', '承諾'),
    serviceLevel: w('service level', '服务标准', '服務標準'),
  } satisfies Record<(typeof clockKinds)[number], Words>,
  promise: {
    open: w('open', '待兑现', '待兌現'),
    kept: w('kept, not confirmed', '已兑现，待确认', '已兌現，待確認'),
    confirmed: w('confirmed', '客户已确认', '客戶已確認'),
    released: w('let off', '客户已免除', '客戶已免除'),
  } satisfies Record<(typeof promiseStates)[number], Words>,
  promiseStep: {
    made: w('promised', '作出承诺', '作出承諾'),
    moved: w('promise moved', '承诺改期', '承諾改期'),
    kept: w('promise kept', '兑现承诺', '兌現承諾'),
    confirmed: w('promise confirmed', '客户确认兑现', '客戶確認兌現'),
    released: w('promise let off', '客户免除承诺', '客戶免除承諾'),
  } satisfies Record<PromiseStep['is'], Words>,
  waitingOn: {
    customer: w('the customer', '客户', '客戶'),
    insurer: w('the insurer', '保险公司', '保險公司'),
    hospital: w('the hospital', '医院', '醫院'),
    colleague: w('a colleague', '同事', '同事'),
    other: w('somebody else', '其他', '其他'),
  } satisfies Record<Hold['waitingOn'], Words>,
  channel: {
    wechat: w('WeChat', '微信', '微信'),
    phone: w('phone', '电话', '電話'),
    app: w('app', 'App', 'App'),
    email: w('e-mail', '邮件', '郵件'),
    visit: w('visit', '面谈', '面談'),
  } satisfies Record<(typeof channels)[number], Words>,
  gender: {
    female: w('female', '女', '女'),
    male: w('male', '男', '男'),
    unknown: w('not known', '未知', '未知'),
  } satisfies Record<(typeof genders)[number], Words>,
  relation: {
    self: w('self', '本人', '本人'),
    spouse: w('spouse', '配偶', '配偶'),
    child: w('child', '子女', '子女'),
    parent: w('parent', '父母', '父母'),
    sibling: w('sibling', '兄弟姐妹', '兄弟姐妹'),
    other: w('other', '其他', '其他'),
  } satisfies Record<(typeof relations)[number], Words>,
  policyState: {
    inForce: w('in force', '有效', '有效'),
    waiting: w('waiting', '等待期', '等待期'),
    grace: w('grace', '宽限期', '寬限期'),
    lapsed: w('lapsed', '中止', '停效'),
    expired: w('expired', '满期', '屆滿'),
    ended: w('ended', '终止', '終止'),
  } satisfies Record<(typeof policyStates)[number], Words>,
  policySource: {
    own: w('own', '本人购买', '本人投保'),
    family: w('family', '家人', '家人'),
    gift: w('gift', '赠险', '贈險'),
  } satisfies Record<(typeof policySources)[number], Words>,
  claimState: {
    open: w('open', '处理中', '處理中'),
    judged: w('judged', '已判断', '已判斷'),
    submitted: w('submitted', '已提交', '已提交'),
    paid: w('paid', '已赔付', '已賠付'),
    partlyPaid: w('partly paid', '部分赔付', '部分賠付'),
    refused: w('refused', '已拒赔', '已拒賠'),
    disputed: w('disputed', '争议中', '爭議中'),
    closed: w('closed', '已结', '已結'),
  } satisfies Record<(typeof claimStates)[number], Words>,
  verdict: {
    payable: w('PAYABLE', '可赔', '可賠'),
    not_payable: w('NOT PAYABLE', '不可赔', '不可賠'),
    needs_info: w('NEEDS INFORMATION', '信息不足', '資訊不足'),
  } satisfies Record<Verdict, Words>,
  escalation: {
    running: w('running', '进行中', '進行中'),
    closed: w('closed', '已完成', '已完成'),
    refused: w('refused', '未批准', '未批准'),
  } satisfies Record<Escalation['state'], Words>,
  step: {
    waiting: w('to come', '未开始', '未開始'),
    active: w('now', '当前', '目前'),
    done: w('done', '完成', '完成'),
    approved: w('approved', '批准', '批准'),
    refused: w('refused', '驳回', '駁回'),
    skipped: w('passed over', '跳过', '略過'),
  } satisfies Record<StepRun['state'], Words>,
} as const

/** A length of time in the two largest units that matter: `2天3时`, `3h 12m`. Less than a minute is 0 minutes. */
export function duration(ms: number, language: Language): string {
  const minutes = Math.floor(ms / 60_000)
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60]
  const [d, h, m] = { en: ['d', 'h', 'm'], 'zh-Hans': ['天', '时', '分'], 'zh-Hant': ['天', '時', '分'] }[language]
  const parts =
    days > 0
      ? [`${days}${d}`, hours > 0 ? `${hours}${h}` : '']
      : hours > 0
        ? [`${hours}${h}`, rest > 0 ? `${rest}${m}` : '']
        : [`${rest}${m}`]
  return parts.filter(Boolean).join(language === 'en' ? ' ' : '')
}
