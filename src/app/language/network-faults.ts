import { w, type Words } from '../../core/language.ts'
import { problemTypes, type Unsafe } from '../../sync/faults.ts'

/** What may be wrong between a desk and its endpoint, and what to do. */
export function unreachableWords(message: string): Words {
  const where = /^https?:\S+/.exec(message)?.[0] ?? ''
  return w(
    `the endpoint ${where} cannot be reached; what is saved here is kept and sent when it is back`,
    `连不上端点 ${where}；已保存的内容都在，恢复后会发送`,
    `連不上端點 ${where}；已儲存的內容都在，恢復後會送出`,
  )
}

/** To join, when there is nothing yet that could be kept. */
export function noEndpointWords(where: string): Words {
  return w(
    `${where} cannot be reached: check the address, and that butler serve runs there`,
    `连不上 ${where}：请检查地址，并确认那里正在运行 butler serve`,
    `連不上 ${where}：請檢查位址，並確認那裡正在執行 butler serve`,
  )
}

export function unsafeWords({ because, endpoint }: Unsafe): Words {
  if (because === 'plain')
    return w(
      `will not send this desk’s token to ${endpoint} in plain http, where it could be read on the way: use https, or a tunnel to 127.0.0.1`,
      `不会以明文 http 向 ${endpoint} 发送工作台令牌，以免在途中泄露：请用 https，或经隧道连到 127.0.0.1`,
      `不會以明文 http 向 ${endpoint} 傳送工作台權杖，以免在途中洩漏：請用 https，或經通道連到 127.0.0.1`,
    )
  return w(
    `who answers at ${endpoint} cannot show a certificate that this desk trusts, so nothing was sent: join with --ca FILE if your team has its own authority, else tell whoever runs the endpoint`,
    `${endpoint} 的证书不受本工作台信任，未发送任何内容：若团队自建证书机构，请用 --ca FILE 加入；否则请联系端点管理员`,
    `${endpoint} 的憑證不受本工作台信任，未送出任何內容：若團隊自建憑證機構，請用 --ca FILE 加入；否則請聯絡端點管理員`,
  )
}

const byType: Record<string, { exit: 1 | 4; words: Words }> = {
  [problemTypes.unauthorized]: {
    exit: 4,
    words: w(
      'the endpoint does not know this desk, or no longer: ask for a new code (butler staff code) and join again in a new home',
      '端点不认识或已停用这个工作台：请索取新的入网码（butler staff code），在新的文件夹重新加入',
      '端點不認識或已停用這個工作台：請索取新的入網碼（butler staff code），在新的資料夾重新加入',
    ),
  },
  [problemTypes.protocol]: { exit: 1, words: otherVersions() },
  [problemTypes.unknownCommand]: { exit: 1, words: otherVersions() },
  [problemTypes.copied]: {
    exit: 4,
    words: w(
      'this home is a copy, or was put back from an older one: what waits here is kept, but the endpoint takes nothing from it. Join again in a new home',
      '这份数据是副本或由旧备份恢复：待发送内容仍保留，但端点不再接收。请在新的文件夹重新加入',
      '這份資料是副本或由舊備份還原：待送出內容仍保留，但端點不再接收。請在新的資料夾重新加入',
    ),
  },
  [problemTypes.history]: {
    exit: 1,
    words: w(
      'the endpoint’s history is not the one that this desk has seen: it was changed, or put back without butler restore. Nothing is sent until that is cleared up; tell whoever runs it (butler audit verify)',
      '端点的历史记录与本工作台所见不符：可能被改动，或未经 butler restore 恢复。查清前不会发送任何内容；请联系端点管理员（butler audit verify）',
      '端點的歷史紀錄與本工作台所見不符：可能被改動，或未經 butler restore 還原。查清前不會送出任何內容；請聯絡端點管理員（butler audit verify）',
    ),
  },
}

function askedTooOften(retryAfterMs: number | null): Words {
  if (retryAfterMs === null)
    return w(
      'the endpoint is asked too often from here: try again in a moment',
      '此处的请求过于频繁：请稍后再试',
      '此處的請求過於頻繁：請稍後再試',
    )
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1_000))
  return w(
    `the endpoint is asked too often from here: try again in ${seconds} s`,
    `此处的请求过于频繁：请 ${seconds} 秒后再试`,
    `此處的請求過於頻繁：請 ${seconds} 秒後再試`,
  )
}

function otherVersions(): Words {
  return w(
    'this program and the endpoint are of different versions: update the older of the two',
    '本程序与端点版本不同：请更新较旧的一方',
    '本程式與端點版本不同：請更新較舊的一方',
  )
}

/** What the endpoint has against this desk; `told` is what it says itself, for what has no words here. */
export function problemWords(
  type: string,
  told: string,
  retryAfterMs: number | null = null,
): { exit: 1 | 4; words: Words } {
  if (type === problemTypes.rateLimited) return { exit: 1, words: askedTooOften(retryAfterMs) }
  return (
    byType[type] ?? {
      exit: 1,
      words: w(`the endpoint said no: ${told}`, `端点拒绝了请求：${told}`, `端點拒絕了請求：${told}`),
    }
  )
}
