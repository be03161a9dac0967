import type { Became } from '../core/outbox/became.ts'
import { type Words, w } from '../core/language.ts'

/** How a command of the outbox stands. */
export const stateWords = {
  waiting: w('waiting', '待发送', '待送出'),
  refused: w('refused', '被拒绝', '被拒絕'),
  accepted: w('accepted', '已接受', '已接受'),
  discarded: w('discarded', '已放弃', '已放棄'),
  handedOver: w('handed over', '已转交', '已轉交'),
  handedOn: w('kept as a note', '已留作备注', '已留作備註'),
  superseded: w('given again', '已重新提交', '已重新提交'),
} satisfies Record<string, Words>

/** What a refused command has become by a person's hand. */
export function becameWords({ is, seq, reason }: Became): Words {
  const [en, han] = reason === null ? ['', ''] : [`: ${reason}`, `：${reason}`]
  switch (is) {
    case 'discarded':
      return w(`given up${en}`, `已放弃${han}`, `已放棄${han}`)
    case 'handedOver':
      return w(`handed to the supervisors${en}`, `已转交主管${han}`, `已轉交主管${han}`)
    case 'handedOn':
      return w('kept as a note for who has the customer now', '已作为备注留给接手的同事', '已作為備註留給接手的同事')
    case 'superseded':
      return w(`given again as command ${seq}`, `已重新提交为第 ${seq} 条`, `已重新提交為第 ${seq} 項`)
  }
}

/** Of one that waits: what to expect of it; null when nothing speaks against it. */
export function prospectWords({ fallsWith, isAtRisk }: { fallsWith: number | null; isAtRisk: boolean }): Words | null {
  if (fallsWith !== null)
    return w(
      `will be refused with command ${fallsWith}`,
      `将随第 ${fallsWith} 条一并被拒绝`,
      `將隨第 ${fallsWith} 項一併被拒絕`,
    )
  return isAtRisk ? w('will probably be refused', '可能会被拒绝', '可能會被拒絕') : null
}
