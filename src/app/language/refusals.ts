import type { RefusalCode } from '../../core/refusal.ts'
import type { RefusalSentence } from '../refusals.ts'
import { claimStateWords } from './claim-labels.ts'
import { entityWords, roleWords } from './entities.ts'
import { count, text, when } from './refusal-data.ts'
import { labels } from './labels.ts'
import { w, type Words } from '../../core/language.ts'

/** The sentences of all refusals that have no file of their own. */
export const plainRefusalWords = {
  'not-allowed': ({ role }) => {
    const who = roleWords(role)
    return w(
      who ? `this is not for the role ${who.en}` : 'this is outside your book or role',
      who ? `${who['zh-Hans']}不能做这件事` : '这不在您的客户或职责范围内',
      who ? `${who['zh-Hant']}不能做這件事` : '這不在您的客戶或職責範圍內',
    )
  },
  'not-found': ({ entity, id }) => {
    const what = entityWords(entity)
    return w(
      `no such ${what.en} here: ${text(id)}`,
      `这里没有${what['zh-Hans']} ${text(id)}`,
      `這裡沒有${what['zh-Hant']} ${text(id)}`,
    )
  },
  'read-only': () =>
    w(
      'this was opened read-only: nothing can be changed; open it without --readonly',
      '当前以只读方式打开，不能做任何改动；去掉 --readonly 后重新打开即可',
      '目前以唯讀方式開啟，不能做任何變更；去掉 --readonly 後重新開啟即可',
    ),
  'bad-arguments': ({ path, expected, least, most }) => {
    const of = text(path)
    if (typeof least === 'number')
      return w(`${of} needs at least ${characters(least)}`, `${of} 至少 ${least} 个字符`, `${of} 至少 ${least} 個字元`)
    if (typeof most === 'number')
      return w(`${of} may have at most ${characters(most)}`, `${of} 最多 ${most} 个字符`, `${of} 最多 ${most} 個字元`)
    return w(
      `${text(path)} is not as expected: ${text(expected)}`,
      `${text(path)} 填写有误，应为：${text(expected)}`,
      `${text(path)} 填寫有誤，應為：${text(expected)}`,
    )
  },
  'conversation.too-many-tags': ({ most }) =>
    w(
      `a conversation has at most ${text(most)} tags: take one off first`,
      `一个对话最多 ${text(most)} 个标签：请先去掉一个`,
      `一個對話最多 ${text(most)} 個標籤：請先去掉一個`,
    ),
  'case.already-taken': ({ by, until }, names) =>
    w(
      `${names(text(by))} has taken this case${when(until, ' until ')}`,
      `${names(text(by))}已接手该事项${when(until, '，至 ')}`,
      `${names(text(by))}已接手該事項${when(until, '，至 ')}`,
    ),
  'case.not-yours': ({ by, until }, names) =>
    w(
      `this case is in the hands of ${names(text(by))}${when(until, ' until ')}`,
      `该事项在${names(text(by))}手中${when(until, '，至 ')}`,
      `該事項在${names(text(by))}手中${when(until, '，至 ')}`,
    ),
  'case.not-open': ({ caseId }) =>
    w(`case ${text(caseId)} is finished already`, `事项 ${text(caseId)} 已办结`, `事項 ${text(caseId)} 已辦結`),
  'case.has-escalation': () =>
    w(
      'an escalation still runs on this case: finish it first',
      '这件事上还有升级流程在进行，请先完成流程',
      '這件事上還有升級流程在進行，請先完成流程',
    ),
  'care.bad-day': ({ after, last }) =>
    w(
      `the new last day lies after ${text(after)} and not after ${text(last)}`,
      `新的保留期限须晚于 ${text(after)}，且不晚于 ${text(last)}`,
      `新的保留期限須晚於 ${text(after)}，且不晚於 ${text(last)}`,
    ),
  'care.no-policy': () =>
    w(
      'they have no policy yet: what we know of them goes when its term is over',
      '对方名下还没有保单，到期仍须删除',
      '對方名下還沒有保單，到期仍須刪除',
    ),
  'care.not-over': ({ until }) =>
    w(
      `what we know of them stays until ${text(until)}`,
      `资料保留至 ${text(until)}，尚未到期`,
      `資料保留至 ${text(until)}，尚未到期`,
    ),
  'care.case-open': ({ caseId }) =>
    w(
      `something is still being done for them: case ${text(caseId)}`,
      `还有事项在处理：${text(caseId)}`,
      `還有事項在處理：${text(caseId)}`,
    ),
  'staff.exists': ({ staffId }) =>
    w(`${text(staffId)} is on the staff already`, `人员 ${text(staffId)} 已存在`, `人員 ${text(staffId)} 已存在`),
  'staff.not-active': ({ staffId }, names) =>
    w(`${names(text(staffId))} is no longer active`, `${names(text(staffId))}已停用`, `${names(text(staffId))}已停用`),
  'staff.full': ({ staffId, of, atMost }, names) => {
    const who = names(text(staffId))
    return of === 'cases'
      ? w(
          `${who} takes at most ${count(atMost)} open cases`,
          `${who}的未结事项已到上限 ${count(atMost)} 件`,
          `${who}的未結事項已達上限 ${count(atMost)} 件`,
        )
      : w(
          `${who} takes at most ${count(atMost)} customers`,
          `${who}的客户已到上限 ${count(atMost)} 位`,
          `${who}的客戶已達上限 ${count(atMost)} 位`,
        )
  },
  'staff.intake-paused': ({ staffId }, names) =>
    w(
      `${names(text(staffId))} takes on nobody new for now`,
      `${names(text(staffId))}已暂停接收新客户和交接`,
      `${names(text(staffId))}已暫停接收新客戶和交接`,
    ),
  'staff.own-backup': ({ staffId }, names) =>
    w(
      `${names(text(staffId))} cannot stand in for themselves`,
      `${names(text(staffId))}不能做自己的后备`,
      `${names(text(staffId))}不能做自己的後備`,
    ),
  'staff.away': ({ staffId }, names) =>
    w(`${names(text(staffId))} is away`, `${names(text(staffId))}目前不在岗`, `${names(text(staffId))}目前不在班`),
  'staff.owns-customers': ({ staffId, customers }, names) =>
    w(
      `${names(text(staffId))} still has ${count(customers)} customers: say whose they are to be (--book-to)`,
      `${names(text(staffId))}名下还有 ${count(customers)} 位客户：请用 --book-to 指定由谁接管`,
      `${names(text(staffId))}名下還有 ${count(customers)} 位客戶：請用 --book-to 指定由誰接管`,
    ),
  'staff.key-role': ({ staffId }, names) =>
    w(
      `only supervisors and managers come in over SSH; ${names(text(staffId))} is neither`,
      `只有主管和管理人员可以经 SSH 登录；${names(text(staffId))}不在此列`,
      `只有主管和管理人員可以經 SSH 登入；${names(text(staffId))}不在此列`,
    ),
  'staff.key-known': ({ staffId }, names) =>
    w(
      `this key is ${names(text(staffId))}’s already; one key is one person`,
      `此公钥已属于${names(text(staffId))}；一把公钥只能属于一个人`,
      `此公鑰已屬於${names(text(staffId))}；一把公鑰只能屬於一個人`,
    ),
  'handover.not-theirs': ({ caseId }) =>
    w(
      `the case cannot be handed over like that: ${text(caseId)} is not in a butler’s hands, or is the receiver’s already`,
      `不能这样交接：事项 ${text(caseId)} 不在管家手上，或本来就是接收人的`,
      `不能這樣交接：事項 ${text(caseId)} 不在管家手上，或本來就是接收人的`,
    ),
  'handover.given-already': ({ caseId, staffId }, names) =>
    w(
      `the case ${text(caseId)} is handed over to ${names(text(staffId))} already`,
      `事项 ${text(caseId)} 已交接给${names(text(staffId))}`,
      `事項 ${text(caseId)} 已交接給${names(text(staffId))}`,
    ),
  'handover.wrong-state': ({ handoverId }) =>
    w(
      `the hand-over ${text(handoverId)} is answered or ended already`,
      `交接 ${text(handoverId)} 已答复或已结束`,
      `交接 ${text(handoverId)} 已回覆或已結束`,
    ),
  'shift.overlap': ({ staffId, from, until }, names) => {
    const who = names(text(staffId))
    const span = `${when(from, '')}${when(until, '–')}`
    return w(`${who} works another shift then: ${span}`, `${who}此时已有班次：${span}`, `${who}此時已有班次：${span}`)
  },
  'device.code-invalid': () =>
    w(
      'the code is not known, was used, or has run out: ask for a new one (butler staff code)',
      '入网码无效、已使用或已过期，请索取新的（butler staff code）',
      '入網碼無效、已使用或已過期，請索取新的（butler staff code）',
    ),
  'customer.same-owner': ({ ownerId }, names) =>
    w(
      `${names(text(ownerId))} is the customer’s butler already`,
      `该客户的管家已经是${names(text(ownerId))}`,
      `該客戶的管家已經是${names(text(ownerId))}`,
    ),
  'import.not-unique': ({ field, value }) =>
    w(
      `${text(field)} ${text(value)} belongs to another row already`,
      `${text(field)} ${text(value)} 已被其他记录占用`,
      `${text(field)} ${text(value)} 已被其他紀錄占用`,
    ),
  'complaint.caller-unclear': ({ tail, count: n }) =>
    w(
      `${count(n)} customers have the number ending in ${text(tail)}: say the name too, or the customer’s id`,
      `尾号 ${text(tail)} 对应 ${count(n)} 位客户：请同时给出姓名，或改用客户编号`,
      `尾號 ${text(tail)} 對應 ${count(n)} 位客戶：請同時給出姓名，或改用客戶編號`,
    ),
  'customer.elsewhere': () =>
    w(
      'this desk does not hold that customer: only the endpoint can tell, so nothing was tried',
      '本工作台没有该客户的资料：只有服务端能判断，未作试运行',
      '本工作台沒有該客戶的資料：只有服務端能判斷，未作試運行',
    ),
  'flow.bad-flow': ({ problems }) =>
    w(
      `the flow has ${count(problems)} problem(s): butler flow check FILE lists them`,
      `流程有 ${count(problems)} 处问题，可用 butler flow check FILE 查看`,
      `流程有 ${count(problems)} 處問題，可用 butler flow check FILE 查看`,
    ),
  'case.has-claim': ({ state }) => {
    const where = claimStateWords(state)
    return w(
      `a claim on this case is still ${where.en}: see it to its end first`,
      `这件事上的理赔还在“${where['zh-Hans']}”，请先处理完`,
      `這件事上的理賠還在「${where['zh-Hant']}」，請先處理完`,
    )
  },
  'case.has-promise': ({ words, state }) =>
    state === 'kept'
      ? w(
          `a promise on this case is kept, but the customer has not confirmed it: “${text(words)}”`,
          `这件事上的承诺已兑现，但客户尚未确认：“${text(words)}”`,
          `這件事上的承諾已兌現，但客戶尚未確認：「${text(words)}」`,
        )
      : w(
          `a promise on this case is still to be kept: “${text(words)}”`,
          `这件事上还有承诺未兑现：“${text(words)}”`,
          `這件事上還有承諾未兌現：「${text(words)}」`,
        ),
  'promise.wrong-state': ({ state }) => {
    const where = promiseWords(state)
    return w(
      state === 'open'
        ? 'the promise is not kept yet: say first how it was kept'
        : `the promise is ${where.en} already`,
      state === 'open' ? '承诺尚未兑现，请先登记如何兑现' : `该承诺${where['zh-Hans']}`,
      state === 'open' ? '承諾尚未兌現，請先登錄如何兌現' : `該承諾${where['zh-Hant']}`,
    )
  },
  'promise.same-time': () =>
    w('the promise is due at that time already', '该承诺本来就在那时到期', '該承諾本來就在那時到期'),
  dependency: () =>
    w(
      'an earlier command that this one stands on was refused',
      '它所依赖的前一条操作被拒绝了',
      '它所依賴的前一條操作被拒絕了',
    ),
  'scope.lost': ({ noteId }) =>
    noteId
      ? w(
          'the customer has moved to other hands meanwhile; what you wrote is kept there as a note',
          '客户已转交他人，你写的内容已作为备注留给接手的同事',
          '客戶已轉交他人，你寫的內容已作為備註留給接手的同事',
        )
      : w('the customer has moved to other hands meanwhile', '客户已转交他人', '客戶已轉交他人'),
  'outbox.wiped': () =>
    w(
      'the customer has left this desk, and what the command said with them',
      '客户已离开本工作台，这条操作的内容也已一并清除',
      '客戶已離開本工作台，這項操作的內容也已一併清除',
    ),
  'outbox.waiting': () =>
    w(
      'the command still waits to be sent, and was not refused',
      '这条操作仍待发送，并未被拒绝',
      '這項操作仍待送出，並未被拒絕',
    ),
  'outbox.no-undo': ({ why }) =>
    why === 'none'
      ? w('nothing was done here that could be undone', '这里没有可撤销的操作', '這裡沒有可復原的操作')
      : why === 'kept'
        ? w(
            'the last thing done here cannot be undone: it is out already, or stands in the place of another',
            '最近的操作无法撤销：内容已在客户手中，或已代替另一条操作',
            '最近的操作無法復原：內容已在客戶手中，或已代替另一項操作',
          )
        : w(
            'the last thing done here has left this desk already: it cannot be undone',
            '最近的操作已经发出，无法撤销',
            '最近的操作已經送出，無法復原',
          ),
  'outbox.no-customer': () =>
    w(
      'it is not about a customer, so there is no case to hand over: discard it with a reason',
      '这条操作不涉及客户，无法转交主管，请填写原因后放弃',
      '這項操作不涉及客戶，無法轉交主管，請填寫原因後放棄',
    ),
} satisfies {
  [
    C in Exclude<
      RefusalCode,
      `${'escalation' | 'claim' | 'dispute' | 'product' | 'pack' | 'overlay' | 'goodwill' | 'scheme' | 'reply'}.${string}`
    >
  ]: RefusalSentence
}

function promiseWords(state: unknown): Words {
  const known = labels.promise[state as keyof typeof labels.promise] as Words | undefined
  return known ?? w(text(state), text(state), text(state))
}

function characters(n: number): string {
  return n === 1 ? '1 character' : `${n} characters`
}
