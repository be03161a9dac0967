import { w } from '../core/language.ts'
import { channels } from '../core/conversation/kinds.ts'
import type { Flow } from '../core/escalation/flow.ts'
import { languages } from '../core/language.ts'
import { typedValue } from './flows.ts'
import { answerNotFound, answerRefusal, give, triedWords } from './give.ts'
import { textOf } from './input.ts'
import type { Session } from './session.ts'
import { choice, type Cli, type Command, declare, withDryRun } from './verb.ts'

/** The verbs that move a run on. */
export function declareFlowSteps(flow: Command, cli: Cli): void {
  const writes = (usage: string, en: string, hans: string, hant: string) =>
    withDryRun(declare(flow, usage, w(en, hans, hant), cli), cli)
  const say = (en: string, hans: string, hant: string) => cli.word(w(en, hans, hant))
  const reason = say('why; - for stdin', '理由；- 读标准输入', '理由；- 讀標準輸入')
  writes('fill <run> <field> [value]', 'fill a field; - for stdin', '填写字段；- 读标准输入', '填寫欄位；- 讀標準輸入')
    .option('--clear', say('empty it', '清空', '清空'))
    .action(cli.verb(fill))
  writes('step <run> [step]', 'finish the active step', '完成当前步骤', '完成目前步驟')
    .option('--note <TEXT>', say('note', '说明', '說明'))
    .action(cli.verb(step))
  writes(
    'undo <run>',
    'take the last step back while it has not left this desk',
    '撤销尚未发出的最后一步',
    '復原尚未送出的最後一步',
  ).action(cli.verb(undo))
  writes('approve <run> [step]', 'approve the active step', '批准当前步骤', '批准目前步驟')
    .requiredOption('--reason <TEXT>', reason)
    .action(cli.verb(decides('escalation.approve')))
  writes(
    'refuse <run> [step]',
    'refuse the active step: the run ends',
    '驳回当前步骤，流程结束',
    '駁回目前步驟，流程結束',
  )
    .requiredOption('--reason <TEXT>', reason)
    .action(cli.verb(decides('escalation.refuse')))
  writes('send <run> <template>', 'send a message of the flow', '发送流程话术', '送出流程訊息')
    .addOption(
      choice('--in <LANG>', say('language of the message', '话术语言', '訊息語言'), languages).default('zh-Hans'),
    )
    .addOption(choice('--channel <C>', say('channel', '渠道', '管道'), channels))
    .action(cli.verb(send))
}

type Written = { dryRun?: boolean }

async function fill(
  session: Session,
  runId: string,
  field: string,
  typed: string | undefined,
  { clear, dryRun }: Written & { clear?: boolean },
): Promise<number> {
  if ((typed === undefined) !== Boolean(clear)) {
    session.tell(
      w('butler: give a value, or --clear', 'butler：请给出值，或用 --clear', 'butler：請給出值，或用 --clear'),
    )
    return 2
  }
  const text = await textOf(session, typed ?? '')
  return session.withHome(async (home) => {
    const run = await home.query.run(runId)
    const stored = run && (await home.query.row('flow', run.flowId))
    if (!stored) return answerNotFound(session, 'escalation', runId)
    const value = clear ? null : typedValue(stored.definition as Flow, field, text)
    return give(session, home, 'escalation.fill', { escalationId: runId, field, value }, { dryRun })
  })
}

function step(
  session: Session,
  runId: string,
  asked: string | undefined,
  { note = null, dryRun }: Written & { note?: string | null },
) {
  return onStep(session, runId, asked, 'escalation.step', { note }, dryRun)
}

function undo(session: Session, runId: string, { dryRun }: Written): Promise<number> {
  return session.withHome(async (home) => {
    const outcome = await home.undoStep(runId, dryRun)
    if (!outcome.ok) return answerRefusal(session, outcome, home)
    if (session.isJson)
      session.print(JSON.stringify({ ok: true, state: dryRun ? 'tried' : 'undone', result: outcome.result }))
    const stepId = String(outcome.result['stepId'])
    const said = w(`took the step ${stepId} back`, `已撤销步骤 ${stepId}`, `已復原步驟 ${stepId}`)
    session.tell(`${session.word(said)}${dryRun ? session.word(triedWords) : ''}`)
    return 0
  })
}

function decides(name: string) {
  return async (
    session: Session,
    runId: string,
    asked: string | undefined,
    { reason, dryRun }: Written & { reason: string },
  ) => onStep(session, runId, asked, name, { reason: await textOf(session, reason) }, dryRun)
}

/** On the step that was named, else on the active one. */
function onStep(
  session: Session,
  runId: string,
  asked: string | undefined,
  name: string,
  args: Record<string, unknown>,
  dryRun: boolean | undefined,
): Promise<number> {
  return session.withHome(async (home) => {
    const run = await home.query.run(runId)
    if (!run) return answerNotFound(session, 'escalation', runId)
    const stepId = asked ?? run.steps.find(({ state }) => state === 'active')?.id ?? run.steps.at(-1)?.id ?? ''
    return give(session, home, name, { escalationId: runId, stepId, ...args }, { dryRun })
  })
}

type Sending = Written & { in: string; channel?: string }

function send(
  session: Session,
  runId: string,
  templateId: string,
  { in: language, channel, dryRun }: Sending,
): Promise<number> {
  const args = { escalationId: runId, templateId, language, channel }
  return session.withHome((home) => give(session, home, 'escalation.send', args, { dryRun, data: ['messageId'] }))
}
