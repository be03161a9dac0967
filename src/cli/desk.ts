import { HomeFault } from '../app/home-fault.ts'
import type { Desk } from '../app/queries.ts'
import { momentText } from '../app/language/reasons.ts'
import { w } from '../core/language.ts'
import { give } from './give.ts'
import { printRows } from './print.ts'
import type { Session } from './session.ts'
import { choice, type Cli, type Command, declare, withDryRun, withJson } from './verb.ts'

export function declareDesk(program: Command, cli: Cli): void {
  const desk = declare(program, 'desk', w('the desks that have joined', '已加入的工作台', '已加入的工作台'), cli)
  const listed = w(
    'every desk, and what it has not wiped yet',
    '列出工作台及其未清除的内容',
    '列出工作台及其未清除的內容',
  )
  withJson(declare(desk, 'list', listed, cli), cli).action(cli.verb(list))
  const revoke = w(
    'take one desk away (lost, replaced): it is told nothing more',
    '停用一个工作台（遗失、更换），此后不再收到任何内容',
    '停用一個工作台（遺失、更換），此後不再收到任何內容',
  )
  withDryRun(declare(desk, 'revoke <id>', revoke, cli), cli)
    .addOption(
      choice('--reason <REASON>', cli.word(w('why', '原因', '原因')), ['lost', 'replaced']).makeOptionMandatory(),
    )
    .action(cli.verb(take))
}

function list(session: Session): Promise<void> {
  return session.withHome(async (home) => {
    if (home.kind === 'desk') throw new HomeFault('not-an-authority', session.folder)
    const desks = await home.query.desks()
    const atText = (at: number | null) => (at === null ? '' : momentText(at))
    printRows(session, desks, [
      { title: w('Id', '编号', '編號'), text: ({ id }) => id },
      { title: w('Person', '人员', '人員'), text: ({ staffName }) => staffName },
      { title: w('Machine', '设备', '裝置'), text: ({ name }) => name, isFlexible: true },
      { title: w('Joined', '加入', '加入'), text: ({ enrolledAt }) => atText(enrolledAt) },
      { title: w('Seen', '最近', '最近'), text: ({ seenAt }) => atText(seenAt) },
      { title: w('State', '状态', '狀態'), text: (desk) => session.word(stateOf(desk)) },
    ])
    if (desks.length === 0) session.tell(w('No desk has joined yet.', '还没有工作台加入。', '還沒有工作台加入。'))
  })
}

function stateOf({ revokedAt, toWipe }: Desk) {
  if (revokedAt !== null) return w('revoked, not confirmed wiped', '已停用，未确认清除', '已停用，未確認清除')
  if (toWipe)
    return w(`${toWipe} left, not confirmed wiped`, `${toWipe} 位已转出，未确认清除`, `${toWipe} 位已轉出，未確認清除`)
  return w('in use', '在用', '使用中')
}

type Revoking = { reason: 'lost' | 'replaced'; dryRun?: boolean }

function take(session: Session, deviceId: string, { reason, dryRun }: Revoking): Promise<number> {
  return session.withHome(async (home) => {
    const desks = home.kind === 'desk' ? [] : await home.query.desks()
    const { staffId, revokedAt = null } = desks.find(({ id }) => id === deviceId) ?? {}
    if (revokedAt === null) return give(session, home, 'device.revoke', { deviceId, reason }, { dryRun })
    if (session.isJson)
      session.print(JSON.stringify({ ok: true, state: 'decided', result: { deviceId, staffId, revokedAt } }))
    const since = momentText(revokedAt)
    session.tell(
      w(
        `${deviceId} has been revoked since ${since}.`,
        `${deviceId} 自 ${since} 起已停用。`,
        `${deviceId} 自 ${since} 起已停用。`,
      ),
    )
    return 0
  })
}
