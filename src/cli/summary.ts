import { stripUnsafe } from '../app/cells.ts'
import { labels } from '../app/language/labels.ts'
import { reasonWords } from '../app/language/reasons.ts'
import { w } from '../core/language.ts'
import type { Home } from '../app/home.ts'
import { placed } from './queue.ts'
import type { Session } from './session.ts'

const rowsShown = 10

/** What the workstation would open with, as plain lines: who, how much, the head of the queue, and how to go on: `open` is the line for it. */
export async function printSummary(session: Session, home: Home, open: string): Promise<void> {
  const list = `butler --home ${home.folder} queue list --json`
  const counts = await home.query.counts()
  const rows = await placed(home)
  const who = home.staff ? `${stripUnsafe(home.staff.name)} (${session.word(labels.role[home.staff.role])})` : ''
  const { customers, policies, openCases } = counts
  session.print(
    session.word(
      w(
        `Butler · ${who} · ${customers} customers · ${policies} policies · ${openCases} open cases · ${rows.length} in the queue`,
        `Butler · ${who} · 客户 ${customers} · 保单 ${policies} · 未办结 ${openCases} · 队列 ${rows.length}`,
        `Butler · ${who} · 客戶 ${customers} · 保單 ${policies} · 未辦結 ${openCases} · 佇列 ${rows.length}`,
      ),
    ),
  )
  const { waiting, refused } = await home.query.outboxCounts()
  if (waiting + refused > 0)
    session.print(
      session.word(
        w(
          `${waiting} waiting to be sent · ${refused} refused: butler outbox list`,
          `待发送 ${waiting} · 被拒绝 ${refused}：butler outbox list`,
          `待送出 ${waiting} · 被拒絕 ${refused}：butler outbox list`,
        ),
      ),
    )
  for (const { position, reasons, case: item } of rows.slice(0, rowsShown)) {
    const parts = [
      item.customerName,
      session.word(labels.caseKind[item.kind]),
      reasonWords(reasons, session.language),
      item.title,
    ]
    session.print(`${String(position).padStart(3)}. ${stripUnsafe(parts.join(' · '))}`)
  }
  session.print('')
  session.print(
    session.word(
      w(
        `Open the workstation in a terminal: ${open}\nRead the queue in a script:          ${list}`,
        `在终端里打开工作站：${open}\n在脚本里读取队列：  ${list}`,
        `在終端機開啟工作站：${open}\n在指令稿讀取佇列：  ${list}`,
      ),
    ),
  )
}
