import type { Home } from '../app/home.ts'
import { disputeStates, disputeWays } from '../core/claim/dispute-ways.ts'
import { w } from '../core/language.ts'
import { showDispute } from './dispute-show.ts'
import { give } from './give.ts'
import { civilDateArgument, collect, textOf, wholeNumber } from './input.ts'
import type { Session } from './session.ts'
import { choice, type Cli, type Command, declare, verbsIn, type Written } from './verb.ts'

/** Contesting a refusal. */
export function declareDispute(program: Command, cli: Cli): void {
  const about = w(
    'contesting a refusal; a dispute is named by its own id or by its claim’s',
    '拒赔争议；可用争议编号，也可用理赔编号',
    '拒賠爭議；可用爭議編號，也可用理賠編號',
  )
  const group = declare(program, 'dispute', about, cli)
  const { reads, writes, say } = verbsIn(group, cli)
  const evidence = say('evidence to get hold of; repeat for more', '要取得的证据，可重复', '要取得的證據，可重複')
  reads('show <claim>', 'its grounds, evidence and rounds', '争议理由、证据与各轮', '爭議理由、證據與各輪').action(
    cli.verb(showDispute),
  )
  writes(
    'open <claim>',
    'contest the refusal; prints the dispute’s id',
    '对拒赔提出争议；输出争议编号',
    '對拒賠提出爭議；輸出爭議編號',
  )
    .requiredOption(
      '--ground <ID>',
      say(
        'ground, as claim grounds lists it; repeat for more',
        '理由编号（见 claim grounds），可重复',
        '理由編號（見 claim grounds），可重複',
      ),
      collect,
    )
    .option('--stake-fen <N>', say('what it is about, in fen', '争议金额（分）', '爭議金額（分）'), wholeNumber)
    .option('--evidence <TEXT>', evidence, collect, [])
    .action(cli.verb(open))
  writes('evidence <dispute> <what>', 'note a piece of evidence', '登记证据', '登錄證據')
    .option('--in-hand', say('we have it', '已取得', '已取得'))
    .option('--ground <ID>', say('the ground that it bears out', '所支持的理由', '所支持的理由'))
    .action(cli.verb(note))
  writes('round <dispute>', 'send a round', '发起一轮', '發起一輪')
    .addOption(choice('--way <W>', say('where', '途径', '途徑'), disputeWays).makeOptionMandatory())
    .requiredOption('--on <DATE>', say('day it was sent', '发出日', '發出日'), civilDateArgument)
    .requiredOption('--argument <TEXT>', say('what is argued; - for stdin', '主张；- 读标准输入', '主張；- 讀標準輸入'))
    .action(cli.verb(send))
  writes('answer <dispute>', 'note the answer to the last round', '登记对上一轮的答复', '登錄對上一輪的答覆')
    .requiredOption('--on <DATE>', say('day of the answer', '答复日', '答覆日'), civilDateArgument)
    .requiredOption('--answer <TEXT>', say('the answer; - for stdin', '答复；- 读标准输入', '答覆；- 讀標準輸入'))
    .option(
      '--offered-fen <N>',
      say('what it offers, in fen', '对方提出的金额（分）', '對方提出的金額（分）'),
      wholeNumber,
    )
    .option('--round <N>', say('which round it answers', '答复的是第几轮', '答覆的是第幾輪'), wholeNumber)
    .action(cli.verb(answer))
  const results = disputeStates.filter((state) => state !== 'open')
  writes('end <dispute>', 'end it with what it brought', '结束争议', '結束爭議')
    .addOption(choice('--result <R>', say('result', '结果', '結果'), results).makeOptionMandatory())
    .requiredOption(
      '--fen <N>',
      say('won, in fen; 0 when lost', '争取到的金额（分）；未成为 0', '爭取到的金額（分）；未成為 0'),
      wholeNumber,
    )
    .requiredOption('--on <DATE>', say('day it ended', '结束日', '結束日'), civilDateArgument)
    .option(
      '--beyond-stake',
      say('it is right that more was won than was at stake', '确认超过争议金额', '確認超過爭議金額'),
    )
    .option('--lesson <TEXT>', say('what to learn from it; - for stdin', '经验；- 读标准输入', '經驗；- 讀標準輸入'))
    .action(cli.verb(end))
}

/** A dispute by its own id or by its claim's: the one under way, else the last. What is neither stands for itself. */
async function disputeNamed(home: Home, id: string): Promise<string> {
  if (await home.query.row('dispute', id)) return id
  const { disputes } = await home.query.claimRecord(id)
  return (disputes.find(({ state }) => state === 'open') ?? disputes[0])?.id ?? id
}

/** Gives a command on the dispute that was named. */
function onDispute(session: Session, named: string, name: string, args: object, { dryRun }: Written): Promise<number> {
  return session.withHome(async (home) => {
    const disputeId = await disputeNamed(home, named)
    return give(session, home, name, { disputeId, ...args }, { dryRun })
  })
}

type Opening = Written & { ground: string[]; stakeFen?: number; evidence: string[] }

function open(session: Session, claimId: string, { ground, stakeFen, evidence, dryRun }: Opening): Promise<number> {
  const args = { claimId, grounds: ground, stakeFen, evidence }
  return session.withHome((home) => give(session, home, 'dispute.open', args, { dryRun, data: ['disputeId'] }))
}

function note(
  session: Session,
  dispute: string,
  what: string,
  { inHand, ground, ...how }: Written & { inHand?: boolean; ground?: string },
): Promise<number> {
  return onDispute(session, dispute, 'dispute.evidence', { what, ground, isInHand: inHand ?? false }, how)
}

type Sending = Written & { way: string; on: string; argument: string }

async function send(session: Session, dispute: string, { way, on, argument, ...how }: Sending): Promise<number> {
  const args = { way, sentOn: on, argument: await textOf(session, argument) }
  return onDispute(session, dispute, 'dispute.round', args, how)
}

type Answering = Written & { on: string; answer: string; offeredFen?: number; round?: number }

async function answer(
  session: Session,
  dispute: string,
  { on, answer: said, offeredFen, round, ...how }: Answering,
): Promise<number> {
  const args = { answeredOn: on, answer: await textOf(session, said), offeredFen, round }
  return onDispute(session, dispute, 'dispute.answer', args, how)
}

type Ending = Written & { result: string; fen: number; on: string; lesson?: string; beyondStake?: boolean }

async function end(
  session: Session,
  dispute: string,
  { result, fen, on, lesson, beyondStake, ...how }: Ending,
): Promise<number> {
  const learnt = lesson === undefined ? undefined : await textOf(session, lesson)
  return onDispute(
    session,
    dispute,
    'dispute.end',
    { result, wonFen: fen, on, lesson: learnt, isBeyondStake: beyondStake ?? false },
    how,
  )
}
