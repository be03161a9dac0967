import { w, type Words } from '../../core/language.ts'
import type { BackupFault, BackupFaultCode } from '../backup/backup-fault.ts'
import { badWords } from './audit-words.ts'

/** What is wrong with a backup or its place, and what to do. Where a backup cannot be used, nothing was changed. */
export const backupFaultWords: Record<BackupFaultCode, (fault: BackupFault) => Words> = {
  'of-desk': ({ subject }) =>
    w(
      `${subject} is one person’s desk, and a desk is not backed up: all but what waits in its outbox is at the authority. When it is lost, join again; back up the home that butler serve runs on`,
      `${subject} 是个人工作台，无需备份：除待发送的操作外，一切都在主数据中。若丢失，重新加入即可；请备份运行 butler serve 的数据文件夹`,
      `${subject} 是個人工作台，無需備份：除待送出的操作外，一切都在主資料中。若遺失，重新加入即可；請備份執行 butler serve 的資料夾`,
    ),
  'file-exists': ({ subject }) =>
    w(
      `${subject} is there already, and is left as it is: name another file (a backup may be replaced with --force)`,
      `${subject} 已存在，未作改动：请用其他文件名（备份可加 --force 替换）`,
      `${subject} 已存在，未作變更：請用其他檔名（備份可加 --force 取代）`,
    ),
  'no-folder': ({ subject }) =>
    w(
      `there is no folder ${subject}: make it first`,
      `没有文件夹 ${subject}：请先新建`,
      `沒有資料夾 ${subject}：請先新建`,
    ),
  'under-way': ({ subject }) =>
    w(
      `${subject} is being backed up or restored by another process: try again when it is done`,
      `${subject} 正由另一进程备份或恢复：请待其完成后重试`,
      `${subject} 正由另一行程備份或還原：請待其完成後重試`,
    ),
  'bad-key': ({ subject }) =>
    w(
      `${subject}: a key is 32 bytes, as base64 or hexadecimal in one line. Make one with: butler backup --new-key FILE`,
      `${subject}：密钥为 32 字节，以 base64 或十六进制写成一行。新建：butler backup --new-key FILE`,
      `${subject}：金鑰為 32 位元組，以 base64 或十六進位寫成一行。新建：butler backup --new-key FILE`,
    ),
  'needs-key': ({ subject }) =>
    w(
      `${subject} is encrypted: give its key with --key-file`,
      `${subject} 已加密：请用 --key-file 给出密钥`,
      `${subject} 已加密：請用 --key-file 給出金鑰`,
    ),
  'not-sealed': ({ subject }) =>
    w(
      `${subject} is not an encrypted backup, and a key was given: this is not the file that was made with it`,
      `${subject} 不是加密的备份，却给出了密钥：这不是用该密钥生成的文件`,
      `${subject} 不是加密的備份，卻給出了金鑰：這不是用該金鑰產生的檔案`,
    ),
  'wrong-key': ({ subject }) =>
    w(
      `${subject} was encrypted with another key, or its beginning was changed`,
      `${subject} 用的是另一把密钥，或其开头被改动`,
      `${subject} 用的是另一把金鑰，或其開頭被改動`,
    ),
  changed: ({ subject, detail }) =>
    w(
      `${subject} was changed from byte ${detail} on: it is not used`,
      `${subject} 自第 ${detail} 字节起被改动：不予使用`,
      `${subject} 自第 ${detail} 位元組起被改動：不予使用`,
    ),
  'cut-off': ({ subject, detail }) =>
    w(
      `${subject} ends at byte ${detail} before it is complete, or its end was changed: it is not used`,
      `${subject} 在第 ${detail} 字节处中断，或结尾被改动：不予使用`,
      `${subject} 在第 ${detail} 位元組處中斷，或結尾被改動：不予使用`,
    ),
  'not-a-backup': ({ subject }) =>
    w(`${subject} is not a backup of butler`, `${subject} 不是 butler 的备份`, `${subject} 不是 butler 的備份`),
  damaged: ({ subject, detail }) =>
    detail === ''
      ? w(
          `${subject} is damaged, or was cut off: it is not used`,
          `${subject} 已损坏或不完整：不予使用`,
          `${subject} 已損毀或不完整：不予使用`,
        )
      : w(`${subject} is damaged: ${detail}`, `${subject} 已损坏：${detail}`, `${subject} 已損毀：${detail}`),
  'no-authority': ({ subject }) =>
    w(`${subject} is not a backup of an authority`, `${subject} 不是主数据的备份`, `${subject} 不是主資料的備份`),
  'bad-history': ({ subject, bad }) => {
    const what = bad ? badWords(bad) : w('', '', '')
    return w(
      `the history in ${subject} does not hold. ${what.en}`,
      `${subject} 中的历史核验不符。${what['zh-Hans']}`,
      `${subject} 中的歷史核驗不符。${what['zh-Hant']}`,
    )
  },
  'in-use': ({ subject }) =>
    w(
      `${subject} is in use: stop butler serve and close every workstation on it first`,
      `${subject} 正在使用：请先停止 butler serve 并关闭其上的所有工作站`,
      `${subject} 正在使用：請先停止 butler serve 並關閉其上的所有工作站`,
    ),
  'home-there': ({ subject }) =>
    w(
      `${subject} is a home already: name another folder with --home, or put the backup in its place with --replace (the old database is kept beside it)`,
      `${subject} 里已有数据：请用 --home 指定另一个文件夹，或用 --replace 取而代之（旧数据库保留在旁）`,
      `${subject} 裡已有資料：請用 --home 指定另一個資料夾，或用 --replace 取而代之（舊資料庫保留在旁）`,
    ),
  'desk-there': ({ subject }) =>
    w(
      `${subject} is one person’s desk, and may hold work that is not sent yet: a backup is not put in its place`,
      `${subject} 是个人工作台，可能有未发送的操作：不能用备份取代`,
      `${subject} 是個人工作台，可能有未送出的操作：不能用備份取代`,
    ),
}
