import { w } from '../core/language.ts'
import * as approvals from './actions/approvals.ts'
import { claimTabs } from './actions/claim-tabs.ts'
import * as care from './actions/care.ts'
import { openComplaint, openComplaints, registerComplaint } from './actions/complaints.ts'
import * as directory from './actions/directory.ts'
import * as library from './actions/library.ts'
import * as outbox from './actions/outbox.ts'
import { openRoster } from './actions/roster.ts'
import * as schemes from './actions/schemes.ts'
import * as tasks from './actions/tasks.ts'
import { bind, type Binding, withCase } from './binding.ts'

/** The keys of the desks beside queue, customer and claim: replies, directory, complaints, special cases, the outbox. */
export const deskBindings: readonly Binding[] = [
  bind('reply.library', ['R', 'g r'], withCase, w('reply library', '话术库', '話術庫'), (app) =>
    library.openLibrary(app),
  ),
  bind('reply.fill', ['enter'], ['reply'], w('fill in', '填写', '填寫'), (app) => library.fillReply(app), 'hint'),
  bind('reply.send', ['s'], ['reply'], w('send', '发送', '傳送'), (app) => library.sendReply(app), 'danger hint'),
  bind('reply.edit', ['e'], ['reply'], w('edit', '编辑', '編輯'), (app) => library.editReply(app), 'hint'),
  bind('reply.copy', ['c'], ['reply'], w('copy', '复制', '複製'), (app) => library.copyReply(app), 'danger hint'),
  bind(
    'reply.language',
    ['tab'],
    ['reply'],
    w('its language', '话术语言', '話術語言'),
    (app) => library.turnLanguage(app),
    'hint',
  ),
  bind('directory', ['D', 'g d'], null, w('directory', '资源库', '資源庫'), (app) => directory.openDirectory(app)),
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
  bind('roster', ['W', 'g t'], null, w('who is at work', '谁在岗', '誰在班'), (app) => openRoster(app)),
  bind('complaints', ['C', 'g c'], null, w('complaint desk', '投诉台', '投訴台'), (app) => openComplaints(app)),
  bind(
    'complaint.open',
    ['enter', 'right'],
    ['complaints'],
    w('open', '打开', '開啟'),
    (app) => openComplaint(app),
    'hint',
  ),
  bind(
    'complaint.register',
    ['+'],
    ['complaints'],
    w('take down', '登记', '登記'),
    (app) => registerComplaint(app),
    'hint',
  ),
  bind('care', ['H', 'g h'], null, w('help non-customers', '救助非客户', '協助非客戶'), (app) => care.openCare(app)),
  bind('care.open', ['enter', 'right'], ['care'], w('open', '打开', '開啟'), (app) => care.openCared(app), 'hint'),
  bind('care.begin', ['+'], ['care'], w('begin', '开始救助', '開始協助'), (app) => care.beginCare(app), 'hint'),
  bind('care.extend', ['u'], ['care'], w('keep longer', '延长保留', '延長保留'), (app) => care.extendCare(app), 'hint'),
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

  bind('tasks', ['g b'], null, w('background work', '后台任务', '背景工作'), (app) => tasks.openTasks(app)),
  bind('task.retry', ['r', 'enter'], ['tasks'], w('try again', '重试', '重試'), (app) => tasks.retryTask(app), 'hint'),
  bind('task.cancel', ['x'], ['tasks'], w('stop it', '停止', '停止'), (app) => tasks.cancelTask(app), 'hint'),
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
]
