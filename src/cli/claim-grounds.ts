import { claimLabels } from '../app/language/claim-labels.ts'
import { w } from '../core/language.ts'
import { readDesk } from './claim-desk.ts'
import { answerRefusal } from './give.ts'
import { printRows } from './print.ts'
import type { Session } from './session.ts'
import { type Cli, type Command, verbsIn } from './verb.ts'

export function declareGrounds(claim: Command, cli: Cli): void {
  const { reads } = verbsIn(claim, cli)
  reads(
    'grounds <claim>',
    'the grounds on which a refusal may be contested, read over the record',
    '逐条核对可争议理由',
    '逐條核對可爭議理由',
  ).action(cli.verb(show))
}

function show(session: Session, claimId: string): Promise<number> {
  return session.withHome(async (home) => {
    const desk = await readDesk(home, claimId)
    if ('ok' in desk) return answerRefusal(session, desk, home)
    const { factSpec } = await import('../core/judgement/fact.ts')
    const between = session.language === 'en' ? ', ' : '、'
    const questionOf = (fact: string | null) => {
      const spec = fact === null ? undefined : factSpec(fact)
      return spec ? session.word(spec.question) : ''
    }
    printRows(
      session,
      desk.grounds,
      [
        {
          title: w('Standing', '情况', '情況'),
          text: ({ standing }) => session.word(claimLabels.standing[standing]),
        },
        { title: w('Id', '编号', '編號'), text: ({ id }) => id },
        { title: w('Ground', '理由', '理由'), text: ({ name }) => session.word(name) },
        { title: w('Law', '依据', '依據'), text: ({ law }) => law },
        {
          title: w('To ask', '要核实', '要查核'),
          text: ({ standing, fact }) => (standing === 'asks' && fact ? `${questionOf(fact)} (${fact})` : ''),
        },
        {
          title: w('Evidence', '证据', '證據'),
          isFlexible: true,
          text: ({ evidence }) => evidence.map((one) => session.word(one)).join(between),
        },
      ],
      ({ id, name, law, standing, fact, evidence }) => ({
        ...{ ground: id, name: session.word(name), standing, law, fact, question: questionOf(fact) || null },
        evidence: evidence.map((one) => session.word(one)),
      }),
    )
    return 0
  })
}
