import { w } from '../core/language.ts'
import { progressOf } from './progress.ts'
import type { Session } from './session.ts'
import { type Cli, type Command, declare, withJson } from './verb.ts'

export function declareBackup(program: Command, cli: Cli): void {
  const say = (en: string, hans: string, hant: string) => cli.word(w(en, hans, hant))
  const about = w(
    'write a team’s data into one file while it goes on; tried out before it counts',
    '在线备份团队数据到一个文件；验证可恢复后才算数',
    '線上備份團隊資料到一個檔案；驗證可還原後才算數',
  )
  withJson(declare(program, 'backup [file]', about, cli), cli)
    .option(
      '--key-file <KEY>',
      say(
        'encrypt with the key in this file; only such a backup shows every change made to it',
        '用此文件中的密钥加密；只有加密备份能发现任何改动',
        '用此檔案中的金鑰加密；只有加密備份能發現任何改動',
      ),
    )
    .option('--new-key <KEY>', say('make such a key, and end', '新建这样的密钥后结束', '新建這樣的金鑰後結束'))
    .option('--force', say('replace FILE', '替换已有文件', '取代既有檔案'))
    .action(cli.verb(backup))
}

type Asked = { keyFile?: string; newKey?: string; force?: boolean }

export const stages = {
  open: w('opening the backup', '打开备份', '開啟備份'),
  copy: w('copying', '复制', '複製'),
  seal: w('encrypting, and deciphering again', '加密并试解密', '加密並試解密'),
  verify: w('trying it out', '验证', '驗證'),
}

async function backup(session: Session, file: string | undefined, { keyFile, newKey, force }: Asked): Promise<number> {
  const { makeBackupKey, readBackupKey } = await import('../app/backup/backup-key.ts')
  if (newKey !== undefined && file === undefined) {
    makeBackupKey(newKey)
    session.tell(
      w(
        `The key is in ${newKey}. Keep a copy where the backups are not: without it they cannot be read.`,
        `密钥已写入 ${newKey}。请另存一份，勿与备份放在一起：没有它就无法读取备份。`,
        `金鑰已寫入 ${newKey}。請另存一份，勿與備份放在一起：沒有它就無法讀取備份。`,
      ),
    )
    return 0
  }
  if (file === undefined || newKey !== undefined) {
    session.tell(
      w(
        'butler: give a FILE to write to, or --new-key FILE alone',
        'butler：请给出要写入的文件，或只用 --new-key FILE',
        'butler：請給出要寫入的檔案，或只用 --new-key FILE',
      ),
    )
    return 2
  }
  const key = keyFile === undefined ? null : readBackupKey(keyFile)
  const began = performance.now()
  return session.withHome(async (home) => {
    const { makeBackup } = await import('../app/backup/make-backup.ts')
    const progress = progressOf(session)
    try {
      const options = { key, isForced: force === true }
      const made = await makeBackup(home, file, options, (stage, share) =>
        progress.update(session.word(stages[stage]), share),
      )
      progress.clear()
      sayBackup(session, { file, ...made, isEncrypted: key !== null, seconds: secondsSince(began) })
      return 0
    } finally {
      progress.clear()
    }
  })
}

export function secondsSince(began: number): number {
  return Math.round((performance.now() - began) / 10) / 100
}

export function rowsIn(rows: Readonly<Record<string, number>>): number {
  return Object.values(rows).reduce((sum, n) => sum + n, 0)
}

type Said = { file: string; ver: number; hash: string; rows: Record<string, number>; bytes: number; seconds: number }

function sayBackup(session: Session, said: Said & { isEncrypted: boolean }): void {
  if (session.isJson) return session.print(JSON.stringify(said))
  const { file, ver, hash, bytes, seconds } = said
  const rows = rowsIn(said.rows)
  session.print(
    session.word(
      w(
        `${file}: version ${ver} (${hash.slice(0, 16)}…), ${rows} rows, ${bytes} bytes, ${seconds} s; opened again and verified.`,
        `${file}：版本 ${ver}（${hash.slice(0, 16)}…），${rows} 行，${bytes} 字节，${seconds} 秒；已重新打开并核验。`,
        `${file}：版本 ${ver}（${hash.slice(0, 16)}…），${rows} 列，${bytes} 位元組，${seconds} 秒；已重新開啟並核驗。`,
      ),
    ),
  )
}
