import type { Approval } from '../app/approvals.ts'
import { momentText } from '../app/language/reasons.ts'
import { w } from '../core/language.ts'
import { yuan } from '../core/money.ts'
import { staffNames } from './customers.ts'
import { printRows } from './print.ts'
import type { Session } from './session.ts'
import { type Cli, type Command, declare, withJson } from './verb.ts'

export function declareApprovals(program: Command, cli: Cli): void {
  const about = w(
    'what waits for your yes: steps of flows, changes of products, schemes',
    '等您审批的事项：流程步骤、产品变更、专项方案',
    '等您審批的事項：流程步驟、產品變更、專項方案',
  )
  withJson(declare(program, 'approvals', about, cli), cli).action(cli.verb(list))
}

const verbs = {
  step: ({ id, stepId }: Approval) => `flow approve ${id} ${stepId}`,
  pack: ({ id }: Approval) => `pack approve ${id}`,
  scheme: ({ id }: Approval) => `scheme approve ${id}`,
}

function list(session: Session): Promise<void> {
  return session.withHome(async (home) => {
    const { approvalsOf } = await import('../app/approvals.ts')
    const nameOf = await staffNames(home)
    const approvals = await approvalsOf(home)
    printRows(session, approvals, [
      { title: w('What', '事项', '事項'), text: ({ title }) => session.word(title) },
      { title: w('About', '对象', '對象'), text: ({ about }) => about, isFlexible: true },
      {
        title: w('Amount', '金额', '金額'),
        text: ({ amountFen }) => (amountFen === null ? '' : `¥${yuan(amountFen)}`),
        align: 'right',
      },
      { title: w('Asked by', '申请人', '申請人'), text: ({ by }) => nameOf(by) },
      { title: w('Due', '期限', '期限'), text: ({ dueAt }) => (dueAt === null ? '' : momentText(dueAt)) },
      { title: w('Approve with', '批准命令', '核准指令'), text: (one) => `butler ${verbs[one.is](one)}` },
    ])
    if (approvals.length === 0)
      session.tell(w('Nothing waits for your yes.', '没有待您审批的事项。', '沒有待您審批的事項。'))
  })
}
