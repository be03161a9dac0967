import type { Home } from '../app/home.ts'
import { w } from '../core/language.ts'
import { progressOf } from './progress.ts'
import type { Session } from './session.ts'

/** One round of a desk's sync, with a bar while a book comes in; says so when rows had to be read anew. */
export async function syncRound(session: Session, home: Home): Promise<{ sent: number }> {
  const progress = progressOf(session)
  const label = session.word(w('reading the book', '读取客户资料', '讀取客戶資料'))
  try {
    const { sent, mended } = await home.sync.once((done, total) => progress.update(label, done / total))
    progress.clear()
    if (mended.length > 0)
      session.tell(
        w(
          `Rows here were not as the authority has them (${mended.join(', ')}) and were read anew. Tell whoever runs it: a disk may be failing.`,
          `本机数据与端点不一致（${mended.join('、')}），已重新读取。请告知管理员：磁盘可能有故障。`,
          `本機資料與端點不一致（${mended.join('、')}），已重新讀取。請告知管理員：磁碟可能有故障。`,
        ),
      )
    return { sent }
  } finally {
    progress.clear()
  }
}
