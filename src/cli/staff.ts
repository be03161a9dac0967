import { HomeFault } from '../app/home-fault.ts'
import { labels } from '../app/language/labels.ts'
import { momentText } from '../app/language/reasons.ts'
import { w } from '../core/language.ts'
import type { Home } from '../app/home.ts'
import { type Role, roles } from '../core/staff/roles.ts'
import { answerRefusal, give } from './give.ts'
import { wholeNumber } from './input.ts'
import { printFacts, printRows } from './print.ts'
import type { Session } from './session.ts'
import { declareDuty } from './staff-duty.ts'
import { declareStaffKey } from './staff-key.ts'
import { choice, type Cli, type Command, declare, withDryRun, withJson } from './verb.ts'

export function declareStaff(program: Command, cli: Cli): void {
  const staff = declare(program, 'staff', w('people and their desks', '人员与工作台', '人員與工作台'), cli)
  const added = w(
    'add a person; prints the id. Makes the team’s home where there is none',
    '新增人员，输出编号；还没有数据时先新建团队',
    '新增人員，輸出編號；還沒有資料時先新建團隊',
  )
  withDryRun(declare(staff, 'add <name>', added, cli), cli)
    .addOption(choice('--role <ROLE>', cli.word(w('role', '角色', '角色')), roles).makeOptionMandatory())
    .option('--id <ID>', cli.word(w('id; else the next free one', '编号；否则取下一个', '編號；否則取下一個')))
    .action(cli.verb(add))
  withJson(declare(staff, 'list', w('everybody', '列出人员', '列出人員'), cli), cli).action(cli.verb(list))
  const code = w('a single-use code for a person’s next desk', '签发一次性入网码', '簽發一次性入網碼')
  withJson(declare(staff, 'code <id>', code, cli), cli)
    .option(
      '--url <URL>',
      cli.word(w('the endpoint, for the line to run', '端点地址，用于生成命令', '端點位址，用於產生指令')),
    )
    .action(cli.verb(issue))
  const token = w(
    'a token for butler tail --endpoint, on stdout; opens nothing else',
    '签发仅供 butler tail --endpoint 使用的令牌，输出到标准输出',
    '簽發僅供 butler tail --endpoint 使用的權杖，輸出到標準輸出',
  )
  withJson(declare(staff, 'token <id>', token, cli), cli)
    .option('--days <N>', cli.word(w('for how many days it is good', '有效天数', '有效天數')), wholeNumber, tokenDays)
    .option(
      '--name <NAME>',
      cli.word(w('its name in butler desk list', '在 butler desk list 中的名称', '在 butler desk list 中的名稱')),
      'tail',
    )
    .action(cli.verb(issueToken))
  const revoke = w(
    'make a person inactive, and take every desk away from them',
    '停用一个人，并收回其全部工作台',
    '停用一個人，並收回其全部工作台',
  )
  withDryRun(declare(staff, 'revoke <id>', revoke, cli), cli)
    .option(
      '--book-to <STAFF>',
      cli.word(w('whose their customers are from now on', '名下客户由谁接管', '名下客戶由誰接管')),
    )
    .action(cli.verb(take))
  declareDuty(staff, cli)
  declareStaffKey(staff, cli)
}

type Adding = { role: Role; id?: string; dryRun?: boolean }

async function add(session: Session, name: string, { role, id, dryRun }: Adding): Promise<number> {
  const { createAuthority, isHome } = await import('../app/home.ts')
  const isNew = !(await isHome(session.folder))
  if (isNew) {
    const { folder } = session
    if (dryRun) {
      session.tell(
        w(`Would make a home in ${folder}.`, `将在 ${folder} 新建团队数据。`, `將在 ${folder} 新建團隊資料。`),
      )
      return 0
    }
    await createAuthority(folder)
    session.tell(w(`Made a home in ${folder}.`, `已在 ${folder} 新建团队数据。`, `已在 ${folder} 新建團隊資料。`))
  }
  return session.withHome(async (home) => {
    if (isNew) await (await import('../app/seed.ts')).seedFlows(home, session.language)
    const args = { id: id ?? (await freeId(home, role)), name, role }
    return give(session, home, 'staff.add', args, { dryRun, data: ['staffId'] })
  })
}

const letters: Record<Role, string> = {
  butler: 'b',
  expert: 'x',
  inspector: 'q',
  supervisor: 's',
  manager: 'g',
  service: 'v',
}

/** `b01`, `b02` … by role. */
async function freeId(home: Home, role: Role): Promise<string> {
  const taken = new Set((await home.query.all('staff')).map(({ id }) => id))
  for (let number = 1; ; number++) {
    const id = `${letters[role]}${String(number).padStart(2, '0')}`
    if (!taken.has(id)) return id
  }
}

function list(session: Session): Promise<void> {
  return session.withHome(async (home) => {
    printRows(session, await home.query.all('staff'), [
      { title: w('Id', '编号', '編號'), text: ({ id }) => id },
      { title: w('Name', '姓名', '姓名'), text: ({ name }) => name },
      { title: w('Role', '角色', '角色'), text: ({ role }) => session.word(labels.role[role]) },
      {
        title: w('State', '状态', '狀態'),
        text: ({ isActive }) => session.word(isActive ? w('active', '在岗', '在職') : w('revoked', '已停用', '已停用')),
      },
      { title: w('Added', '新增', '新增'), text: ({ addedAt }) => momentText(addedAt) },
    ])
  })
}

function issue(session: Session, staffId: string, { url }: { url?: string }): Promise<number> {
  return session.withHome(async (home) => {
    const [{ issueCode }, { servedUrl }] = await Promise.all([
      import('../app/enrol.ts'),
      import('../app/served-url.ts'),
    ])
    const { outcome, code, expiresAt } = await issueCode(home, staffId)
    if (!outcome.ok) return answerRefusal(session, outcome, home)
    const known = url ?? home.endpoint ?? servedUrl(session.folder)
    const endpoint = known ?? session.word(w('<URL>', '<地址>', '<位址>'))
    const join = `butler join ${endpoint} --code ${code}`
    printFacts(
      session,
      [
        [w('Code', '入网码', '入網碼'), code],
        [w('Good until', '有效至', '有效至'), momentText(expiresAt)],
        [w('Run', '运行', '執行'), join],
      ],
      { staffId, code, expiresAt, join },
    )
    if (known === null)
      session.tell(
        w(
          'The address is the one that butler serve prints; --url puts it into the line.',
          '地址即 butler serve 输出的地址；可用 --url 填入命令。',
          '位址即 butler serve 輸出的位址；可用 --url 填入指令。',
        ),
      )
    return 0
  })
}

const tokenDays = 90

async function issueToken(session: Session, staffId: string, { days, name }: { days: number; name: string }) {
  return session.withHome(async (home) => {
    if (home.kind === 'desk') throw new HomeFault('not-an-authority', session.folder)
    const { makeTailToken } = await import('../app/tail/token.ts')
    const { outcome, token, deviceId, expiresAt } = await makeTailToken(home, staffId, name, days)
    if (!outcome.ok) return answerRefusal(session, outcome, home)
    session.print(session.isJson ? JSON.stringify({ staffId, deviceId, token, expiresAt }) : token)
    const until = momentText(expiresAt)
    session.tell(
      w(
        `Good until ${until}; it is shown this once. To take it away: butler desk revoke ${deviceId} --reason lost`,
        `有效至 ${until}，仅显示这一次。停用：butler desk revoke ${deviceId} --reason lost`,
        `有效至 ${until}，僅顯示這一次。停用：butler desk revoke ${deviceId} --reason lost`,
      ),
    )
    return 0
  })
}

type Taking = { dryRun?: boolean; bookTo?: string }

function take(session: Session, staffId: string, { dryRun, bookTo }: Taking): Promise<number> {
  const args = { staffId, ...(bookTo ? { bookTo } : {}) }
  return session.withHome((home) => give(session, home, 'staff.revoke', args, { dryRun }))
}
