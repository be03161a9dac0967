import { yuan } from '../../core/money.ts'
import type { RefusalCode } from '../../core/refusal.ts'
import { type Words, w } from '../../core/language.ts'
import type { RefusalSentence } from '../refusals.ts'
import { misfitWords, schemeStateWords } from './goodwill-words.ts'
import { list, text } from './refusal-data.ts'

/** The sentences of the refusals that goodwill and its schemes can meet. */
export const goodwillRefusalWords = {
  'goodwill.not-approved': () =>
    w(
      'this is no special case that everybody has approved: nothing is paid before',
      '不是已全部批准的特事特办，批准前不得支付或推广',
      '不是已全部核准的特事特辦，核准前不得支付或推廣',
    ),
  'goodwill.beyond-approved': ({ amountFen, approvedFen }) =>
    w(
      `¥${money(amountFen)} is more than the ¥${money(approvedFen)} that was approved`,
      `¥${money(amountFen)} 超过已批准的 ¥${money(approvedFen)}`,
      `¥${money(amountFen)} 超過已核准的 ¥${money(approvedFen)}`,
    ),
  'goodwill.bad-day': ({ paidOn, from, to }) =>
    w(
      `${text(paidOn)} is not a day from ${text(from)}, when it was approved, to today (${text(to)})`,
      `${text(paidOn)} 不在批准日 ${text(from)} 至今天（${text(to)}）之间`,
      `${text(paidOn)} 不在核准日 ${text(from)} 至今天（${text(to)}）之間`,
    ),
  'goodwill.paid-already': ({ paidOn }) =>
    w(
      `goodwill was paid for this on ${text(paidOn)}`,
      `这件事已于 ${text(paidOn)} 支付慰问金`,
      `這件事已於 ${text(paidOn)} 支付慰問金`,
    ),
  'goodwill.corrected-already': () =>
    w(
      'this entry has been taken back, or takes another one back',
      '该记录已冲正，或本身就是冲正记录',
      '該紀錄已沖正，或本身就是沖正紀錄',
    ),
  'goodwill.in-care': () =>
    w(
      'they are here for care alone and will be deleted, the ledger is not: keep them as a customer first (butler care keep)',
      '对方仅为关怀对象，到期删除，而台账须长期保存：请先转为客户（butler care keep）',
      '對方僅為關懷對象，到期刪除，而台帳須長期保存：請先轉為客戶（butler care keep）',
    ),
  'scheme.bad-criteria': ({ problems }) =>
    w(
      `the criteria cannot be read: ${list(problems, '; ')}`,
      `适用条件有误：${list(problems, '；')}`,
      `適用條件有誤：${list(problems, '；')}`,
    ),
  'scheme.no-claim': () =>
    w(
      'a scheme is made from a special case that is about a claim: start it from the claim',
      '只有针对理赔发起的特事特办才能形成专项方案，请从理赔发起',
      '只有針對理賠發起的特事特辦才能形成專項方案，請從理賠發起',
    ),
  'scheme.not-covered': ({ misfits }) => {
    const why = Array.isArray(misfits) ? misfits.map(misfitWords) : []
    const join = (language: keyof Words, between: string) => why.map((one) => one[language]).join(between)
    return w(
      `this claim is no like case: ${join('en', '; ')}`,
      `这件理赔不符合方案条件：${join('zh-Hans', '；')}`,
      `這件理賠不符合方案條件：${join('zh-Hant', '；')}`,
    )
  },
  'scheme.not-in-time': ({ startsOn, endsOn, today }) =>
    w(
      `the scheme runs from ${text(startsOn)} to ${text(endsOn)}; today is ${text(today)}`,
      `方案有效期为 ${text(startsOn)} 至 ${text(endsOn)}，今天是 ${text(today)}`,
      `方案有效期為 ${text(startsOn)} 至 ${text(endsOn)}，今天是 ${text(today)}`,
    ),
  'scheme.wrong-state': ({ state }) => {
    const now = schemeStateWords(state)
    return w(`this scheme is ${now.en}`, `该方案${now['zh-Hans']}`, `該方案${now['zh-Hant']}`)
  },
  'scheme.decided': ({ by }, names) =>
    w(
      `${names(text(by))} has decided on this scheme already`,
      `${names(text(by))}已审批该方案`,
      `${names(text(by))}已審批該方案`,
    ),
  'scheme.author-may-not-decide': () =>
    w(
      'nobody decides on a scheme that they proposed, or that their own special case began: ask a colleague',
      '本人提交的方案，或由本人发起的特事特办形成的方案，须由他人审批',
      '本人提交的方案，或由本人發起的特事特辦形成的方案，須由他人審批',
    ),
  'scheme.own-judgement': () =>
    w(
      'nobody grants money on a judgement that they signed themselves: ask a colleague',
      '本人签署判断的理赔，须由他人按方案支付',
      '本人簽署判斷的理賠，須由他人按方案支付',
    ),
  'scheme.amount': ({ minFen, maxFen }) =>
    w(
      `the scheme pays ¥${money(minFen)} to ¥${money(maxFen)}: say how much`,
      `方案金额为 ¥${money(minFen)} 至 ¥${money(maxFen)}，请填写金额`,
      `方案金額為 ¥${money(minFen)} 至 ¥${money(maxFen)}，請填寫金額`,
    ),
  'scheme.budget-spent': ({ leftFen }) =>
    w(
      `the budget does not reach: ¥${money(leftFen)} are left`,
      `预算不足：还剩 ¥${money(leftFen)}`,
      `預算不足：還剩 ¥${money(leftFen)}`,
    ),
} satisfies { [C in Extract<RefusalCode, `goodwill.${string}` | `scheme.${string}`>]: RefusalSentence }

function money(fen: unknown): string {
  return typeof fen === 'number' ? yuan(fen) : '?'
}
