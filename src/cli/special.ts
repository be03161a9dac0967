import { precedentLabels } from '../app/language/goodwill-words.ts'
import { w } from '../core/language.ts'
import { dateAt } from '../core/civil-date.ts'
import { yuan } from '../core/money.ts'
import { answerRefusal } from './give.ts'
import { printRows } from './print.ts'
import type { Session } from './session.ts'
import { type Cli, type Command, declare, verbsIn } from './verb.ts'

export function declareSpecial(program: Command, cli: Cli): void {
  const about = w(
    'special cases: exceptions that somebody else decides',
    '特事特办：由他人审批的特例',
    '特事特辦：由他人審批的特例',
  )
  verbsIn(declare(program, 'special', about, cli), cli)
    .reads(
      'precedents <run>',
      'decided special cases like it, with the facts that are alike',
      '同类先例：相同的条款与事实',
      '同類先例：相同的條款與事實',
    )
    .action(cli.verb(listPrecedents))
}

function listPrecedents(session: Session, runId: string): Promise<number> {
  return session.withHome(async (home) => {
    const { comparedWords, precedentsOf } = await import('../app/precedents.ts')
    const read = await precedentsOf(home, runId)
    if ('ok' in read) return answerRefusal(session, read, home)
    const { compared, flow, found } = read
    const { language } = session
    const words = (keys: readonly string[], facts: typeof compared.facts) =>
      keys.map((key) => comparedWords(key, facts, flow, language)).join(language === 'en' ? '; ' : '；')
    printRows(
      session,
      found,
      [
        { title: w('Like it', '相似度', '相似度'), text: ({ score }) => `${score}%`, align: 'right' },
        { title: w('Decided', '结果', '結果'), text: (one) => session.word(precedentLabels[one.precedent.verdict]) },
        {
          title: w('Amount', '金额', '金額'),
          text: ({ precedent: { amountFen } }) => (amountFen === null ? '' : `¥${yuan(amountFen)}`),
          align: 'right',
        },
        { title: w('On', '日期', '日期'), text: ({ precedent }) => dateAt(precedent.decidedAt) },
        {
          title: w('Clause', '条款', '條款'),
          text: ({ precedent: { productCode, clauseNumber } }) => `${productCode ?? ''} ${clauseNumber}`.trim(),
        },
        { title: w('Alike', '相同', '相同'), text: ({ alike }) => words(alike, compared.facts), isFlexible: true },
        {
          title: w('Different', '不同', '不同'),
          text: ({ different, precedent }) => words(different, precedent.facts),
        },
      ],
      ({ precedent, ...likeness }) => ({ ...precedent, ...likeness }),
    )
    if (found.length === 0)
      session.tell(w('No decided special case is like this one.', '没有同类先例。', '沒有同類先例。'))
    return 0
  })
}
