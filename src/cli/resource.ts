import { resourceKindWords } from '../app/language/reply-words.ts'
import { momentText } from '../app/language/reasons.ts'
import { w } from '../core/language.ts'
import { resourceKinds, type ResourceKind } from '../core/resource/kinds.ts'
import { staffNames } from './customers.ts'
import { answerNotFound, give } from './give.ts'
import { installFile } from './import.ts'
import { importTable, isTable, type RowOptions, withTableOptions } from './import-table.ts'
import { answerImport } from './import-report.ts'
import { textOf } from './input.ts'
import { printRows } from './print.ts'
import type { Session } from './session.ts'
import { choice, choiceArgument, type Cli, type Command, declare, verbsIn, type Written } from './verb.ts'

export function declareResource(program: Command, cli: Cli): void {
  const about = w(
    'the directory: hotlines, hospitals, insurers, communities',
    '资源库：热线、医院、保险公司、社区',
    '資源庫：熱線、醫院、保險公司、社區',
  )
  const resource = declare(program, 'resource', about, cli)
  const { writes, reads, say } = verbsIn(resource, cli)
  reads('list [words]', 'the entries with these words', '列出资源，可按内容筛选', '列出資源，可依內容篩選')
    .addOption(choice('--kind <KIND>', say('one kind only', '只看一类', '只看一類'), resourceKinds))
    .option('--stale', say('those that nobody has verified for 90 days', '超过90天未核实的', '超過90天未核實的'))
    .action(cli.verb(list))
  writes(
    'add',
    'add an entry, not verified yet; prints its id',
    '新增一条，尚未核实；输出编号',
    '新增一筆，尚未核實；輸出編號',
  )
    .addArgument(choiceArgument('<kind>', say('kind', '类别', '類別'), resourceKinds))
    .argument('<name>', say('name', '名称', '名稱'))
    .argument('<phone>', say('phone', '电话', '電話'))
    .option('--city <CITY>', say('city; without it, the whole country', '城市；不填为全国', '城市；不填為全國'))
    .option('--district <DISTRICT>', say('district', '区县', '區縣'))
    .option('--note <TEXT>', say('note', '说明', '說明'))
    .action(cli.verb(add))
  writes(
    'verify <resource>',
    'say that its number is right: you have called it or read it at its source',
    '登记号码已核实：已拨打或已对照官方来源',
    '登記號碼已核實：已撥打或已對照官方來源',
  ).action(cli.verb(verify))
  writes('remove <resource>', 'take an entry out', '移除一条', '移除一筆')
    .requiredOption('--reason <TEXT>', say('why; - for stdin', '理由；- 读标准输入', '理由；- 讀標準輸入'))
    .action(cli.verb(remove))
  const importing = writes(
    'import <file>',
    'entries from CSV or JSONL, one a row, or from YAML or JSON, one a document; - for stdin (YAML)',
    '从 CSV、JSONL（一行一条）或 YAML、JSON（一个文档一条）导入；- 读标准输入（YAML）',
    '從 CSV、JSONL（一列一筆）或 YAML、JSON（一個文件一筆）匯入；- 讀標準輸入（YAML）',
  )
  withTableOptions(importing, cli).action(cli.verb(importFile))
}

function importFile(session: Session, file: string, options: RowOptions & { csv?: boolean }): Promise<number> {
  return session.withHome(async (home) => {
    const { dryRun = false } = options
    if (!options.csv && !isTable(file))
      return answerImport(session, await installFile(session, 'resources', file, dryRun, home))
    const { givingResources } = await import('../app/import/give-resources.ts')
    const give = givingResources((args, asked) => home.execute('resource.add', args, { isDryRun: asked.dryRun }))
    return importTable(session, 'resources', file, options, give)
  })
}

function list(
  session: Session,
  words: string | undefined,
  { kind, stale = false }: { kind?: ResourceKind; stale?: boolean },
): Promise<void> {
  return session.withHome(async (home) => {
    const { searchResources } = await import('../app/resources.ts')
    const found = await searchResources(home, words ?? '', kind)
    const nameOf = await staffNames(home)
    printRows(
      session,
      stale ? found.filter((one) => one.isStale) : found,
      [
        { title: w('Entry', '编号', '編號'), text: ({ id }) => id },
        { title: w('Kind', '类别', '類別'), text: (one) => session.word(resourceKindWords[one.kind]) },
        { title: w('Name', '名称', '名稱'), text: ({ name }) => name },
        { title: w('Phone', '电话', '電話'), text: ({ phone }) => phone },
        { title: w('Where', '地区', '地區'), text: ({ city, district }) => [city, district].filter(Boolean).join(' ') },
        {
          title: w('Verified', '核实', '核實'),
          text: ({ verifiedAt, verifiedBy, isStale }) =>
            `${isStale ? '! ' : ''}${verifiedAt === null ? session.word(never) : `${momentText(verifiedAt)} ${nameOf(verifiedBy ?? '')}`}`,
        },
        { title: w('Note', '说明', '說明'), text: ({ note }) => note ?? '', isFlexible: true },
      ],
      (one) => one,
    )
  })
}

const never = w('never', '未核实', '未核實')

type Adding = Written & { city?: string; district?: string; note?: string }

function add(
  session: Session,
  kind: ResourceKind,
  name: string,
  phone: string,
  { dryRun, city, district, note }: Adding,
): Promise<number> {
  const args = { kind, name, phone, city, district, note }
  return session.withHome((home) => give(session, home, 'resource.add', args, { dryRun, data: ['resourceId'] }))
}

function verify(session: Session, resourceId: string, { dryRun }: Written): Promise<number> {
  return session.withHome(async (home) => {
    const found = await home.query.row('resource', resourceId)
    if (!found) return answerNotFound(session, 'resource', resourceId)
    return give(session, home, 'resource.verify', { resourceId, phone: found.phone }, { dryRun })
  })
}

async function remove(session: Session, resourceId: string, options: Written & { reason: string }): Promise<number> {
  const reason = await textOf(session, options.reason)
  return session.withHome((home) =>
    give(session, home, 'resource.remove', { resourceId, reason }, { dryRun: options.dryRun }),
  )
}
