import { w, type Words } from '../../core/language.ts'
import type { ScreenName } from '../state.ts'
import type { Dictionary } from './en.ts'

/** What a screen says that has nothing to show: that there is nothing (yet, or any more), and what to do next. */
type NextStep = {
  empty?: (words: Dictionary, typed: string) => string
  gone?: (words: Dictionary) => string
  next: Words
}

export const opened = w('Esc goes back to where it was opened from.', 'Esc 返回上一屏。', 'Esc 返回上一畫面。')
const elsewhere = w(
  'Esc goes back; {search:/} searches for another.',
  'Esc 返回，或按 {search:/} 搜索其他客户。',
  'Esc 返回，或按 {search:/} 搜尋其他客戶。',
)
const toQueue = w(
  'Esc goes back to the queue, {case.next:n} opens the next case.',
  'Esc 返回队列，{case.next:n} 打开下一件。',
  'Esc 返回佇列，{case.next:n} 開啟下一件。',
)
const fromClaim = w(
  'Esc goes back; {customer:p} opens the customer.',
  'Esc 返回，{customer:p} 打开客户。',
  'Esc 返回，{customer:p} 開啟客戶。',
)

/** For every screen. */
export const nextSteps: Record<ScreenName, NextStep> = {
  queue: {
    empty: ({ queue }) => queue.empty,
    next: w(
      '{search:Ctrl-F} finds a customer, {owed:O} shows what is owed later.',
      '按 {search:Ctrl-F} 查找客户，按 {owed:O} 查看之后的应办时限。',
      '按 {search:Ctrl-F} 尋找客戶，按 {owed:O} 查看之後的應辦時限。',
    ),
  },
  customer: { gone: ({ customer }) => customer.gone, next: elsewhere },
  search: {
    empty: ({ search }, typed) => search.none(typed),
    next: w(
      'The tail of a phone number, initials or part of a policy number find too.',
      '也可输入手机尾号、拼音首字母或部分保单号。',
      '也可輸入手機末碼、拼音首字母或部分保單號。',
    ),
  },
  policy: { gone: ({ policy }) => policy.gone, next: elsewhere },
  clauses: { gone: ({ policy }) => policy.noPack, next: opened },
  checklist: { gone: ({ checklist }) => checklist.gone, next: elsewhere },
  documents: { gone: ({ checklist }) => checklist.gone, next: elsewhere },
  claim: { gone: ({ checklist }) => checklist.gone, next: elsewhere },
  dispute: { gone: ({ checklist }) => checklist.gone, next: elsewhere },
  trace: { gone: ({ checklist }) => checklist.gone, next: opened },
  whatIf: { gone: ({ whatIf }) => whatIf.gone, next: opened },
  flows: {
    empty: ({ flows }) => flows.none,
    next: w(
      'Esc goes back; most begin on a customer or a claim.',
      'Esc 返回；多数流程要从客户或理赔发起。',
      'Esc 返回；多數流程要從客戶或理賠發起。',
    ),
  },
  escalation: { gone: ({ escalation }) => escalation.gone, next: fromClaim },
  replies: {
    empty: ({ replies }) => replies.none,
    next: w(
      'Change the words; Esc goes back, where {reply:r} writes freely.',
      '换几个字再试；Esc 返回后按 {reply:r} 可直接书写。',
      '換幾個字再試；Esc 返回後按 {reply:r} 可直接書寫。',
    ),
  },
  reply: { gone: ({ customer }) => customer.gone, next: opened },
  resources: { empty: ({ resources }) => resources.none, next: opened },
  conversations: { empty: ({ conversations }) => conversations.none, next: toQueue },
  conversation: { gone: ({ customer }) => customer.gone, next: opened },
  care: { empty: ({ care }) => care.none, next: opened },
  roster: { empty: ({ roster }) => roster.none, next: opened },
  complaints: { empty: ({ complaints }) => complaints.none, next: opened },
  // Its numbers are there also where they are all nothing.
  board: { next: toQueue },
  boardRows: { empty: ({ board }) => board.noRows, next: opened },
  handovers: { empty: ({ handovers }) => handovers.none, next: opened },
  lines: { empty: ({ lines }) => lines.none, next: opened },
  // Its own lines tell what it is for.
  outbox: { next: opened },
  owed: { empty: ({ owed }) => owed.none, next: toQueue },
  tasks: { empty: ({ tasks }) => tasks.none, next: opened },
  approvals: { empty: ({ approvals }) => approvals.none, next: toQueue },
  schemes: { empty: ({ schemes }) => schemes.none, next: opened },
  precedents: {
    empty: ({ precedents }) => precedents.none,
    gone: ({ precedents }) => precedents.notSpecial,
    next: opened,
  },
}
