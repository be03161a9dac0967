import { w } from '../core/language.ts'
import * as work from './actions/case-work.ts'
import * as approvals from './actions/approvals.ts'
import { claimTabs } from './actions/claim-tabs.ts'
import * as claims from './actions/claim-work.ts'
import * as flows from './actions/escalate.ts'
import * as go from './actions/navigate.ts'
import * as outbox from './actions/outbox.ts'
import * as overlay from './actions/overlay.ts'
import * as owed from './actions/owed.ts'
import * as promises from './actions/promise.ts'
import { reply } from './actions/reply.ts'
import * as schemes from './actions/schemes.ts'
import * as settings from './actions/settings.ts'
import { undo } from './actions/undo.ts'
import { bind, type Binding, type Remapped, withCase } from './binding.ts'
import { boardBindings } from './board-bindings.ts'
import { isOfBoard } from './board-only.ts'
import { claimBindings } from './claim-bindings.ts'
import { deskBindings } from './desk-bindings.ts'
import { flowBindings } from './flow-bindings.ts'
import { talkBindings, talking } from './talk-bindings.ts'
import type { ScreenName } from './state.ts'
import { wayBindings } from './way-bindings.ts'
import { isWriting } from './writing.ts'

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
  'care',
  'roster',
  'complaints',
  'outbox',
  'owed',
  'conversations',
  'conversation',
  'tasks',
  'approvals',
  'schemes',
  'precedents',
  'board',
  'boardRows',
  'handovers',
  'lines',
] as const
/** All keys, in the order in which footer, help and palette name them. */
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
    ['/'],
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
  bind('note', ['m'], [...withCase, ...claimTabs, 'policy', 'escalation', 'owed'], w('note', '备注', '備註'), (app) =>
    work.note(app),
  ),
  bind('promise.make', ['P'], [...withCase, 'owed'], w('promise', '作出承诺', '作出承諾'), (app) =>
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

  ...talkBindings,
  ...claimBindings,
  ...flowBindings,
  ...deskBindings,
  ...boardBindings,
  ...wayBindings,

  bind(
    'escalate',
    ['e'],
    [...withCase, ...claimTabs, 'policy'],
    w('escalate', '升级', '升級'),
    (app) => flows.chooseFlow(app),
    'hint',
  ),
  bind(
    'team.flows',
    ['E', 'g f'],
    ['queue', 'owed', 'approvals'],
    w('flows of the team', '团队流程', '團隊流程'),
    (app) => flows.chooseTeamFlow(app),
  ),
  bind(
    'customer',
    ['p', 'g p'],
    ['policy', ...claimTabs, 'escalation', 'outbox', 'complaints', 'owed', 'approvals', 'boardRows', ...talking],
    w('customer', '客户', '客戶'),
    (app) => go.openCustomerOfScreen(app),
    'hint',
  ),

  bind('outbox', ['o', 'g o'], null, w('waiting and refused', '待同步与被拒', '待同步與被拒'), (app) =>
    outbox.openOutbox(app),
  ),

  bind(
    'owed.open',
    ['enter', 'right'],
    ['owed'],
    w('open case', '打开事项', '開啟事項'),
    (app) => owed.openOwedCase(app),
    'hint',
  ),
  bind('owed', ['O', 'g w'], null, w('all that is owed', '应办时限', '應辦時限'), (app) => owed.openOwed(app)),

  bind('up', ['up', 'k'], lists, w('up', '上', '上'), (app) => go.move(app, -1)),
  bind('down', ['down', 'j'], lists, w('down', '下', '下'), (app) => go.move(app, 1)),
  bind('page.up', ['pageup'], lists, w('page up', '上一页', '上一頁'), (app) => go.move(app, -10)),
  bind('page.down', ['pagedown'], lists, w('page down', '下一页', '下一頁'), (app) => go.move(app, 10)),
  bind('first', ['home', 'g g'], lists, w('first', '第一个', '第一個'), (app) => go.move(app, -Infinity)),
  bind('last', ['end', 'G', 'g e'], lists, w('last', '最后一个', '最後一個'), (app) => go.move(app, Infinity)),

  bind('scroll.down', [']', 'ctrl+d', ' '], lists, w('scroll the right pane', '右栏下翻', '右欄下捲'), (app) =>
    go.scrollRight(app, 8),
  ),
  bind('scroll.up', ['[', 'ctrl+u'], lists, w('scroll it back', '右栏上翻', '右欄上捲'), (app) =>
    go.scrollRight(app, -8),
  ),

  bind('approvals', ['A', 'g a'], null, w('approvals', '待我审批', '待我審批'), (app) => approvals.openApprovals(app)),
  bind('schemes', ['S', 'g s'], null, w('schemes', '专项方案', '專項方案'), (app) => schemes.openSchemes(app, null)),
  bind('palette', [':', 'ctrl+p'], null, w('commands', '命令', '命令'), (app) => overlay.openPalette(app)),
  bind('help', ['?', 'f1'], null, w('keys', '按键', '按鍵'), (app) => overlay.openHelp(app), 'hint'),
  bind('undo', ['z'], null, w('undo', '撤销', '復原'), (app) => undo(app)),
  bind('language', ['L'], null, w('language', '语言', '語言'), (app) => settings.nextLanguage(app)),
  bind('back', ['esc', 'left'], null, w('back', '返回', '返回'), (app) => go.back(app), 'hint'),
  bind('redraw', ['ctrl+l'], null, w('redraw', '重绘', '重繪'), (app) => settings.redraw(app)),
  bind('quit', ['q', 'ctrl+c'], null, w('quit', '退出', '離開'), (app) => settings.quit(app), 'hint'),
]

const remappedLists = new WeakMap<Remapped, readonly Binding[]>()

/** All bindings, with the keys that the person has given them. */
export function bindingsWith(remapped: Remapped | undefined): readonly Binding[] {
  if (!remapped || remapped.size === 0) return bindings
  const known = remappedLists.get(remapped)
  if (known) return known
  const list = bindings.map((binding) => ({ ...binding, keys: remapped.get(binding.id) ?? binding.keys }))
  remappedLists.set(remapped, list)
  return list
}

/** Whose keys they are: as they have given them to commands; of somebody who only looks, none that writes; on a board alone, its own. */
export type Hands = { remapped?: Remapped | undefined; isReadonly?: boolean; isBoardOnly?: boolean }

/** What can be done on a screen, in the order of the list. */
export function bindingsOn(screen: ScreenName, hands: Hands = {}): Binding[] {
  const { remapped, isReadonly = false, isBoardOnly = false } = hands
  return bindingsWith(remapped).filter(
    (binding) =>
      (binding.screens === null || binding.screens.includes(screen)) &&
      !(isReadonly && isWriting(binding)) &&
      !(isBoardOnly && !isOfBoard(binding.id)),
  )
}

/** The binding of a key on a screen; the screen's own before those of everywhere. */
export function bindingFor(screen: ScreenName, key: string, hands: Hands = {}): Binding | undefined {
  const found = bindingsOn(screen, hands).filter((binding) => binding.keys.includes(key))
  return found.find((binding) => binding.screens !== null) ?? found[0]
}

/** What may follow a key that begins several (`g`): the bindings with the rest of their keys, in the order of the list. */
export function bindingsAfter(screen: ScreenName, prefix: string, hands: Hands = {}) {
  return bindingsOn(screen, hands).flatMap((binding) =>
    binding.keys.flatMap((key) =>
      key.startsWith(`${prefix} `) ? [{ key: key.slice(prefix.length + 1), binding }] : [],
    ),
  )
}
