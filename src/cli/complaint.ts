import { labels } from '../app/language/labels.ts'
import { momentText } from '../app/language/reasons.ts'
import type { Complaint } from '../app/complaints.ts'
import { w } from '../core/language.ts'
import { complaintChannels } from '../core/complaint/complaint.ts'
import { customerNamed, policyNamed } from './customers.ts'
import { answerNotFound, give } from './give.ts'
import { civilDateArgument, textOf } from './input.ts'
import { printRows } from './print.ts'
import type { Session } from './session.ts'
import { choice, type Cli, type Command, declare, verbsIn, type Written } from './verb.ts'

export function declareComplaint(program: Command, cli: Cli): void {
  const complaint = declare(program, 'complaint', w('the complaint desk', '投诉台', '投訴台'), cli)
  const { reads, writes, say } = verbsIn(complaint, cli)
  reads(
    'list',
    'complaints under way, the most pressing first; a run is worked on with butler flow',
    '进行中的投诉，最急的在前；用 butler flow 办理',
    '進行中的投訴，最急的在前；用 butler flow 辦理',
  )
    .option('--all', say('those that are over too', '包括已结束的', '包括已結束的'))
    .action(cli.verb(list))
  writes(
    'register <customer>',
    'take one down: by customer id or phone number; an inspector or supervisor about anybody’s customer; prints the case',
    '登记投诉：用客户编号或电话；质检和主管可登记任何客户的投诉；输出事项编号',
    '登記投訴：用客戶編號或電話；質檢和主管可登記任何客戶的投訴；輸出事項編號',
  )
    .requiredOption(
      '--point <TEXT>',
      say('what went wrong; - for stdin', '投诉要点；- 读标准输入', '投訴要點；- 讀標準輸入'),
    )
    .requiredOption(
      '--subject <NAME>',
      say(
        'who is complained of, or “product”, “insurer”',
        '被投诉人，或“产品”“保险公司”',
        '被投訴人，或「產品」「保險公司」',
      ),
    )
    .requiredOption('--demand <TEXT>', say('what the customer asks for', '客户诉求', '客戶訴求'))
    .addOption(choice('--channel <C>', say('how it came', '投诉渠道', '投訴渠道'), complaintChannels).default('phone'))
    .option(
      '--received <DATE>',
      say('on which day; today', '受理日期，默认今天', '受理日期，預設今天'),
      civilDateArgument,
    )
    .option(
      '--name <TEXT>',
      say('whose, where several share the number', '号码由几人共用时的姓名', '號碼由幾人共用時的姓名'),
    )
    .option('--policy <ID>', say('the policy it is about', '涉及的保单', '涉及的保單'))
    .option('--product <CODE>', say('the product it is about', '涉及的产品', '涉及的產品'))
    .option('--clause <N>', say('the clause it is about', '涉及的条款', '涉及的條款'))
    .action(cli.verb(register))
}

type Registering = Written & {
  point: string
  subject: string
  demand: string
  channel: string
  received?: string
  name?: string
  policy?: string
  product?: string
  clause?: string
}

async function register(session: Session, named: string, options: Registering): Promise<number> {
  const { subject, demand, channel, received = null, name = null, product = null, clause = null, dryRun } = options
  const point = await textOf(session, options.point)
  return session.withHome(async (home) => {
    // Who is not on this desk is known to the authority, and so is their policy.
    const customer = (await customerNamed(home, named))?.id ?? named
    const policy = options.policy === undefined ? null : await policyNamed(home, options.policy)
    if (policy === undefined && (await home.query.row('customer', customer)))
      return answerNotFound(session, 'policy', options.policy ?? '')
    const about = { policyId: policy?.id ?? options.policy ?? null, productCode: product, clauseNumber: clause }
    const args = { customer, name, channel, receivedOn: received, point, subject, demand, ...about }
    return give(session, home, 'complaint.register', args, { dryRun, data: ['caseId', 'customerId'] })
  })
}

function list(session: Session, { all = false }: { all?: boolean }): Promise<void> {
  return session.withHome(async (home) => {
    const { complaintField, complaintsIn, isComplaintOver } = await import('../app/complaints.ts')
    const complaints = (await complaintsIn(home)).filter((one) => all || !isComplaintOver(one))
    const said = (complaint: Complaint, field: string) => complaintField(complaint, field, session.language)
    const at = (due: number | null) => (due === null ? '' : `${due < home.clock.now() ? '! ' : ''}${momentText(due)}`)
    printRows(
      session,
      complaints,
      [
        { title: w('Run or case', '流程或事项', '流程或事項'), text: ({ id }) => id },
        { title: w('Number', '投诉号', '投訴號'), text: ({ number }) => number },
        { title: w('Customer', '客户', '客戶'), text: ({ customerName }) => customerName },
        { title: w('Subject', '被投诉人', '被投訴人'), text: (one) => said(one, 'subject') },
        { title: w('Handler', '处理人', '處理人'), text: (one) => said(one, 'handler') },
        {
          title: w('State', '状态', '狀態'),
          text: ({ run, step }) => session.word(step ? step.name : run ? labels.escalation[run.state] : notEscalated),
        },
        { title: w('Step due', '步骤期限', '步驟期限'), text: ({ stepDueAt }) => at(stepDueAt) },
        { title: w('By law', '法定期限', '法定期限'), text: ({ lawDueAt }) => at(lawDueAt) },
        {
          title: w('Point', '要点', '要點'),
          text: (one) => said(one, 'point') || said(one, 'demand'),
          isFlexible: true,
        },
      ],
      ({ run, flow: _flow, step, ...complaint }) => ({
        ...run,
        ...complaint,
        state: run?.state ?? 'notEscalated',
        stepId: step?.id ?? null,
      }),
    )
  })
}

const notEscalated = w('not escalated', '尚未升级', '尚未升級')
