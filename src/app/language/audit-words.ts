import { w, type Words } from '../../core/language.ts'
import { lifeName } from '../audit/compare.ts'
import type { Bad } from '../audit/verify.ts'
import { momentText } from './reasons.ts'

/** What is wrong, and from where on. A command is named as it stands in the chain. */
export function badWords(bad: Bad): Words {
  switch (bad.is) {
    case 'signature':
      return w(
        `the anchor of ${bad.day} in ${bad.place} does not bear the signature of its key: it was changed`,
        `${bad.place} 中 ${bad.day} 的锚点与其密钥的签名不符：已被改动`,
        `${bad.place} 中 ${bad.day} 的錨點與其金鑰的簽章不符：已被改動`,
      )
    case 'other-key':
      return w(
        `the anchor of ${bad.day} in ${bad.place} was signed with another key than the one given`,
        `${bad.place} 中 ${bad.day} 的锚点并非由所给密钥签名`,
        `${bad.place} 中 ${bad.day} 的錨點並非由所給金鑰簽章`,
      )
    case 'root':
      return w(
        `the anchor of ${bad.day} in ${bad.place} stands for other versions up to ${bad.ver} than there are now`,
        `${bad.place} 中 ${bad.day} 的锚点所代表的版本（至 ${bad.ver}）与现有历史不同`,
        `${bad.place} 中 ${bad.day} 的錨點所代表的版本（至 ${bad.ver}）與現有歷史不同`,
      )
    case 'rewritten':
    case 'truncated':
      return unlikeWords(bad)
    case 'access':
      return w(
        `the anchor of ${bad.day} in ${bad.place} knows look ${bad.seq} of ${bad.deviceId}: it is gone, or another`,
        `${bad.place} 中 ${bad.day} 的锚点记有设备 ${bad.deviceId} 的第 ${bad.seq} 条查看记录：现已缺失或不同`,
        `${bad.place} 中 ${bad.day} 的錨點記有裝置 ${bad.deviceId} 的第 ${bad.seq} 筆查看紀錄：現已缺失或不同`,
      )
    case 'unvouched':
      return unvouchedWords(bad)
    default:
      return rowWords(bad)
  }
}

function unvouchedWords({ ver, until, life, seen }: Extract<Bad, { is: 'unvouched' }>): Words {
  const [at, name] = [momentText(life.at), lifeName(life)]
  const versions = ver === until ? String(ver) : `${ver}–${until}`
  return w(
    `versions ${versions}: gone, and ${seen.place} saw them: a backup is said to have been restored at ${at}; if that is so, say it with --restored ${name}`,
    `版本 ${versions}：已不在，而 ${seen.place} 见过：据记录曾于 ${at} 恢复备份；若属实，请加 --restored ${name}`,
    `版本 ${versions}：已不在，而 ${seen.place} 見過：據記錄曾於 ${at} 還原備份；若屬實，請加 --restored ${name}`,
  )
}

function unlikeWords({ is, ver, until, seen, isUnknownLife }: Extract<Bad, { isUnknownLife: unknown }>): Words {
  const at = seen.at === null ? '' : momentText(seen.at)
  const [en, zh] = [at && ` at ${at}`, at && `（${at}）`]
  const life = isUnknownLife
    ? w(
        ', in a life that this authority knows nothing of',
        '，且所属纪元为本主数据所不知',
        '，且所屬紀元為本主資料所不知',
      )
    : w('', '', '')
  if (is === 'truncated')
    return w(
      `version ${ver}: cut off: ${seen.place} saw version ${until}${en}${life.en}, and the history ends with ${ver - 1}`,
      `版本 ${ver}：已被截断：${seen.place} 见过版本 ${until}${zh}${life['zh-Hans']}，而历史止于 ${ver - 1}`,
      `版本 ${ver}：已被截斷：${seen.place} 見過版本 ${until}${zh}${life['zh-Hant']}，而歷史止於 ${ver - 1}`,
    )
  const versions = ver === until ? String(ver) : `${ver}–${until}`
  return w(
    `versions ${versions}: written anew: ${seen.place} saw another version ${until}${en}${life.en}; all was as seen up to ${ver - 1}`,
    `版本 ${versions}：已被改写：${seen.place} 见过的版本 ${until} 不同${zh}${life['zh-Hans']}；至 ${ver - 1} 均与所见一致`,
    `版本 ${versions}：已被改寫：${seen.place} 見過的版本 ${until} 不同${zh}${life['zh-Hant']}；至 ${ver - 1} 均與所見一致`,
  )
}

type BadRowIs = Exclude<
  Bad['is'],
  'signature' | 'other-key' | 'root' | 'rewritten' | 'truncated' | 'unvouched' | 'access'
>

const rowFaults: Record<BadRowIs, Words> = {
  missing: w('the event is gone', '事件已缺失', '事件已缺失'),
  stray: w('no event can have this version', '不可能有此版本的事件', '不可能有此版本的事件'),
  link: w('it does not follow the event before it', '与前一事件不相连', '與前一事件不相連'),
  content: w('it was edited: its fields do not give its hash', '已被编辑：内容与哈希不符', '已被編輯：內容與雜湊不符'),
  'no-answer': w('the stored answer to its command is gone', '其命令的已存答复缺失', '其指令的已存答覆缺失'),
  'other-answer': w(
    'the stored answer to its command is of something else',
    '其命令的已存答复与之不符',
    '其指令的已存答覆與之不符',
  ),
  'no-event': w('an answer is stored, its event is gone', '有已存答复而无事件', '有已存答覆而無事件'),
  head: w('the head is not this event', '头记录与此事件不符', '頭記錄與此事件不符'),
  'beyond-head': w(
    'the head ends before it, and later rows are there',
    '头记录止于此前，而其后仍有行',
    '頭記錄止於此前，而其後仍有列',
  ),
}

function rowWords({ is, ver, at, command }: Extract<Bad, { command: unknown }>): Words {
  const told = [command, at === null ? null : momentText(at)].filter((part) => part !== null).join(', ')
  const [en, zh] = [told && ` (${told})`, told && `（${told}）`]
  const fault = rowFaults[is]
  return w(
    `version ${ver}${en}: ${fault.en}`,
    `版本 ${ver}${zh}：${fault['zh-Hans']}`,
    `版本 ${ver}${zh}：${fault['zh-Hant']}`,
  )
}
