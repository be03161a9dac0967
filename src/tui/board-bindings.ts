import { w } from '../core/language.ts'
import * as board from './actions/board.ts'
import * as handovers from './actions/handovers.ts'
import { openLines, readLine } from './actions/lines.ts'
import { bind, type Binding } from './binding.ts'

const ofTeam = ['board', 'boardRows'] as const

/** The keys of who leads the team, and of what passes between colleagues. */
export const boardBindings: readonly Binding[] = [
  bind('board', ['g v'], null, w('board of the team', '团队总览', '團隊總覽'), (app) => board.openBoard(app)),
  bind('board.open', ['enter', 'right'], ofTeam, w('open', '打开', '開啟'), (app) => board.openOfBoard(app), 'hint'),
  bind('board.book', ['c'], ofTeam, w('book', '客户', '客戶'), (app) => board.openBook(app), 'hint'),
  bind('board.band', ['1', '2', '3', '4', '5', '6'], ['board'], w('one band', '只看一级', '只看一級'), (app, key) =>
    board.openBand(app, key),
  ),
  bind(
    'board.takeOver',
    ['t'],
    ['boardRows'],
    w('take over', '接管', '接管'),
    (app) => board.takeOver(app),
    'danger hint',
  ),
  bind('board.message', ['m'], ofTeam, w('message', '留言', '留言'), (app) => board.messageButler(app), 'hint'),
  bind('board.reassign', ['r'], ofTeam, w('reassign', '移交', '移交'), (app) => board.reassign(app), 'danger hint'),
  bind(
    'board.intake',
    ['i'],
    ofTeam,
    w('intake', '接收开关', '接收開關'),
    (app) => board.turnIntake(app),
    'danger hint',
  ),

  bind('handovers', ['g x'], null, w('hand-overs', '交接', '交接'), (app) => handovers.openHandovers(app)),
  bind(
    'handover.open',
    ['enter', 'right'],
    ['handovers'],
    w('open', '打开', '開啟'),
    (app) => handovers.openHandedCase(app),
    'hint',
  ),
  bind(
    'handover.accept',
    ['a'],
    ['handovers'],
    w('accept', '接收', '接收'),
    (app) => handovers.acceptHandover(app),
    'hint',
  ),
  bind(
    'handover.refuse',
    ['x'],
    ['handovers'],
    w('refuse', '拒收', '拒收'),
    (app) => handovers.refuseHandover(app),
    'danger hint',
  ),
  bind(
    'handover.return',
    ['u'],
    ['handovers'],
    w('hand back', '交还', '交還'),
    (app) => handovers.returnHandover(app),
    'danger hint',
  ),
  bind(
    'handover.make',
    ['+'],
    ['handovers'],
    w('hand over', '发起交接', '發起交接'),
    (app) => handovers.makeHandover(app),
    'danger hint',
  ),

  bind('lines', ['g l'], null, w('lines to me', '给我的留言', '給我的留言'), (app) => openLines(app)),
  bind('line.read', ['enter'], ['lines'], w('read', '标为已读', '標為已讀'), (app) => readLine(app), 'hint'),
]
