import { labels } from '../app/language/labels.ts'
import { momentText } from '../app/language/reasons.ts'
import type { Complaint } from '../app/complaints.ts'
import { w } from '../core/language.ts'
import { printRows } from './print.ts'
import type { Session } from './session.ts'
import { type Cli, type Command, declare, verbsIn } from './verb.ts'

export function declareComplaint(program: Command, cli: Cli): void {
  const complaint = declare(program, 'complaint', w('the complaint desk', '投诉台', '投訴台'), cli)
  const { reads, say } = verbsIn(complaint, cli)
  reads(
    'list',
    'complaints under way, the most pressing first; a run is worked on with butler flow',
    '进行中的投诉，最急的在前；用 butler flow 办理',
    '進行中的投訴，最急的在前；用 butler flow 辦理',
  )
    .option('--all', say('those that are over too', '包括已结束的', '包括已結束的'))
    .action(cli.verb(list))
}

function list(session: Session, { all = false }: { all?: boolean }): Promise<void> {
  return session.withHome(async (home) => {
    const { complaintField, complaintsIn } = await import('../app/complaints.ts')
    const complaints = (await complaintsIn(home)).filter(({ run }) => all || run.state === 'running')
    const said = (complaint: Complaint, field: string) => complaintField(complaint, field, session.language)
    const at = (due: number | null) => (due === null ? '' : `${due < home.clock.now() ? '! ' : ''}${momentText(due)}`)
    printRows(
      session,
      complaints,
      [
        { title: w('Run', '编号', '編號'), text: ({ run }) => run.id },
        { title: w('Number', '投诉号', '投訴號'), text: ({ number }) => number },
        { title: w('Customer', '客户', '客戶'), text: ({ customerName }) => customerName },
        { title: w('Subject', '被投诉人', '被投訴人'), text: (one) => said(one, 'subject') },
        { title: w('Handler', '处理人', '處理人'), text: (one) => said(one, 'handler') },
        {
          title: w('State', '状态', '狀態'),
          text: ({ run, step }) => session.word(step ? step.name : labels.escalation[run.state]),
        },
        { title: w('Step due', '步骤期限', '步驟期限'), text: ({ stepDueAt }) => at(stepDueAt) },
        { title: w('By law', '法定期限', '法定期限'), text: ({ lawDueAt }) => at(lawDueAt) },
        {
          title: w('Point', '要点', '要點'),
          text: (one) => said(one, 'point') || said(one, 'demand'),
          isFlexible: true,
        },
      ],
      ({ run, flow: _flow, step, ...complaint }) => ({ ...run, ...complaint, stepId: step?.id ?? null }),
    )
  })
}
