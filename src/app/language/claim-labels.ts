import type { ClaimClock, ClaimClockCode, ClockOwner } from '../../core/claim/clocks.ts'
import type { disputeStates, disputeWays } from '../../core/claim/dispute-ways.ts'
import type { documentStates } from '../../core/claim/document.ts'
import type { GroundStanding } from '../../core/claim/grounds.ts'
import type { ClaimStepKind } from '../../core/claim/schema.ts'
import type { claimOutcomes, insurerStatuses } from '../../core/claim/states.ts'
import { w, type Words } from '../../core/language.ts'
import { labels } from './labels.ts'

/** The field's own words for a claim's life, its documents, clocks and disputes. */
export const claimLabels = {
  step: {
    opened: w('opened', '立案', '立案'),
    handedOver: w('handed over to the experts', '转交理赔专家', '轉交理賠專家'),
    judged: w('judgement signed', '签署初步判断', '簽署初步判斷'),
    told: w('customer told', '告知客户', '告知客戶'),
    documentsAsked: w('documents asked for', '一次性告知材料', '一次性告知文件'),
    documentAdded: w('document added', '追加材料', '追加文件'),
    documentReceived: w('document received', '收到材料', '收到文件'),
    documentUnreadable: w('document unreadable', '材料不清晰', '文件不清晰'),
    documentAccepted: w('document accepted', '材料合格', '文件合格'),
    submitted: w('handed in to the insurer', '提交保险公司', '提交保險公司'),
    insurerStatus: w('insurer’s word', '保险公司进度', '保險公司進度'),
    insurerAsked: w('insurer asked for more', '保险公司通知补件', '保險公司通知補件'),
    supplied: w('supplements in', '补件送达', '補件送達'),
    agreed: w('payment agreed', '同意赔付', '同意賠付'),
    paid: w('paid', '赔付', '賠付'),
    partlyPaid: w('paid in part', '部分赔付', '部分賠付'),
    refused: w('refused', '拒赔', '拒賠'),
    explained: w('refusal explained', '向客户解释', '向客戶說明'),
    disputeOpened: w('dispute opened', '提出争议', '提出爭議'),
    evidence: w('evidence', '证据', '證據'),
    round: w('round sent', '发起一轮', '發起一輪'),
    roundAnswered: w('round answered', '收到答复', '收到答覆'),
    disputeEnded: w('dispute ended', '争议结束', '爭議結束'),
    takenBack: w('taken back', '撤回登记', '撤回登錄'),
    closed: w('closed', '结案', '結案'),
  } satisfies Record<ClaimStepKind, Words>,
  insurerStatus: {
    received: w('received', '已受理', '已受理'),
    reviewing: w('reviewing', '审核中', '審核中'),
    investigating: w('investigating', '调查中', '調查中'),
    awaitingDocuments: w('waits for documents', '等待补件', '等待補件'),
    approving: w('approving', '审批中', '審批中'),
  } satisfies Record<(typeof insurerStatuses)[number], Words>,
  outcome: {
    paid: w('paid', '已赔付', '已賠付'),
    partlyPaid: w('paid in part', '部分赔付', '部分賠付'),
    wonInDispute: w('won in dispute', '争议后获赔', '爭議後獲賠'),
    refusalAccepted: w('refusal accepted', '接受拒赔', '接受拒賠'),
    lostInDispute: w('lost in dispute', '争议未成功', '爭議未成功'),
    withdrawn: w('withdrawn', '客户撤回', '客戶撤回'),
  } satisfies Record<(typeof claimOutcomes)[number], Words>,
  document: {
    asked: w('asked', '已索取', '已索取'),
    received: w('received', '已收到', '已收到'),
    unreadable: w('unreadable', '不清晰', '不清晰'),
    accepted: w('accepted', '合格', '合格'),
  } satisfies Record<(typeof documentStates)[number], Words>,
  dispute: {
    open: w('under way', '进行中', '進行中'),
    won: w('won', '成功', '成功'),
    partlyWon: w('won in part', '部分成功', '部分成功'),
    lost: w('lost', '未成功', '未成功'),
    withdrawn: w('withdrawn', '撤回', '撤回'),
  } satisfies Record<(typeof disputeStates)[number], Words>,
  way: {
    insurer: w('insurer’s re-review', '保险公司复核', '保險公司覆核'),
    insurerSenior: w('insurer’s head office', '保险公司上级', '保險公司上級'),
    mediation: w('mediation', '调解', '調解'),
    regulator: w('regulator', '金融监管投诉', '金融監管投訴'),
    arbitration: w('arbitration', '仲裁', '仲裁'),
    court: w('court', '诉讼', '訴訟'),
  } satisfies Record<(typeof disputeWays)[number], Words>,
  standing: {
    applies: w('applies', '成立', '成立'),
    asks: w('to be asked', '待核实', '待查核'),
    person: w('read the papers', '需人工判断', '需人工判斷'),
    no: w('no', '不适用', '不適用'),
  } satisfies Record<GroundStanding, Words>,
  clock: {
    documentsIn: w('documents in', '客户补齐材料', '客戶補齊文件'),
    documentList: w('document list', '告知所需材料', '告知所需文件'),
    decide: w('decision', '保险公司核定', '保險公司核定'),
    insurerWord: w('insurer’s word', '保险公司回音', '保險公司回音'),
    advance: w('advance', '先行赔付', '先行賠付'),
    refusalNotice: w('refusal notice', '拒赔通知', '拒賠通知'),
    explain: w('explain refusal', '向客户解释', '向客戶說明'),
    pay: w('payment', '支付赔款', '支付賠款'),
    roundAnswer: w('dispute answer', '争议答复', '爭議答覆'),
    limitation: w('limitation', '诉讼时效', '訴訟時效'),
    waitingEnds: w('waiting ends', '等待期末日', '等待期末日'),
    graceEnds: w('grace ends', '宽限期止', '寬限期止'),
    suspended: w('suspended', '效力中止日', '停效日'),
    reinstate: w('reinstate by', '复效期限', '復效期限'),
    incontestable: w('incontestable', '不可抗辩起', '不可抗辯起'),
  } satisfies Record<ClaimClockCode, Words>,
  clockState: {
    running: w('runs', '计时中', '計時中'),
    paused: w('stands still', '暂停', '暫停'),
    met: w('met', '已完成', '已完成'),
    breached: w('over', '已超期', '已逾期'),
    date: w('', '', ''),
  } satisfies Record<ClaimClock['state'], Words>,
  clockOwner: {
    insurer: w('insurer', '保险公司', '保險公司'),
    customer: w('customer', '客户', '客戶'),
    us: w('us', '我们', '我們'),
  } satisfies Record<ClockOwner, Words>,
}

const other = (value: unknown): Words => {
  const text = typeof value === 'string' ? value : '…'
  return w(text, text, text)
}

/** What a state from a refusal's data is called; such data may come from a newer program. */
export function claimStateWords(state: unknown): Words {
  return wordsIn(labels.claimState, state)
}

export function documentStateWords(state: unknown): Words {
  return wordsIn(claimLabels.document, state)
}

export function disputeWayWords(way: unknown): Words {
  return wordsIn(claimLabels.way, way)
}

export function outcomeWords(outcome: unknown): Words {
  return wordsIn(claimLabels.outcome, outcome)
}

function wordsIn(table: Readonly<Record<string, Words>>, key: unknown): Words {
  return (typeof key === 'string' && Object.hasOwn(table, key) ? table[key] : undefined) ?? other(key)
}
