import { w } from '../core/language.ts'
import { declareAccess } from './audit-access.ts'
import { printAnchor, printWitnesses } from './audit-keep.ts'
import { verify } from './audit-verify.ts'
import { collect } from './input.ts'
import { type Cli, type Command, declare, withJson } from './verb.ts'

export function declareAudit(program: Command, cli: Cli): void {
  const say = (en: string, hans: string, hant: string) => cli.word(w(en, hans, hant))
  const group = w(
    'whether the history of decisions is the one that was made',
    '核验决定的历史是否原样',
    '核驗決定的歷史是否原樣',
  )
  const audit = declare(program, 'audit', group, cli)
  const verifying = w(
    'compute the chain again from its first event; name the first bad row',
    '从首个事件起重算整条链；指出第一处不符',
    '從首個事件起重算整條鏈；指出第一處不符',
  )
  withJson(declare(audit, 'verify', verifying, cli), cli)
    .option(
      '--witness <FILE>',
      say(
        'what a desk has seen (butler audit witness); may be given again',
        '工作台的见证（butler audit witness）；可重复',
        '工作台的見證（butler audit witness）；可重複',
      ),
      collect,
    )
    .option('--anchors <FILE>', say('anchors that were kept elsewhere', '另处保存的锚点', '另處保存的錨點'))
    .option(
      '--key <FILE>',
      say(
        'the public key that anchors have to be signed with (anchor.pub)',
        '锚点须由此公钥验签（anchor.pub）',
        '錨點須由此公鑰驗簽（anchor.pub）',
      ),
    )
    .option(
      '--restored <LIFE>',
      say(
        'a restore you know of, as butler restore printed it; without it, history that witnesses saw and is gone counts as bad; may be given again',
        '您确知的一次恢复（butler restore 的输出）；未给出时，见证所见而已不在的历史视为异常；可重复',
        '您確知的一次還原（butler restore 的輸出）；未給出時，見證所見而已不在的歷史視為異常；可重複',
      ),
      collect,
    )
    .action(cli.verb(verify))
  const witness = w(
    'on a desk: what it has seen of the history, for butler audit verify',
    '在工作台上：输出所见历史，供 butler audit verify 使用',
    '在工作台上：輸出所見歷史，供 butler audit verify 使用',
  )
  declare(audit, 'witness', witness, cli)
    .option('--out <FILE>', say('into this file', '写入此文件', '寫入此檔案'))
    .action(cli.verb(printWitnesses))
  const anchor = w(
    'sign the history of today, once a day; keep what it prints elsewhere',
    '为今日历史签名（每日一次）；请将输出另处保存',
    '為今日歷史簽章（每日一次）；請將輸出另處保存',
  )
  declare(audit, 'anchor', anchor, cli)
    .option('--out <FILE>', say('add it to this file', '追加到此文件', '附加到此檔案'))
    .action(cli.verb(printAnchor))
  declareAccess(audit, cli)
}
