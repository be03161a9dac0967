import { labels } from '../app/language/labels.ts'
import { concerns } from '../core/case/kinds.ts'
import { careDays } from '../core/customer/care-days.ts'
import { maskPhone } from '../core/customer/mask.ts'
import { w } from '../core/language.ts'
import { staffNames } from './customers.ts'
import { give } from './give.ts'
import { civilDateArgument, textOf } from './input.ts'
import { printRows } from './print.ts'
import type { Session } from './session.ts'
import { choice, type Cli, type Command, declare, verbsIn, type Written } from './verb.ts'

const bases = ['consent', 'emergency']

/** Care for people who are no customers. */
export function declareCare(program: Command, cli: Cli): void {
  const about = w('people in need who are no customers', '救助非客户', '協助非客戶')
  const { reads, writes, say } = verbsIn(declare(program, 'care', about, cli), cli)
  writes(
    'begin <name>',
    `open a case at once; what is kept goes after ${careDays} days; prints customer and case`,
    `立即建立救助事项；资料保留 ${careDays} 天后删除；输出客户和事项编号`,
    `立即建立協助事項；資料保留 ${careDays} 天後刪除；輸出客戶和事項編號`,
  )
    .requiredOption('--where <TEXT>', say('where they are', '所在位置', '所在位置'))
    .requiredOption(
      '--what <TEXT>',
      say('what has happened; - for stdin', '发生了什么；- 读标准输入', '發生了什麼；- 讀標準輸入'),
    )
    .option('--phone <N>', say('phone', '电话', '電話'))
    .option('--city <TEXT>', say('city', '城市', '城市'))
    .addOption(
      choice(
        '--basis <B>',
        say(
          'why we may keep it: consent, or an emergency',
          '处理依据：本人同意或紧急情况',
          '處理依據：本人同意或緊急情況',
        ),
        bases,
      ).makeOptionMandatory(),
    )
    .addOption(
      choice('--concern <C>', say('life, safety or vulnerable', '生命、安全、弱势', '生命、安全、弱勢'), concerns),
    )
    .option(
      '--butler <STAFF>',
      say('whose book; yours when you are a butler', '归属管家，默认自己', '歸屬管家，預設自己'),
    )
    .action(cli.verb(begin))
  reads('list', 'who, and until when', '名单与保留期限', '名單與保留期限').action(cli.verb(list))
  writes('extend <customer>', 'keep what we know for longer', '延长保留', '延長保留')
    .requiredOption('--until <DATE>', say('the new last day', '新的保留期限', '新的保留期限'), civilDateArgument)
    .requiredOption('--reason <TEXT>', say('why', '原因', '原因'))
    .action(
      cli.verb((session, customerId: string, { dryRun, ...args }: Written & { until: string; reason: string }) =>
        session.withHome((home) => give(session, home, 'care.extend', { customerId, ...args }, { dryRun })),
      ),
    )
  writes(
    'keep <customer>',
    'they have a policy now: a customer like any other',
    '已投保，转为客户',
    '已投保，轉為客戶',
  ).action(cli.verb(simply('care.keep')))
  writes(
    'forget <customer>',
    'delete them everywhere once their term is over',
    '到期后彻底删除',
    '到期後徹底刪除',
  ).action(cli.verb(simply('care.forget')))
}

function simply(name: string) {
  return (session: Session, customerId: string, { dryRun }: Written) =>
    session.withHome((home) => give(session, home, name, { customerId }, { dryRun }))
}

type Beginning = Written & {
  where: string
  what: string
  basis: string
  phone?: string
  city?: string
  concern?: string
  butler?: string
}

async function begin(session: Session, name: string, { dryRun, butler, what, ...said }: Beginning): Promise<number> {
  const args = { name, ...said, what: await textOf(session, what), ...(butler ? { ownerId: butler } : {}) }
  return session.withHome((home) => give(session, home, 'care.begin', args, { dryRun, data: ['customerId', 'caseId'] }))
}

async function list(session: Session): Promise<void> {
  await session.withHome(async (home) => {
    const cared = (await home.query.caredFor()).map(({ care, customer }) => ({
      ...{ ...care, name: customer.name, ownerId: customer.ownerId, city: customer.city },
      phone: customer.phone === null ? null : maskPhone(customer.phone),
    }))
    const nameOf = await staffNames(home)
    printRows(session, cared, [
      { title: w('Until', '保留至', '保留至'), text: ({ until }) => until },
      { title: w('Name', '姓名', '姓名'), text: ({ name }) => name },
      { title: w('Phone', '电话', '電話'), text: ({ phone }) => phone ?? '' },
      { title: w('Basis', '依据', '依據'), text: ({ basis }) => session.word(labels.careBasis[basis]) },
      { title: w('Butler', '管家', '管家'), text: ({ ownerId }) => nameOf(ownerId) },
      {
        title: w('Where and what', '位置与情况', '位置與情況'),
        text: ({ where, what }) => `${where} · ${what}`,
        isFlexible: true,
      },
      { title: w('Customer', '编号', '編號'), text: ({ customerId }) => customerId },
    ])
    if (cared.length === 0) session.tell(w('Nobody.', '没有。', '沒有。'))
  })
}
