import type { ClaimFile } from '../checklist/checklist.ts'
import type { Customer } from '../customer/schema.ts'
import { salutationOf } from '../escalation/salutation.ts'
import { factSpec } from '../judgement/fact.ts'
import type { Facts } from '../judgement/fact-value.ts'
import type { Effect, Judgement, RequestedDocument } from '../judgement/judgement.ts'
import { candidateTerms } from '../judgement/plan.ts'
import { isExact, type Range } from '../judgement/range.ts'
import { type Language, type Words, w } from '../language.ts'
import { yuan } from '../money.ts'
import type { Pack } from '../product/pack.ts'
import { groundNamed } from './grounds.ts'
import { reasonText } from './reason-text.ts'

/** Words for a customer. Nobody but a person sends them; what is ours to judge says that the last word is the insurer's. */
export type Addressee = {
  customer: Pick<Customer, 'name' | 'gender'>
  product: { pack: unknown }
  /** Who is insured: where that person has died, the customer who is the same is not the one to be written to. */
  policy?: { insuredName: string }
}

/** The one complete request for documents. */
export function documentsText(language: Language, to: Addressee, documents: readonly RequestedDocument[]): string {
  const item = ({ name, why }: RequestedDocument, at: number) =>
    language === 'en' ? `${at + 1}. ${name.en} (${why.en})` : `${at + 1}. ${name[language]}（${why[language]}）`
  const product = productName(language, to)
  return [
    w(
      `${dear(language, to.customer)}this is what the insurer needs for your ${product} claim, all of it at once; should something new come up, I will say why one more is needed:`,
      `${dear(language, to.customer)}您的${product}理赔需要以下材料，尽量一次说全；如有新情况需要补充，我会说明原因：`,
      `${dear(language, to.customer)}您的${product}理賠需要以下文件，盡量一次說全；如有新情況需要補充，我會說明原因：`,
    )[language],
    ...documents.map(item),
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
  const because = withoutStop(reason)
  return w(
    `${dear(language, to.customer)}something new has come up: ${because}. It takes one document more: ${name.en}. Nothing that you have given already is asked for again.`,
    `${dear(language, to.customer)}因为有了新情况：${because}，还需要补充一份材料：${name['zh-Hans']}。已经给过的不用再给。`,
    `${dear(language, to.customer)}因為有了新情況：${because}，還需要補充一份文件：${name['zh-Hant']}。已經給過的不用再給。`,
  )[language]
}

/** What a signed judgement says: `facts` are those that it was signed with, `otherPolicies` names of those that may still pay. */
export type Told = { judgement: Judgement; facts: Facts; otherPolicies: readonly string[] }

/** What a signed judgement says to the customer, or to the family of one who has died. */
export function judgementText(language: Language, to: Addressee, told: Told): string {
  const isDeath = told.facts['event.outcome'] === 'death'
  const isOfTheDead = isDeath && to.policy?.insuredName === to.customer.name
  const greeting = isOfTheDead ? w('Dear family, ', '家属您好，', '家屬您好，')[language] : dear(language, to.customer)
  const condolence = isDeath
    ? w('please accept our deepest sympathy. ', '请您节哀，保重身体。', '請您節哀，保重身體。')[language]
    : ''
  const last = w(
    'This is our preliminary reading; the insurer has the last word.',
    '以上是初步判断，最终以保险公司核定为准。',
    '以上是初步判斷，最終以保險公司核定為準。',
  )
  const said = saidOf(language, to, told)
  const body = language === 'en' && isDeath ? capital(said) : said
  return `${greeting}${condolence}${body}${language === 'en' ? ' ' : ''}${last[language]}`
}

function saidOf(language: Language, to: Addressee, told: Told): string {
  switch (told.judgement.verdict) {
    case 'payable':
      return payableText(language, to, told.judgement)
    case 'needs_info':
      return openText(language, told.judgement)
    case 'not_payable':
      return told.judgement.liability === 'out'
        ? notCoveredText(language, told)
        : nothingLeftText(language, to, told.judgement)
  }
}

function payableText(language: Language, to: Addressee, { clauses, amountFen, deadlines }: Judgement): string {
  const [name, numbers, amount] = [productName(language, to), clauseList(language, clauses), range(amountFen)]
  const by = deadlines.decideBy
  const when = by
    ? w(` The insurer has to decide by ${by}.`, `保险公司应在${by}前作出核定。`, `保險公司應在${by}前作出核定。`)[
        language
      ]
    : ''
  return w(
    `from what you have told us this is likely covered by ${name}, ${numbers}, and would come to about ${amount}. I will send you the list of documents in one message.${when}`,
    `根据您提供的情况，初步判断属于${name}${numbers}的保障范围，预计可赔${amount}。需要的材料我会一次性发给您。${when}`,
    `根據您提供的情況，初步判斷屬於${name}${numbers}的保障範圍，預計可賠${amount}。需要的文件我會一次性發給您。${when}`,
  )[language]
}

/** Covered, and yet nothing is left to pay: a deductible, a limit that is used up. */
function nothingLeftText(language: Language, to: Addressee, { clauses, quotes }: Judgement): string {
  const clause = clauses.at(-1) ?? ''
  const [name, quoted] = [productName(language, to), withoutStop(quotes[clause] ?? '')]
  return w(
    `from what you have told us this is covered by ${name}, but by clause ${clause}, “${quoted}”, nothing is left to be paid this time. Please keep the invoices: what you have spent may count for the next time, and other insurance may pay for it.`,
    `根据您提供的情况，这次属于${name}的保障范围，但按第${clause}条“${quoted}”计算，这次可赔付的金额为0元。票据请保留好：这次的自付可能计入下一次，也可以看看其他保险能否报销。`,
    `根據您提供的情況，這次屬於${name}的保障範圍，但按第${clause}條「${quoted}」計算，這次可賠付的金額為0元。收據請保留好：這次的自付可能計入下一次，也可以看看其他保險能否理賠。`,
  )[language]
}

function openText(language: Language, { missing, nextQuestion }: Judgement): string {
  const names = missing.slice(0, 3).flatMap((fact) => factSpec(fact)?.label[language] ?? [])
  const question = nextQuestion?.text[language] ?? ''
  const effects = (nextQuestion?.effects ?? []).slice(0, 4)
  const outcomes = effects.map((effect) => effectText(language, effect, nextQuestion?.clause ?? ''))
  const join = language === 'en' ? '; ' : '；'
  const first = outcomes.length > 0 ? `${outcomes.join(join)}${language === 'en' ? '.' : '。'}` : ''
  return w(
    `we cannot say yet; still open: ${names.join(', ')}. Please tell me first: ${question} ${capital(first)}`,
    `目前还不能下结论，还差：${names.join('、')}。请先告诉我：${question}${first}`,
    `目前還不能下結論，還差：${names.join('、')}。請先告訴我：${question}${first}`,
  )[language].trim()
}

function effectText(language: Language, { label, verdict, amountFen }: Effect, clause: string): string {
  const amount = range(amountFen)
  const said =
    verdict === 'not_payable'
      ? w(`probably not covered (clause ${clause})`, `可能无法赔付（第${clause}条）`, `可能無法賠付（第${clause}條）`)
      : w(`about ${amount}`, `约${amount}`, `約${amount}`)
  return w(
    `if “${label.en}”: ${said.en}`,
    `如果是“${label['zh-Hans']}”，${said['zh-Hans']}`,
    `如果是「${label['zh-Hant']}」，${said['zh-Hant']}`,
  )[language]
}

function notCoveredText(language: Language, { judgement, facts, otherPolicies }: Told): string {
  const [clause = ''] = judgement.clauses
  const quoted = withoutStop(judgement.quotes[clause] ?? '')
  const reason = reasonText(language, judgement, facts)
  const rights = rightsOf(judgement, otherPolicies).map((right) => right[language])
  const because = reason ? w(` What decides: ${reason}.`, `原因是：${reason}。`, `原因是：${reason}。`)[language] : ''
  return w(
    `I am sorry: by clause ${clause}, “${quoted}”, this is, as it stands, not covered.${because} What you can do: ${rights.join('; ')}. If you see it differently, I will go through a review with you.`,
    `很抱歉，按第${clause}条“${quoted}”，这次情况初步判断不在保障范围。${because}您可以：${rights.join('；')}。如有不同意见，我陪您一起申请复核。`,
    `很抱歉，按第${clause}條「${quoted}」，這次情況初步判斷不在保障範圍。${because}您可以：${rights.join('；')}。如有不同意見，我陪您一起申請覆核。`,
  )[language]
}

/** What is open to somebody whom our own judgement says no to; there is always something. */
export function rightsOf({ refundFen, grounds, flags }: Judgement, otherPolicies: readonly string[] = []): Words[] {
  return [
    ...(refundFen > 0
      ? [
          w(
            `have the insurer pay ¥${yuan(refundFen)} back to you`,
            `请保险公司退还给您${yuan(refundFen)}元`,
            `請保險公司退還給您${yuan(refundFen)}元`,
          ),
        ]
      : []),
    ...contestable(grounds.map(({ ground }) => ground)),
    ...(flags.includes('special_case_candidate')
      ? [w('have us put it forward as a special case', '由我们提交特事特办', '由我們提交特事特辦')]
      : []),
    ...otherPolicies.map((name) => w(`see what ${name} pays`, `看${name}能否赔付`, `看${name}能否賠付`)),
    w(
      'file all the same and have the insurer decide in writing',
      '仍然提交申请，由保险公司书面答复',
      '仍然提交申請，由保險公司書面答覆',
    ),
  ]
}

/** What is open to somebody whom the insurer has refused: `grounds` are the ids of those that apply. */
export function rightsAfterRefusal(grounds: readonly string[], flags: readonly string[]): Words[] {
  return [
    w(
      'ask the insurer for a re-review in writing, which I prepare with you',
      '书面申请保险公司复核，我来准备材料',
      '書面申請保險公司覆核，我來準備文件',
    ),
    ...contestable(grounds),
    ...(flags.includes('special_case_candidate')
      ? [w('have us put it forward as a special case', '由我们提交特事特办', '由我們提交特事特辦')]
      : []),
    w(
      'mediation, or a complaint to the financial regulator',
      '申请调解，或向金融监管部门反映',
      '申請調解，或向金融監管部門反映',
    ),
    w('arbitration, or an action in court', '申请仲裁或向法院起诉', '申請仲裁或向法院起訴'),
  ]
}

function contestable(grounds: readonly string[]): Words[] {
  const names = [...new Set(grounds)].flatMap((id) => groundNamed(id)?.name ?? [])
  if (names.length === 0) return []
  const joined = (language: Language, gap: string) => names.map((name) => name[language]).join(gap)
  return [
    w(
      `contest it: ${joined('en', ', ')}`,
      `就“${joined('zh-Hans', '、')}”提出复核`,
      `就「${joined('zh-Hant', '、')}」提出覆核`,
    ),
  ]
}

/** How a refusal is explained: nothing of it may be missing. `nextRights`: what the customer can do next, in words. */
export type Explanation = { clause: string; facts: string; reason: string; nextRights: readonly string[] }

/** The insurer's refusal explained to the customer; `clauseWords` is the clause's own text. */
export function explanationText(
  language: Language,
  customer: Addressee['customer'],
  refusedOn: string,
  { clause, facts, reason, nextRights }: Explanation,
  clauseWords: string,
): string {
  const [known, because, quoted] = [withoutStop(facts), withoutStop(reason), withoutStop(clauseWords)]
  return w(
    `${dear(language, customer)}the insurer’s answer of ${refusedOn} rests on clause ${clause}: “${quoted}”. The facts it goes by: ${known}. Its reason: ${because}. What you can do now: ${nextRights.join('; ')}. Whichever way you choose, I will go it with you.`,
    `${dear(language, customer)}保险公司${refusedOn}的答复依据的是第${clause}条：“${quoted}”。认定的事实：${known}。理由：${because}。您接下来可以：${nextRights.join('；')}。您选哪条路，我都陪您走。`,
    `${dear(language, customer)}保險公司${refusedOn}的答覆依據的是第${clause}條：「${quoted}」。認定的事實：${known}。理由：${because}。您接下來可以：${nextRights.join('；')}。您選哪條路，我都陪您走。`,
  )[language]
}

/** What an explanation still lacks, by the names of its parts. */
export function missingOf({ clause, facts, reason, nextRights }: Explanation): string[] {
  const parts = { clause, facts, reason, nextRights: nextRights.join('') }
  return Object.entries(parts).flatMap(([name, text]) => (text.trim() === '' ? [name] : []))
}

/** The text of a clause in the terms that govern the policy; undefined where they have no such clause. */
export function clauseText(
  { product, policy }: { product: { pack: unknown }; policy: Pick<ClaimFile['policy'], 'issuedOn'> },
  clause: string,
): string | undefined {
  const governing = candidateTerms(product.pack as Pack, { 'policy.issued_on': policy.issuedOn }).at(-1)
  return governing?.clauses[clause]?.text
}

function dear(language: Language, customer: Addressee['customer']): string {
  const name = salutationOf(customer, language)
  return w(`${name}, `, `${name}您好，`, `${name}您好，`)[language]
}

function productName(language: Language, { product }: Addressee): string {
  return (product.pack as Pack).name[language]
}

function clauseList(language: Language, clauses: readonly string[]): string {
  return w(
    clauses.length === 1 ? `clause ${clauses[0]}` : `clauses ${clauses.join(', ')}`,
    `第${clauses.join('、')}条`,
    `第${clauses.join('、')}條`,
  )[language]
}

function range(amountFen: Range): string {
  return isExact(amountFen) ? `¥${yuan(amountFen.min)}` : `¥${yuan(amountFen.min)}–¥${yuan(amountFen.max)}`
}

function withoutStop(text: string): string {
  return text.trim().replace(/[。.；;]+$/, '')
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
