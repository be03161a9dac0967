import { claimOutcomes } from '../core/claim/states.ts'
import { w } from '../core/language.ts'
import { give } from './give.ts'
import { textOf, type When, when } from './input.ts'
import type { Session } from './session.ts'
import { choice, type Cli, type Command, verbsIn, type Written } from './verb.ts'

/** A claim passes into other hands, or out of all hands. */
export function declareHands(claim: Command, cli: Cli): void {
  const { writes, say } = verbsIn(claim, cli)
  writes('hand-over <claim>', 'hand it to the experts', '转交理赔专家', '轉交理賠專家')
    .requiredOption(
      '--note <TEXT>',
      say('what is not in the record; - for stdin', '档案之外的情况；- 读标准输入', '檔案之外的情況；- 讀標準輸入'),
    )
    .option('--feeling <TEXT>', say('how the customer is', '客户的情绪', '客戶的情緒'))
    .option(
      '--call-back <WHEN>',
      say(
        'a call is promised by: +4h, +3d or YYYY-MM-DD[ HH:MM]',
        '承诺回电：+4h、+3d 或 YYYY-MM-DD[ HH:MM]',
        '承諾回電：+4h、+3d 或 YYYY-MM-DD[ HH:MM]',
      ),
      when,
    )
    .action(cli.verb(handOver))
  writes('close <claim>', 'close it with its outcome', '结案', '結案')
    .addOption(choice('--outcome <O>', say('how it came out', '结果', '結果'), claimOutcomes).makeOptionMandatory())
    .action(cli.verb(close))
}

type HandingOver = Written & { note: string; feeling?: string; callBack?: When }

async function handOver(
  session: Session,
  claimId: string,
  { note, feeling, callBack, dryRun }: HandingOver,
): Promise<number> {
  const told = await textOf(session, note)
  return session.withHome((home) => {
    const callBackAt = callBack?.(home.clock.now())
    if (callBackAt !== undefined && callBackAt <= home.clock.now()) {
      session.tell(w('butler: that time is past', 'butler：这个时间已经过去', 'butler：這個時間已經過去'))
      return Promise.resolve(2)
    }
    const args = { claimId, note: told, feeling, callBackAt }
    return give(session, home, 'claim.handOver', args, { dryRun })
  })
}

function close(session: Session, claimId: string, { outcome, dryRun }: Written & { outcome: string }): Promise<number> {
  return session.withHome((home) => give(session, home, 'claim.close', { claimId, outcome }, { dryRun }))
}
