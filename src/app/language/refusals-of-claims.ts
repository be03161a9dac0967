import type { RefusalCode } from '../../core/refusal.ts'
import { w, type Words } from '../../core/language.ts'
import { knownDocument } from '../../core/judgement/document-name.ts'
import { factSpec } from '../../core/judgement/fact.ts'
import { yuan } from '../../core/money.ts'
import type { RefusalSentence } from '../refusals.ts'
import { claimStateWords, documentStateWords, disputeWayWords, outcomeWords } from './claim-labels.ts'
import { shown, text, when } from './refusal-data.ts'

/** The sentences of refusals of claims, their documents and disputes. */
export const claimRefusalWords = {
  'claim.changed': () =>
    w(
      'an answer or the product has changed since: look again, then sign',
      '内容或产品规则在此期间有变化，请重新看过再签署',
      '內容或產品規則在此期間有變動，請重新看過再簽署',
    ),
  'claim.not-open': ({ claimId }) =>
    w(`the claim is closed (${text(claimId)})`, `该理赔已结案（${text(claimId)}）`, `該理賠已結案（${text(claimId)}）`),
  'claim.bad-fact': ({ fact, value, expected }) =>
    w(
      `${text(fact)} cannot be ${shown(value)}: expected ${text(expected)}`,
      `${text(fact)} 不能填 ${shown(value)}，应为：${text(expected)}`,
      `${text(fact)} 不能填 ${shown(value)}，應為：${text(expected)}`,
    ),
  'claim.no-pack': ({ productCode }) =>
    w(
      `the terms of ${text(productCode)} are not installed: import the product first`,
      `尚未安装 ${text(productCode)} 的条款，请先导入产品`,
      `尚未安裝 ${text(productCode)} 的條款，請先匯入產品`,
    ),
  'claim.wrong-state': ({ state, expected }) => {
    const [is, wanted] = [claimStateWords(state), listed(expected, claimStateWords)]
    return w(
      `the claim is ${is.en}: this goes only when it is ${wanted.en}`,
      `理赔目前“${is['zh-Hans']}”，只有“${wanted['zh-Hans']}”时才能这样做`,
      `理賠目前「${is['zh-Hant']}」，只有「${wanted['zh-Hant']}」時才能這樣做`,
    )
  },
  'claim.bad-day': ({ on, earliest, latest }) =>
    earliest === undefined
      ? w(
          `${text(on)} is too late: not after ${text(latest)}`,
          `日期 ${text(on)} 太晚，不能晚于 ${text(latest)}`,
          `日期 ${text(on)} 太晚，不能晚於 ${text(latest)}`,
        )
      : w(
          `${text(on)} is too early: not before ${text(earliest)}`,
          `日期 ${text(on)} 太早，不能早于 ${text(earliest)}`,
          `日期 ${text(on)} 太早，不能早於 ${text(earliest)}`,
        ),
  'claim.documents-missing': ({ codes }) => {
    const names = listed(codes, documentWords)
    return w(
      `wait for the documents, or say why it goes in without: missing ${names.en}`,
      `请等材料收齐，或写明为何先行提交。还缺：${names['zh-Hans']}`,
      `請等文件收齊，或寫明為何先行提交。還缺：${names['zh-Hant']}`,
    )
  },
  'claim.request-frozen': ({ at }) =>
    w(
      `the documents were asked for${when(at, ' at ')}, all at once (Insurance Law art. 22): only a new fact can add one`,
      `材料已${when(at, '于 ')} 一次性告知（保险法第22条），只有出现新情况才能追加`,
      `文件已${when(at, '於 ')} 一次性告知（保險法第22條），只有出現新情況才能追加`,
    ),
  'claim.not-requested': () =>
    w(
      'no documents have been asked for yet: send the one complete request first',
      '还没有发出一次性材料清单，请先发出',
      '還沒有發出一次性文件清單，請先發出',
    ),
  'claim.no-new-fact': ({ fact }) =>
    w(
      `${text(fact)} is as it was when the documents were asked for: without a new fact nothing can be added (art. 22)`,
      `${text(fact)} 与发出清单时相同：没有新情况不能追加材料（保险法第22条）`,
      `${text(fact)} 與發出清單時相同：沒有新情況不能追加文件（保險法第22條）`,
    ),
  'claim.document-asked': ({ code }) =>
    w(
      `${documentWords(code).en} is on the list already`,
      `清单上已有${documentWords(code)['zh-Hans']}`,
      `清單上已有${documentWords(code)['zh-Hant']}`,
    ),
  'claim.document-state': ({ code, state, expected }) => {
    const [is, wanted] = [documentStateWords(state), listed(expected, documentStateWords)]
    return w(
      `${documentWords(code).en} is ${is.en}: next it can be ${wanted.en}`,
      `${documentWords(code)['zh-Hans']}目前“${is['zh-Hans']}”，接下来只能是“${wanted['zh-Hans']}”`,
      `${documentWords(code)['zh-Hant']}目前「${is['zh-Hant']}」，接下來只能是「${wanted['zh-Hant']}」`,
    )
  },
  'claim.ask-open': ({ noticeOn }) =>
    w(
      `the insurer’s notice of ${text(noticeOn)} is not answered yet: note the supplements first`,
      `${text(noticeOn)} 的补件通知还没有补齐，请先登记补件`,
      `${text(noticeOn)} 的補件通知還沒有補齊，請先登錄補件`,
    ),
  'claim.no-ask': () =>
    w('the insurer has asked for nothing', '保险公司没有未补齐的补件通知', '保險公司沒有未補齊的補件通知'),
  'claim.told-already': ({ at }) =>
    w(
      `the customer was told this judgement${when(at, ' at ')}`,
      `这份初步判断已${when(at, '于 ')} 告知客户`,
      `這份初步判斷已${when(at, '於 ')} 告知客戶`,
    ),
  'claim.signed-already': () =>
    w(
      'you have signed this judgement as it is',
      '您已签署过这份判断，内容没有变化',
      '您已簽署過這份判斷，內容沒有變動',
    ),
  'claim.answer-changed': ({ fact, value }) => {
    const spec = factSpec(text(fact))
    return w(
      `somebody else has answered “${spec?.label.en ?? text(fact)}” meanwhile (${shown(value)}): look, then answer again`,
      `“${spec?.label['zh-Hans'] ?? text(fact)}”已被同事改为 ${shown(value)}，请核对后再填`,
      `「${spec?.label['zh-Hant'] ?? text(fact)}」已被同事改為 ${shown(value)}，請核對後再填`,
    )
  },
  'claim.payment-known': ({ paidOn, paidFen }) => {
    const paid = typeof paidFen === 'number' ? yuan(paidFen) : text(paidFen)
    return w(
      `a payment of ¥${paid} on ${text(paidOn)} is noted already`,
      `${text(paidOn)} 的赔付 ¥${paid} 已经登记过`,
      `${text(paidOn)} 的賠付 ¥${paid} 已經登錄過`,
    )
  },
  'claim.has-dispute': () =>
    w(
      'there is a dispute about it: that has to stand as it is',
      '已就此提出争议，不能再撤回登记',
      '已就此提出爭議，不能再撤回登錄',
    ),
  'claim.reason-missing': () => w('say why', '请写明原因', '請寫明原因'),
  'claim.not-signed': ({ isStale }) =>
    isStale === true
      ? w(
          'answers or rules have changed since the judgement was signed: look again and sign anew',
          '签署之后内容或规则有变化，请重新看过并签署',
          '簽署之後內容或規則有變動，請重新看過並簽署',
        )
      : w(
          'no judgement is signed: nothing of it goes to a customer before',
          '还没有签署初步判断，不能告知客户',
          '還沒有簽署初步判斷，不能告知客戶',
        ),
  'claim.explanation-incomplete': ({ missing }) => {
    const parts = listed(missing, partWords)
    return w(
      `an explanation needs the clause, the facts, the reason and the next right: missing ${parts.en}`,
      `解释必须写明条款、事实、理由和客户下一步的权利，还缺：${parts['zh-Hans']}`,
      `說明必須寫明條款、事實、理由和客戶下一步的權利，還缺：${parts['zh-Hant']}`,
    )
  },
  'claim.no-clause': ({ clause, productCode }) =>
    w(
      `the terms of ${text(productCode)} have no clause ${text(clause)}: give its words as the insurer quotes them`,
      `${text(productCode)} 的条款里没有第 ${text(clause)} 条，请照保险公司的引文填写原文`,
      `${text(productCode)} 的條款裡沒有第 ${text(clause)} 條，請照保險公司的引文填寫原文`,
    ),
  'claim.not-explained': () =>
    w(
      'nobody has explained the refusal to the customer yet: that comes first',
      '还没有向客户解释拒赔，请先解释',
      '還沒有向客戶說明拒賠，請先說明',
    ),
  'claim.wrong-outcome': ({ state, expected }) => {
    const [is, wanted] = [claimStateWords(state), listed(expected, outcomeWords)]
    return w(
      `a claim that is ${is.en} can close only as: ${wanted.en || 'nothing, it is not over'}`,
      `“${is['zh-Hans']}”的理赔只能以此结案：${wanted['zh-Hans'] || '无（尚未结束）'}`,
      `「${is['zh-Hant']}」的理賠只能以此結案：${wanted['zh-Hant'] || '無（尚未結束）'}`,
    )
  },
  'dispute.not-open': () => w('the dispute is over', '争议已结束', '爭議已結束'),
  'dispute.round-open': ({ way, sentOn }) => {
    const where = disputeWayWords(way)
    return w(
      `the round of ${text(sentOn)} (${where.en}) has no answer yet: note it, or go further than that`,
      `${text(sentOn)} 的一轮（${where['zh-Hans']}）还没有答复：请先登记，或走更上一级`,
      `${text(sentOn)} 的一輪（${where['zh-Hant']}）還沒有答覆：請先登錄，或走更上一級`,
    )
  },
  'dispute.no-round': () => w('no round waits for an answer', '没有等待答复的一轮', '沒有等待答覆的一輪'),
  'dispute.beyond-stake': ({ wonFen, stakeFen }) => {
    const [won, stake] = [wonFen, stakeFen].map((fen) => (typeof fen === 'number' ? yuan(fen) : text(fen)))
    return w(
      `¥${won} is more than the ¥${stake} at stake: check it, or say that it is right (--beyond-stake)`,
      `¥${won} 超过争议金额 ¥${stake}：请核对；确认无误请注明（--beyond-stake）`,
      `¥${won} 超過爭議金額 ¥${stake}：請核對；確認無誤請註明（--beyond-stake）`,
    )
  },
  'dispute.amount': ({ wonFen }) => {
    const won = typeof wonFen === 'number' ? yuan(wonFen) : text(wonFen)
    return w(
      `what is won has an amount above nothing, what is lost has none: ¥${won} does not fit`,
      `争取到的须有金额，未争取到的金额为0：¥${won} 不符`,
      `爭取到的須有金額，未爭取到的金額為0：¥${won} 不符`,
    )
  },
} satisfies { [C in Extract<RefusalCode, `${'claim' | 'dispute'}.${string}`>]: RefusalSentence }

function partWords(part: unknown): Words {
  switch (part) {
    case 'clause':
      return w('the clause', '条款', '條款')
    case 'facts':
      return w('the facts', '事实', '事實')
    case 'reason':
      return w('the reason', '理由', '理由')
    default:
      return w('the next right', '下一步权利', '下一步權利')
  }
}

function documentWords(code: unknown): Words {
  const name = text(code)
  return knownDocument(name)?.name ?? w(name, name, name)
}

function listed(list: unknown, wordsOf: (one: unknown) => Words): Words {
  const words = Array.isArray(list) ? list.map(wordsOf) : []
  return {
    en: words.map(({ en }) => en).join(', '),
    'zh-Hans': words.map((one) => one['zh-Hans']).join('、'),
    'zh-Hant': words.map((one) => one['zh-Hant']).join('、'),
  }
}
