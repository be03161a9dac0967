import { w } from '../core/language.ts'
import { rowsIn, secondsSince, stages } from './backup.ts'
import { progressOf } from './progress.ts'
import type { Session } from './session.ts'
import { type Cli, type Command, declare, withJson } from './verb.ts'

export function declareRestore(program: Command, cli: Cli): void {
  const say = (en: string, hans: string, hant: string) => cli.word(w(en, hans, hant))
  const about = w(
    'make a home of a backup; its desks send again what it does not know',
    '从备份恢复团队数据；工作台会补发备份中没有的内容',
    '從備份還原團隊資料；工作台會補送備份中沒有的內容',
  )
  withJson(declare(program, 'restore <file>', about, cli), cli)
    .option('--key-file <KEY>', say('the key of an encrypted backup', '加密备份的密钥文件', '加密備份的金鑰檔案'))
    .option(
      '--store <URL>',
      say(
        'into this empty database: postgres://USER@HOST:PORT/DATABASE',
        '恢复到此空数据库：postgres://用户@主机:端口/数据库',
        '還原到此空資料庫：postgres://使用者@主機:連接埠/資料庫',
      ),
    )
    .option(
      '--replace',
      say(
        'where a home is already: keep its database beside it under another name',
        '目标已有数据时：旧数据库改名保留在旁',
        '目標已有資料時：舊資料庫改名保留在旁',
      ),
    )
    .action(cli.verb(restore))
}

type Asked = { keyFile?: string; store?: string; replace?: boolean }

async function restore(session: Session, file: string, { keyFile, store, replace }: Asked): Promise<number> {
  const [{ askedStore }, { readBackupKey }, { restoreBackup }, { systemClock }, { lifeName }] = await Promise.all([
    import('../app/settle-store.ts'),
    import('../app/backup/backup-key.ts'),
    import('../app/backup/restore.ts'),
    import('../app/clock.ts'),
    import('../app/audit/compare.ts'),
  ])
  const address = store === undefined ? null : askedStore(store)
  const key = keyFile === undefined ? null : readBackupKey(keyFile)
  const { folder } = session
  const began = performance.now()
  const progress = progressOf(session)
  const asked = { file, folder, address, key, isReplacing: replace === true }
  const { life, aside, ver, hash, rows, desks, revoked } = await restoreBackup(asked, systemClock, (stage, share) =>
    progress.update(session.word(stages[stage]), share),
  ).finally(progress.clear)
  const seconds = secondsSince(began)
  const { epoch } = life
  if (session.isJson)
    session.print(JSON.stringify({ home: folder, ver, hash, epoch, rows, aside, desks, revoked, seconds }))
  else
    session.print(
      session.word(
        w(
          `${folder}: version ${ver} (${hash.slice(0, 16)}…), ${rowsIn(rows)} rows, ${seconds} s; a new epoch (${life.number}) begins.`,
          `${folder}：版本 ${ver}（${hash.slice(0, 16)}…），${rowsIn(rows)} 行，${seconds} 秒；新纪元（${life.number}）开始。`,
          `${folder}：版本 ${ver}（${hash.slice(0, 16)}…），${rowsIn(rows)} 列，${seconds} 秒；新紀元（${life.number}）開始。`,
        ),
      ),
    )
  if (aside !== null)
    session.tell(
      w(`What was there before is kept as ${aside}.`, `原有数据保留为 ${aside}。`, `原有資料保留為 ${aside}。`),
    )
  if (revoked !== null && revoked > 0)
    session.tell(
      w(
        `${revoked} desks that were revoked since the backup stay revoked.`,
        `备份之后已停用的 ${revoked} 个工作台仍保持停用。`,
        `備份之後已停用的 ${revoked} 個工作台仍保持停用。`,
      ),
    )
  if (revoked === null && desks > 0)
    session.tell(
      w(
        `${desks} desks may join in. Whoever was revoked after the backup is let in again: look at butler desk list before you serve.`,
        `可连接的工作台有 ${desks} 个。备份之后停用的也会重新可用：启动前请核对 butler desk list。`,
        `可連線的工作台有 ${desks} 個。備份之後停用的也會重新可用：啟動前請核對 butler desk list。`,
      ),
    )
  session.tell(
    w(
      `Write down, elsewhere, that you restored it: butler audit verify --restored ${lifeName(life)}`,
      `请另处记下本次恢复，核验时使用：butler audit verify --restored ${lifeName(life)}`,
      `請另處記下本次還原，核驗時使用：butler audit verify --restored ${lifeName(life)}`,
    ),
  )
  session.tell(
    w(
      'Start it with butler serve at the address that the desks know: each sends again what this backup does not know of its work. Leave them connected until nothing waits.',
      '请在工作台所知的地址上启动 butler serve：各工作台会补发备份中没有的工作。请保持连接，直到没有待发送的内容。',
      '請在工作台所知的位址上啟動 butler serve：各工作台會補送備份中沒有的工作。請保持連線，直到沒有待送出的內容。',
    ),
  )
  return 0
}
