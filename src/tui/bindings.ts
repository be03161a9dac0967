import { type Words, w } from '../core/language.ts'
import * as work from './actions/case-work.ts'
import * as approvals from './actions/approvals.ts'
import * as documents from './actions/claim-documents.ts'
import { noteStep, tell } from './actions/claim-life.ts'
import { claimTabs, deskOf, otherClaim, turnTab } from './actions/claim-tabs.ts'
import * as claims from './actions/claim-work.ts'
import { answerGround, disputeStep } from './actions/dispute.ts'
import { openComplaint, openComplaints } from './actions/complaints.ts'
import * as directory from './actions/directory.ts'
import * as flows from './actions/escalate.ts'
import { intake } from './actions/intake.ts'
import * as go from './actions/navigate.ts'
import * as library from './actions/library.ts'
import { showNumber } from './actions/reveal.ts'
import * as schemes from './actions/schemes.ts'
import { reply } from './actions/reply.ts'
import * as outbox from './actions/outbox.ts'
import * as owed from './actions/owed.ts'
import * as overlay from './actions/overlay.ts'
import * as promises from './actions/promise.ts'
import * as settings from './actions/settings.ts'
import { openTrace } from './actions/trace.ts'
import { openWhatIf, typeSupposition } from './actions/what-if.ts'
import type { App } from './app.ts'
import type { ScreenName } from './state.ts'

/**
 * A key and what it does: the one list from which the footer, the help and the palette are made. `screens` null: everywhere.
 * `isHinted`: stands in the footer. `isDanger`: asks before it acts, and the key that answers is another one.
 */
export type Binding = {
  id: string
  keys: readonly string[]
  screens: readonly ScreenName[] | null
  title: Words
  isHinted?: boolean
  isDanger?: boolean
  run(app: App, key: string): void | Promise<void>
}

const withCase = ['queue', 'customer'] as const
const lists = [
  'queue',
  'customer',
  'search',
  'policy',
  'clauses',
  ...claimTabs,
  'trace',
  'whatIf',
  'flows',
  'escalation',
  'replies',
  'reply',
  'resources',
  'complaints',
  'outbox',
  'owed',
  'approvals',
  'schemes',
  'precedents',
] as const
/** Where the desks that are about nobody in particular are opened from. */
const desks = ['queue', 'customer', ...claimTabs, 'policy', 'escalation', 'outbox'] as const

export const bindings: readonly Binding[] = [
  bind(
    'case.next',
    ['n', 'ctrl+n'],
    ['queue', 'customer', 'escalation'],
    w('next case', '下一件', '下一件'),
    (app) => go.next(app),
    'hint',
  ),
  bind(
    'open',
    ['enter', 'right'],
    ['queue', 'customer', 'search'],
    w('open', '打开', '開啟'),
    (app) => go.openSelected(app),
    'hint',
  ),
  bind(
    'clause.filter',
    ['/', 'ctrl+f'],
    ['policy', 'clauses'],
    w('filter clauses', '筛选条款', '篩選條款'),
    (app) => settings.filterClauses(app),
    'hint',
  ),
  bind(
    'claim.checklist',
    ['c'],
    ['queue', 'customer', 'policy'],
    w('checklist', '理赔清单', '理賠清單'),
    (app) => claims.checklist(app),
    'hint',
  ),
  bind('reply', ['r'], withCase, w('reply', '回复', '回覆'), (app) => reply(app), 'hint'),
  bind(
    'note',
    ['m'],
    ['queue', 'customer', ...claimTabs, 'policy', 'escalation', 'owed'],
    w('note', '备注', '備註'),
    (app) => work.note(app),
  ),
  bind('promise.make', ['P'], ['queue', 'customer', 'owed'], w('promise', '作出承诺', '作出承諾'), (app) =>
    promises.makePromise(app),
  ),
  bind('promise.keep', ['K'], ['customer', 'owed'], w('promise kept', '兑现承诺', '兌現承諾'), (app) =>
    promises.movePromise(app, 'keep'),
  ),
  bind('promise.confirm', ['Y'], ['customer', 'owed'], w('promise confirmed', '客户确认兑现', '客戶確認兌現'), (app) =>
    promises.movePromise(app, 'confirm'),
  ),
  bind('case.take', ['t'], withCase, w('take', '接手', '接手'), (app) => work.take(app)),
  bind('case.release', ['b'], withCase, w('put back', '放回', '放回'), (app) => work.release(app), 'danger'),
  bind('case.hold', ['h'], withCase, w('hold', '挂起', '擱置'), (app) => work.hold(app)),
  bind(
    'case.done',
    ['d'],
    withCase,
    w('done → next', '办结→下一件', '辦結→下一件'),
    (app) => work.finish(app),
    'danger hint',
  ),
  bind('queue.why', ['w'], ['queue'], w('why here', '排序原因', '排序原因'), (app) => settings.toggleWhy(app)),

  bind('customer.reveal', ['v'], ['customer'], w('number in full', '完整号码', '完整號碼'), (app) => showNumber(app)),
  bind('claim.intake', ['i'], ['customer'], w('intake', '报案', '報案'), (app) => intake(app), 'hint'),
  bind('claim.next', ['tab'], claimTabs, w('next screen', '下一屏', '下一屏'), (app) => turnTab(app, 1), 'hint'),
  bind('claim.previous', ['shift+tab'], claimTabs, w('screen before', '上一屏', '上一屏'), (app) => turnTab(app, -1)),
  bind('claim.other', ['v'], claimTabs, w('other claim of the event', '同一事件的理赔', '同一事件的理賠'), (app) =>
    otherClaim(app),
  ),
  bind(
    'claim.tell',
    ['t'],
    claimTabs,
    w('tell the customer', '告知客户', '告知客戶'),
    (app) => {
      const desk = deskOf(app.store.get())
      if (desk) tell(app, desk)
    },
    'danger',
  ),
  bind('claim.step', ['enter'], ['claim'], w('what happened', '登记进展', '登錄進展'), (app) => noteStep(app), 'hint'),
  bind(
    'documents.ask',
    ['s'],
    ['documents'],
    w('ask for all', '一次性索取', '一次性索取'),
    (app) => documents.askDocuments(app),
    'danger hint',
  ),
  bind(
    'documents.received',
    ['r'],
    ['documents'],
    w('received', '收到', '收到'),
    (app) => documents.markDocument(app, 'received'),
    'hint',
  ),
  bind(
    'documents.accepted',
    ['a'],
    ['documents'],
    w('accept', '合格', '合格'),
    (app) => documents.markDocument(app, 'accepted'),
    'hint',
  ),
  bind(
    'documents.unreadable',
    ['x'],
    ['documents'],
    w('unreadable', '不清晰', '不清晰'),
    (app) => documents.markDocument(app, 'unreadable'),
    'hint',
  ),
  bind('documents.add', ['+'], ['documents'], w('one more', '追加', '追加'), (app) => documents.addDocument(app)),
  bind('dispute.step', ['enter'], ['dispute'], w('dispute', '争议', '爭議'), (app) => disputeStep(app), 'hint'),
  bind(
    'dispute.answer',
    ['a'],
    ['dispute'],
    w('answer its question', '回答该项', '回答該項'),
    (app) => answerGround(app),
    'hint',
  ),
  bind('claim.why', ['w'], ['checklist'], w('why', '依据', '依據'), (app) => openTrace(app), 'hint'),
  bind('claim.whatIf', ['i'], ['checklist'], w('what if', '假如', '假如'), (app) => openWhatIf(app), 'hint'),
  bind(
    'whatIf.type',
    ['enter'],
    ['whatIf'],
    w('suppose a value', '假设一个值', '假設一個值'),
    (app) => typeSupposition(app),
    'hint',
  ),
  bind('checklist.yes', ['y'], ['checklist'], w('yes', '是', '是'), (app) => claims.answerBool(app, true)),
  bind('checklist.no', ['n'], ['checklist'], w('no', '否', '否'), (app) => claims.answerBool(app, false)),
  bind(
    'checklist.choose',
    ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
    ['checklist'],
    w('choose an answer', '选择答案', '選擇答案'),
    (app, key) => claims.answerChoice(app, Number(key)),
  ),
  bind('checklist.type', ['enter'], ['checklist'], w('type the answer', '填写', '填寫'), (app) =>
    claims.typeAnswer(app),
  ),
  bind('checklist.unknown', ['u'], ['checklist'], w('nobody knows', '不知道', '不知道'), (app) =>
    claims.answerUnknown(app),
  ),
  bind(
    'checklist.clear',
    ['x'],
    ['checklist'],
    w('clear the answer', '清除回答', '清除回答'),
    (app) => claims.clearAnswer(app),
    'danger',
  ),
  bind('claim.sign', ['s'], ['checklist'], w('sign', '签署', '簽署'), (app) => claims.sign(app), 'danger hint'),

  bind('flow.start', ['enter'], ['flows'], w('start', '发起', '發起'), (app) => flows.startFlow(app), 'danger hint'),
  bind(
    'field.fill',
    ['enter'],
    ['escalation'],
    w('fill the field', '填写字段', '填寫欄位'),
    (app) => flows.fillField(app),
    'hint',
  ),
  bind(
    'step.finish',
    ['f'],
    ['escalation'],
    w('finish step', '完成步骤', '完成步驟'),
    (app) => flows.finishStep(app),
    'danger hint',
  ),
  bind(
    'step.approve',
    ['a'],
    ['escalation'],
    w('approve', '批准', '批准'),
    (app) => flows.decideStep(app, 'approve'),
    'danger hint',
  ),
  bind(
    'step.refuse',
    ['x'],
    ['escalation'],
    w('refuse', '驳回', '駁回'),
    (app) => flows.decideStep(app, 'refuse'),
    'danger',
  ),
  bind(
    'step.undo',
    ['u'],
    ['escalation'],
    w('undo step', '撤销步骤', '復原步驟'),
    (app) => flows.undoStep(app),
    'danger',
  ),
  bind(
    'message.send',
    ['s'],
    ['escalation'],
    w('send message', '发送话术', '傳送話術'),
    (app) => flows.sendMessage(app),
    'danger hint',
  ),

  bind('reply.library', ['R'], withCase, w('reply library', '话术库', '話術庫'), (app) => library.openLibrary(app)),
  bind('reply.fill', ['enter'], ['reply'], w('fill in', '填写', '填寫'), (app) => library.fillReply(app), 'hint'),
  bind('reply.send', ['s'], ['reply'], w('send', '发送', '傳送'), (app) => library.sendReply(app), 'danger hint'),
  bind('reply.copy', ['c'], ['reply'], w('copy', '复制', '複製'), (app) => library.copyReply(app), 'hint'),
  bind(
    'reply.language',
    ['tab'],
    ['reply'],
    w('its language', '话术语言', '話術語言'),
    (app) => library.turnLanguage(app),
    'hint',
  ),
  bind('directory', ['D'], [...desks, 'complaints'], w('directory', '资源库', '資源庫'), (app) =>
    directory.openDirectory(app),
  ),
  bind(
    'directory.filter',
    ['/', 'ctrl+f'],
    ['resources'],
    w('filter', '筛选', '篩選'),
    (app) => directory.filterDirectory(app),
    'hint',
  ),
  bind(
    'directory.verify',
    ['v'],
    ['resources'],
    w('verified', '已核实', '已核實'),
    (app) => directory.verifyEntry(app),
    'danger hint',
  ),
  bind('directory.add', ['+'], ['resources'], w('add', '新增', '新增'), (app) => directory.addEntry(app), 'hint'),
  bind(
    'directory.remove',
    ['x'],
    ['resources'],
    w('remove', '移除', '移除'),
    (app) => directory.removeEntry(app),
    'danger hint',
  ),
  bind('complaints', ['C'], [...desks, 'resources'], w('complaint desk', '投诉台', '投訴台'), (app) =>
    openComplaints(app),
  ),
  bind(
    'complaint.open',
    ['enter', 'right'],
    ['complaints'],
    w('open', '打开', '開啟'),
    (app) => openComplaint(app),
    'hint',
  ),
  bind('precedents', ['v'], ['escalation'], w('precedents', '先例', '先例'), (app) => approvals.openPrecedents(app)),
  bind('goodwill.pay', ['$'], ['escalation'], w('pay goodwill', '支付慰问金', '支付慰問金'), (app) => schemes.pay(app)),
  bind('scheme.propose', ['+'], ['escalation'], w('make a scheme', '形成方案', '形成方案'), (app) =>
    schemes.propose(app),
  ),
  bind('scheme.grant', ['$'], claimTabs, w('goodwill by scheme', '按方案支付', '按方案支付'), (app) =>
    schemes.grant(app),
  ),
  bind(
    'approval.open',
    ['enter'],
    ['approvals'],
    w('open', '打开', '開啟'),
    (app) => approvals.openApproval(app),
    'hint',
  ),
  bind(
    'approval.approve',
    ['a'],
    ['approvals', 'schemes'],
    w('approve', '批准', '核准'),
    (app) => approvals.decide(app, 'approve'),
    'danger hint',
  ),
  bind(
    'approval.refuse',
    ['x'],
    ['approvals', 'schemes'],
    w('refuse', '驳回', '駁回'),
    (app) => approvals.decide(app, 'refuse'),
    'danger hint',
  ),
  bind(
    'scheme.stop',
    ['t'],
    ['schemes'],
    w('stop or resume', '暂停或恢复', '暫停或恢復'),
    (app) => schemes.stop(app),
    'danger hint',
  ),

  bind(
    'outbox.retry',
    ['r'],
    ['outbox'],
    w('give again', '重新提交', '重新提交'),
    (app) => outbox.retry(app),
    'danger hint',
  ),
  bind('outbox.discard', ['d'], ['outbox'], w('give up', '放弃', '放棄'), (app) => outbox.discard(app), 'danger hint'),
  bind(
    'outbox.hand',
    ['h'],
    ['outbox'],
    w('to supervisor', '转交主管', '轉交主管'),
    (app) => outbox.hand(app),
    'danger hint',
  ),

  bind(
    'search',
    ['/', 'ctrl+f'],
    ['queue', 'customer', ...claimTabs, 'escalation', 'flows', 'outbox', 'owed'],
    w('search', '搜索', '搜尋'),
    (app) => settings.openSearch(app),
    'hint',
  ),
  bind(
    'escalate',
    ['e'],
    ['queue', 'customer', ...claimTabs, 'policy'],
    w('escalate', '升级', '升級'),
    (app) => flows.chooseFlow(app),
    'hint',
  ),
  bind(
    'customer',
    ['p'],
    ['policy', ...claimTabs, 'escalation', 'outbox', 'complaints', 'owed', 'approvals'],
    w('customer', '客户', '客戶'),
    (app) => go.openCustomerOfScreen(app),
    'hint',
  ),

  bind(
    'outbox',
    ['o'],
    ['queue', 'customer', ...claimTabs, 'escalation', 'policy'],
    w('waiting and refused', '待同步与被拒', '待同步與被拒'),
    (app) => outbox.openOutbox(app),
  ),

  bind(
    'owed.open',
    ['enter', 'right'],
    ['owed'],
    w('open case', '打开事项', '開啟事項'),
    (app) => owed.openOwedCase(app),
    'hint',
  ),
  bind('owed', ['O'], null, w('all that is owed', '应办时限', '應辦時限'), (app) => owed.openOwed(app)),

  bind('up', ['up', 'k'], lists, w('up', '上', '上'), (app) => go.move(app, -1)),
  bind('down', ['down', 'j'], lists, w('down', '下', '下'), (app) => go.move(app, 1)),
  bind('page.up', ['pageup'], lists, w('page up', '上一页', '上一頁'), (app) => go.move(app, -10)),
  bind('page.down', ['pagedown'], lists, w('page down', '下一页', '下一頁'), (app) => go.move(app, 10)),
  bind('first', ['home', 'g'], lists, w('first', '第一个', '第一個'), (app) => go.move(app, -Infinity)),
  bind('last', ['end', 'G'], lists, w('last', '最后一个', '最後一個'), (app) => go.move(app, Infinity)),

  bind('scroll.down', [']', 'ctrl+d', ' '], lists, w('scroll the right pane', '右栏下翻', '右欄下捲'), (app) =>
    go.scrollRight(app, 8),
  ),
  bind('scroll.up', ['[', 'ctrl+u'], lists, w('scroll it back', '右栏上翻', '右欄上捲'), (app) =>
    go.scrollRight(app, -8),
  ),

  bind('approvals', ['A'], null, w('approvals', '待我审批', '待我審批'), (app) => approvals.openApprovals(app)),
  bind('schemes', ['S'], null, w('schemes', '专项方案', '專項方案'), (app) => schemes.openSchemes(app, null)),
  bind('palette', [':', 'ctrl+p'], null, w('commands', '命令', '命令'), (app) => overlay.openPalette(app)),
  bind('help', ['?', 'f1'], null, w('keys', '按键', '按鍵'), (app) => overlay.openHelp(app), 'hint'),
  bind('language', ['L'], null, w('language', '语言', '語言'), (app) => settings.nextLanguage(app)),
  bind('back', ['esc', 'left'], null, w('back', '返回', '返回'), (app) => go.back(app), 'hint'),
  bind('redraw', ['ctrl+l'], null, w('redraw', '重绘', '重繪'), (app) => settings.redraw(app)),
  bind('quit', ['q', 'ctrl+c'], null, w('quit', '退出', '離開'), (app) => settings.quit(app), 'hint'),
]

/** What can be done on a screen, in the order of the list. */
export function bindingsOn(screen: ScreenName): Binding[] {
  return bindings.filter((binding) => binding.screens === null || binding.screens.includes(screen))
}

/** The binding of a key on a screen; the screen's own before those of everywhere. */
export function bindingFor(screen: ScreenName, key: string): Binding | undefined {
  const found = bindings.filter((binding) => binding.keys.includes(key))
  return found.find((binding) => binding.screens?.includes(screen)) ?? found.find((binding) => binding.screens === null)
}

function bind(
  id: string,
  keys: readonly string[],
  screens: readonly ScreenName[] | null,
  title: Words,
  run: Binding['run'],
  marks: '' | 'hint' | 'danger' | 'danger hint' = '',
): Binding {
  return { id, keys, screens, title, run, isHinted: marks.includes('hint'), isDanger: marks.includes('danger') }
}
