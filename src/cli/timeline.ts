import { claimLabels } from '../app/language/claim-labels.ts'
import { labels } from '../app/language/labels.ts'
import { momentText } from '../app/language/reasons.ts'
import { w } from '../core/language.ts'
import { yuan } from '../core/money.ts'
import type { Happening } from '../app/queries.ts'
import type { Column } from './print.ts'
import type { Session } from './session.ts'

/** What happened around a customer, a line each. */
export async function timelineColumns(session: Session): Promise<Column<Happening>[]> {
  const { stepText } = await import('../app/language/claim-steps.ts')
  return [
    { title: w('When', '时间', '時間'), text: ({ at }) => momentText(at) },
    { title: w('What', '事情', '事情'), text: (one) => session.word(whatOf(one)) },
    {
      title: w('Words', '内容', '內容'),
      text: (one) => (one.is === 'claimStep' ? stepText(one.step, session.language) : wordsOf(session, one)),
      isFlexible: true,
    },
  ]
}

const ways = {
  sent: w('us', '我们', '我們'),
  copied: w('us (copied)', '我们（复制）', '我們（複製）'),
  edited: w('us (reply, edited)', '我们（话术，有修改）', '我們（話術，有修改）'),
}

function whatOf(one: Happening) {
  switch (one.is) {
    case 'message':
      return one.message.direction === 'in' ? w('customer', '客户', '客戶') : ways[one.from?.way ?? 'sent']
    case 'note':
      return w('note', '备注', '備註')
    case 'case':
      return one.moment === 'opened' ? w('case opened', '新建事项', '新增事項') : w('case done', '办结事项', '辦結事項')
    case 'judgement':
      return w('judgement', '初步判断', '初步判斷')
    case 'promise':
      return labels.promiseStep[one.step.is]
    case 'claimStep':
      return claimLabels.step[one.step.kind]
    case 'complaint':
      return w('complaint', '投诉', '投訴')
    case 'goodwill':
      return w('goodwill', '慰问金', '慰問金')
    case 'escalation':
      return one.moment === 'started'
        ? w('flow started', '发起流程', '發起流程')
        : w('flow ended', '流程结束', '流程結束')
  }
}

function wordsOf(session: Session, one: Exclude<Happening, { is: 'claimStep' }>): string {
  switch (one.is) {
    case 'message':
      return one.message.text
    case 'note':
      return one.note.text
    case 'case':
      return one.moment === 'opened' ? one.case.title : (one.case.outcome ?? '')
    case 'judgement': {
      const { result } = one.judgement
      const verdict =
        result !== null && typeof result === 'object' && 'verdict' in result ? String(result['verdict']) : ''
      return verdict in labels.verdict ? session.word(labels.verdict[verdict as keyof typeof labels.verdict]) : verdict
    }
    case 'promise':
      return one.step.is === 'made' || one.step.is === 'moved'
        ? `${one.step.words} → ${momentText(one.step.dueAt)}`
        : one.step.words
    case 'complaint':
      return one.complaint.point
    case 'goodwill':
      return `${one.goodwill.name} ¥${yuan(one.goodwill.amountFen)}`
    case 'escalation':
      return `${one.escalation.flowId} · ${session.word(labels.escalation[one.escalation.state])}`
  }
}
