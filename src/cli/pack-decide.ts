import { isLeader } from '../core/staff/roles.ts'
import { labels } from '../app/language/labels.ts'
import { w } from '../core/language.ts'
import type { Home } from '../app/home.ts'
import { give } from './give.ts'
import { civilDateArgument, textOf } from './input.ts'
import { candidatesInFile } from './pack-file.ts'
import type { Session } from './session.ts'
import { type Cli, type Command, declare, withDryRun } from './verb.ts'

export function declarePackDecisions(pack: Command, cli: Cli): void {
  const writes = (usage: string, en: string, hans: string, hant: string) =>
    withDryRun(declare(pack, usage, w(en, hans, hant), cli), cli)
  const because = cli.word(w('why; - for stdin', '理由；- 读标准输入', '理由；- 讀標準輸入'))
  writes(
    'install <file>',
    'propose a newer revision or an overlay; prints the proposal’s id, somebody else approves it',
    '提交新版本或责任扩展；输出申请编号，由他人批准',
    '提交新版本或責任擴展；輸出申請編號，由他人核准',
  ).action(cli.verb(install))
  writes(
    'approve <proposal>',
    'approve what somebody else proposed: it is in force at once',
    '批准他人的申请：立即生效',
    '核准他人的申請：立即生效',
  )
    .requiredOption('--reason <TEXT>', because)
    .action(cli.verb((session, id: string, options: Deciding) => decide(session, 'pack.approve', id, options)))
  writes('refuse <proposal>', 'refuse what somebody else proposed', '驳回他人的申请', '駁回他人的申請')
    .requiredOption('--reason <TEXT>', because)
    .action(cli.verb((session, id: string, options: Deciding) => decide(session, 'pack.refuse', id, options)))
  writes(
    'withdraw <overlay>',
    'end an overlay from a date on; what was judged before stands',
    '自某日起撤回责任扩展；此前的判断不变',
    '自某日起撤回責任擴展；此前的判斷不變',
  )
    .requiredOption(
      '--on <DATE>',
      cli.word(w('from this day on, today at the earliest', '自此日起，最早为今天', '自此日起，最早為今天')),
      civilDateArgument,
    )
    .requiredOption('--reason <TEXT>', because)
    .action(cli.verb(withdraw))
}

type Written = { dryRun?: boolean }
type Deciding = Written & { reason: string }

function install(session: Session, file: string, { dryRun = false }: Written): Promise<number> {
  return session.withHome(async (home) => {
    const { rulesOf } = await import('../app/packs.ts')
    const read = await candidatesInFile(session, file, await rulesOf(home))
    if ('status' in read) return read.status
    let status = 0
    for (const { kind, definition } of read.candidates) {
      const exit = await give(session, home, 'pack.propose', { kind, definition }, { dryRun, data: ['proposalId'] })
      status ||= exit
    }
    if (status === 0 && !dryRun) await sayWhoApproves(session, home)
    return status
  })
}

async function sayWhoApproves(session: Session, home: Home): Promise<void> {
  const approvers = (await home.query.all('staff'))
    .filter(({ id, isActive }) => isActive && id !== home.actor.staffId)
    .flatMap(({ name, role }) => (isLeader(role) ? [`${name} (${session.word(labels.role[role])})`] : []))
  const nobody = w(
    'Nobody else here may approve it: add a supervisor or manager (butler staff add).',
    '目前没有其他人可以批准：请先添加主管或管理人员（butler staff add）。',
    '目前沒有其他人可以核准：請先新增主管或管理人員（butler staff add）。',
  )
  const who = { en: approvers.join(', '), zh: approvers.join('、') }
  session.tell(
    approvers.length === 0
      ? nobody
      : w(
          `May approve it: ${who.en} · butler pack approve PROPOSAL --reason TEXT`,
          `可以批准的人：${who.zh} · butler pack approve PROPOSAL --reason TEXT`,
          `可以核准的人：${who.zh} · butler pack approve PROPOSAL --reason TEXT`,
        ),
  )
}

async function decide(
  session: Session,
  name: 'pack.approve' | 'pack.refuse',
  proposalId: string,
  { reason, dryRun }: Deciding,
): Promise<number> {
  const args = { proposalId, reason: await textOf(session, reason) }
  return session.withHome(async (home) => {
    const status = await give(session, home, name, args, { dryRun, data: ['subject', 'revision'] })
    if (status === 0 && name === 'pack.approve' && !dryRun)
      session.tell(
        w(
          'butler pack rejudge lists the signed claims that come out otherwise now.',
          '可用 butler pack rejudge 列出结论因此改变的已签署理赔。',
          '可用 butler pack rejudge 列出結論因此改變的已簽署理賠。',
        ),
      )
    return status
  })
}

async function withdraw(
  session: Session,
  overlayId: string,
  { on, reason, dryRun }: Deciding & { on: string },
): Promise<number> {
  const args = { overlayId, on, reason: await textOf(session, reason) }
  return session.withHome((home) => give(session, home, 'overlay.withdraw', args, { dryRun }))
}
