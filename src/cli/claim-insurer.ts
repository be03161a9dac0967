import { insurerStatuses } from '../core/claim/states.ts'
import { w } from '../core/language.ts'
import { give } from './give.ts'
import { civilDateArgument, textOf, wholeNumber } from './input.ts'
import type { Session } from './session.ts'
import { choiceArgument, type Cli, type Command, verbsIn, type Written } from './verb.ts'

/** What passes between us and the insurer: the hand-in, its word, its notices, and its decision. */
export function declareInsurer(claim: Command, cli: Cli): void {
  const { writes, say } = verbsIn(claim, cli)
  const fen = say('in fen', '金额（分）', '金額（分）')
  const claimed = say('amount claimed, in fen', '索赔金额（分）', '索賠金額（分）')
  const clause = say('the clause that it names', '所依据的条款', '所依據的條款')
  const decided = say('day of the decision, where another', '核定日（与通知日不同时）', '核定日（與通知日不同時）')
  writes('submit <claim>', 'note that it was handed in', '登记提交保险公司', '登錄提交保險公司')
    .requiredOption('--on <DATE>', say('day it was handed in', '提交日', '提交日'), civilDateArgument)
    .option(
      '--incomplete-because <TEXT>',
      say(
        'why without all documents; - for stdin',
        '材料未齐先行提交的原因；- 读标准输入',
        '文件未齊先行提交的原因；- 讀標準輸入',
      ),
    )
    .action(cli.verb(submit))
  writes('status <claim>', 'note the insurer’s word', '登记保险公司进度', '登錄保險公司進度')
    .addArgument(choiceArgument('<status>', say('what it is doing', '进度', '進度'), insurerStatuses))
    .requiredOption('--on <DATE>', say('day of the word', '得知日', '得知日'), civilDateArgument)
    .option('--note <TEXT>', say('note; - for stdin', '说明；- 读标准输入', '說明；- 讀標準輸入'))
    .action(cli.verb(status))
  writes('asked <claim>', 'note the insurer’s notice of missing documents', '登记补件通知', '登錄補件通知')
    .requiredOption('--on <DATE>', say('day of the notice', '通知日', '通知日'), civilDateArgument)
    .requiredOption(
      '--documents <TEXT>',
      say('what it asks for; - for stdin', '要求补充的材料；- 读标准输入', '要求補充的文件；- 讀標準輸入'),
    )
    .action(cli.verb(asked))
  writes('supplied <claim>', 'note that the supplements have reached it', '登记补件送达', '登錄補件送達')
    .requiredOption('--on <DATE>', say('day they reached it', '送达日', '送達日'), civilDateArgument)
    .action(cli.verb(supplied))
  writes('agreed <claim>', 'note that it has agreed to pay', '登记同意赔付', '登錄同意賠付')
    .requiredOption('--fen <N>', fen, wholeNumber)
    .requiredOption('--on <DATE>', say('day of the agreement', '达成协议日', '達成協議日'), civilDateArgument)
    .option('--decided-on <DATE>', decided, civilDateArgument)
    .action(cli.verb(agreed))
  writes(
    'take-back <claim>',
    'take back what was noted of its decision by mistake',
    '撤回误登记的保险公司结论',
    '撤回誤登錄的保險公司結論',
  )
    .requiredOption('--reason <TEXT>', say('why; - for stdin', '原因；- 读标准输入', '原因；- 讀標準輸入'))
    .action(cli.verb(takeBack))
  writes('paid <claim>', 'note what the insurer paid', '登记赔付', '登錄賠付')
    .requiredOption('--fen <N>', fen, wholeNumber)
    .requiredOption('--on <DATE>', say('day of the payment', '到账日', '到帳日'), civilDateArgument)
    .option('--part', say('its last word, and less than was claimed', '最终只赔一部分', '最終只賠一部分'))
    .option('--advance', say('the certain part, the rest to come', '先行赔付，其余待定', '先行賠付，其餘待定'))
    .option('--reason <TEXT>', say('why less; - for stdin', '少赔的理由；- 读标准输入', '少賠的理由；- 讀標準輸入'))
    .option('--clause <N>', clause)
    .option('--decided-on <DATE>', decided, civilDateArgument)
    .option('--agreed-on <DATE>', say('day of the agreement', '达成协议日', '達成協議日'), civilDateArgument)
    .option('--claimed-fen <N>', claimed, wholeNumber)
    .action(cli.verb(paid))
  writes('refused <claim>', 'note that the insurer refused', '登记保险公司拒赔', '登錄保險公司拒賠')
    .requiredOption('--on <DATE>', say('date of the refusal', '拒赔日', '拒賠日'), civilDateArgument)
    .requiredOption(
      '--reason <TEXT>',
      say('the insurer’s words; - for stdin', '拒赔理由；- 读标准输入', '拒賠理由；- 讀標準輸入'),
    )
    .option('--clause <N>', clause)
    .option('--decided-on <DATE>', decided, civilDateArgument)
    .option('--claimed-fen <N>', claimed, wholeNumber)
    .action(cli.verb(refused))
}

type On = Written & { on: string }

async function submit(
  session: Session,
  claimId: string,
  { on, incompleteBecause, dryRun }: On & { incompleteBecause?: string },
): Promise<number> {
  const args = { claimId, on, incompleteBecause: await given(session, incompleteBecause) }
  return session.withHome((home) => give(session, home, 'claim.submit', args, { dryRun }))
}

async function status(
  session: Session,
  claimId: string,
  is: string,
  { on, note, dryRun }: On & { note?: string },
): Promise<number> {
  const args = { claimId, on, status: is, note: await given(session, note) }
  return session.withHome((home) => give(session, home, 'claim.insurerStatus', args, { dryRun }))
}

async function asked(
  session: Session,
  claimId: string,
  { on, documents, dryRun }: On & { documents: string },
): Promise<number> {
  const args = { claimId, noticeOn: on, documents: await textOf(session, documents) }
  return session.withHome((home) => give(session, home, 'claim.insurerAsked', args, { dryRun }))
}

function supplied(session: Session, claimId: string, { on, dryRun }: On): Promise<number> {
  return session.withHome((home) => give(session, home, 'claim.supplied', { claimId, on }, { dryRun }))
}

function agreed(
  session: Session,
  claimId: string,
  { on, fen, decidedOn, dryRun }: On & { fen: number; decidedOn?: string },
): Promise<number> {
  const args = { claimId, agreedOn: on, agreedFen: fen, decidedOn }
  return session.withHome((home) => give(session, home, 'claim.agreed', args, { dryRun }))
}

async function takeBack(session: Session, claimId: string, { reason, dryRun }: Written & { reason: string }) {
  const args = { claimId, reason: await textOf(session, reason) }
  return session.withHome((home) => give(session, home, 'claim.takeBack', args, { dryRun }))
}

type Deciding = On & { reason?: string; clause?: string; decidedOn?: string; claimedFen?: number }
type Paying = Deciding & { fen: number; part?: boolean; advance?: boolean; agreedOn?: string }

async function paid(session: Session, claimId: string, { on, fen, part, advance, ...more }: Paying): Promise<number> {
  if (part && advance) {
    session.tell(
      w(
        'butler: it is either --part or --advance',
        'butler：--part 与 --advance 只能选一个',
        'butler：--part 與 --advance 只能選一個',
      ),
    )
    return 2
  }
  const { reason, clause, decidedOn, agreedOn, claimedFen, dryRun } = more
  const args = {
    ...{ claimId, paidOn: on, paidFen: fen, as: part ? 'part' : advance ? 'advance' : 'full' },
    ...{ reason: await given(session, reason), clause, decidedOn, agreedOn, claimedFen },
  }
  return session.withHome((home) => give(session, home, 'claim.paid', args, { dryRun }))
}

async function refused(
  session: Session,
  claimId: string,
  { on, reason, clause, decidedOn, claimedFen, dryRun }: Deciding,
): Promise<number> {
  const args = { claimId, refusedOn: on, reason: await given(session, reason), clause, decidedOn, claimedFen }
  return session.withHome((home) => give(session, home, 'claim.refused', args, { dryRun }))
}

/** A text that may be left out. */
async function given(session: Session, text: string | undefined): Promise<string | undefined> {
  return text === undefined ? undefined : textOf(session, text)
}
