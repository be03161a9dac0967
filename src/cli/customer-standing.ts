import type { CustomerDesk } from '../app/customer-standing.ts'
import { labels } from '../app/language/labels.ts'
import { momentText } from '../app/language/reasons.ts'
import { w } from '../core/language.ts'
import { yuan } from '../core/money.ts'
import { printHeading, printRows } from './print.ts'
import type { Session } from './session.ts'

const fen = (amount: number) => `¥${yuan(amount)}`

/** What runs on the policies, the claims, complaints and goodwill, and what need not be asked again; nothing where there is none. */
export async function printStanding(session: Session, whole: CustomerDesk): Promise<void> {
  const { policies, standing, claims, complaints, goodwill, known } = whole
  const numberOf = (policyId: string) => policies.find(({ id }) => id === policyId)?.number ?? policyId
  const running = policies.flatMap((policy) => {
    const runs = standing[policy.id]
    return runs?.renewal ? [{ ...runs, renewal: runs.renewal, number: policy.number }] : []
  })
  if (running.length > 0) printHeading(session, w('What runs', '保单进行中', '保單進行中'))
  printRows(session, running, [
    { title: w('Number', '保单号', '保單號'), text: ({ number }) => number },
    { title: w('Waiting to', '等待期至', '等待期至'), text: ({ waitingUntil }) => waitingUntil ?? '' },
    {
      title: w('Deductible', '免赔额', '免賠額'),
      text: ({ deductible }) => (deductible === null ? '' : fen(deductible.fen)),
      align: 'right',
    },
    {
      title: w('Used', '已用', '已用'),
      text: ({ deductible }) =>
        deductible === null ? '' : deductible.usedFen === null ? '?' : fen(deductible.usedFen),
      align: 'right',
    },
    {
      title: w('Limit left', '余额', '餘額'),
      text: ({ limit }) => (limit === null ? '' : fen(limit.leftFen)),
      align: 'right',
    },
    {
      title: w('Next premium', '下次缴费', '下次繳費'),
      text: ({ payment }) => (payment === null ? '' : `${payment.isLate ? '! ' : ''}${payment.on} ${fen(payment.fen)}`),
    },
    { title: w('Renewal', '续保', '續保'), text: ({ renewal }) => renewal.on },
  ])
  if (claims.length > 0) printHeading(session, w('Claims', '理赔', '理賠'))
  printRows(session, claims, [
    { title: w('Opened', '创建', '建立'), text: ({ openedAt }) => momentText(openedAt) },
    { title: w('Policy', '保单', '保單'), text: ({ policyId }) => numberOf(policyId) },
    { title: w('State', '状态', '狀態'), text: ({ state }) => session.word(labels.claimState[state]) },
    { title: w('Paid', '已赔', '已賠'), text: ({ paidFen }) => (paidFen === null ? '' : fen(paidFen)), align: 'right' },
    { title: w('Id', '编号', '編號'), text: ({ id }) => id },
  ])
  if (complaints.length > 0) printHeading(session, w('Complaints', '投诉', '投訴'))
  printRows(session, complaints, [
    { title: w('Received', '受理日', '受理日'), text: ({ receivedOn }) => receivedOn },
    { title: w('Point', '要点', '要點'), text: ({ point }) => point, isFlexible: true },
  ])
  if (goodwill.length > 0) printHeading(session, w('Goodwill', '慰问金', '慰問金'))
  printRows(session, goodwill, [
    { title: w('Paid on', '支付日', '支付日'), text: ({ paidOn }) => paidOn },
    { title: w('Name', '名称', '名稱'), text: ({ name }) => name, isFlexible: true },
    { title: w('Amount', '金额', '金額'), text: ({ amountFen }) => fen(amountFen), align: 'right' },
  ])
  if (known.length === 0) return
  const { factLabel, factValueWords } = await import('../app/language/fact-words.ts')
  printHeading(session, w('Answered before: no need to ask again', '已答过，不必再问', '已答過，不必再問'))
  printRows(session, known, [
    { title: w('Fact', '事实', '事實'), text: ({ fact }) => factLabel(fact, session.language) },
    {
      title: w('Answer', '回答', '回答'),
      text: ({ fact, value }) => factValueWords(fact, value, session.language),
      isFlexible: true,
    },
    { title: w('Claim', '理赔', '理賠'), text: ({ claimId }) => claimId },
  ])
}
