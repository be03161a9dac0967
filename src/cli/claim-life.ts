import type { ClaimDesk } from '../app/claim-desk.ts'
import { claimLabels } from '../app/language/claim-labels.ts'
import { labels } from '../app/language/labels.ts'
import { momentText } from '../app/language/reasons.ts'
import { w } from '../core/language.ts'
import { yuan } from '../core/money.ts'
import { judgementAmount } from './judgement-amount.ts'
import { type Fact, printHeading, printRows } from './print.ts'
import type { Session } from './session.ts'

/** Where a claim stands with the insurer and in a dispute. */
export function lifeFacts(session: Session, { claim, disputes }: Pick<ClaimDesk, 'claim' | 'disputes'>): Fact[] {
  const { submittedOn, insurer, explainedAt, paidOn, paidFen, outcome } = claim
  const [dispute] = disputes
  const won = dispute?.wonFen ? `¥${yuan(dispute.wonFen)}` : ''
  return [
    [w('Handed in', '提交', '提交'), submittedOn],
    [
      w('Insurer', '保险公司', '保險公司'),
      insurer && `${insurer.on} ${session.word(claimLabels.insurerStatus[insurer.status])} ${insurer.note}`.trim(),
    ],
    [w('Explained', '向客户解释', '向客戶說明'), explainedAt === null ? null : momentText(explainedAt)],
    [w('Paid', '赔付', '賠付'), paidFen === null ? null : `${paidOn ?? ''} ¥${yuan(paidFen)}`.trim()],
    [
      w('Dispute', '争议', '爭議'),
      dispute ? `${session.word(claimLabels.dispute[dispute.state])} ${won}`.trim() : null,
    ],
    [w('Outcome', '结果', '結果'), outcome && session.word(claimLabels.outcome[outcome])],
  ]
}

/** The other claims on the same event, for people. */
export function printBeside(session: Session, { beside }: Pick<ClaimDesk, 'beside'>): void {
  printHeading(session, w('Other claims on the event', '同一事故的其他理赔', '同一事故的其他理賠'))
  printRows(session, beside, [
    { title: w('Claim', '理赔', '理賠'), text: ({ claim }) => claim.id },
    { title: w('Product', '产品', '產品'), text: ({ productName }) => productName, isFlexible: true },
    { title: w('Policy', '保单', '保單'), text: ({ policy }) => policy?.number ?? '' },
    { title: w('State', '状态', '狀態'), text: ({ claim }) => session.word(labels.claimState[claim.state]) },
    {
      title: w('Preliminary', '初步判断', '初步判斷'),
      text: ({ judgement }) => (judgement ? session.word(labels.verdict[judgement.verdict]) : ''),
    },
    {
      title: w('Amount', '金额', '金額'),
      text: ({ judgement }) => (judgement ? judgementAmount(judgement) : ''),
      align: 'right',
    },
  ])
}

/** The same, and the disputes with their state, for programs. */
export function lifeJson({ disputes, beside }: Pick<ClaimDesk, 'disputes' | 'beside'>) {
  return {
    disputes: disputes.map(({ id, state, stakeFen, wonFen }) => ({ disputeId: id, state, stakeFen, wonFen })),
    beside: beside.map(({ claim, policy, productName, judgement }) => ({
      ...{ claimId: claim.id, state: claim.state, policyId: claim.policyId, policyNumber: policy?.number ?? null },
      ...{ productName, verdict: judgement?.verdict ?? null, amountFen: judgement?.amountFen ?? null },
    })),
  }
}
