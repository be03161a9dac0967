import { w } from '../core/language.ts'
import * as talks from './actions/conversations.ts'
import * as customers from './actions/timeline.ts'
import { bind, type Binding } from './binding.ts'

export const talking = ['conversations', 'conversation'] as const

/** The keys of the conversation desk, and of the customer's timeline. */
export const talkBindings: readonly Binding[] = [
  bind('conversations', ['M', 'g m'], null, w('conversations', '今日对话', '今日對話'), (app) => talks.openTalks(app)),
  bind(
    'conversation.open',
    ['enter', 'right'],
    ['conversations'],
    w('read whole', '看全文', '看全文'),
    (app) => talks.openTalk(app),
    'hint',
  ),
  bind(
    'conversation.suggested',
    ['1', '2', '3', '4', '5', '6'],
    talking,
    w('reply no.', '选用话术', '選用話術'),
    (app, key) => talks.openSuggested(app, key),
    'hint',
  ),
  bind(
    'conversation.next',
    ['n', 'ctrl+n'],
    talking,
    w('next waiting', '下一位', '下一位'),
    (app) => talks.nextTalkOn(app),
    'hint',
  ),
  bind('conversation.call', ['l'], [...talking, 'queue', 'customer'], w('log a call', '登记通话', '登錄通話'), (app) =>
    talks.logCall(app),
  ),
  bind('conversation.tag', ['#'], talking, w('tags', '标签', '標籤'), (app) => talks.tagTalk(app)),
  bind('conversation.case', ['+'], talking, w('open a case', '新建事项', '新增事項'), (app) =>
    talks.openCaseForTalk(app),
  ),
  bind('timeline.kind', ['f'], ['customer'], w('filter timeline', '筛选时间线', '篩選時間線'), (app) =>
    customers.nextTimelineKind(app),
  ),
]
