import { dirname } from 'node:path'
import type { Language, Words } from '../core/language.ts'
import { NewerFile } from '../store/migrate.ts'
import { postgresFault } from '../store/postgres-faults.ts'
import { StoreFault } from '../store/store-fault.ts'
import { Problem, Unreachable, Unsafe } from '../sync/faults.ts'
import { BadLine } from './audit/bad-line.ts'
import { BackupFault } from './backup/backup-fault.ts'
import { HomeFault, type HomeFaultCode } from './home-fault.ts'
import { w } from '../core/language.ts'
import { backupFaultWords } from './language/backup-faults.ts'
import { problemWords, unreachableWords, unsafeWords } from './language/network-faults.ts'
import { storeFaultWords } from './language/store-faults.ts'
import type { ExitStatus } from './refusals.ts'

/** A fault in words: `code` is stable, for scripts; the message says what, where, and what to do next. */
export type Trouble = { exit: ExitStatus; code: string; message: string }

/** Says a fault that a person can do something about; null for anything else, which is a bug. */
export function troubleOf(fault: unknown, language: Language): Trouble | null {
  const said = entryOf(fault)
  return said && { exit: said.exit, code: said.code, message: said.words[language] }
}

type Said = { exit: ExitStatus; code: string; words: Words }

function entryOf(fault: unknown): Said | null {
  if (fault instanceof HomeFault) return { code: fault.code, ...homeFaults[fault.code](fault.subject) }
  if (fault instanceof BackupFault) {
    const exit = fault.code === 'of-desk' || fault.code === 'desk-there' ? 4 : 1
    return { exit, code: `backup-${fault.code}`, words: backupFaultWords[fault.code](fault) }
  }
  if (fault instanceof BadLine) return { exit: 2, code: 'bad-line', words: badLine(fault) }
  if (fault instanceof Unsafe) return { exit: 4, code: `unsafe-${fault.because}`, words: unsafeWords(fault) }
  if (fault instanceof Unreachable) return { exit: 1, code: 'unreachable', words: unreachableWords(fault.message) }
  if (fault instanceof Problem)
    return { code: fault.type, ...problemWords(fault.type, `${fault.status} ${fault.message}`, fault.retryAfterMs) }
  if (fault instanceof StoreFault)
    return { exit: 1, code: `store-${fault.code}`, words: storeFaultWords[fault.code](fault.place) }
  if (fault instanceof NewerFile) return { exit: 1, code: 'newer-file', words: newerFile(fault.file) }
  if (fault instanceof Error && 'code' in fault && typeof fault.code === 'string') {
    const { code } = fault
    const at = 'path' in fault && typeof fault.path === 'string' ? fault.path : ''
    const isMaking = 'syscall' in fault && fault.syscall === 'mkdir'
    const words = code.startsWith('SQLITE_')
      ? databaseWords(code, at)
      : isMaking && code !== 'ENOSPC'
        ? noFolder(at)
        : systemWords(code, at)
    if (words) return { exit: 1, code, words }
  }
  // What a reader of a PostgreSQL store throws, which does not know where it is.
  const ofStore = postgresFault(fault, 'PostgreSQL')
  return ofStore instanceof StoreFault ? entryOf(ofStore) : null
}

type HomeSaid = Omit<Said, 'code'>

const homeFaults: Record<HomeFaultCode, (subject: string) => HomeSaid> = {
  'no-home': (folder) => ({
    exit: 1,
    words: w(
      `there is no home in ${folder} yet. Begin with one of:\n  butler demo                             a generated book to try everything on\n  butler join URL --code CODE             join your team’s endpoint\n  butler staff add NAME --role butler     a new team on this machine`,
      `${folder} 里还没有数据。可以这样开始：\n  butler demo                             用生成的客户试用全部功能\n  butler join URL --code CODE             加入团队的端点\n  butler staff add 姓名 --role butler     在本机新建团队`,
      `${folder} 裡還沒有資料。可以這樣開始：\n  butler demo                             用產生的客戶試用全部功能\n  butler join URL --code CODE             加入團隊的端點\n  butler staff add 姓名 --role butler     在本機新建團隊`,
    ),
  }),
  'not-joined': (folder) => ({
    exit: 4,
    words: w(
      `${folder} is not joined to an endpoint: butler join URL --code CODE`,
      `${folder} 尚未加入端点：butler join URL --code CODE`,
      `${folder} 尚未加入端點：butler join URL --code CODE`,
    ),
  }),
  exists: (folder) => ({
    exit: 1,
    words: w(
      `${folder} is a home already: name another folder with --home`,
      `${folder} 里已有数据：请用 --home 指定另一个文件夹`,
      `${folder} 裡已有資料：請用 --home 指定另一個資料夾`,
    ),
  }),
  'no-such-staff': (staffId) => ({
    exit: 4,
    words: w(
      `nobody on the staff has the id ${staffId}: see butler staff list`,
      `没有编号为 ${staffId} 的人员：见 butler staff list`,
      `沒有編號為 ${staffId} 的人員：見 butler staff list`,
    ),
  }),
  'say-who': () => ({
    exit: 2,
    words: w(
      'say whose hands these are with --as STAFF (see butler staff list)',
      '请用 --as 指明以谁的身份操作（见 butler staff list）',
      '請用 --as 指明以誰的身分操作（見 butler staff list）',
    ),
  }),
  'not-an-authority': (folder) => ({
    exit: 4,
    words: w(
      `${folder} is one person’s desk: do this on the home that butler serve runs on`,
      `${folder} 是个人工作台：请在运行 butler serve 的数据文件夹上操作`,
      `${folder} 是個人工作台：請在執行 butler serve 的資料夾上操作`,
    ),
  }),
  'bad-store': (text) => ({
    exit: 2,
    words: w(
      `${text}: expected postgres://USER@HOST:PORT/DATABASE, with ?sslmode=disable|require|verify-full at most`,
      `${text}：应为 postgres://用户@主机:端口/数据库，最多再加 ?sslmode=disable|require|verify-full`,
      `${text}：應為 postgres://使用者@主機:連接埠/資料庫，最多再加 ?sslmode=disable|require|verify-full`,
    ),
  }),
  'password-in-view': () => ({
    exit: 2,
    words: w(
      'a password among the arguments is seen by everybody on this machine: put it into PGPASSWORD or ~/.pgpass, or the whole address into BUTLER_STORE',
      '参数里的密码本机所有人都看得到：请放进 PGPASSWORD 或 ~/.pgpass，或把整个地址放进 BUTLER_STORE',
      '參數裡的密碼本機所有人都看得到：請放進 PGPASSWORD 或 ~/.pgpass，或把整個位址放進 BUTLER_STORE',
    ),
  }),
  'not-empty': (place) => ({
    exit: 1,
    words: w(
      `there is something in ${place} already: a copy goes into an empty one only`,
      `${place} 里已有内容：只能复制到空的地方`,
      `${place} 裡已有內容：只能複製到空的地方`,
    ),
  }),
  'not-a-desk': (folder) => ({
    exit: 4,
    words: w(
      `${folder} is the authority itself: what a desk has seen is asked on a desk’s home`,
      `${folder} 是主数据文件夹：见证须在个人工作台上取得`,
      `${folder} 是主資料夾：見證須在個人工作台上取得`,
    ),
  }),
  'bad-key': (file) => ({
    exit: 1,
    words: w(
      `${file}: no Ed25519 key in PEM is in it`,
      `${file}：其中没有 PEM 格式的 Ed25519 密钥`,
      `${file}：其中沒有 PEM 格式的 Ed25519 金鑰`,
    ),
  }),
  'store-is-file': (folder) => ({
    exit: 1,
    words: w(
      `the data of ${folder} is a file in it. To move the team: butler store copy --from sqlite:${folder} --to URL, then serve it with --store URL and another --home`,
      `${folder} 的数据是其中的文件。要迁移团队数据：先 butler store copy --from sqlite:${folder} --to URL，再用 --store URL 和另一个 --home 启动`,
      `${folder} 的資料是其中的檔案。要遷移團隊資料：先 butler store copy --from sqlite:${folder} --to URL，再用 --store URL 和另一個 --home 啟動`,
    ),
  }),
  'bad-certificate': (file) => ({
    exit: 2,
    words: w(
      `${file}: no certificate in PEM is in it`,
      `${file}：其中没有 PEM 格式的证书`,
      `${file}：其中沒有 PEM 格式的憑證`,
    ),
  }),
  'bad-tls-key': (file) => ({
    exit: 2,
    words: w(
      `${file}: no private key in PEM without a passphrase is in it`,
      `${file}：其中没有 PEM 格式且不带口令的私钥`,
      `${file}：其中沒有 PEM 格式且不帶密語的私鑰`,
    ),
  }),
  'unlike-tls-key': (files) => ({
    exit: 2,
    words: w(
      `the key is not that of the certificate, or too weak: ${files}`,
      `私钥与证书不匹配或强度不足：${files}`,
      `私鑰與憑證不相符或強度不足：${files}`,
    ),
  }),
  'bad-host-key': (file) => ({
    exit: 1,
    words: w(
      `${file} is not a private key: put the right one there, or move it away for a new one to be made, which clients will not know`,
      `${file} 不是私钥：请放回原来的文件；若移走，会生成新的主机密钥，客户端会提示不认识`,
      `${file} 不是私鑰：請放回原來的檔案；若移走，會產生新的主機金鑰，用戶端會提示不認識`,
    ),
  }),
  'ssh-port-in-use': (port) => ({
    exit: 1,
    words: w(
      `port ${port} is in use: choose another with --ssh PORT`,
      `端口 ${port} 已被占用：请用 --ssh 换一个端口`,
      `連接埠 ${port} 已被占用：請用 --ssh 換一個連接埠`,
    ),
  }),
  'bad-host': (host) => ({
    exit: 1,
    words: w(
      `this machine has no address ${host}: choose another with --host`,
      `本机没有地址 ${host}：请用 --host 换一个`,
      `本機沒有位址 ${host}：請用 --host 換一個`,
    ),
  }),
  'port-not-allowed': (port) => ({
    exit: 1,
    words: w(
      `this user may not open port ${port}: choose one from 1024 on`,
      `此用户无权使用端口 ${port}：请换用 1024 及以上的端口`,
      `此使用者無權使用連接埠 ${port}：請換用 1024 及以上的連接埠`,
    ),
  }),
  'broken-history': (folder) => ({
    exit: 1,
    words: w(
      `the history in ${folder} is broken and is not signed: see butler audit verify`,
      `${folder} 中的历史不完整，不予签名：见 butler audit verify`,
      `${folder} 中的歷史不完整，不予簽章：見 butler audit verify`,
    ),
  }),
}

function badLine({ place, expected }: BadLine): Words {
  return w(
    `${place}: expected ${expected.en}`,
    `${place}：应为${expected['zh-Hans']}`,
    `${place}：應為${expected['zh-Hant']}`,
  )
}

function newerFile(file: string): Words {
  return w(
    `${file} was written by a newer version of butler: update this one`,
    `${file} 由更新版本的 butler 写入：请更新本程序`,
    `${file} 由更新版本的 butler 寫入：請更新本程式`,
  )
}

function noFolder(path: string): Words {
  return w(`no folder can be made here: ${path}`, `无法在此新建文件夹：${path}`, `無法在此新建資料夾：${path}`)
}

/** `path`: the data file, where it is known. */
function databaseWords(code: string, path: string): Words | null {
  if (code.startsWith('SQLITE_BUSY'))
    return w(
      'another program holds the data file: try again',
      '数据文件正被占用：请稍后再试',
      '資料檔正被占用：請稍後再試',
    )
  if (code.startsWith('SQLITE_FULL')) return systemWords('ENOSPC', '')
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN')) return systemWords('EACCES', path)
  // What lies in shared memory beside the file fails so too when there is no room for it.
  if (code.startsWith('SQLITE_IOERR'))
    return w(
      `the disk is full, or cannot be read or written: ${path}`,
      `磁盘已满或无法读写：${path}`,
      `磁碟已滿或無法讀寫：${path}`,
    )
  if (code.startsWith('SQLITE_NOTADB') || code.startsWith('SQLITE_CORRUPT'))
    return w('the data file is damaged: restore a backup', '数据文件已损坏：请恢复备份', '資料檔已損毀：請還原備份')
  return null
}

function systemWords(code: string, path: string): Words | null {
  switch (code) {
    case 'ENOENT': {
      // What is written whole is written beside its name first: it is the folder that is not there.
      const folder = path.endsWith('.new') ? dirname(path) : null
      if (folder !== null) return w(`no such folder: ${folder}`, `找不到文件夹：${folder}`, `找不到資料夾：${folder}`)
      return w(`no such file: ${path}`, `找不到文件：${path}`, `找不到檔案：${path}`)
    }
    case 'ENOTDIR':
      return w(`this is not a folder: ${path}`, `这不是文件夹：${path}`, `這不是資料夾：${path}`)
    case 'EISDIR':
      return w(`this is a folder: ${path}`, `这是文件夹：${path}`, `這是資料夾：${path}`)
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return w(`may not read or write here: ${path}`, `没有读写权限：${path}`, `沒有讀寫權限：${path}`)
    case 'ENOSPC':
      return w('the disk is full', '磁盘已满', '磁碟已滿')
    case 'EADDRINUSE':
      return w(
        'the port is in use: choose another with --port',
        '端口已被占用：请用 --port 换一个',
        '連接埠已被占用：請用 --port 換一個',
      )
    default:
      return null
  }
}
