import { w } from '../core/language.ts'
import { printRows } from './print.ts'
import { progressOf } from './progress.ts'
import type { Session } from './session.ts'
import { type Cli, type Command, declare, withJson } from './verb.ts'

export function declareStore(program: Command, cli: Cli): void {
  const group = w('where a team’s data lies', '团队数据的存放处', '團隊資料的存放處')
  const store = declare(program, 'store', group, cli)
  const about = w(
    'copy a team with its whole history to another database; prints what each table holds',
    '把团队数据连同全部历史复制到另一个数据库；输出每张表的内容摘要',
    '把團隊資料連同全部歷史複製到另一個資料庫；輸出每張表的內容摘要',
  )
  const place = 'sqlite:HOME | postgres://USER@HOST:PORT/DATABASE'
  withJson(declare(store, 'copy', about, cli), cli)
    .requiredOption('--from <PLACE>', place)
    .requiredOption('--to <PLACE>', cli.word(w(`${place}, empty`, `${place}，须为空`, `${place}，須為空`)))
    .action(cli.verb(copy))
}

async function copy(session: Session, { from, to }: { from: string; to: string }): Promise<number> {
  const { copyHome } = await import('../app/copy-home.ts')
  const progress = progressOf(session)
  const label = session.word(w('rows copied and read back', '行已复制并核对', '列已複製並核對'))
  const { tables, ver, isBehind } = await copyHome(from, to, (done, of) =>
    progress.update(`${Math.floor(done / 2)} ${label}`, of === 0 ? null : done / of),
  )
  progress.clear()
  printRows(session, tables, [
    { title: w('Table', '表', '表'), text: ({ table }) => table },
    { title: w('Rows', '行数', '列數'), text: ({ rows }) => String(rows) },
    { title: w('SHA-256', 'SHA-256', 'SHA-256'), text: ({ sha256 }) => sha256 },
  ])
  session.tell(
    w(
      `Copied as of version ${ver}; every table reads back the same.`,
      `已复制到版本 ${ver}；每张表核对一致。`,
      `已複製到版本 ${ver}；每張表核對一致。`,
    ),
  )
  if (!isBehind) return 0
  session.tell(
    w(
      'The source has gone on meanwhile: what it decided since is not in the copy. Stop its endpoint, and copy into an empty place again.',
      '来源在复制期间仍有新决定，不在副本中：请停止其端点，再复制到空的地方。',
      '來源在複製期間仍有新決定，不在副本中：請停止其端點，再複製到空的地方。',
    ),
  )
  return 1
}
