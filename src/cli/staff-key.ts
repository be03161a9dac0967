import { byId } from '../core/by-id.ts'
import { labels } from '../app/language/labels.ts'
import { momentText } from '../app/language/reasons.ts'
import { HomeFault } from '../app/home-fault.ts'
import { w } from '../core/language.ts'
import { answerNotFound, give } from './give.ts'
import { fileText } from './input.ts'
import { printRows } from './print.ts'
import type { Session } from './session.ts'
import { type Cli, type Command, declare, verbsIn, type Written } from './verb.ts'

/** The keys by which people come in over SSH. */
export function declareStaffKey(staff: Command, cli: Cli): void {
  const about = w(
    'public keys for butler serve --ssh',
    'butler serve --ssh 所认的公钥',
    'butler serve --ssh 所認的公鑰',
  )
  const { writes, reads } = verbsIn(declare(staff, 'key', about, cli), cli)
  writes(
    'add <id> <file>',
    'the keys in a .pub file (- for standard input) are this person’s; for supervisors and managers',
    '登记某人的公钥文件（- 为标准输入）；仅限主管和管理人员',
    '登記某人的公鑰檔案（- 為標準輸入）；僅限主管和管理人員',
  ).action(cli.verb(add))
  reads('list', 'every key and whose it is', '列出公钥及其所属', '列出公鑰及其所屬').action(cli.verb(list))
  writes(
    'remove <fingerprint>',
    'a key opens nothing any more, and who is in by it is put out (SHA256:… as in list)',
    '移除公钥并断开用它登录的会话（SHA256:…，见 list）',
    '移除公鑰並中斷用它登入的連線（SHA256:…，見 list）',
  ).action(cli.verb(remove))
}

async function add(session: Session, staffId: string, file: string, { dryRun }: Written): Promise<number> {
  const { readPublicKeys } = await import('../app/ssh-keys.ts')
  const keys = readPublicKeys(await fileText(session, file))
  if (!Array.isArray(keys)) {
    session.tell(`butler: ${file}:${keys.line}: ${session.word(keys.why)}`)
    return 2
  }
  return session.withHome(async (home) => {
    for (const { text, name, fingerprint } of keys) {
      const status = await give(session, home, 'staff.addKey', { staffId, publicKey: text, name }, { dryRun })
      if (status !== 0) return status
      if (!session.isJson) session.print(fingerprint)
    }
    return 0
  })
}

async function list(session: Session): Promise<void> {
  const { fingerprintOfText } = await import('../app/ssh-keys.ts')
  return session.withHome(async (home) => {
    if (home.kind === 'desk') throw new HomeFault('not-an-authority', session.folder)
    const staff = byId(await home.query.all('staff'))
    const keys = (await home.query.all('staffKey')).map(({ publicKey, ...key }) => {
      const { name = key.staffId, role = null } = staff.get(key.staffId) ?? {}
      const [type = ''] = publicKey.split(' ')
      return { ...key, type, fingerprint: fingerprintOfText(publicKey), staffName: name, role }
    })
    printRows(session, keys, [
      { title: w('Key', '公钥', '公鑰'), text: ({ fingerprint }) => fingerprint },
      { title: w('Type', '类型', '類型'), text: ({ type }) => type },
      { title: w('Whose', '所属', '所屬'), text: ({ staffId, staffName }) => `${staffName} (${staffId})` },
      { title: w('Role', '角色', '角色'), text: ({ role }) => (role ? session.word(labels.role[role]) : '') },
      { title: w('Name', '名称', '名稱'), text: ({ name }) => name, isFlexible: true },
      { title: w('Added', '添加', '新增'), text: ({ addedAt }) => momentText(addedAt) },
    ])
  })
}

async function remove(session: Session, fingerprint: string, { dryRun }: Written): Promise<number> {
  const { fingerprintOfText } = await import('../app/ssh-keys.ts')
  return session.withHome(async (home) => {
    if (home.kind === 'desk') throw new HomeFault('not-an-authority', session.folder)
    const key = (await home.query.all('staffKey')).find(({ publicKey }) => fingerprintOfText(publicKey) === fingerprint)
    if (!key) return answerNotFound(session, 'staffKey', fingerprint)
    return give(session, home, 'staff.removeKey', { keyId: key.id }, { dryRun })
  })
}
