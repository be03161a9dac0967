import { labels } from '../app/language/labels.ts'
import { momentText } from '../app/language/reasons.ts'
import { addDays, dateAt, momentAt, startOfDate } from '../core/civil-date.ts'
import { w } from '../core/language.ts'
import { type Role, roles } from '../core/staff/roles.ts'
import { staffNames } from './customers.ts'
import { give } from './give.ts'
import { answerImport } from './import-report.ts'
import { installFile } from './import.ts'
import { importTable, isTable, type RowOptions, withTableOptions } from './import-table.ts'
import { civilDateArgument, collect, wholeNumber } from './input.ts'
import { printRows } from './print.ts'
import type { Session } from './session.ts'
import { choice, type Cli, type Command, declare, verbsIn, type Written } from './verb.ts'

export function declareRoster(program: Command, cli: Cli): void {
  const group = declare(program, 'roster', w('who works when', '排班', '排班'), cli)
  const { writes, reads, say } = verbsIn(group, cli)
  const only = () => choice('--role <ROLE>', say('one role only', '只看一个角色', '只看一個角色'), roles)
  reads(
    'now',
    'who is at work, until when, who takes over; and who comes next',
    '现在谁在岗、到几点、由谁接班，以及接下来谁上班',
    '現在誰在班、到幾點、由誰接班，以及接下來誰上班',
  )
    .addOption(only())
    .action(cli.verb(now))
  reads('list', 'the shifts from today on', '列出今天起的班次', '列出今天起的班次')
    .addOption(only())
    .option('--from <DATE>', say('from this day on', '从哪天起', '從哪天起'), civilDateArgument)
    .option('--days <N>', say('so many days; else 14', '多少天；默认 14', '多少天；預設 14'), wholeNumber)
    .action(cli.verb(list))
  writes(
    'add <staff>',
    'shifts of the same hours on some days; all or none',
    '为某人排班，可一次排多天；要么全部成功，要么都不排',
    '為某人排班，可一次排多天；要嘛全部成功，要嘛都不排',
  )
    .requiredOption('--on <DATE…>', say('a day; repeat for more', '日期，可重复', '日期，可重複'), collectDates)
    .requiredOption('--from <HH:MM>', say('from', '开始时间', '開始時間'))
    .requiredOption(
      '--until <HH:MM>',
      say(
        'until; on the next day if not later',
        '结束时间；不晚于开始时间则为次日',
        '結束時間；不晚於開始時間則為次日',
      ),
    )
    .action(cli.verb(add))
  writes('remove <shift>', 'take one shift out', '取消一个班次', '取消一個班次').action(
    cli.verb((session, shiftId: string, { dryRun }: Written) =>
      session.withHome((home) => give(session, home, 'shift.remove', { shiftId }, { dryRun })),
    ),
  )
  const importing = writes(
    'import <file>',
    'shifts from CSV or JSONL (staff, on, from, until), or from YAML or JSON; - for stdin (YAML)',
    '从 CSV、JSONL（工号、日期、开始、结束）或 YAML、JSON 导入；- 读标准输入（YAML）',
    '從 CSV、JSONL（工號、日期、開始、結束）或 YAML、JSON 匯入；- 讀標準輸入（YAML）',
  )
  withTableOptions(importing, cli).action(cli.verb(importShifts))
}

function collectDates(text: string, dates: readonly string[] = []): string[] {
  return collect(civilDateArgument(text), dates)
}

function now(session: Session, { role }: { role?: Role }): Promise<void> {
  return session.withHome(async (home) => {
    const { rosterNow } = await import('../app/roster.ts')
    const people = await rosterNow(home, role)
    printRows(
      session,
      people,
      [
        { title: w('Role', '角色', '角色'), text: (one) => session.word(labels.role[one.role]) },
        { title: w('Who', '姓名', '姓名'), text: ({ name }) => name },
        {
          title: w('State', '状态', '狀態'),
          text: ({ isOn }) => session.word(isOn ? w('at work', '在岗', '在班') : w('next', '待上班', '待上班')),
        },
        { title: w('From', '开始', '開始'), text: ({ from }) => momentText(from) },
        { title: w('Until', '结束', '結束'), text: ({ until }) => momentText(until) },
        { title: w('Takes over', '接班', '接班'), text: ({ reliefNames }) => reliefNames.join(' '), isFlexible: true },
      ],
      (one) => one,
    )
    if (people.length === 0)
      session.tell(
        w(
          'No shift is planned: working days, 09:00 to 18:00.',
          '尚未排班：工作日 09:00 至 18:00。',
          '尚未排班：工作日 09:00 至 18:00。',
        ),
      )
  })
}

type Listing = { role?: Role; from?: string; days?: number }

function list(session: Session, { role, from, days = 14 }: Listing): Promise<void> {
  return session.withHome(async (home) => {
    const { shiftsBetween } = await import('../app/roster.ts')
    const first = from ?? dateAt(home.clock.now())
    const shifts = await shiftsBetween(home, startOfDate(first), startOfDate(addDays(first, days)))
    const nameOf = await staffNames(home)
    printRows(
      session,
      shifts.filter((shift) => role === undefined || shift.role === role),
      [
        { title: w('From', '开始', '開始'), text: (shift) => momentAt(shift.from) },
        { title: w('Until', '结束', '結束'), text: (shift) => momentAt(shift.until) },
        { title: w('Role', '角色', '角色'), text: (shift) => session.word(labels.role[shift.role]) },
        { title: w('Who', '姓名', '姓名'), text: (shift) => nameOf(shift.staffId), isFlexible: true },
        { title: w('Shift', '编号', '編號'), text: ({ id }) => id },
      ],
      (shift) => shift,
    )
    if (shifts.length === 0) session.tell(w('No shift in these days.', '这些天没有班次。', '這些天沒有班次。'))
  })
}

type Adding = Written & { on: string[]; from: string; until: string }

function add(session: Session, staff: string, { on, from, until, dryRun }: Adding): Promise<number> {
  return session.withHome((home) => give(session, home, 'shift.add', { staff, on, from, until }, { dryRun }))
}

function importShifts(session: Session, file: string, options: RowOptions & { csv?: boolean }): Promise<number> {
  return session.withHome(async (home) => {
    const { dryRun = false } = options
    if (!options.csv && !isTable(file))
      return answerImport(session, await installFile(session, 'shifts', file, dryRun, home))
    return importTable(session, 'shifts', file, options, (args, asked) =>
      home.execute('import.rows', args, { isDryRun: asked.dryRun }),
    )
  })
}
