import type { SyncState } from '../app/sync-loop.ts'
import type { Home } from '../app/home.ts'
import { problemWords } from '../app/language/network-faults.ts'
import { momentText } from '../app/language/reasons.ts'
import { w } from '../core/language.ts'
import type { Words } from '../core/language.ts'
import type { Session } from './session.ts'
import { stopSignal } from './signals.ts'
import { syncRound } from './sync-round.ts'
import { type Cli, type Command, declare, withJson } from './verb.ts'

export function declareSync(program: Command, cli: Cli): void {
  const sync = w('send what waits, take in what changed', '发送待同步内容，取回更新', '送出待同步內容，取回更新')
  withJson(declare(program, 'sync', sync, cli), cli)
    .option('--once', cli.word(w('one round, and end (the default)', '只同步一次（默认）', '只同步一次（預設）')))
    .option('--follow', cli.word(w('keep in sync until stopped', '持续同步，直到停止', '持續同步，直到停止')))
    .action(cli.verb(synchronise))
}

function synchronise(session: Session, { follow }: { follow?: boolean }): Promise<number> {
  return session.withHome(async (home) => {
    if (home.kind === 'authority') {
      session.tell(
        w(
          'This home is the authority: it has nobody to sync with.',
          '这是主数据文件夹，无需同步。',
          '這是主資料夾，無需同步。',
        ),
      )
      return 0
    }
    if (follow) return keepSyncing(session, home)
    const { sent } = await syncRound(session, home)
    sayState(session, await home.sync.state(), sent)
    return 0
  })
}

async function keepSyncing(session: Session, home: Home): Promise<number> {
  if (!home.sync.follow()) {
    session.tell(
      w('Another program keeps this desk in sync already.', '已有程序在同步这个工作台。', '已有程式在同步這個工作台。'),
    )
    return 1
  }
  let said = ''
  const say = async () => {
    const state = await home.sync.state()
    const now = JSON.stringify([state.is, state.waiting, state.refused])
    if (now !== said && state.is !== 'new') sayState(session, state)
    said = now
    return state
  }
  const stop = stopSignal()
  const unwatch = home.watch(() => void say().then((state) => state.is === 'stopped' && stop.raise(4)))
  await say()
  const status = await stop.raised
  unwatch()
  return status
}

function sayState(session: Session, state: SyncState, sent?: number): void {
  if (session.isJson) session.print(JSON.stringify({ ...state, ...(sent === undefined ? {} : { sent }) }))
  session.tell(stateWords(state))
  if (Math.abs(state.clockOffsetMs) > 120_000) {
    const minutes = Math.round(Math.abs(state.clockOffsetMs) / 60_000)
    const isAhead = state.clockOffsetMs < 0
    session.tell(
      w(
        `This machine’s clock is ${minutes} min ${isAhead ? 'fast' : 'slow'}; deadlines go by the authority’s.`,
        `本机时钟${isAhead ? '快' : '慢'} ${minutes} 分钟；时限按端点时间计算。`,
        `本機時鐘${isAhead ? '快' : '慢'} ${minutes} 分鐘；時限按端點時間計算。`,
      ),
    )
  }
  if (state.refused > 0)
    session.tell(
      w(
        `${state.refused} refused: butler outbox list`,
        `${state.refused} 条被拒绝：butler outbox list`,
        `${state.refused} 項被拒絕：butler outbox list`,
      ),
    )
}

function stateWords({ is, waiting, offlineSince, problem }: SyncState): Words {
  switch (is) {
    case 'alone':
    case 'synced':
      return w('In sync.', '已同步。', '已同步。')
    case 'new':
      return w('Nothing read yet.', '尚未同步过。', '尚未同步過。')
    case 'waiting':
      return w(`${waiting} waiting to be sent.`, `${waiting} 条待发送。`, `${waiting} 項待送出。`)
    case 'offline': {
      const since = offlineSince === null ? '' : momentText(offlineSince)
      return w(
        `Offline since ${since}; ${waiting} waiting.`,
        `自 ${since} 离线；${waiting} 条待发送。`,
        `自 ${since} 離線；${waiting} 項待送出。`,
      )
    }
    case 'stopped':
      return problemWords(problem ?? '', problem ?? '').words
  }
}
