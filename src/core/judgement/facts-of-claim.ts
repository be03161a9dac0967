import { w } from '../language.ts'
import type { FactSpec } from './fact-spec.ts'

const notYet = w('not yet', '还没有', '還沒有')

/** What the insurer knew and did, and where the claim stands with it. */
export const factsOfClaim: readonly FactSpec[] = [
  {
    key: 'insurer.knew_on',
    type: 'date',
    cost: 3,
    label: w('Insurer learned of it', '保险公司知情日', '保險公司知悉日'),
    question: w(
      'Since which day has the insurer known of the non-disclosure?',
      '保险公司是哪天知道未如实告知这件事的？',
      '保險公司是哪天知道未據實告知這件事的？',
    ),
    na: w('it did not know', '保险公司不知情', '保險公司不知情'),
  },
  {
    key: 'insurer.rescinded_on',
    type: 'date',
    cost: 3,
    label: w('Contract rescinded', '解除合同日', '解除契約日'),
    question: w(
      'Has a notice of rescission come from the insurer? On which day?',
      '收到过保险公司解除合同的通知吗？是哪天？',
      '收到過保險公司解除契約的通知嗎？是哪天？',
    ),
    na: w('no such notice', '没有收到过', '沒有收到過'),
  },
  {
    key: 'insurer.prompt_proof',
    type: 'bool',
    cost: 3,
    label: w('Clause was pointed out', '条款有提示', '條款有提示'),
    question: w(
      'Was this clause pointed out and explained when buying?',
      '投保时看到过这一条的提示和说明吗？',
      '投保時看到過這一條的提示和說明嗎？',
    ),
  },
  {
    key: 'claim.filed_on',
    type: 'date',
    cost: 2,
    label: w('Claim filed', '申请理赔日', '申請理賠日'),
    question: w(
      'On which day were the claim and its documents handed in?',
      '理赔申请和材料是哪天交的？',
      '理賠申請和文件是哪天交的？',
    ),
    na: notYet,
  },
  {
    key: 'claim.known_on',
    type: 'date',
    cost: 2,
    label: w('Event known', '知道出险日', '知悉出險日'),
    question: w(
      'If later than the event: on which day did the claimant learn of it?',
      '如果是后来才知道的，是哪天知道出险的？',
      '如果是後來才知道的，是哪天知道出險的？',
    ),
    na: w('known at once', '当时就知道', '當時就知道'),
  },
  {
    key: 'claim.notice_sent_on',
    type: 'date',
    cost: 2,
    label: w('Notice to supplement', '补件通知日', '補件通知日'),
    question: w(
      'On which day did the one notice of missing documents arrive?',
      '保险公司一次性补件通知是哪天送达的？',
      '保險公司一次性補件通知是哪天送達的？',
    ),
    na: w('no notice', '没有通知', '沒有通知'),
  },
  {
    key: 'claim.supplement_in_on',
    type: 'date',
    cost: 2,
    label: w('Supplements in', '补件送达日', '補件送達日'),
    question: w(
      'On which day did the missing documents reach the insurer?',
      '补的材料是哪天交到的？',
      '補的文件是哪天交到的？',
    ),
    na: notYet,
  },
  {
    key: 'claim.decided_on',
    type: 'date',
    cost: 2,
    label: w('Insurer decided', '核定日', '核定日'),
    question: w('On which day did the insurer decide?', '保险公司是哪天核定的？', '保險公司是哪天核定的？'),
    na: notYet,
  },
  {
    key: 'claim.agreed_on',
    type: 'date',
    cost: 2,
    label: w('Agreed on payment', '达成赔付协议日', '達成賠付協議日'),
    question: w(
      'On which day was the payment agreed?',
      '和保险公司是哪天达成赔付协议的？',
      '和保險公司是哪天達成賠付協議的？',
    ),
    na: notYet,
  },
]
