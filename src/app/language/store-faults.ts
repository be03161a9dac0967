import { w, type Words } from '../../core/language.ts'
import type { StoreFaultCode } from '../../store/store-fault.ts'

/** What may be wrong with a PostgreSQL database, and what to do. `place`: its address, without the password. */
export const storeFaultWords: Record<StoreFaultCode, (place: string) => Words> = {
  busy: (place) =>
    w(
      `${place} is busy, nothing was changed: try again`,
      `${place} 正忙，没有任何更改：请重试`,
      `${place} 正忙，沒有任何變更：請重試`,
    ),
  unreachable: (place) =>
    w(`${place} cannot be reached: try again`, `连不上 ${place}：请重试`, `連不上 ${place}：請重試`),
  login: (place) =>
    w(
      `${place} does not let this user in: the password comes from PGPASSWORD, ~/.pgpass or BUTLER_STORE`,
      `${place} 拒绝此用户登录：密码取自 PGPASSWORD、~/.pgpass 或 BUTLER_STORE`,
      `${place} 拒絕此使用者登入：密碼取自 PGPASSWORD、~/.pgpass 或 BUTLER_STORE`,
    ),
  'no-database': (place) =>
    w(
      `there is no such database: ${place}. Make it with:\n  ${createDatabase}`,
      `没有这个数据库：${place}。请先新建：\n  ${createDatabase}`,
      `沒有這個資料庫：${place}。請先新建：\n  ${createDatabase}`,
    ),
  collation: (place) =>
    w(
      `${place} does not sort text by code points, or is not in UTF-8. Make a database with:\n  ${createDatabase}`,
      `${place} 不按码位排序文本，或不是 UTF-8。请另建数据库：\n  ${createDatabase}`,
      `${place} 不按碼位排序文字，或不是 UTF-8。請另建資料庫：\n  ${createDatabase}`,
    ),
  'too-old': (place) =>
    w(`${place} is older than PostgreSQL 15`, `${place} 早于 PostgreSQL 15`, `${place} 早於 PostgreSQL 15`),
  full: (place) => w(`the disk of ${place} is full`, `${place} 的磁盘已满`, `${place} 的磁碟已滿`),
}

const createDatabase = `create database NAME template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C';`
