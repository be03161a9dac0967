import type { HandoverItem } from '../app/handovers.ts'
import { momentText } from '../app/language/reasons.ts'
import { w } from '../core/language.ts'
import { type Handover, handoverStates } from '../core/handover/schema.ts'
import { staffNames, whoseQueue } from './customers.ts'
import { give } from './give.ts'
import { collect, textOf } from './input.ts'
import { printRows } from './print.ts'
import type { Session } from './session.ts'
import { choice, type Cli, type Command, declare, verbsIn, type Written } from './verb.ts'

export function declareHandover(program: Command, cli: Cli): void {
  const about = w(
    'cases handed over at the end of a shift: the receiver accepts each; the customer’s butler stays',
    '交班：接收人逐项确认，客户归属不变',
    '交班：接收人逐項確認，客戶歸屬不變',
  )
  const { writes, reads, say } = verbsIn(declare(program, 'handover', about, cli), cli)
  writes(
    'make',
    'hand over: customers who wait, promises, clocks and drafts, or the cases named',
    '发起交接：默认含等待中的客户、承诺、时限和草稿，也可指定事项',
    '發起交接：預設含等待中的客戶、承諾、時限和草稿，也可指定事項',
  )
    .requiredOption('--to <STAFF>', say('to which butler', '接收的管家', '接收的管家'))
    .option(
      '--from <STAFF>',
      say('whose, where who leads hands over for them', '主管代为交接时，交出的管家', '主管代為交接時，交出的管家'),
    )
    .option('--case <CASE…>', say('a case; repeat for more', '事项，可重复', '事項，可重複'), collect)
    .option(
      '--note <TEXT>',
      say('what they need to know; - for stdin', '交接说明；- 读标准输入', '交接說明；- 讀標準輸入'),
    )
    .action(cli.verb(make))
  reads('show', 'what is handed over to you or by you', '列出经您手的交接', '列出經您手的交接')
    .option('--all', say('everybody’s that is here', '本机上所有人的', '本機上所有人的'))
    .addOption(choice('--state <STATE>', say('in one state only', '只看一种状态', '只看一種狀態'), handoverStates))
    .action(cli.verb(show))
  const simply = (name: string) =>
    cli.verb((session, handoverId: string, { dryRun }: Written) =>
      session.withHome((home) => give(session, home, name, { handoverId }, { dryRun })),
    )
  writes('accept <item>', 'the case is yours to work', '接收', '接收').action(simply('handover.accept'))
  writes(
    'refuse <item>',
    'it stays with its giver, and the supervisors see it',
    '拒收，退回交出人并让主管看到',
    '拒收，退回交出人並讓主管看到',
  )
    .requiredOption('--reason <TEXT>', say('why', '原因', '原因'))
    .action(
      cli.verb((session, handoverId: string, { reason, dryRun }: Written & { reason: string }) =>
        session.withHome((home) => give(session, home, 'handover.refuse', { handoverId, reason }, { dryRun })),
      ),
    )
  writes('return <item>', 'give it back, or take it back', '交还或收回', '交還或收回').action(simply('handover.return'))
}

type Making = Written & { to: string; from?: string; case?: string[]; note?: string }

function make(session: Session, { to, from, case: named, note, dryRun }: Making): Promise<number> {
  return session.withHome(async (home) => {
    const { casesToHandOver } = await import('../app/handovers.ts')
    const caseIds = named ?? (await casesToHandOver(home, from ?? (await whoseQueue(home)).staffId))
    if (caseIds.length === 0) {
      session.tell(w('Nothing is open to hand over.', '没有需要交接的事项。', '沒有需要交接的事項。'))
      return 0
    }
    const args = { receiverId: to, caseIds, note: note === undefined ? '' : await textOf(session, note) }
    return give(session, home, 'handover.make', args, { dryRun, data: ['packId'] })
  })
}

const stateWords: Record<Handover['state'], ReturnType<typeof w>> = {
  waiting: w('to be accepted', '待接收', '待接收'),
  accepted: w('accepted', '已接收', '已接收'),
  refused: w('refused', '已拒收', '已拒收'),
  returned: w('handed back', '已交还', '已交還'),
}

type Showing = { all?: boolean; state?: Handover['state'] }

function show(session: Session, { all, state }: Showing): Promise<void> {
  return session.withHome(async (home) => {
    const { handoverItems } = await import('../app/handovers.ts')
    const isOffice = home.actor.role !== 'butler'
    const who = all || isOffice ? null : home.actor.staffId
    const items = await handoverItems(home, who, state ? [state] : ['waiting', 'accepted', 'refused'])
    const nameOf = await staffNames(home)
    printRows(
      session,
      items,
      [
        { title: w('State', '状态', '狀態'), text: ({ handover }) => session.word(stateWords[handover.state]) },
        { title: w('From', '交出', '交出'), text: ({ handover }) => nameOf(handover.giverId) },
        { title: w('To', '接收', '接收'), text: ({ handover }) => nameOf(handover.receiverId) },
        { title: w('Customer', '客户', '客戶'), text: ({ customerName }) => customerName },
        { title: w('Due', '到期', '到期'), text: ({ clocks: [first] }) => (first ? momentText(first.dueAt) : '') },
        { title: w('With it', '随附', '隨附'), text: (item) => session.word(withIt(item)) },
        { title: w('What', '内容', '內容'), text: textOfItem, isFlexible: true },
        { title: w('Item', '编号', '編號'), text: ({ handover }) => handover.id },
      ],
      ({ case: item, ...one }) => ({ ...one, title: item.title, caseId: item.id }),
    )
    if (items.length === 0) session.tell(w('Nothing is handed over.', '没有交接。', '沒有交接。'))
  })
}

function textOfItem({ case: item, handover, promises: [promise] }: HandoverItem): string {
  return [item.title, promise?.words, handover.note, handover.reason].filter(Boolean).join(' · ')
}

function withIt({ promises, clocks, draft, notes }: HandoverItem) {
  const parts = [
    promises.length > 0 ? w(`${promises.length} promised`, `承诺${promises.length}`, `承諾${promises.length}`) : null,
    clocks.length > 0 ? w(`${clocks.length} clocks`, `时限${clocks.length}`, `時限${clocks.length}`) : null,
    draft === null ? null : w('draft', '草稿', '草稿'),
    notes > 0 ? w(`${notes} notes`, `备注${notes}`, `備註${notes}`) : null,
  ].filter((part) => part !== null)
  const joined = (language: 'en' | 'zh-Hans' | 'zh-Hant') => parts.map((part) => part[language]).join(' ')
  return w(joined('en'), joined('zh-Hans'), joined('zh-Hant'))
}
