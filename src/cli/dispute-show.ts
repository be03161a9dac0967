import { claimLabels } from '../app/language/claim-labels.ts'
import { momentText } from '../app/language/reasons.ts'
import type { Row } from '../core/entities.ts'
import { w } from '../core/language.ts'
import { yuan } from '../core/money.ts'
import { staffNames } from './customers.ts'
import { answerNotFound } from './give.ts'
import { printFacts, printHeading, printRows } from './print.ts'
import type { Session } from './session.ts'

/** The dispute of a claim, or one by its own id; of several the one that was opened last. */
export function showDispute(session: Session, id: string): Promise<number> {
  return session.withHome(async (home) => {
    const claim = await home.query.row('claim', id)
    const dispute = claim ? (await home.query.claimRecord(id)).disputes[0] : await home.query.row('dispute', id)
    if (!dispute) return answerNotFound(session, 'dispute', id)
    const of = claim ?? (await home.query.row('claim', dispute.claimId))
    const customer = of && (await home.query.row('customer', of.customerId))
    if (customer) await home.noteLooks([customer], 'claimShow')
    const { groundNamed } = await import('../core/claim/grounds.ts')
    const nameOf = await staffNames(home)
    const { grounds, stakeFen, wonFen, openedBy, openedAt, endedAt } = dispute
    const named = grounds.map((ground) => {
      const known = groundNamed(ground)
      return { ground, name: known ? session.word(known.name) : ground, law: known?.law ?? null }
    })
    printFacts(
      session,
      [
        [w('Dispute', '争议', '爭議'), dispute.id],
        [w('Claim', '理赔', '理賠'), dispute.claimId],
        [w('State', '状态', '狀態'), session.word(claimLabels.dispute[dispute.state])],
        [w('Opened', '提出', '提出'), `${momentText(openedAt)} ${nameOf(openedBy)}`],
        [w('At stake', '争议金额', '爭議金額'), stakeFen === null ? null : `¥${yuan(stakeFen)}`],
        [w('Won', '争取到', '爭取到'), wonFen === null ? null : `¥${yuan(wonFen)}`],
        [w('Ended', '结束', '結束'), endedAt === null ? null : momentText(endedAt)],
        [w('Lesson', '经验', '經驗'), dispute.lesson],
      ],
      { ...dispute, grounds: named },
    )
    if (session.isJson) return 0
    printHeading(session, w('Grounds', '理由', '理由'))
    printRows(session, named, [
      { title: w('Id', '编号', '編號'), text: ({ ground }) => ground },
      { title: w('Ground', '理由', '理由'), text: ({ name }) => name },
      { title: w('Law', '依据', '依據'), text: ({ law }) => law ?? '', isFlexible: true },
    ])
    printParts(session, dispute)
    return 0
  })
}

function printParts(session: Session, { evidence, rounds }: Row<'dispute'>): void {
  printHeading(session, w('Evidence', '证据', '證據'))
  printRows(session, evidence, [
    {
      title: w('In hand', '已取得', '已取得'),
      text: ({ isInHand }) => session.word(isInHand ? w('yes', '是', '是') : w('no', '否', '否')),
    },
    { title: w('Evidence', '证据', '證據'), text: ({ what }) => what, isFlexible: true },
    { title: w('Ground', '理由', '理由'), text: ({ ground }) => ground ?? '' },
  ])
  printHeading(session, w('Rounds', '各轮', '各輪'))
  printRows(session, rounds, [
    { title: w('Sent', '发出', '發出'), text: ({ sentOn }) => sentOn },
    { title: w('Where', '途径', '途徑'), text: ({ way }) => session.word(claimLabels.way[way]) },
    { title: w('Argument', '主张', '主張'), text: ({ argument }) => argument, isFlexible: true },
    { title: w('Answered', '答复日', '答覆日'), text: ({ answeredOn }) => answeredOn ?? '' },
    { title: w('Answer', '答复', '答覆'), text: ({ answer }) => answer ?? '' },
    {
      title: w('Offered', '提出金额', '提出金額'),
      text: ({ offeredFen }) => (offeredFen === null ? '' : `¥${yuan(offeredFen)}`),
      align: 'right',
    },
  ])
}
