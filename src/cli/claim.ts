import { w } from '../core/language.ts'
import { priorities } from '../core/case/kinds.ts'
import { roles } from '../core/staff/roles.ts'
import { policyNamed } from './customers.ts'
import { declareDocuments } from './claim-documents.ts'
import { declareExplaining } from './claim-explaining.ts'
import { declareFacts } from './claim-facts.ts'
import { declareGrounds } from './claim-grounds.ts'
import { declareHands } from './claim-hands.ts'
import { declareInsurer } from './claim-insurer.ts'
import { declareJudge } from './claim-judge.ts'
import { declareList } from './claim-list.ts'
import { declareReplay } from './claim-replay.ts'
import { declareResponds } from './claim-responds.ts'
import { readClaim, showClaim } from './claim-show.ts'
import { declareTelling } from './claim-telling.ts'
import { declareTimeline } from './claim-timeline.ts'
import { answerRefusal, give } from './give.ts'
import { civilDateArgument, collect, fileText, jsonOrText, textOf, wholeNumber } from './input.ts'
import type { Session } from './session.ts'
import { choice, type Cli, type Command, declare, withDryRun, withJson, type Written } from './verb.ts'

export function declareClaim(program: Command, cli: Cli): void {
  const claim = declare(program, 'claim', w('claims and their checklists', '理赔与清单', '理賠與清單'), cli)
  const writes = (usage: string, en: string, hans: string, hant: string) =>
    withDryRun(declare(claim, usage, w(en, hans, hant), cli), cli)
  const say = (en: string, hans: string, hant: string) => cli.word(w(en, hans, hant))
  declareList(claim, cli)
  declareResponds(claim, cli)
  withJson(
    declare(
      claim,
      'show <claim>',
      w('questions, verdict, documents, deadlines', '问题、初步判断、材料、时限', '問題、初步判斷、文件、時限'),
      cli,
    ),
    cli,
  ).action(cli.verb(showClaim))
  writes(
    'open <policy>',
    'open a claim; prints its id and its case’s',
    '新建理赔；输出理赔与事项编号',
    '新增理賠；輸出理賠與事項編號',
  )
    .requiredOption('--title <TEXT>', say('title', '标题', '標題'))
    .option(
      '--also <POLICY>',
      say('open one on this policy too; repeat for more', '同时对此保单报案，可重复', '同時對此保單報案，可重複'),
      collect,
      [],
    )
    .option(
      '--facts <FILE>',
      say(
        'answers known already, as JSON; - for stdin',
        '已知的答案（JSON）；- 读标准输入',
        '已知的答案（JSON）；- 讀標準輸入',
      ),
    )
    .addOption(choice('--priority <P>', say('priority', '优先级', '優先順序'), priorities))
    .addOption(choice('--role <ROLE>', say('whose queue', '放入谁的队列', '放入誰的佇列'), roles))
    .option(
      '--refused-on <DATE>',
      say('refused by the insurer on', '保险公司拒赔日', '保險公司拒賠日'),
      civilDateArgument,
    )
    .option('--refused-for <TEXT>', say('the insurer’s reason', '拒赔理由', '拒賠理由'))
    .option('--claimed-fen <N>', say('amount claimed, in fen', '索赔金额（分）', '索賠金額（分）'), wholeNumber)
    .action(cli.verb(open))
  writes(
    'answer <claim> <fact> [value]',
    'answer a question; unknown when nobody knows',
    '填写一个问题；无人知道则填 unknown',
    '填寫一個問題；無人知道則填 unknown',
  )
    .option('--clear', say('take the answer back', '撤回答案', '撤回答案'))
    .action(cli.verb(answer))
  writes(
    'sign <claim>',
    'sign the preliminary judgement as it stands',
    '签署目前的初步判断',
    '簽署目前的初步判斷',
  ).action(cli.verb(sign))
  declareDocuments(claim, cli)
  declareInsurer(claim, cli)
  declareTelling(claim, cli)
  declareHands(claim, cli)
  declareTimeline(claim, cli)
  declareGrounds(claim, cli)
  declareJudge(claim, cli)
  declareFacts(claim, cli)
  declareReplay(claim, cli)
  declareExplaining(claim, cli)
}

type Opening = Written & {
  title: string
  also: string[]
  facts?: string
  priority?: string
  role?: string
  refusedOn?: string
  refusedFor?: string
  claimedFen?: number
}

async function open(
  session: Session,
  policy: string,
  { facts, refusedFor, dryRun, title, also, priority, role, refusedOn, claimedFen }: Opening,
) {
  const known = facts === undefined ? {} : jsonOrText(await fileText(session, facts))
  return session.withHome(async (home) => {
    const idOf = async (named: string) => (await policyNamed(home, named))?.id ?? named
    const alsoPolicyIds = []
    for (const other of also) alsoPolicyIds.push(await idOf(other))
    const policyId = await idOf(policy)
    const args = {
      policyId,
      alsoPolicyIds,
      title,
      priority,
      role,
      refusedOn,
      claimedFen,
      facts: known,
      refusalReason: refusedFor,
    }
    return give(session, home, 'claim.open', args, { dryRun, data: ['claimId', 'caseId'] })
  })
}

type Answering = Written & { clear?: boolean }

async function answer(
  session: Session,
  claimId: string,
  fact: string,
  typed: string | undefined,
  { clear, dryRun }: Answering,
) {
  if ((typed === undefined) !== Boolean(clear)) {
    session.tell(
      w('butler: give a value, or --clear', 'butler：请给出值，或用 --clear', 'butler：請給出值，或用 --clear'),
    )
    return 2
  }
  const text = await textOf(session, typed ?? '')
  const value = clear || text === 'unknown' ? null : jsonOrText(text)
  const args = { claimId, fact, value, isCleared: clear ?? false }
  return session.withHome((home) => give(session, home, 'checklist.answer', args, { dryRun }))
}

function sign(session: Session, claimId: string, { dryRun }: Written): Promise<number> {
  return session.withHome(async (home) => {
    const read = await readClaim(home, claimId)
    if ('ok' in read) return answerRefusal(session, read, home)
    const { signatureOf } = await import('../app/claim-checklist.ts')
    return give(session, home, 'claim.judge', signatureOf(read, read.checklist), {
      dryRun,
      data: ['verdict', 'judgementId'],
    })
  })
}
