import type { RefusalCode } from '../../core/refusal.ts'
import type { RefusalSentence } from '../refusals.ts'
import { count, text } from './refusal-data.ts'
import { w } from '../../core/language.ts'

/** The sentences of the refusals that products, their packs and overlays can meet. */
export const productRefusalWords = {
  'product.bad-pack': ({ problems }) =>
    w(
      `the product pack has ${count(problems)} problem(s): butler pack check FILE lists them`,
      `产品包有 ${count(problems)} 处问题，可用 butler pack check FILE 查看`,
      `產品包有 ${count(problems)} 處問題，可用 butler pack check FILE 查看`,
    ),
  'product.needs-approval': ({ subject }) =>
    w(
      `${text(subject)} is in use: a change to it needs a second person (butler pack install FILE)`,
      `${text(subject)} 已在使用，变更须由第二人批准（butler pack install FILE）`,
      `${text(subject)} 已在使用，變更須由第二人核准（butler pack install FILE）`,
    ),
  'pack.unchanged': ({ subject }) =>
    w(
      `${text(subject)} is installed already, word for word`,
      `${text(subject)} 已安装，内容完全相同`,
      `${text(subject)} 已安裝，內容完全相同`,
    ),
  'pack.not-newer': ({ subject, revision, installed }) =>
    w(
      `revision ${text(revision)} of ${text(subject)} is not later than the installed ${text(installed)}`,
      `${text(subject)} 的版本 ${text(revision)} 不晚于已安装的 ${text(installed)}`,
      `${text(subject)} 的版本 ${text(revision)} 不晚於已安裝的 ${text(installed)}`,
    ),
  'pack.not-yet': ({ revision, today }) =>
    w(
      `revision ${text(revision)} is of a day to come; today is ${text(today)}`,
      `版本 ${text(revision)} 的日期未到；今天是 ${text(today)}`,
      `版本 ${text(revision)} 的日期未到；今天是 ${text(today)}`,
    ),
  'pack.bad-overlay': ({ problems }) =>
    w(
      `the overlay has ${count(problems)} problem(s): butler pack check FILE lists them`,
      `责任扩展有 ${count(problems)} 处问题，可用 butler pack check FILE 查看`,
      `責任擴展有 ${count(problems)} 處問題，可用 butler pack check FILE 查看`,
    ),
  'pack.overlay-exists': ({ subject }) =>
    w(
      `${text(subject)} was announced already and is never edited: withdraw it and announce another`,
      `${text(subject)} 已公告，不可修改：请撤回后另行公告`,
      `${text(subject)} 已公告，不可修改：請撤回後另行公告`,
    ),
  'pack.breaks-overlay': ({ overlayId }) =>
    w(
      `the overlay ${text(overlayId)} in force names what this revision no longer has`,
      `生效中的责任扩展 ${text(overlayId)} 用到了本版本已没有的内容`,
      `生效中的責任擴展 ${text(overlayId)} 用到了本版本已沒有的內容`,
    ),
  'pack.decided': ({ state, by }, names) =>
    state === 'refused'
      ? w(
          `${names(text(by))} has refused this proposal`,
          `${names(text(by))}已驳回该申请`,
          `${names(text(by))}已駁回該申請`,
        )
      : w(
          `${names(text(by))} has approved this proposal`,
          `${names(text(by))}已批准该申请`,
          `${names(text(by))}已核准該申請`,
        ),
  'pack.author-may-not-decide': () =>
    w(
      'nobody decides on what they proposed themselves: ask another supervisor or manager',
      '本人提交的变更不能由本人审批，请找另一位主管或管理人员',
      '本人提交的變更不能由本人審批，請找另一位主管或管理人員',
    ),
  'overlay.withdrawn': ({ overlayId, withdrawnOn }) =>
    w(
      `${text(overlayId)} was withdrawn on ${text(withdrawnOn)}`,
      `${text(overlayId)} 已于 ${text(withdrawnOn)} 撤回`,
      `${text(overlayId)} 已於 ${text(withdrawnOn)} 撤回`,
    ),
  'overlay.not-in-the-past': ({ on, today }) =>
    w(
      `${text(on)} is past: an overlay is withdrawn from today (${text(today)}) on at the earliest`,
      `${text(on)} 已过：责任扩展最早从今天（${text(today)}）起撤回`,
      `${text(on)} 已過：責任擴展最早從今天（${text(today)}）起撤回`,
    ),
} satisfies {
  [C in Extract<RefusalCode, `product.${string}` | `pack.${string}` | `overlay.${string}`>]: RefusalSentence
}
