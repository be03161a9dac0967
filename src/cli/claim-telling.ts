import { give } from './give.ts'
import { collect, textOf } from './input.ts'
import type { Session } from './session.ts'
import { type Cli, type Command, type Telling, verbsIn, withTelling } from './verb.ts'

/** What is said to the customer about a claim. */
export function declareTelling(claim: Command, cli: Cli): void {
  const { writes, say } = verbsIn(claim, cli)
  withTelling(
    writes(
      'tell <claim>',
      'tell the customer the last signed judgement; prints the message’s id',
      '把最近签署的初步判断告知客户；输出消息编号',
      '把最近簽署的初步判斷告知客戶；輸出訊息編號',
    ),
    cli,
  ).action(cli.verb(tell))
  // None of its parts is demanded here: what is missing is refused by the rule that nothing of it may be.
  withTelling(
    writes(
      'explain <claim>',
      'explain a refusal: clause, facts, reason and next rights; prints the message’s id',
      '向客户解释拒赔：条款、事实、理由、下一步权利；输出消息编号',
      '向客戶說明拒賠：條款、事實、理由、下一步權利；輸出訊息編號',
    ),
    cli,
  )
    .option('--clause <N>', say('the clause, which is quoted', '条款编号（引用原文）', '條款編號（引用原文）'), '')
    .option('--facts <TEXT>', say('the facts; - for stdin', '事实；- 读标准输入', '事實；- 讀標準輸入'), '')
    .option('--reason <TEXT>', say('the reason; - for stdin', '理由；- 读标准输入', '理由；- 讀標準輸入'), '')
    .option(
      '--next <TEXT>',
      say(
        'what the customer can do next; repeat for more',
        '客户下一步可以做什么，可重复',
        '客戶下一步可以做什麼，可重複',
      ),
      collect,
      [],
    )
    .option(
      '--quoted <TEXT>',
      say(
        'the clause’s words as the insurer quotes them, where our terms lack it',
        '我们条款中没有时，照保险公司的引文填写',
        '我們條款中沒有時，照保險公司的引文填寫',
      ),
    )
    .action(cli.verb(explain))
}

function tell(session: Session, claimId: string, { channel, language, dryRun }: Telling): Promise<number> {
  return session.withHome(async (home) => {
    const claim = await home.query.row('claim', claimId)
    const signed = claim && (await home.query.judgements(claim)).at(-1)
    // Without a signed judgement none is named, and the rule says no.
    const args = { claimId, judgementId: signed?.id ?? '', channel, language }
    return give(session, home, 'claim.tell', args, { dryRun, data: ['messageId'] })
  })
}

type Explaining = Telling & { clause: string; facts: string; reason: string; next: string[]; quoted?: string }

async function explain(
  session: Session,
  claimId: string,
  { clause, facts, reason, next, quoted, channel, language, dryRun }: Explaining,
): Promise<number> {
  const said = { clause, facts: await textOf(session, facts), reason: await textOf(session, reason) }
  const args = { claimId, ...said, nextRights: next, quoted, channel, language }
  return session.withHome((home) => give(session, home, 'claim.explain', args, { dryRun, data: ['messageId'] }))
}
