import { w } from '../core/language.ts'
import * as flows from './actions/escalate.ts'
import { bind, type Binding } from './binding.ts'

/** The keys of a flow and of one run of it. */
export const flowBindings: readonly Binding[] = [
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
]
