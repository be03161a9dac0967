import type { ClaimAtAGlance } from '../app/claim-list.ts'
import { claimLabels } from '../app/language/claim-labels.ts'
import { labels } from '../app/language/labels.ts'
import { type ClaimState, claimStates } from '../core/claim/states.ts'
import { w } from '../core/language.ts'
import { yuan } from '../core/money.ts'
import { wholeNumber } from './input.ts'
import { type Column, printRows } from './print.ts'
import type { Session } from './session.ts'
import { choice, type Cli, type Command, verbsIn } from './verb.ts'

export function declareList(claim: Command, cli: Cli): void {
  const { reads, say } = verbsIn(claim, cli)
  reads(
    'list',
    'claims, the one that has lain longest first',
    '列出理赔，最久没有进展的在前',
    '列出理賠，最久沒有進展的在前',
  )
    .addOption(choice('--state <S>', say('only in this state', '只列此状态', '只列此狀態'), claimStates))
    .option(
      '--stalled',
      say('only where the insurer is silent too long', '只列保险公司久未回音的', '只列保險公司久未回音的'),
    )
    .option('-n, --limit <N>', say('at most so many', '最多显示几行', '最多顯示幾列'), wholeNumber)
    .action(cli.verb(list))
}

type Listing = { state?: ClaimState; stalled?: boolean; limit?: number }

function list(session: Session, { state, stalled, limit }: Listing): Promise<void> {
  return session.withHome(async (home) => {
    const { claimsAtAGlance } = await import('../app/claim-list.ts')
    const claims = (await claimsAtAGlance(home, state)).filter(({ isStalled }) => !stalled || isStalled)
    printRows(session, claims.slice(0, limit), columns(session), toJson)
    if (claims.length === 0) session.tell(w('No such claims.', '没有这样的理赔。', '沒有這樣的理賠。'))
  })
}

function columns(session: Session): Column<ClaimAtAGlance>[] {
  return [
    { title: w('Customer', '客户', '客戶'), text: ({ customerName }) => customerName },
    { title: w('Product', '产品', '產品'), text: ({ productName }) => productName, isFlexible: true },
    { title: w('State', '状态', '狀態'), text: ({ claim }) => session.word(labels.claimState[claim.state]) },
    {
      title: w('Insurer', '保险公司', '保險公司'),
      text: ({ claim: { insurer } }) => (insurer ? session.word(claimLabels.insurerStatus[insurer.status]) : ''),
    },
    {
      title: w('Paid', '已赔付', '已賠付'),
      text: ({ claim: { paidFen } }) => (paidFen === null ? '' : `¥${yuan(paidFen)}`),
      align: 'right',
    },
    {
      title: w('Days since', '距上一步（天）', '距上一步（天）'),
      text: ({ daysSince }) => String(daysSince),
      align: 'right',
    },
    {
      title: w('Stalled', '停滞', '停滯'),
      text: ({ isStalled }) => (isStalled ? session.word(w('stalled', '停滞', '停滯')) : ''),
    },
    { title: w('Claim', '理赔', '理賠'), text: ({ claim }) => claim.id },
  ]
}

function toJson({ claim, lastStepAt, daysSince, isStalled, ...named }: ClaimAtAGlance) {
  const { id, customerId, policyId, caseId, state, openedAt, submittedOn, insurer, refusedOn, paidFen, outcome } = claim
  return {
    ...{
      claimId: id,
      customerId,
      ...named,
      policyId,
      caseId,
      state,
      insurer,
      submittedOn,
      refusedOn,
      paidFen,
      outcome,
    },
    ...{ openedAt, lastStepAt, daysSince, isStalled },
  }
}
