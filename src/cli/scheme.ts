import type { Fitting } from '../app/schemes.ts'
import { misfitWords, schemeLabels } from '../app/language/goodwill-words.ts'
import { momentText } from '../app/language/reasons.ts'
import { dateAt } from '../core/civil-date.ts'
import type { Row } from '../core/entities.ts'
import { w } from '../core/language.ts'
import { yuan } from '../core/money.ts'
import { leftOf, standingOf } from '../core/scheme/standing.ts'
import { staffNames } from './customers.ts'
import { answerNotFound, answerRefusal } from './give.ts'
import { printFacts, printHeading, printRows } from './print.ts'
import { declareSchemeWriting } from './scheme-write.ts'
import type { Session } from './session.ts'
import { type Cli, type Command, declare, verbsIn } from './verb.ts'

export function declareScheme(program: Command, cli: Cli): void {
  const about = w(
    'schemes: one exception made into a rule with criteria and a budget',
    '专项方案：由一个特例形成、有条件和预算的规则',
    '專項方案：由一個特例形成、有條件和預算的規則',
  )
  const group = declare(program, 'scheme', about, cli)
  const { reads, say } = verbsIn(group, cli)
  reads('list', 'schemes and what is left of them', '列出专项方案及余额', '列出專項方案及餘額')
    .option('--claim <ID>', say('those that run for this claim', '适用于该理赔的方案', '適用於該理賠的方案'))
    .action(cli.verb(list))
  reads('show <scheme>', 'its criteria, budget and history', '条件、预算与经过', '條件、預算與經過').action(
    cli.verb(show),
  )
  declareSchemeWriting(group, cli)
}

function amountText({ minFen, maxFen }: Pick<Row<'scheme'>, 'minFen' | 'maxFen'>): string {
  return minFen === maxFen ? `¥${yuan(maxFen)}` : `¥${yuan(minFen)}–${yuan(maxFen)}`
}

function list(session: Session, { claim }: { claim?: string }): Promise<number> {
  return session.withHome(async (home) => {
    const fitting = claim === undefined ? null : await (await import('../app/schemes.ts')).schemesFor(home, claim)
    if (fitting && 'ok' in fitting) return answerRefusal(session, fitting, home)
    const today = dateAt(home.clock.now())
    const all = (await home.query.all('scheme')).map((scheme): Fitting => ({ scheme, misfits: [] }))
    printRows(
      session,
      fitting ?? all,
      [
        { title: w('Scheme', '方案', '方案'), text: ({ scheme }) => scheme.id },
        { title: w('Name', '名称', '名稱'), text: ({ scheme }) => scheme.name, isFlexible: true },
        {
          title: w('State', '状态', '狀態'),
          text: ({ scheme }) => session.word(schemeLabels[standingOf(scheme, today)]),
        },
        { title: w('Pays', '金额', '金額'), text: ({ scheme }) => amountText(scheme), align: 'right' },
        { title: w('Granted', '已支付', '已支付'), text: ({ scheme }) => String(scheme.grantCount), align: 'right' },
        { title: w('Left', '余额', '餘額'), text: ({ scheme }) => `¥${yuan(leftOf(scheme))}`, align: 'right' },
        { title: w('Until', '截止', '截止'), text: ({ scheme }) => scheme.endsOn },
        ...(claim === undefined
          ? []
          : [
              {
                title: w('Why not', '不适用原因', '不適用原因'),
                text: ({ misfits }: Fitting) => misfits.map((one) => session.word(misfitWords(one))).join('; '),
              },
            ]),
      ],
      ({ scheme, misfits }) => ({ ...told(scheme, today), ...(claim === undefined ? {} : { misfits }) }),
    )
    return 0
  })
}

function told(scheme: Row<'scheme'>, today: string) {
  return { ...scheme, standing: standingOf(scheme, today), leftFen: leftOf(scheme) }
}

function show(session: Session, id: string): Promise<number> {
  return session.withHome(async (home) => {
    const scheme = await home.query.row('scheme', id)
    if (!scheme) return answerNotFound(session, 'scheme', id)
    const { criteriaWords } = await import('../app/schemes.ts')
    const nameOf = await staffNames(home)
    const today = dateAt(home.clock.now())
    const { decidedBy, decidedAt } = scheme
    const between = session.language === 'en' ? '; ' : '；'
    printFacts(
      session,
      [
        [w('Scheme', '方案', '方案'), scheme.id],
        [w('Name', '名称', '名稱'), scheme.name],
        [w('State', '状态', '狀態'), session.word(schemeLabels[standingOf(scheme, today)])],
        [w('Money’s name', '款项名称', '款項名稱'), scheme.goodwillName],
        [w('Not payable by', '不可赔条款', '不可賠條款'), `${scheme.productCode} ${scheme.clauseNumber}`],
        [w('And', '并且', '並且'), criteriaWords(scheme.condition, session.language).join(between) || null],
        [w('Pays', '金额', '金額'), amountText(scheme)],
        [w('Budget', '预算', '預算'), `¥${yuan(scheme.budgetFen)}`],
        [w('Spent', '已用', '已用'), `¥${yuan(scheme.spentFen)} (${scheme.grantCount})`],
        [w('Left', '余额', '餘額'), `¥${yuan(leftOf(scheme))}`],
        [w('Runs', '有效期', '有效期'), `${scheme.startsOn} – ${scheme.endsOn}`],
        [w('From run', '源自特事特办', '源自特事特辦'), scheme.escalationId],
        [w('Proposed', '提交', '提交'), `${momentText(scheme.proposedAt)} ${nameOf(scheme.proposedBy)}`],
        [
          w('Decided', '审批', '審批'),
          decidedBy && `${momentText(decidedAt ?? 0)} ${nameOf(decidedBy)} ${scheme.reason}`,
        ],
      ],
      told(scheme, today),
    )
    if (session.isJson || scheme.stops.length === 0) return 0
    printHeading(session, w('Stops', '暂停记录', '暫停紀錄'))
    printRows(session, scheme.stops, [
      { title: w('Stopped', '暂停', '暫停'), text: ({ at, by }) => `${momentText(at)} ${nameOf(by)}` },
      { title: w('Reason', '理由', '理由'), text: ({ reason }) => reason, isFlexible: true },
      {
        title: w('Resumed', '恢复', '恢復'),
        text: ({ resumedAt, resumedBy }) =>
          resumedAt === null ? '' : `${momentText(resumedAt)} ${nameOf(resumedBy ?? '')}`,
      },
    ])
    return 0
  })
}
