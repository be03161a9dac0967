import { type Words, w } from '../../core/language.ts'
import type { Misfit } from '../../core/scheme/criteria.ts'
import type { standingOf } from '../../core/scheme/standing.ts'
import type { Precedent } from '../../core/special/schema.ts'
import { factLabel } from './fact-words.ts'

export const schemeLabels = {
  waiting: w('waiting for approval', '待审批', '待審批'),
  refused: w('refused', '未获批准', '未獲核准'),
  running: w('running', '执行中', '執行中'),
  stopped: w('stopped', '已暂停', '已暫停'),
  toCome: w('still to begin', '未开始', '未開始'),
  over: w('over', '已到期', '已到期'),
  spent: w('spent', '预算已用完', '預算已用完'),
} satisfies Record<ReturnType<typeof standingOf>, Words>

export const precedentLabels = {
  approved: w('approved', '批准', '批准'),
  refused: w('refused', '驳回', '駁回'),
} satisfies Record<Precedent['verdict'], Words>

export function schemeStateWords(state: unknown): Words {
  const words: Record<string, Words> = schemeLabels
  return (typeof state === 'string' ? words[state] : undefined) ?? w('not running', '未执行', '未執行')
}

/** Why a claim is no like case; data of a newer endpoint may be anything. */
export function misfitWords(misfit: Partial<Misfit>): Words {
  switch (misfit.why) {
    case 'product':
      return w('it is on another product', '产品不同', '產品不同')
    case 'payable':
      return w('it is not judged not payable', '初步判断不是不可赔', '初步判斷不是不可賠')
    case 'clause':
      return w('it fails by another clause', '不符合的条款不同', '不符合的條款不同')
    case 'paid':
      return w('the insurer has paid on it', '保险公司已赔付', '保險公司已賠付')
    case 'condition':
      return w('the facts are others', '事实与条件不符', '事實與條件不符')
    case 'unknown': {
      const keys = misfit.facts ?? []
      const names = (language: keyof Words, between: string) =>
        keys.map((key) => factLabel(key, language)).join(between)
      return w(
        `still to be answered: ${names('en', ', ')}`,
        `还需确认：${names('zh-Hans', '、')}`,
        `還需確認：${names('zh-Hant', '、')}`,
      )
    }
    case undefined:
      return w('another reason', '其他原因', '其他原因')
  }
}
