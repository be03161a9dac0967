import type { ClaimFile } from '../checklist/checklist.ts'
import { salutationOf } from '../escalation/salutation.ts'
import { factSpec } from '../judgement/fact.ts'
import type { Effect, Judgement, RequestedDocument } from '../judgement/judgement.ts'
import { isExact, type Range } from '../judgement/range.ts'
import type { Language, Words } from '../language.ts'
import { w } from '../language.ts'
import { yuan } from '../money.ts'
import type { Customer } from '../customer/schema.ts'
import type { Pack } from '../product/pack.ts'

/** Words for a customer. Nobody but a person sends them; each says that the last word is the insurer's. */
export type Addressee = { customer: Pick<Customer, 'name' | 'gender'>; product: { pack: unknown } }

/** The one complete request for documents. */
export function documentsText(language: Language, to: Addressee, documents: readonly RequestedDocument[]): string {
  const names = documents.map(({ name, why }, at) => `${at + 1}. ${name[language]}（${why[language]}）`)
  const list = language === 'en' ? names.map((one) => one.replace('（', ' (').replace('）', ')')) : names
  return [
    w(
      `${dear(language, to)}this is everything that the insurer needs for your ${productName(language, to)} claim; we ask only this once:`,
      `${dear(language, to)}您的${productName(language, to)}理赔需要以下材料，我们一次说全，不会再零散索要：`,
      `${dear(language, to)}您的${productName(language, to)}理賠需要以下文件，我們一次說全，不會再零星索取：`,
    )[language],
    ...list,
    w(
      'Photos are fine as long as every corner can be read. What cannot be had, tell me and we will find another way.',
      '拍照即可，四角和字迹要清楚；有开不出来的，告诉我，我们一起想办法。',
      '拍照即可，四角和字跡要清楚；有開不出來的，告訴我，我們一起想辦法。',
    )[language],
  ].join('\n')
}

/** One document more, and the new fact that makes it necessary. */
export function addedDocumentText(
  language: Language,
  to: Addressee,
  { name }: Pick<RequestedDocument, 'name'>,
  reason: string,
): string {
  return w(
    `${dear(language, to)}something new has come up: ${reason}. It takes one document more: ${name.en}. Nothing that you have given already is asked for again.`,
    `${dear(language, to)}因为有了新情况：${reason}，还需要补充一份材料：${name['zh-Hans']}。已经给过的不用再给。`,
    `${dear(language, to)}因為有了新情況：${reason}，還需要補充一份文件：${name['zh-Hant']}。已經給過的不用再給。`,
  )[language]
}

/** What a signed judgement says to the customer. `otherPolicies`: names of those that may still respond. */
export function judgementText(
  language: Language,
  to: Addressee,
  judgement: Judgement,
  otherPolicies: readonly string[] = [],
): string {
  const opening = judgement.flags.includes('gentle_wording')
    ? w('we are deeply sorry for your loss. ', '请您节哀，保重身体。', '請您節哀，保重身體。')[language]
    : ''
  const said = saidOf(language, to, judgement, otherPolicies)
  const last = w(
    'This is our preliminary reading; the insurer has the last word.',
    '以上是初步判断，最终以保险公司核定为准。',
    '以上是初步判斷，最終以保險公司核定為準。',
  )
  const gap = language === 'en' ? ' ' : ''
  return `${dear(language, to)}${opening}${said}${gap}${last[language]}`
}

function saidOf(language: Language, to: Addressee, judgement: Judgement, otherPolicies: readonly string[]): string {
  switch (judgement.verdict) {
    case 'payable':
      return payableText(language, to, judgement)
    case 'needs_info':
      return openText(language, judgement)
    case 'not_payable':
      return notPayableText(language, judgement, otherPolicies)
  }
}

function payableText(language: Language, to: Addressee, { clauses, amountFen, documents }: Judgement): string {
  const [name, numbers, amount] = [productName(language, to), clauses.join(' '), range(amountFen)]
  const list = documents.map((one) => one.name[language])
  return w(
    `from what you have told us this is likely within ${name}, clause ${numbers}, and would come to about ${amount}. Please let us have: ${list.join(', ')}.`,
    `根据您提供的情况，初步判断属于${name}条款${numbers}的保障范围，预计可赔${amount}。请准备：${list.join('、')}。`,
    `根據您提供的情況，初步判斷屬於${name}條款${numbers}的保障範圍，預計可賠${amount}。請準備：${list.join('、')}。`,
  )[language]
}

function openText(language: Language, { missing, nextQuestion }: Judgement): string {
  const names = missing.slice(0, 3).flatMap((fact) => factSpec(fact)?.label[language] ?? [])
  const effects = (nextQuestion?.effects ?? [])
    .slice(0, 4)
    .map((effect) => effectText(language, effect, nextQuestion?.clause ?? ''))
  const question = nextQuestion?.text[language] ?? ''
  return w(
    `we cannot say yet: ${names.join(', ')} are still open. ${effects.join('; ')}. Please tell me first: ${question}`,
    `目前还不能下结论，还差：${names.join('、')}。${effects.join('；')}。请先告诉我：${question}`,
    `目前還不能下結論，還差：${names.join('、')}。${effects.join('；')}。請先告訴我：${question}`,
  )[language]
}

function effectText(language: Language, { label, verdict, amountFen }: Effect, clause: string): string {
  const amount = range(amountFen)
  return verdict === 'not_payable'
    ? w(
        `if ${label.en}: probably not covered (clause ${clause})`,
        `如果${label['zh-Hans']}，可能无法赔付（条款${clause}）`,
        `如果${label['zh-Hant']}，可能無法賠付（條款${clause}）`,
      )[language]
    : w(
        `if ${label.en}: about ${amount}`,
        `如果${label['zh-Hans']}，约${amount}`,
        `如果${label['zh-Hant']}，約${amount}`,
      )[language]
}

function notPayableText(language: Language, judgement: Judgement, otherPolicies: readonly string[]): string {
  const [clause = ''] = judgement.clauses
  const rights = rightsOf(judgement, otherPolicies).map((right) => right[language])
  return w(
    `I am sorry: by clause ${clause}, “${judgement.quotes[clause] ?? ''}”, this is, as it stands, not covered. You can: ${rights.join('; ')}. If you see it differently, I will go through a review with you.`,
    `很抱歉，按条款${clause}“${judgement.quotes[clause] ?? ''}”，这次情况初步判断不在保障范围。您可以：${rights.join('；')}。如有不同意见，我陪您一起申请复核。`,
    `很抱歉，按條款${clause}「${judgement.quotes[clause] ?? ''}」，這次情況初步判斷不在保障範圍。您可以：${rights.join('；')}。如有不同意見，我陪您一起申請覆核。`,
  )[language]
}

/** What is open to somebody whom a judgement says no to; there is always something. */
export function rightsOf({ refundFen, grounds, flags }: Judgement, otherPolicies: readonly string[] = []): Words[] {
  return [
    ...(refundFen > 0
      ? [w(`have ¥${yuan(refundFen)} paid back`, `退还${yuan(refundFen)}元`, `退還${yuan(refundFen)}元`)]
      : []),
    ...(grounds.length > 0
      ? [
          w(
            'contest it on the points that we have noted',
            '就我们记下的可争议点提出复核',
            '就我們記下的可爭議點提出覆核',
          ),
        ]
      : []),
    ...(flags.includes('special_case_candidate')
      ? [w('have us put it forward as a special case', '由我们提交特事特办', '由我們提交特事特辦')]
      : []),
    ...otherPolicies.map((name) => w(`claim on ${name}`, `看${name}能否赔付`, `看${name}能否賠付`)),
    w(
      'file all the same and have the insurer decide in writing',
      '仍然提交申请，由保险公司书面答复',
      '仍然提交申請，由保險公司書面答覆',
    ),
  ]
}

/** How a refusal is explained: nothing of it may be missing. `nextRights`: what the customer can do next, in words. */
export type Explanation = { clause: string; facts: string; reason: string; nextRights: readonly string[] }

/** The insurer's refusal explained to the customer; `quoted` is the clause's own text. */
export function explanationText(
  language: Language,
  to: Addressee,
  refusedOn: string,
  { clause, facts, reason, nextRights }: Explanation,
  quoted: string,
): string {
  return w(
    `${dear(language, to)}the insurer’s answer of ${refusedOn} rests on clause ${clause}: “${quoted}”. The facts it goes by: ${facts}. Its reason: ${reason}. What you can do now: ${nextRights.join('; ')}. The last word is not spoken: I stay with you through whichever way you choose.`,
    `${dear(language, to)}保险公司${refusedOn}的答复依据的是条款${clause}：“${quoted}”。认定的事实：${facts}。理由：${reason}。您接下来可以：${nextRights.join('；')}。这还不是最后的结果，您选哪条路我都陪您走。`,
    `${dear(language, to)}保險公司${refusedOn}的答覆依據的是條款${clause}：「${quoted}」。認定的事實：${facts}。理由：${reason}。您接下來可以：${nextRights.join('；')}。這還不是最後的結果，您選哪條路我都陪您走。`,
  )[language]
}

/** What an explanation still lacks, by the names of its parts. */
export function missingOf({ clause, facts, reason, nextRights }: Explanation): string[] {
  const parts = { clause, facts, reason, nextRights: nextRights.join('') }
  return Object.entries(parts).flatMap(([name, text]) => (text.trim() === '' ? [name] : []))
}

/** The text of a clause in the terms that govern the policy; undefined where they have no such clause. */
export function clauseText(
  { product, policy }: Pick<ClaimFile, 'product' | 'policy'>,
  clause: string,
): string | undefined {
  const pack = product.pack as Pack
  const governing = pack.terms.find(
    ({ issued }) => issued.from <= policy.issuedOn && (issued.to ?? '9999-12-31') >= policy.issuedOn,
  )
  return governing?.clauses[clause]?.text
}

function dear(language: Language, { customer }: Addressee): string {
  const name = salutationOf(customer, language)
  return w(`${name}, `, `${name}您好，`, `${name}您好，`)[language]
}

function productName(language: Language, { product }: Addressee): string {
  return (product.pack as Pack).name[language]
}

function range(amountFen: Range): string {
  return isExact(amountFen) ? `¥${yuan(amountFen.min)}` : `¥${yuan(amountFen.min)}–¥${yuan(amountFen.max)}`
}
