import { labels } from '../app/language/labels.ts'
import { w } from '../core/language.ts'
import type { Home } from '../app/home.ts'
import type { MovedClaim, OnJudged } from '../app/rejudge.ts'
import { yuan } from '../core/money.ts'
import type { ToldOutcome } from '../core/product/outcome.ts'
import { candidatesNamed } from './pack-file.ts'
import { printRows } from './print.ts'
import { progressOf } from './progress.ts'
import type { Session } from './session.ts'
import { type Cli, type Command, declare, withJson } from './verb.ts'

export function declareRejudge(pack: Command, cli: Cli): void {
  const dryRun = w(
    'which claims would come out otherwise with a file or a waiting proposal in place; nothing is kept',
    '若采用文件或待批申请，哪些理赔的结论会变；不保存',
    '若採用檔案或待核准申請，哪些理賠的結論會變；不儲存',
  )
  withJson(declare(pack, 'dry-run <file|proposal>', dryRun, cli), cli).action(cli.verb(tryOut))
  const again = w(
    'which claims signed earlier come out otherwise under today’s rules: those have to be told again',
    '哪些已签署的理赔按今天的规则结论会变：须重新告知',
    '哪些已簽署的理賠依今天的規則結論會變：須重新告知',
  )
  withJson(declare(pack, 'rejudge', again, cli), cli).action(cli.verb(judgeAgain))
}

function tryOut(session: Session, name: string): Promise<number> {
  return session.withHome(async (home) => {
    const { rulesOf } = await import('../app/packs.ts')
    const { dayOfTrial, dryRun } = await import('../app/rejudge.ts')
    const { dateAt } = await import('../core/civil-date.ts')
    const read = await candidatesNamed(session, home, name, await rulesOf(home))
    if ('status' in read) return read.status
    const asOf = dayOfTrial(read.candidates, dateAt(home.clock.now()))
    session.tell(w(`Judged as of ${asOf}.`, `判断日：${asOf}。`, `判斷日：${asOf}。`))
    return report(session, home, (onJudged) => dryRun(home, read.candidates, onJudged))
  })
}

function judgeAgain(session: Session): Promise<number> {
  return session.withHome(async (home) => {
    const { rejudge } = await import('../app/rejudge.ts')
    return report(session, home, (onJudged) => rejudge(home, onJudged))
  })
}

/** Says which claims move: NDJSON as they are found, for people when all are. A summary goes to stderr. Exit status 0. */
async function report(
  session: Session,
  home: Home,
  judging: (onJudged: OnJudged) => AsyncGenerator<MovedClaim>,
): Promise<number> {
  const progress = progressOf(session)
  const label = session.word(w('claims', '件理赔', '件理賠'))
  const moved: MovedClaim[] = []
  let [judged, found] = [0, 0]
  const onJudged: OnJudged = (done, of) => {
    judged = done
    progress.update(`${done} ${label}`, of === 0 ? 1 : done / of)
  }
  for await (const claim of judging(onJudged)) {
    found++
    if (session.isJson) session.print(JSON.stringify(claim))
    else moved.push(claim)
  }
  progress.clear()
  if (!session.isJson) print(session, moved)
  session.tell(
    w(
      `${judged} claims judged, ${found} come out otherwise.`,
      `共判断 ${judged} 件理赔，${found} 件结论有变。`,
      `共判斷 ${judged} 件理賠，${found} 件結論有變。`,
    ),
  )
  if (home.kind === 'desk')
    session.tell(
      w(
        'Only the claims that this desk holds: on the authority’s home all of them are judged.',
        '仅含本工作台上的理赔：在主数据文件夹上会判断全部理赔。',
        '僅含本工作台上的理賠：在主資料夾上會判斷全部理賠。',
      ),
    )
  return 0
}

function print(session: Session, moved: readonly MovedClaim[]): void {
  const verdict = ({ verdict }: ToldOutcome) => session.word(labels.verdict[verdict])
  printRows(session, moved, [
    { title: w('Claim', '理赔', '理賠'), text: ({ claimId }) => claimId },
    { title: w('Customer', '客户', '客戶'), text: ({ customerName }) => customerName, isFlexible: true },
    { title: w('Product', '产品', '產品'), text: ({ product }) => product },
    { title: w('State', '状态', '狀態'), text: ({ state }) => session.word(labels.claimState[state]) },
    {
      title: w('Judgement', '初步判断', '初步判斷'),
      text: ({ before, after }) => arrow(verdict(before), verdict(after)),
    },
    { title: w('Amount', '金额', '金額'), text: ({ before, after }) => arrow(amountOf(before), amountOf(after)) },
    {
      title: w('Clauses', '条款', '條款'),
      text: ({ before, after }) => arrow(before.clauses.join(' '), after.clauses.join(' ')),
    },
  ])
}

function arrow(before: string, after: string): string {
  return before === after ? before : `${before} → ${after}`
}

/** What is paid, or what is given back where nothing is. */
function amountOf({ amountFen: { min, max }, refundFen }: ToldOutcome): string {
  if (max === 0 && refundFen > 0) return `¥${yuan(refundFen)}`
  return min === max ? `¥${yuan(min)}` : `¥${yuan(min)}–¥${yuan(max)}`
}
