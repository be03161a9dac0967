import type { Language, Words } from '../../core/language.ts'
import type { RefusalCode } from '../../core/refusal.ts'
import type { RefusalSentence } from '../refusals.ts'
import { roleWords } from './entities.ts'
import { list, text } from './refusal-data.ts'
import { w } from '../../core/language.ts'

/** Fields by their labels; by their ids where an earlier program has said no more. */
function named(fields: unknown, labels: unknown, language: Language): unknown[] {
  const ids: unknown[] = Array.isArray(fields) ? fields : [text(fields)]
  return Array.isArray(labels) ? labels.map((label: Words, at) => label?.[language] ?? ids[at]) : ids
}

/** The sentences of the refusals that an escalation can meet. */
export const escalationRefusalWords = {
  'escalation.not-running': () => w('this escalation has ended', '该升级流程已结束', '該升級流程已結束'),
  'escalation.wrong-step': ({ stepId, active, isDecision }) =>
    isDecision === false
      ? w(
          `step ${text(stepId)} is to be done, not to be approved or refused`,
          `步骤 ${text(stepId)} 是待完成的步骤，不是审批`,
          `步驟 ${text(stepId)} 是待完成的步驟，不是審批`,
        )
      : w(
          `it is not the time for this: the flow stands at ${text(active) || 'its end'}`,
          `还没到这一步：流程目前在 ${text(active) || '结束'}`,
          `還沒到這一步：流程目前在 ${text(active) || '結束'}`,
        ),
  'escalation.wrong-role': ({ role }) => {
    const who = roleWords(role) ?? w('somebody else', '其他角色', '其他角色')
    return w(`this is for the role ${who.en}`, `这一步应由${who['zh-Hans']}来做`, `這一步應由${who['zh-Hant']}來做`)
  },
  'escalation.author-may-not-decide': () =>
    w(
      'nobody decides on what they wrote themselves: ask a colleague',
      '本人提交的内容不能由本人审批，请找同事审批',
      '本人提交的內容不能由本人審批，請找同事審批',
    ),
  'escalation.needs-decision': ({ stepId, role }) => {
    const who = roleWords(role) ?? w('the owner', '负责人', '負責人')
    return w(
      `step ${text(stepId)} has to be approved or refused by the role ${who.en}`,
      `步骤 ${text(stepId)} 须由${who['zh-Hans']}批准或驳回`,
      `步驟 ${text(stepId)} 須由${who['zh-Hant']}批准或駁回`,
    )
  },
  'escalation.field-missing': ({ fields, labels }) =>
    w(
      `still to be filled: ${named(fields, labels, 'en').join(', ')}`,
      `还需填写：${named(fields, labels, 'zh-Hans').join('、')}`,
      `還需填寫：${named(fields, labels, 'zh-Hant').join('、')}`,
    ),
  'escalation.bad-field': ({ field, ...expected }) => {
    const wanted = expectedWords(expected)
    return w(
      `${text(field)}: expected ${wanted.en}`,
      `${text(field)}：应为${wanted['zh-Hans']}`,
      `${text(field)}：應為${wanted['zh-Hant']}`,
    )
  },
  'escalation.changed': () =>
    w(
      'the record has changed and the message with it: read it again, then send',
      '资料有变化，话术也随之改变，请重新看过再发送',
      '資料有變動，訊息也隨之改變，請重新看過再傳送',
    ),
  'escalation.slot-empty': ({ slots }) =>
    w(
      `the message still has empty places: ${list(slots, ', ')}`,
      `话术中还有空缺：${list(slots, '、')}`,
      `訊息中還有空缺：${list(slots, '、')}`,
    ),
  'escalation.wording': ({ words }) =>
    w(
      `these words may not go out in writing here: ${list(words, ', ')}`,
      `此流程的书面话术中不得出现：${list(words, '、')}`,
      `此流程的書面訊息中不得出現：${list(words, '、')}`,
    ),
  'escalation.wrong-facts': ({ field }) =>
    w(
      `this message does not go with what ${text(field)} says`,
      `该话术与 ${text(field)} 的内容不符`,
      `該訊息與 ${text(field)} 的內容不符`,
    ),
  'escalation.barred': ({ field }) =>
    field === null
      ? w(
          'this is not for the customer’s own butler: ask a colleague',
          '此步骤须由该客户管家以外的人来做，请找同事处理',
          '此步驟須由該客戶管家以外的人來做，請找同事處理',
        )
      : w(
          `this is not for whom ${text(field)} names: ask a colleague`,
          `此步骤不能由 ${text(field)} 中所指的人来做，请找同事处理`,
          `此步驟不能由 ${text(field)} 中所指的人來做，請找同事處理`,
        ),
  'escalation.not-late': () =>
    w(
      'this step is not late, or its lateness has been dealt with',
      '该步骤未逾期，或逾期已处理过',
      '該步驟未逾期，或逾期已處理過',
    ),
  'escalation.no-undo': ({ why }) => noUndo[text(why)] ?? noUndo['none'],
} satisfies { [C in Extract<RefusalCode, `escalation.${string}`>]: RefusalSentence }

const noUndo: Readonly<Record<string, Words>> & { none: Words } = {
  none: w(
    'no step of this escalation was finished here that could be taken back',
    '这里没有可撤销的步骤',
    '這裡沒有可復原的步驟',
  ),
  sent: w(
    'the step has left this desk already: it cannot be taken back',
    '该步骤已发出，无法撤销',
    '該步驟已送出，無法復原',
  ),
  notLast: w(
    'something else was done here since: only what was done last can be taken back',
    '此后又做了别的操作，只能撤销最后一步',
    '之後又做了別的操作，只能復原最後一步',
  ),
}

/** What a field would have accepted (core/escalation/field.ts). */
export function expectedWords(data: Record<string, unknown>): Words {
  const [min, max, options] = [text(data['min']), text(data['max']), list(data['options'], ', ')]
  switch (data['expected']) {
    case 'known':
      return w(`a field of the flow (${options})`, `流程中的字段（${options}）`, `流程中的欄位（${options}）`)
    case 'text':
      return w(`1 to ${max} characters`, `1 到 ${max} 个字`, `1 到 ${max} 個字`)
    case 'date':
      return w('a date YYYY-MM-DD', '日期 YYYY-MM-DD', '日期 YYYY-MM-DD')
    case 'pastDate':
      return w(`a date not after ${max}`, `不晚于 ${max} 的日期`, `不晚於 ${max} 的日期`)
    case 'dateBetween':
      return w(`a date from ${min} to ${max}`, `${min} 至 ${max} 之间的日期`, `${min} 至 ${max} 之間的日期`)
    case 'fen':
      return w('whole fen', '以分为单位的整数', '以分為單位的整數')
    case 'int':
      return w(`a whole number from ${min} to ${max}`, `${min} 到 ${max} 的整数`, `${min} 到 ${max} 的整數`)
    case 'bool':
      return w('true or false', 'true 或 false', 'true 或 false')
    case 'enum':
      return w(`one of ${options}`, `以下之一：${options}`, `以下之一：${options}`)
    case 'list':
      return w(
        options ? `a list of ${options}` : 'a list of texts',
        options ? `列表，可选 ${options}` : '文字列表',
        options ? `清單，可選 ${options}` : '文字清單',
      )
    case 'evidence':
      return w(
        `links message:ID, document:ID or judgement:ID, at most ${max}`,
        `链接 message:ID、document:ID 或 judgement:ID，最多 ${max} 条`,
        `連結 message:ID、document:ID 或 judgement:ID，最多 ${max} 條`,
      )
    case 'evidenceOfCustomer':
      return w(
        'messages, documents or judgements of this customer',
        '该客户名下的消息、材料或初步判断',
        '該客戶名下的訊息、文件或初步判斷',
      )
    case 'different': {
      const other = text(data['other'])
      return w(`something else than in ${other}`, `与 ${other} 不同的内容`, `與 ${other} 不同的內容`)
    }
    case 'unchanged':
      return w('no change: it was decided on', '不再更改：已据此审批', '不再更改：已據此審批')
    case 'ledger':
      return w(
        'nothing by hand: the goodwill ledger fills it ($ or butler goodwill pay)',
        '不手工填写：登记慰问金支付后自动填入（$ 或 butler goodwill pay）',
        '不手動填寫：登錄慰問金支付後自動填入（$ 或 butler goodwill pay）',
      )
    case 'approval':
      return w('nothing at the start: it takes an approval', '开始时不填：须先批准', '開始時不填：須先批准')
    default:
      return w('another value', '其他值', '其他值')
  }
}
