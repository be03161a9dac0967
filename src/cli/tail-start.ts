import type { Home } from '../app/home.ts'
import { w } from '../core/language.ts'
import type { Session } from './session.ts'

/** Where a tail begins: after which event, and of which life of the authority. */
export type TailStart = { epoch: string; after: number }

/** Null when the cursor is of another life of the authority, or of events that this home does not have: never a silent gap. */
export async function startOfTail(home: Home, lines: number, cursor: string | undefined): Promise<TailStart | null> {
  const epoch = await home.query.epoch()
  const last = await home.query.lastEvent()
  if (cursor === undefined) return { epoch, after: lines === 0 ? last : await home.query.eventBeforeLast(lines) }
  const parts = /^([^.]+)\.(\d{1,15})$/.exec(cursor)
  const after = Number(parts?.[2])
  if (!parts || parts[1] !== epoch || after > last || after < (await home.query.firstEvent()) - 1) return null
  return { epoch, after }
}

/** The opaque text that a tail can be resumed after. */
export function cursorOf(epoch: string, ver: number): string {
  return `${epoch}.${ver}`
}

export function cursorGone(session: Session, cursor: string): number {
  session.tell(
    w(
      `butler: the cursor ${cursor} is not of this home, or too old: begin again without --after-cursor (cursor-gone)`,
      `butler：游标 ${cursor} 不属于这份数据或已过旧：请去掉 --after-cursor 重新开始（cursor-gone）`,
      `butler：游標 ${cursor} 不屬於這份資料或已過舊：請去掉 --after-cursor 重新開始（cursor-gone）`,
    ),
  )
  return 3
}
