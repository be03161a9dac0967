import { labels } from '../app/language/labels.ts'
import { w } from '../core/language.ts'
import type { Home } from '../app/home.ts'
import { byFlowCode } from '../core/escalation/flow.ts'
import { customerNamed } from './customers.ts'
import { declareAffected } from './flow-affected.ts'
import { declareFlowSteps } from './flow-steps.ts'
import { showRun } from './flow-show.ts'
import { flowNamed, typedFields } from './flows.ts'
import { answerNotFound, give } from './give.ts'
import { installFile } from './import.ts'
import { answerImport } from './import-report.ts'
import { collect } from './input.ts'
import { printRows } from './print.ts'
import type { Session } from './session.ts'
import { type Cli, type Command, declare, withDryRun, withJson } from './verb.ts'

export function declareFlow(program: Command, cli: Cli): void {
  const flow = declare(program, 'flow', w('canned escalations', '升级流程', '升級流程'), cli)
  withJson(
    declare(flow, 'list', w('the flows, or what runs', '列出流程，或进行中的升级', '列出流程，或進行中的升級'), cli),
    cli,
  )
    .option('--running', cli.word(w('the runs under way', '进行中的', '進行中的')))
    .action(cli.verb((session, { running }: { running?: boolean }) => (running ? listRuns(session) : list(session))))
  const check = w('check a flow file; needs no home', '检查流程文件；不需要数据文件夹', '檢查流程檔；不需要資料夾')
  withJson(declare(flow, 'check <file>', check, cli), cli).action(
    cli.verb(async (session, file: string) =>
      answerImport(session, await installFile(session, 'flows', file, true, null)),
    ),
  )
  const show = w('a run: steps, fields, messages', '一次升级：步骤、字段、话术', '一次升級：步驟、欄位、訊息')
  withJson(declare(flow, 'show <run>', show, cli), cli).action(cli.verb(showRun))
  const started = w(
    'start a flow for a customer or a claim, or one of the team for nobody; prints the run’s id',
    '为客户或理赔发起流程，或发起团队流程（不指明对象）；输出编号',
    '為客戶或理賠發起流程，或發起團隊流程（不指明對象）；輸出編號',
  )
  withDryRun(declare(flow, 'start <flow>', started, cli), cli)
    .option('--customer <ID>', cli.word(w('the customer', '客户', '客戶')))
    .option('--claim <ID>', cli.word(w('the claim', '理赔', '理賠')))
    .option('--case <ID>', cli.word(w('the case it begins on', '从哪个事项发起', '從哪個事項發起')))
    .option(
      '--set <FIELD=VALUE>',
      cli.word(w('fill a field; repeat for more', '填写字段，可重复', '填寫欄位，可重複')),
      collect,
      [],
    )
    .action(cli.verb(start))
  declareFlowSteps(flow, cli)
  declareAffected(flow, cli)
}

function list(session: Session): Promise<void> {
  return session.withHome(async (home) => {
    const flows = [...(await home.query.flows())]
      .map(([id, flow]) => ({ id, ...flow }))
      .toSorted((a, b) => byFlowCode(a.code, b.code) || a.version - b.version)
    printRows(
      session,
      flows,
      [
        { title: w('Flow', '流程', '流程'), text: ({ id }) => id },
        { title: w('Name', '名称', '名稱'), text: ({ name }) => session.word(name) },
        {
          title: w('Starts from', '发起自', '發起自'),
          text: ({ startsFrom, about }) => about ?? startsFrom.join(', '),
        },
        {
          title: w('Steps', '步骤', '步驟'),
          text: ({ steps }) => steps.map(({ id, owner }) => `${id} (${session.word(labels.role[owner])})`).join(' → '),
          isFlexible: true,
        },
      ],
      ({ id, code, version, name, summary, about = 'customer', startsFrom, fields, steps }) => ({
        id,
        code,
        version,
        name,
        summary,
        about,
        startsFrom,
        fields,
        steps,
      }),
    )
  })
}

function listRuns(session: Session): Promise<void> {
  return session.withHome(async (home) => {
    const ofTeam = (await home.query.teamRuns()).map((run) => ({ ...run, customerName: '' }))
    const runs = [...(await home.query.escalations()), ...ofTeam]
    const active = (run: (typeof runs)[number]) => run.steps.find(({ state }) => state === 'active')
    printRows(session, runs, [
      { title: w('Run', '编号', '編號'), text: ({ id }) => id },
      { title: w('Flow', '流程', '流程'), text: ({ flowId }) => flowId },
      { title: w('Customer', '客户', '客戶'), text: ({ customerName }) => customerName },
      { title: w('Step', '步骤', '步驟'), text: (run) => active(run)?.id ?? '' },
      { title: w('Owner', '负责', '負責'), text: (run) => ownerOf(session, active(run)?.owner) },
    ])
  })
}

function ownerOf(session: Session, owner: keyof typeof labels.role | undefined): string {
  return owner ? session.word(labels.role[owner]) : ''
}

type Starting = { customer?: string; claim?: string; case?: string; set: string[]; dryRun?: boolean }

async function start(session: Session, name: string, options: Starting): Promise<number> {
  const { customer, claim: claimId = null, case: caseId = null, set, dryRun } = options
  return session.withHome(async (home) => {
    const flow = await flowNamed(home, name)
    if (!flow) return answerNotFound(session, 'flow', name)
    const isOfTeam = flow.definition.about === 'team'
    if (isOfTeam !== (customer === undefined && claimId === null && caseId === null)) {
      session.tell(isOfTeam ? nobody : somebody)
      return 2
    }
    const customerId = isOfTeam ? null : await customerOf(home, customer, claimId, caseId)
    if (customerId === undefined) return answerNotFound(session, claimId ? 'claim' : 'case', claimId ?? caseId ?? '')
    const fields = typedFields(flow.definition, set)
    const args = { flowId: flow.id, customerId, caseId, claimId, fields }
    return give(session, home, 'escalation.start', args, { dryRun, data: ['escalationId'] })
  })
}

const somebody = w(
  'butler: say for whom: --customer, --claim or --case',
  'butler：请用 --customer、--claim 或 --case 指明对象',
  'butler：請用 --customer、--claim 或 --case 指明對象',
)
const nobody = w(
  'butler: this flow is about the team’s own work: leave out --customer and --claim',
  'butler：该流程针对团队自身工作，请去掉 --customer 和 --claim',
  'butler：該流程針對團隊自身工作，請去掉 --customer 和 --claim',
)

/** One who is not on this desk is meant as they were named: the authority may know them. */
async function customerOf(
  home: Home,
  customer: string | undefined,
  claimId: string | null,
  caseId: string | null,
): Promise<string | undefined> {
  const owning = claimId
    ? await home.query.row('claim', claimId)
    : caseId
      ? await home.query.row('case', caseId)
      : undefined
  if (owning || customer === undefined) return owning?.customerId
  return (await customerNamed(home, customer))?.id ?? customer
}
