import type { Home } from '../app/home.ts'
import type { YamlProblem } from '../app/yaml-file.ts'
import { dateAt } from '../core/civil-date.ts'
import type { Condition } from '../core/judgement/condition.ts'
import { w } from '../core/language.ts'
import { answerNotFound, give } from './give.ts'
import { civilDateArgument, collect, fileText, textOf, wholeNumber } from './input.ts'
import { givePayment, type Paying, withPayment } from './payment.ts'
import type { Session } from './session.ts'
import { type Cli, type Command, verbsIn, type Written } from './verb.ts'

/** The verbs that write about schemes. */
export function declareSchemeWriting(group: Command, cli: Cli): void {
  const { writes, say } = verbsIn(group, cli)
  const because = say('why; - for stdin', '理由；- 读标准输入', '理由；- 讀標準輸入')
  writes(
    'propose <run>',
    'make an approved special case a rule for like cases; prints the scheme’s id, somebody else approves it',
    '把已批准的特事特办推广为专项方案；输出方案编号，由他人批准',
    '把已核准的特事特辦推廣為專項方案；輸出方案編號，由他人核准',
  )
    .requiredOption('--name <TEXT>', say('its name', '方案名称', '方案名稱'))
    .requiredOption('--budget-fen <N>', say('budget, in fen', '预算（分）', '預算（分）'), wholeNumber)
    .requiredOption('--max-fen <N>', say('most for one claim, in fen', '每件上限（分）', '每件上限（分）'), wholeNumber)
    .option(
      '--min-fen <N>',
      say('least; the same as the most', '每件下限（分）；默认与上限相同', '每件下限（分）；預設與上限相同'),
      wholeNumber,
    )
    .requiredOption('--ends <DATE>', say('last day', '截止日', '截止日'), civilDateArgument)
    .option('--starts <DATE>', say('first day; today', '起始日；默认今天', '起始日；預設今天'), civilDateArgument)
    .option(
      '--like <FACT>',
      say(
        'this fact as in the special case’s claim (see claim facts); repeat for more',
        '该事实与本例相同（见 claim facts），可重复',
        '該事實與本例相同（見 claim facts），可重複',
      ),
      collect,
      [],
    )
    .option(
      '--when <FILE>',
      say(
        'a condition as packs have them, YAML; - for stdin',
        '产品包写法的条件（YAML）；- 读标准输入',
        '產品包寫法的條件（YAML）；- 讀標準輸入',
      ),
    )
    .action(cli.verb(propose))
  for (const [verb, en, hans, hant] of [
    [
      'approve',
      'approve what somebody else proposed: it runs at once',
      '批准他人提交的方案：立即执行',
      '核准他人提交的方案：立即執行',
    ],
    ['refuse', 'refuse what somebody else proposed', '驳回他人提交的方案', '駁回他人提交的方案'],
    ['stop', 'grant nothing more until it is resumed', '暂停支付，直到恢复', '暫停支付，直到恢復'],
  ] as const)
    writes(`${verb} <scheme>`, en, hans, hant)
      .requiredOption('--reason <TEXT>', because)
      .action(cli.verb((session, id: string, how: Deciding) => decide(session, `scheme.${verb}`, id, how)))
  writes('resume <scheme>', 'let a stopped one run again', '恢复已暂停的方案', '恢復已暫停的方案').action(
    cli.verb((session, schemeId: string, { dryRun }: Written) =>
      session.withHome((home) => give(session, home, 'scheme.resume', { schemeId }, { dryRun })),
    ),
  )
  withPayment(
    writes(
      'grant <scheme> <claim>',
      'pay goodwill on a like case; prints the entry’s id',
      '按方案支付同类理赔的慰问金；输出记录编号',
      '按方案支付同類理賠的慰問金；輸出紀錄編號',
    ),
    say('how much, where it pays a range', '金额（分），方案为区间时填写', '金額（分），方案為區間時填寫'),
    cli,
  ).action(cli.verb(grant))
}

type Proposing = Written & { name: string; budgetFen: number; maxFen: number; minFen?: number } & {
  ends: string
  starts?: string
  like: string[]
  when?: string
}

function propose(session: Session, escalationId: string, options: Proposing): Promise<number> {
  const { name, budgetFen, maxFen, minFen = maxFen, ends: endsOn, starts, like, when, dryRun } = options
  return session.withHome(async (home) => {
    const same = await likeIn(home, escalationId, like)
    if ('missing' in same) return answerNotFound(session, 'fact', same.missing)
    const own = when === undefined ? null : await conditionIn(session, when)
    if (own && 'problems' in own) return sayProblems(session, own.problems)
    const both = [same.condition, own].filter((one) => one !== null)
    const condition = both.length > 1 ? { all: both } : (both[0] ?? null)
    const startsOn = starts ?? dateAt(home.clock.now())
    const args = { escalationId, name, condition, minFen, maxFen, budgetFen, startsOn, endsOn }
    return give(session, home, 'scheme.propose', args, { dryRun, data: ['schemeId'] })
  })
}

/** The facts of the special case's claim that like cases have to share, as a condition; `missing` is not known there. */
async function likeIn(
  home: Home,
  runId: string,
  like: readonly string[],
): Promise<{ condition: Condition | null } | { missing: string }> {
  if (like.length === 0) return { condition: null }
  const [{ claimChecklist }, { conditionOf, factsToName }] = await Promise.all([
    import('../app/claim-checklist.ts'),
    import('../core/scheme/criteria.ts'),
  ])
  const run = await home.query.row('escalation', runId)
  const read = run?.claimId ? await claimChecklist(home, run.claimId) : null
  const facts = read && !('ok' in read) ? factsToName(read.checklist?.facts ?? {}) : {}
  const missing = like.find((key) => facts[key] === undefined)
  return missing === undefined
    ? { condition: conditionOf(Object.fromEntries(Object.entries(facts).filter(([key]) => like.includes(key)))) }
    : { missing }
}

/** The condition of a file, or what is wrong with it and where. */
async function conditionIn(session: Session, file: string): Promise<Condition | { problems: YamlProblem[] }> {
  const [{ parseYaml, schemaProblems }, { conditionSchema }] = await Promise.all([
    import('../app/yaml-file.ts'),
    import('../core/judgement/condition-schema.ts'),
  ])
  const { documents, problems } = parseYaml(await fileText(session, file), file)
  const [document] = documents
  const read = conditionSchema.safeParse(document?.value ?? null)
  if (problems.length === 0 && read.success) return read.data
  const more = document && read.error ? schemaProblems(read.error).map(document.place) : []
  const empty = { file, line: 1, column: 1, path: '', value: '', message: 'no condition in it' }
  return { problems: problems.length + more.length > 0 ? [...problems, ...more] : [empty] }
}

function sayProblems(session: Session, problems: readonly YamlProblem[]): number {
  for (const { file, line, column, message } of problems) session.tell(`butler: ${file}:${line}:${column}: ${message}`)
  return 1
}

type Deciding = Written & { reason: string }

async function decide(session: Session, name: string, schemeId: string, { reason, dryRun }: Deciding): Promise<number> {
  const args = { schemeId, reason: await textOf(session, reason) }
  return session.withHome((home) => give(session, home, name, args, { dryRun }))
}

async function grant(session: Session, schemeId: string, claimId: string, paying: Paying): Promise<number> {
  const status = await givePayment(session, 'scheme.grant', { schemeId, claimId }, paying)
  if (status === 0 && !paying.dryRun && !session.isJson) await offerMessage(session, schemeId, claimId, paying)
  return status
}

/** Says how the customer is told of it; nothing is sent by itself. */
function offerMessage(session: Session, schemeId: string, claimId: string, { fen, on }: Paying): Promise<void> {
  return session.withHome(async (home) => {
    const { paidReply } = await import('../app/schemes.ts')
    const scheme = await home.query.row('scheme', schemeId)
    const caseId = (await home.query.row('claim', claimId))?.caseId
    if (!scheme || !caseId) return
    const paidOn = on ?? dateAt(home.clock.now())
    const answers = `--set name='${scheme.goodwillName}' --set amount=${fen ?? scheme.maxFen} --set paidOn=${paidOn}`
    const line = `butler reply use ${paidReply} --case ${caseId} --claim ${claimId} ${answers} --send`
    session.tell(w(`To tell the customer: ${line}`, `告知客户：${line}`, `告知客戶：${line}`))
  })
}
