import { w } from '../core/language.ts'
import * as documents from './actions/claim-documents.ts'
import { noteStep, tell } from './actions/claim-life.ts'
import { claimTabs, deskOf, otherClaim, turnTab } from './actions/claim-tabs.ts'
import * as claims from './actions/claim-work.ts'
import { answerGround, disputeStep } from './actions/dispute.ts'
import { intake } from './actions/intake.ts'
import { showNumber } from './actions/reveal.ts'
import { openTrace } from './actions/trace.ts'
import { openWhatIf, typeSupposition } from './actions/what-if.ts'
import { bind, type Binding } from './binding.ts'

/** The keys of a claim: its intake, its four screens, and what stands behind a judgement. */
export const claimBindings: readonly Binding[] = [
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
]
