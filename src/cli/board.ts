import type { Bands, ButlerRow } from '../app/board.ts'
import { labels } from '../app/language/labels.ts'
import { owedWords } from '../app/language/owed-words.ts'
import { momentText } from '../app/language/reasons.ts'
import type { Home } from '../app/home.ts'
import { seesTeam } from '../core/staff/roles.ts'
import { w } from '../core/language.ts'
import { nameOfOwed } from '../core/queue/owed.ts'
import { printHeading, printRows } from './print.ts'
import type { Session } from './session.ts'
import { canOpen, openingOf } from './workstation.ts'
import { type Cli, type Command, declare, withJson } from './verb.ts'

export function declareBoard(program: Command, cli: Cli): void {
  const about = w(
    'the team at a glance: butlers with load, queues by band, clocks about to be missed, what waits for a yes',
    '团队总览：管家负荷、各队列、将到期时限、待审批',
    '團隊總覽：管家負荷、各佇列、將到期時限、待審批',
  )
  const only = w(
    'nothing but the board, and what stands behind its numbers',
    '只有总览及其明细，不能去其他界面',
    '只有總覽及其明細，不能去其他畫面',
  )
  withJson(declare(program, 'board', about, cli), cli)
    .option('--only', cli.word(only))
    .action(cli.verb(board))
}

/** Full screen for who leads the team and sits at a terminal; else the figures as a table. */
function board(session: Session, { only: isBoardOnly = false }: { only?: boolean }): Promise<number> {
  return session.withHome(async (home) => {
    if (!session.isJson && seesTeam(home.actor.role) && canOpen(session))
      return session.faces.openWorkstation(home, { ...(await openingOf(session)), screen: 'board', isBoardOnly })
    await printBoard(session, home)
    return 0
  })
}

async function printBoard(session: Session, home: Home): Promise<void> {
  const view = await home.board(null)
  if (!('board' in view)) return
  const { board: told, from } = view
  if (session.isJson) return session.print(JSON.stringify(told))
  const names = new Map(told.butlers.map(({ staffId, name }) => [staffId, name]))
  const nameOf = (id: string | null) => (id === null ? '' : (names.get(id) ?? id))
  printHeading(session, w('Butlers', '管家', '管家'))
  printRows(session, told.butlers, [
    { title: w('Butler', '管家', '管家'), text: ({ name }) => name, isFlexible: true },
    { title: w('State', '状态', '狀態'), text: (one) => session.word(stateOf(one)) },
    {
      title: w('Customers', '客户', '客戶'),
      text: (one) => withLimit(one.customers, one.customersAtMost),
      align: 'right',
    },
    { title: w('Cases', '事项', '事項'), text: (one) => withLimit(one.openCases, one.casesAtMost), align: 'right' },
    { title: w('Bands 0–5', '优先级 0–5', '優先級 0–5'), text: ({ bands }) => bandsText(bands) },
    { title: w('Later', '稍后', '稍後'), text: ({ bands }) => String(bands.later), align: 'right' },
    { title: w('Stands in', '顶班', '代班'), text: ({ coveredBy }) => nameOf(coveredBy) },
    {
      title: w('Last seen', '最近在线', '最近在線'),
      text: ({ seenAt }) => (seenAt === null ? '' : momentText(seenAt)),
    },
  ])
  printHeading(session, w('Queues', '队列', '佇列'))
  printRows(session, told.queues, [
    { title: w('Role', '角色', '角色'), text: ({ role }) => session.word(labels.role[role]) },
    { title: w('Bands 0–5', '优先级 0–5', '優先級 0–5'), text: ({ bands }) => bandsText(bands) },
    { title: w('Later', '稍后', '稍後'), text: ({ bands }) => String(bands.later), align: 'right' },
  ])
  printHeading(session, w('Clocks about to be missed', '将到期时限', '將到期時限'))
  printRows(session, told.breaching, [
    { title: w('Due', '到期', '到期'), text: ({ clock }) => momentText(clock.dueAt) },
    { title: w('Clock', '时限', '時限'), text: (one) => owedWords(one, session.language), isFlexible: true },
    { title: w('Customer', '客户', '客戶'), text: nameOfOwed },
    { title: w('Case', '事项', '事項'), text: (one) => (one.case ? one.case.id : 'run' in one ? one.run.id : '') },
  ])
  const more = (told.breachingCount ?? 0) - told.breaching.length
  if (more > 0)
    session.print(
      session.word(
        w(
          `and ${more} more: butler owed --all`,
          `另有 ${more} 项：butler owed --all`,
          `另有 ${more} 項：butler owed --all`,
        ),
      ),
    )
  printHeading(session, w('Hand-overs that nobody took', '被拒收的交接', '被拒收的交接'))
  printRows(session, told.refused, [
    { title: w('From', '交出', '交出'), text: ({ giverId }) => nameOf(giverId) },
    { title: w('To', '接收', '接收'), text: ({ receiverId }) => nameOf(receiverId) },
    { title: w('Why', '原因', '原因'), text: ({ reason }) => reason ?? '', isFlexible: true },
    { title: w('Case', '事项', '事項'), text: ({ caseId }) => caseId },
  ])
  const approvals = told.approvals.length
  session.tell(
    w(
      `For your yes: ${approvals} (butler approvals).`,
      `待您审批：${approvals} 项（butler approvals）。`,
      `待您審批：${approvals} 項（butler approvals）。`,
    ),
  )
  const { orphans, forecast } = told
  const ending = forecast.reduce((sum, n) => sum + n, 0)
  session.tell(
    w(
      `${orphans} customers whom nobody looks after (butler book orphans); ${ending} clocks end within ${forecast.length} hours.`,
      `无人照看的客户：${orphans} 位（butler book orphans）；${forecast.length} 小时内有 ${ending} 个时限到期。`,
      `無人照看的客戶：${orphans} 位（butler book orphans）；${forecast.length} 小時內有 ${ending} 個時限到期。`,
    ),
  )
  if (from === 'part')
    session.tell(
      w(
        'The endpoint has not told: this is only what this desk holds.',
        '未从服务端取得：以上仅为本机所有的部分。',
        '未從服務端取得：以上僅為本機所有的部分。',
      ),
    )
}

function stateOf({ isAway, isIntakePaused, shift }: ButlerRow) {
  if (isAway) return w('away', '离岗', '離班')
  if (isIntakePaused) return w('paused', '暂停接收', '暫停接收')
  if (shift?.isOn) return w('on shift', '在岗', '在班')
  return shift ? w('off shift', '未上班', '未上班') : w('', '', '')
}

function withLimit(n: number, atMost: number | null): string {
  return atMost === null ? String(n) : `${n}/${atMost}`
}

function bandsText(bands: Bands): string {
  return [bands[0], bands[1], bands[2], bands[3], bands[4], bands[5]].join(' ')
}
