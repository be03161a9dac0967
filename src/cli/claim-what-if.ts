import { differenceWords } from '../app/language/difference-words.ts'
import { factLabel, factValueWords } from '../app/language/fact-words.ts'
import { labels } from '../app/language/labels.ts'
import type { Supposed } from '../app/what-if.ts'
import type { FactValue } from '../core/judgement/fact-value.ts'
import { w } from '../core/language.ts'
import { refuse } from '../core/refusal.ts'
import { judgementFacts, printParts, readClaim } from './claim-show.ts'
import { answerRefusal } from './give.ts'
import { jsonOrText, textOf } from './input.ts'
import { judgementAmount } from './judgement-amount.ts'
import { printFacts, printRows } from './print.ts'
import type { Session } from './session.ts'

/** What each answer to a question, or the one given, would make of the judgement. Nothing is kept. */
export async function supposeAnswers(
  session: Session,
  claimId: string,
  fact: string,
  typed: string | undefined,
): Promise<number> {
  const value = typed === undefined ? undefined : jsonOrText(await textOf(session, typed))
  return session.withHome(async (home) => {
    const read = await readClaim(home, claimId)
    if ('ok' in read) return answerRefusal(session, read, home)
    const { checklist, overlays, asOf } = read
    const supposing = { checklist, overlays, asOf }
    const { parseFact } = await import('../core/judgement/fact.ts')
    const { suppose, supposedAnswers } = await import('../app/what-if.ts')
    if (value !== undefined) {
      const isUnknown = value === null || value === 'unknown'
      const reading = isUnknown && factLabel(fact, 'en') !== fact ? { value: null } : parseFact(fact, value)
      if ('problem' in reading)
        return answerRefusal(
          session,
          refuse('claim.bad-fact', { fact, value, expected: reading.problem.expected }),
          home,
        )
      printOne(session, claimId, fact, suppose(supposing, fact, reading.value), checklist.judgement)
      return 0
    }
    const question = checklist.questions.find((one) => one.fact === fact)
    if (!question) return answerRefusal(session, refuse('not-found', { entity: 'question', id: fact }), home)
    printAll(session, fact, supposedAnswers(supposing, question))
    return 0
  })
}

/** The whole judgement under one answer, marked as a supposition. */
function printOne(
  session: Session,
  claimId: string,
  fact: string,
  { answer, judgement }: Supposed,
  now: Supposed['judgement'],
): void {
  printFacts(
    session,
    [
      [w('What if', '假如', '假如'), `${factLabel(fact, session.language)} = ${answerWords(session, fact, answer)}`],
      [w('As it stands', '现在', '現在'), `${session.word(labels.verdict[now.verdict])} ${judgementAmount(now)}`],
      ...judgementFacts(session, judgement),
    ],
    {
      ...{ claimId, fact, answer, isSupposition: true },
      now: { verdict: now.verdict, amountFen: now.amountFen },
      judgement,
    },
  )
  if (!session.isJson) printParts(session, judgement)
}

function printAll(session: Session, fact: string, answers: readonly Supposed[]): void {
  const [standing] = answers
  if (!standing) return
  const now = standing.judgement
  printRows(
    session,
    answers,
    [
      {
        title: w('What if', '假如', '假如'),
        text: ({ answer, label, isNow }) => {
          const said = label ? session.word(label) : answerWords(session, fact, answer)
          return isNow ? `${session.word(w('as it stands', '现在', '現在'))} (${said})` : said
        },
      },
      {
        title: w('Judgement', '判断', '判斷'),
        text: ({ judgement }) => session.word(labels.verdict[judgement.verdict]),
      },
      { title: w('Amount', '金额', '金額'), text: ({ judgement }) => judgementAmount(judgement), align: 'right' },
      {
        title: w('Change', '变化', '變化'),
        text: ({ judgement, isNow }) => (isNow ? '' : differenceWords(now, judgement, session.language)),
      },
    ],
    ({ answer, isNow, judgement: { verdict, liability, amountFen } }) => ({
      ...{ fact, answer, isNow, isSupposition: !isNow, verdict, liability, amountFen },
      differenceFen: { min: amountFen.min - now.amountFen.min, max: amountFen.max - now.amountFen.max },
    }),
  )
}

function answerWords(session: Session, fact: string, answer: FactValue | null): string {
  const unknown = w('nobody knows', '不知道', '不知道')
  return answer === null ? session.word(unknown) : factValueWords(fact, answer, session.language)
}
