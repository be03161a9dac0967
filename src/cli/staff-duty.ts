import { momentText } from '../app/language/reasons.ts'
import { w } from '../core/language.ts'
import { staffNames } from './customers.ts'
import { give } from './give.ts'
import { textOf, type When, when, wholeNumber } from './input.ts'
import { printRows } from './print.ts'
import type { Session } from './session.ts'
import { type Cli, type Command, verbsIn, type Written } from './verb.ts'

/** How much people take on, who stands in for them, and a line to one of them. */
export function declareDuty(staff: Command, cli: Cli): void {
  const { writes, reads, say } = verbsIn(staff, cli)
  const given = (name: string, more: object = {}) =>
    cli.verb((session, staffId: string, { dryRun }: Written) =>
      session.withHome((home) => give(session, home, name, { staffId, ...more }, { dryRun })),
    )
  writes('capacity <id>', 'how much a butler takes on at most', '设置管家的接收上限', '設定管家的接收上限')
    .option('--customers <N>', say('customers; none for no limit', '客户数；none 为不限', '客戶數；none 為不限'), limit)
    .option(
      '--cases <N>',
      say('open cases; none for no limit', '未结事项数；none 为不限', '未結事項數；none 為不限'),
      limit,
    )
    .action(cli.verb(setCapacity))
  writes(
    'pause-intake <id>',
    'nobody new comes to this butler until resumed',
    '暂停接收新客户和交接',
    '暫停接收新客戶和交接',
  ).action(given('staff.intake', { isPaused: true }))
  writes('resume <id>', 'take on new customers again', '恢复接收', '恢復接收').action(
    given('staff.intake', { isPaused: false }),
  )
  writes(
    'backup <id> [backup]',
    'who stands in for a butler who is off shift or away; nobody where none is named',
    '指定离岗或下班时的后备管家；不写则取消',
    '指定離班或下班時的後備管家；不寫則取消',
  ).action(
    cli.verb((session, staffId: string, backupId: string | undefined, { dryRun }: Written) =>
      session.withHome((home) =>
        give(session, home, 'staff.backup', { staffId, backupId: backupId ?? null }, { dryRun, data: ['coveredBy'] }),
      ),
    ),
  )
  writes(
    'away <id>',
    'a butler is away from now on: the backup gets the book on their desk; its owner stays',
    '登记离岗：名册进入后备的工作台，客户归属不变',
    '登記離班：名冊進入後備的工作台，客戶歸屬不變',
  )
    .requiredOption('--why <TEXT>', say('why', '原因', '原因'))
    .option(
      '--until <WHEN>',
      say('until +4h, +3d or YYYY-MM-DD[THH:MM]; else until back', '到何时；不写则直到返岗', '到何時；不寫則直到返班'),
      when,
    )
    .action(cli.verb(away))
  writes('back <id>', 'a butler is back', '登记返岗', '登記返班').action(given('staff.back'))
  writes(
    'message <id> <text>',
    'a line to a butler’s desk; - for stdin',
    '给管家留言；- 读标准输入',
    '給管家留言；- 讀標準輸入',
  ).action(
    cli.verb((session, staffId: string, text: string, { dryRun }: Written) =>
      session.withHome(async (home) =>
        give(
          session,
          home,
          'staff.message',
          { staffId, text: await textOf(session, text) },
          { dryRun, data: ['staffNoteId'] },
        ),
      ),
    ),
  )
  reads('messages', 'lines to you that you have not read', '列出未读留言', '列出未讀留言').action(cli.verb(messages))
  writes('read <message>', 'you have read it', '标为已读', '標為已讀').action(
    cli.verb((session, staffNoteId: string, { dryRun }: Written) =>
      session.withHome((home) => give(session, home, 'staff.read', { staffNoteId }, { dryRun })),
    ),
  )
}

const none = 'none'
type Limit = number | typeof none

function limit(text: string): Limit {
  return text === none ? none : wholeNumber(text)
}

type Limits = Written & { customers?: Limit; cases?: Limit }

function setCapacity(session: Session, staffId: string, { customers, cases, dryRun }: Limits): Promise<number> {
  const args = { staffId, ...saying('customers', customers), ...saying('cases', cases) }
  return session.withHome((home) => give(session, home, 'staff.capacity', args, { dryRun }))
}

function saying(of: 'customers' | 'cases', atMost: Limit | undefined) {
  return atMost === undefined ? {} : { [of]: atMost === none ? null : atMost }
}

type Away = Written & { why: string; until?: When }

function away(session: Session, staffId: string, { why, until, dryRun }: Away): Promise<number> {
  return session.withHome((home) =>
    give(
      session,
      home,
      'staff.away',
      { staffId, why, until: until ? until(home.clock.now()) : null },
      { dryRun, data: ['coveredBy'] },
    ),
  )
}

function messages(session: Session): Promise<void> {
  return session.withHome(async (home) => {
    const mine = (await home.query.all('staffNote')).filter(
      ({ toId, readAt }) => readAt === null && (toId === home.actor.staffId || !home.staff),
    )
    const nameOf = await staffNames(home)
    printRows(session, mine, [
      { title: w('At', '时间', '時間'), text: ({ at }) => momentText(at) },
      { title: w('From', '来自', '來自'), text: ({ fromId }) => nameOf(fromId) },
      { title: w('To', '发给', '發給'), text: ({ toId }) => nameOf(toId) },
      { title: w('Text', '内容', '內容'), text: ({ text }) => text, isFlexible: true },
      { title: w('Id', '编号', '編號'), text: ({ id }) => id },
    ])
    if (mine.length === 0) session.tell(w('No line to you.', '没有未读留言。', '沒有未讀留言。'))
  })
}
