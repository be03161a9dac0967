import { deadlineWords, flagWords, groundWords } from '../app/language/claim-words.ts'
import { labels } from '../app/language/labels.ts'
import { w } from '../core/language.ts'
import type { Home } from '../app/home.ts'
import type { Judgement } from '../core/judgement/judgement.ts'
import type { Words } from '../core/language.ts'
import { yuan } from '../core/money.ts'
import { refuse } from '../core/refusal.ts'
import { readDesk } from './claim-desk.ts'
import { lifeFacts, lifeJson, printBeside } from './claim-life.ts'
import { answerRefusal } from './give.ts'
import { judgementAmount } from './judgement-amount.ts'
import { printFacts, printHeading, printRows } from './print.ts'
import type { Session } from './session.ts'

/** A claim as of today: where it stands, its checklist, and the other claims on the same event. */
export function showClaim(session: Session, claimId: string): Promise<number> {
  return session.withHome(async (home) => {
    const read = await readDesk(home, claimId)
    if ('ok' in read) return answerRefusal(session, read, home)
    const { questions, judgement } = read.checklist
    const { claim, policy, customer } = read
    await home.noteLooks([customer], 'claimShow')
    printFacts(
      session,
      [
        [w('Claim', '理赔', '理賠'), claim.id],
        [w('Case', '事项', '事項'), claim.caseId],
        [w('Customer', '客户', '客戶'), customer.name],
        [w('Policy', '保单', '保單'), `${policy.number} (${policy.productCode})`],
        [w('State', '状态', '狀態'), session.word(labels.claimState[claim.state])],
        [w('Refused', '拒赔', '拒賠'), claim.refusedOn && `${claim.refusedOn} ${claim.refusalReason ?? ''}`],
        ...lifeFacts(session, read),
        ...judgementFacts(session, judgement),
      ],
      { claim, ...lifeJson(read), questions, judgement },
    )
    if (session.isJson) return 0
    printHeading(session, w('Questions', '问题', '問題'))
    printRows(session, questions, [
      { title: w('Fact', '字段', '欄位'), text: ({ fact }) => fact },
      { title: w('State', '状态', '狀態'), text: ({ state }) => session.word(questionStates[state]) },
      { title: w('Answer', '答案', '答案'), text: ({ value }) => (value === undefined ? '' : asText(value)) },
      { title: w('Clause', '条款', '條款'), text: ({ clause }) => clause },
      { title: w('Question', '问题', '問題'), text: ({ text }) => session.word(text), isFlexible: true },
    ])
    printParts(session, judgement)
    printBeside(session, read)
    return 0
  })
}

/** A claim with its checklist; a refusal when the product's rules are not here. */
export async function readClaim(home: Home, claimId: string) {
  const { claimChecklist } = await import('../app/claim-checklist.ts')
  const read = await claimChecklist(home, claimId)
  if ('ok' in read) return read
  const { checklist } = read
  return checklist ? { ...read, checklist } : refuse('claim.no-pack', { productCode: read.policy.productCode })
}

const questionStates = {
  open: w('open', '待填', '待填'),
  unknown: w('nobody knows', '不知道', '不知道'),
  answered: w('answered', '已填', '已填'),
}

/** The verdict and what it stands on; always called preliminary. */
export function judgementFacts(session: Session, judgement: Judgement): (readonly [Words, string | null])[] {
  const { verdict, refundFen, clauses, flags, grounds, nextQuestion } = judgement
  return [
    [w('Preliminary judgement', '初步判断', '初步判斷'), session.word(labels.verdict[verdict])],
    [w('Amount', '金额', '金額'), judgementAmount(judgement)],
    [w('Refund', '退费', '退費'), refundFen > 0 ? `¥${yuan(refundFen)}` : null],
    [w('Clauses', '条款', '條款'), clauses.join(', ')],
    [w('Flags', '提示', '提示'), said(session, flags, flagWords)],
    [
      w('May be contested', '可争议', '可爭議'),
      said(
        session,
        grounds.map(({ ground }) => ground),
        groundWords,
      ),
    ],
    [w('Ask next', '接着问', '接著問'), nextQuestion && `${session.word(nextQuestion.text)} (${nextQuestion.fact})`],
  ]
}

/** Documents, deadlines and quoted clauses, for people. */
export function printParts(session: Session, { documents, deadlines, quotes }: Judgement): void {
  printHeading(session, w('Documents', '材料', '文件'))
  printRows(session, documents, [
    { title: w('Code', '代码', '代碼'), text: ({ code }) => code },
    { title: w('Document', '材料', '文件'), text: ({ name }) => session.word(name) },
    { title: w('Why', '用途', '用途'), text: ({ why }) => session.word(why), isFlexible: true },
  ])
  printHeading(session, w('Deadlines', '时限', '時限'))
  printRows(session, Object.entries(deadlines), [
    { title: w('Clock', '时限', '時限'), text: ([name]) => session.word(deadlineWords(name)) },
    { title: w('Date', '日期', '日期'), text: ([, date]) => String(date) },
  ])
  printHeading(session, w('Clauses quoted', '条款原文', '條款原文'))
  printRows(session, Object.entries(quotes), [
    { title: w('Clause', '条款', '條款'), text: ([number]) => number },
    { title: w('Text', '原文', '原文'), text: ([, text]) => text },
  ])
}

function said(session: Session, ids: readonly string[], wordsOf: (id: string) => Words): string {
  return [...new Set(ids)].map((id) => session.word(wordsOf(id))).join(session.language === 'en' ? '; ' : '；')
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
