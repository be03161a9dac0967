import { writeTailCursor } from '../app/tail/cursor.ts'
import type { TailAsked } from '../app/tail/read.ts'
import type { TailNews, TailSource } from '../app/tail/source.ts'
import { w } from '../core/language.ts'
import { watchReader } from './reader-gone.ts'
import type { Session } from './session.ts'
import { stopSignal } from './signals.ts'
import { keptCursor, keepCursor } from './tail-cursor.ts'
import { bookmarkLine, gapLine, tailLine, tailTold } from './tail-lines.ts'

export type Following = {
  /** Where to begin; `kept`: what stands in the cursor file. */
  begin(kept: string | undefined): TailAsked
  isFollowing: boolean
  untilMatch: RegExp | undefined
  timeoutMs: number | undefined
  /** How many events a slow reader may lag behind. */
  buffer: number
  cursorFile: string | undefined
  now: () => number
}

const heartbeatMs = 30_000
const [done, cursorIsGone, notAllowed, notMet] = [0, 3, 4, 5]

/** Writes what a source says: each event once and in order, whole lines only. Returns the exit status. */
export async function followTail(session: Session, source: TailSource, following: Following): Promise<number> {
  const { isFollowing, untilMatch, timeoutMs, cursorFile } = following
  const stop = stopSignal()
  const leaving = new AbortController()
  const atEnd = untilMatch ? notMet : done
  const timer = timeoutMs === undefined ? undefined : setTimeout(() => stop.raise(atEnd), timeoutMs)
  const unwatch = isFollowing ? watchReader(() => stop.raise(done)) : () => {}
  const writer = tailWriter(session, source, following)
  const heartbeat = setInterval(() => writer.heartbeat(), heartbeatMs)
  const work = (async () => {
    const kept = cursorFile === undefined ? undefined : keptCursor(cursorFile)
    for await (const news of source.listen(following.begin(kept), isFollowing, leaving.signal)) {
      const status = await writer.take(news)
      if (status !== null) return status
    }
    return atEnd
  })()
  let isStopped = false
  const stopped = stop.raised.then((status) => {
    isStopped = true
    return status
  })
  try {
    return await Promise.race([stopped, work])
  } finally {
    leaving.abort()
    work.catch(() => undefined)
    unwatch()
    clearTimeout(timer)
    clearInterval(heartbeat)
    // A line that its reader does not take would keep the process.
    if (isStopped) setTimeout(() => process.exit(), lingerMs).unref()
    stop.raise(done)
  }
}

/** For the home to be closed, and the exit status to be set. */
const lingerMs = 2_000

function tailWriter(session: Session, source: TailSource, { untilMatch, buffer, cursorFile, now }: Following) {
  let [epoch, ver] = ['', 0]
  let [isLive, missed] = [false, 0]
  let resumesAt: number | null = null
  let kept = 0

  return {
    /** Returns the exit status where this is the end. */
    async take(news: TailNews): Promise<number | null> {
      switch (news.is) {
        case 'gone':
          sayGone(session, cursorFile)
          return cursorIsGone
        case 'refused':
          session.tell(
            w(
              '-- the endpoint tells this desk nothing more; butler sync says why --',
              '-- 端点不再向本工作台推送；原因见 butler sync --',
              '-- 端點不再向本工作台推送；原因見 butler sync --',
            ),
          )
          return notAllowed
        case 'begun':
          ;[epoch, ver] = [news.epoch, news.after]
          isLive = ver >= news.head
          keep(true)
          return null
        case 'offline':
          isLive = false
          session.tell(w('-- offline, trying again --', '-- 离线，正在重试 --', '-- 離線，正在重試 --'))
          return null
        case 'online':
          ;[resumesAt, missed] = [news.head, 0]
          sayResumed()
          return null
        case 'events':
          return takeEvents(news)
      }
    },
    /** Keeps the cursor of an idle reader fresh. */
    heartbeat(): void {
      if (session.isJson && epoch) session.print(bookmarkLine(writeTailCursor(epoch, ver), now()))
    },
  }

  async function takeEvents({ events, through, head }: Extract<TailNews, { is: 'events' }>): Promise<number | null> {
    for (const event of events) {
      if (event.ver <= ver) continue
      const cursor = writeTailCursor(epoch, event.ver)
      const [line, told] = [tailLine(session, event, cursor), tailTold(session, event, cursor)]
      await session.printed(line)
      ver = event.ver
      missed++
      keep(false)
      if (untilMatch?.test(told)) return done
    }
    ver = Math.max(ver, through)
    keep(true)
    sayResumed()
    if (ver >= head) isLive = true
    else if (isLive && cursorFile === undefined && head - ver > buffer) await leaveOut(head - buffer)
    return null
  }

  /** What a reader is too slow for is counted, and can be read later: it is between two cursors. */
  async function leaveOut(upTo: number): Promise<void> {
    const [from, to] = [writeTailCursor(epoch, ver), writeTailCursor(epoch, upTo)]
    const n = upTo - ver
    if (session.isJson) await session.printed(gapLine(n, from, to, now()))
    else
      session.tell(
        w(
          `-- ${n} events left out, this reader is too slow: they come after the cursor ${from} --`,
          `-- 读取过慢，略过 ${n} 条：在游标 ${from} 之后 --`,
          `-- 讀取過慢，略過 ${n} 筆：在游標 ${from} 之後 --`,
        ),
      )
    ver = upTo
    source.skipTo(upTo)
  }

  function sayResumed(): void {
    if (resumesAt === null || ver < resumesAt) return
    resumesAt = null
    session.tell(
      w(
        `-- reconnected, ${missed} missed, resumed --`,
        `-- 已重连，补上 ${missed} 条 --`,
        `-- 已重新連線，補上 ${missed} 筆 --`,
      ),
    )
  }

  function keep(isPause: boolean): void {
    if (cursorFile === undefined || (kept === ver && !isPause)) return
    kept = ver
    keepCursor(cursorFile, writeTailCursor(epoch, ver), isPause)
  }
}

function sayGone(session: Session, cursorFile: string | undefined): void {
  const [en, hans, hant] = cursorFile
    ? [`remove ${cursorFile}`, `请删除 ${cursorFile} 后`, `請刪除 ${cursorFile} 後`]
    : ['leave --after-cursor out', '请去掉 --after-cursor', '請去掉 --after-cursor']
  session.tell(
    w(
      `butler: the cursor is not of this team’s data, or too old: ${en} to begin again (cursor-gone)`,
      `butler：游标不属于这份数据或已过旧：${hans}重新开始（cursor-gone）`,
      `butler：游標不屬於這份資料或已過舊：${hant}重新開始（cursor-gone）`,
    ),
  )
}
