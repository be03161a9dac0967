import { Option } from 'commander'
import type { Home } from '../app/home.ts'
import { refusalWords } from '../app/refusals.ts'
import { w } from '../core/language.ts'
import { type Refusal, refuse } from '../core/refusal.ts'
import { staffNames } from './customers.ts'
import { answerRefusal, isRefusalCode } from './give.ts'
import type { Session } from './session.ts'
import { type Cli, type Command, verbsIn } from './verb.ts'

export function declareReassign(group: Command, cli: Cli): void {
  const { reads, say } = verbsIn(group, cli)
  reads(
    'reassign <from> <to...>',
    'move a book, or a part of it, to others who have room; started again, it goes on',
    '把名册或其中一部分移交给有余量的管家；中断后重跑即可继续',
    '把名冊或其中一部分移交給有餘量的管家；中斷後重跑即可繼續',
  )
    .option('--preview, --dry-run', say('only say what would be', '只预览', '只預覽'))
    .option('--tag <TAG>', say('only customers with this tag', '只移交带此标签的客户', '只移交帶此標籤的客戶'))
    .option('--city <CITY>', say('only customers in this city', '只移交此城市的客户', '只移交此城市的客戶'))
    .addOption(
      new Option(
        '--where <FILTER>',
        say(
          'only those of whom it is true: name, city, tag, since, product, cases, as in lists',
          '只移交符合条件的客户：姓名、城市、标签、自、产品、事项，写法同列表筛选',
          '只移交符合條件的客戶：姓名、城市、標籤、自、產品、事項，寫法同清單篩選',
        ),
      ).conflicts(['tag', 'city']),
    )
    .action(cli.verb(reassign))
}

type Asked = { preview?: boolean; dryRun?: boolean; tag?: string; city?: string; where?: string }
/** `data`: what the refusal's words need; an endpoint of before does not tell it. */
type Refused = { customerId: string; code: string; staffId: string | null; data?: Refusal['data'] }
type Told = {
  done: number
  waiting: number
  refusedCount: number
  next: string | null
  byReceiver: Record<string, number>
  moved: { customerId: string; to: string }[]
  refused: Refused[]
}

/**
 * Prints every customer with what became of them (`done`, `refused`), and at the end the sum. Exit 0 when all were moved, 6 when some
 * were refused.
 */
async function reassign(session: Session, fromId: string, toIds: string[], asked: Asked): Promise<number> {
  return session.withHome(async (home) => {
    const isPreview = asked.preview ?? asked.dryRun ?? false
    const { tag, city, where } = asked
    const which = where ?? { ...(tag ? { tag } : {}), ...(city ? { city } : {}) }
    const sum = { done: 0, refused: 0, waiting: 0, byReceiver: {} as Record<string, number> }
    let after: string | null = null
    do {
      const outcome = await home.execute('book.reassign', { fromId, toIds, which, after, isPreview })
      // What went before stays done, and the same line goes on with the rest.
      if (!outcome.ok) return answerRefusal(session, outcome, home)
      const told = outcome.result as unknown as Told
      sum.done += told.done
      sum.refused += told.refusedCount
      sum.waiting = told.waiting
      for (const [id, n] of Object.entries(told.byReceiver)) sum.byReceiver[id] = (sum.byReceiver[id] ?? 0) + n
      await printCustomers(session, home, told)
      after = told.next
    } while (after !== null)
    if (session.isJson) session.print(JSON.stringify({ is: 'sum', isPreview, ...sum }))
    else await tellSum(session, home, sum, isPreview)
    return sum.refused > 0 ? 6 : 0
  })
}

async function printCustomers(session: Session, home: Home, { moved, refused }: Told): Promise<void> {
  if (session.isJson) {
    for (const one of moved) session.print(JSON.stringify({ is: 'done', ...one }))
    for (const one of refused) session.print(JSON.stringify({ is: 'refused', ...one }))
    return
  }
  const nameOf = await staffNames(home)
  for (const one of refused)
    session.print([one.customerId, one.code, refusalWords(asRefusal(one), session.language, nameOf)].join('\t'))
}

function asRefusal({ code, staffId, data }: Refused): Refusal {
  return refuse(isRefusalCode(code) ? code : 'not-allowed', data ?? { staffId, ownerId: staffId })
}

type Sum = { done: number; refused: number; byReceiver: Record<string, number> }

async function tellSum(
  session: Session,
  home: Home,
  { done, refused, byReceiver }: Sum,
  isPreview: boolean,
): Promise<void> {
  const nameOf = await staffNames(home)
  for (const [id, n] of Object.entries(byReceiver)) session.print(`${nameOf(id)}\t${n}`)
  session.tell(
    isPreview
      ? w(
          `Would move ${done}; ${refused} would be refused. Nothing was changed.`,
          `将移交 ${done} 位，拒收 ${refused} 位；未作更改。`,
          `將移交 ${done} 位，拒收 ${refused} 位；未作更改。`,
        )
      : w(
          `Moved ${done}; ${refused} refused.`,
          `已移交 ${done} 位，拒收 ${refused} 位。`,
          `已移交 ${done} 位，拒收 ${refused} 位。`,
        ),
  )
}
