import { isLeader } from '../core/staff/roles.ts'
import { momentText } from '../app/language/reasons.ts'
import type { Home } from '../app/home.ts'
import type { Seen } from '../app/queries.ts'
import { startOfDate } from '../core/civil-date.ts'
import type { AccessWay } from '../core/customer/access.ts'
import type { RevealField } from '../core/customer/reveal.ts'
import { w, type Words } from '../core/language.ts'
import { refuse } from '../core/refusal.ts'
import { customerNamed, staffNames } from './customers.ts'
import { answerRefusal } from './give.ts'
import { civilDateArgument } from './input.ts'
import { printRows } from './print.ts'
import type { Session } from './session.ts'
import { type Cli, type Command, declare, withJson } from './verb.ts'

export function declareAccess(audit: Command, cli: Cli): void {
  const say = (en: string, hans: string, hant: string) => cli.word(w(en, hans, hant))
  const access = w(
    'who looked at which customer’s details, and had which number shown',
    '谁查看过哪位客户的资料与完整号码',
    '誰查看過哪位客戶的資料與完整號碼',
  )
  withJson(declare(audit, 'access', access, cli), cli)
    .option('--customer <ID>', say('of this customer', '只看该客户', '只看該客戶'))
    .option('--staff <ID>', say('by this person', '只看该人员', '只看該人員'))
    .option('--since <DATE>', say('from this day on', '自该日起', '自該日起'), civilDateArgument)
    .option(
      '--verify',
      say(
        'check too that no entry was changed or left out; that none is cut off at the end is seen by butler audit verify, as of the last anchor',
        '并核对记录未被改动或缺失；末尾是否被截去由 butler audit verify 按最近的锚点核验',
        '並核對紀錄未被改動或缺失；末尾是否被截去由 butler audit verify 依最近的錨點核驗',
      ),
    )
    .action(cli.verb(list))
}

type Asked = { customer?: string; staff?: string; since?: string; verify?: boolean }

function list(session: Session, { customer, staff, since, verify = false }: Asked): Promise<number> {
  return session.withHome(async (home) => {
    if (!mayAudit(home)) {
      const { role } = home.actor
      return answerRefusal(session, refuse('not-allowed', { command: 'audit access', role }), home)
    }
    const customerId = customer === undefined ? undefined : ((await customerNamed(home, customer))?.id ?? customer)
    const from = since === undefined ? undefined : startOfDate(since)
    const seen = await home.query.seen({ customerId, staffId: staff, since: from })
    const nameOf = await staffNames(home)
    const customers = await customerNames(home, seen)
    const told = seen.map((row) => ({
      ...row,
      staffName: nameOf(row.staffId),
      customerName: customers(row.customerId),
    }))
    printRows(session, told, [
      { title: w('When', '时间', '時間'), text: ({ at }) => momentText(at) },
      { title: w('Who', '人员', '人員'), text: ({ staffName }) => staffName },
      { title: w('Customer', '客户', '客戶'), text: ({ customerName, customerId: id }) => customerName ?? id },
      { title: w('What', '内容', '內容'), text: (row) => session.word(whatOf(row)) },
      { title: w('Reason', '原因', '原因'), text: ({ reason }) => reason ?? '', isFlexible: true },
      { title: w('Home', '设备', '裝置'), text: ({ deviceId }) => deviceId },
    ])
    if (seen.length === 0) session.tell(w('Nobody.', '没有记录。', '沒有紀錄。'))
    if (home.kind === 'desk')
      session.tell(
        w(
          'This desk knows of numbers that were shown; the looks at details are on the authority’s home.',
          '本工作台仅有完整号码的查看记录；资料查看记录在主数据文件夹。',
          '本工作台僅有完整號碼的查看紀錄；資料查看紀錄在主資料夾。',
        ),
      )
    return verify && (await sayBad(session, home)) ? 1 : 0
  })
}

/** Says what is wrong with the log of looks; whether anything is. */
async function sayBad(session: Session, home: Home): Promise<boolean> {
  const { verifyAccess } = await import('../app/access.ts')
  const { entries, bad } = await verifyAccess(home.store)
  for (const { deviceId, seq, is } of bad)
    session.tell(
      is === 'changed'
        ? w(
            `butler: look ${seq} of ${deviceId} is not what was written`,
            `butler：设备 ${deviceId} 的第 ${seq} 条查看记录被改动`,
            `butler：裝置 ${deviceId} 的第 ${seq} 筆查看紀錄被改動`,
          )
        : w(
            `butler: looks of ${deviceId} before ${seq} are missing`,
            `butler：设备 ${deviceId} 第 ${seq} 条之前的查看记录缺失`,
            `butler：裝置 ${deviceId} 第 ${seq} 筆之前的查看紀錄缺失`,
          ),
    )
  if (bad.length === 0)
    session.tell(
      w(`${entries} looks, none changed.`, `${entries} 条查看记录，均未改动。`, `${entries} 筆查看紀錄，均未改動。`),
    )
  return bad.length > 0
}

/** The operator of an authority, and who supervises. */
function mayAudit(home: Home): boolean {
  const isOperator = home.kind === 'authority' && home.staff === null
  return isOperator || isLeader(home.actor.role)
}

async function customerNames(home: Home, seen: readonly Seen[]): Promise<(id: string) => string | null> {
  const names = new Map<string, string | null>()
  for (const { customerId } of seen)
    if (!names.has(customerId)) names.set(customerId, (await home.query.row('customer', customerId))?.name ?? null)
  return (id) => names.get(id) ?? null
}

/** A way of a newer program stands for itself. */
function whatOf({ how }: Seen): Words {
  return (whats as Readonly<Record<string, Words>>)[how] ?? w(how, how, how)
}

const whats = {
  customerScreen: w('customer, on screen', '客户页面', '客戶頁面'),
  claimScreen: w('claim, on screen', '理赔页面', '理賠頁面'),
  policyScreen: w('policy, on screen', '保单页面', '保單頁面'),
  escalationScreen: w('escalation, on screen', '升级流程页面', '升級流程頁面'),
  customerShow: w('customer', '客户资料', '客戶資料'),
  customerShowWhole: w('customer, numbers whole', '客户资料（完整号码）', '客戶資料（完整號碼）'),
  caseShow: w('case', '事项', '事項'),
  claimShow: w('claim', '理赔', '理賠'),
  policyShow: w('policy', '保单', '保單'),
  phone: w('phone number shown', '查看电话号码', '查看電話號碼'),
  idNumber: w('identity number shown', '查看证件号码', '查看證件號碼'),
} satisfies Record<AccessWay | RevealField, Words>
