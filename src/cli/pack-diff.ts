import { stripUnsafe } from '../app/cells.ts'
import { w } from '../core/language.ts'
import type { Words } from '../core/language.ts'
import type { ChangedPart, RuleChange } from '../core/product/diff.ts'
import type { Rules } from '../core/product/rules.ts'
import { candidatesInFile, candidatesNamed, type Candidates } from './pack-file.ts'
import { paint, printHeading, printRows } from './print.ts'
import { homeOrShippedRules } from './rules-here.ts'
import type { Session } from './session.ts'
import { type Cli, type Command, declare, withJson } from './verb.ts'

export function declarePackDiff(pack: Command, cli: Cli): void {
  const diff = w(
    'what a file or a waiting proposal changes against what is installed (without a home: shipped)',
    '文件或待批申请与已安装（无数据文件夹时：随程序）内容的差异',
    '檔案或待核准申請與已安裝（無資料夾時：隨程式）內容的差異',
  )
  withJson(declare(pack, 'diff <file|proposal>', diff, cli), cli).action(cli.verb(diffOne))
}

async function diffOne(session: Session, name: string): Promise<number> {
  const rules = await homeOrShippedRules(session)
  const read = await candidatesHere(session, name, rules)
  if ('status' in read) return read.status
  const { diffOverlay, diffPacks } = await import('../core/product/diff.ts')
  const { packsIn } = await import('../app/packs.ts')
  const { rulesWith } = await import('../core/product/rules.ts')
  // An overlay may lie on a pack of the same file.
  const packs = packsIn(rulesWith(rules, read.candidates))
  const installed = packsIn(rules)
  const changes = read.candidates.flatMap(({ kind, definition }) =>
    kind === 'product'
      ? diffPacks(
          installed.find(({ product }) => product === definition.product),
          definition,
        )
      : diffOverlay(definition, packs).map((change) => ({ ...change, overlay: definition.id })),
  )
  if (changes.length === 0) session.tell(w('No difference.', '没有差异。', '沒有差異。'))
  print(session, changes)
  return 0
}

/** A proposal can only be named where there is a home. */
async function candidatesHere(session: Session, name: string, rules: Rules): Promise<Candidates> {
  const { isHome } = await import('../app/home.ts')
  if (!(await isHome(session.folder))) return candidatesInFile(session, name, rules)
  return session.withHome((home) => candidatesNamed(session, home, name, rules))
}

const partWords: Record<ChangedPart, Words> = {
  pack: w('product', '产品', '產品'),
  issued: w('on sale', '销售期', '銷售期'),
  clause: w('clause', '条款', '條款'),
  param: w('number', '参数', '參數'),
  gate: w('condition of cover', '责任条件', '責任條件'),
  exclusion: w('exclusion', '责任免除', '責任免除'),
  benefit: w('benefit', '给付', '給付'),
  flag: w('flag', '提示', '提示'),
  document: w('document', '材料', '文件'),
  date: w('date', '日期', '日期'),
  timer: w('clock', '时限', '時限'),
  overlay: w('overlay', '责任扩展', '責任擴展'),
}

function print(session: Session, changes: readonly RuleChange[]): void {
  if (session.isTerminal && !session.isJson) return printForPeople(session, changes)
  printRows(session, changes, [
    { title: w('Product', '产品', '產品'), text: ({ product }) => product },
    { title: w('Terms', '条款版本', '條款版本'), text: ({ version }) => version ?? '' },
    { title: w('Part', '部分', '部分'), text: ({ part }) => session.word(partWords[part]) },
    { title: w('Which', '编号', '編號'), text: ({ id }) => id },
    { title: w('Where', '位置', '位置'), text: ({ path }) => path },
    { title: w('Before', '原来', '原本'), text: ({ before }) => textOf(before) },
    { title: w('After', '之后', '之後'), text: ({ after }) => textOf(after) },
  ])
}

/** Old and new one under the other and whole: sentences of a contract do not fit into columns, and each word of them counts. */
function printForPeople(session: Session, changes: readonly RuleChange[]): void {
  let under = ''
  for (const { product, version, part, id, path, before, after } of changes) {
    const heading = [product, version].filter(Boolean).join(' ')
    if (heading !== under) printHeading(session, w(heading, heading, heading))
    under = heading
    session.print(stripUnsafe([session.word(partWords[part]), id, path].filter(Boolean).join(' ')))
    if (before !== null) session.print(paint(session, 'red', stripUnsafe(`  - ${textOf(before)}`)))
    if (after !== null) session.print(paint(session, 'yellow', stripUnsafe(`  + ${textOf(after)}`)))
  }
}

/** A text as it stands, anything else as JSON; nothing where there is nothing. */
function textOf(value: unknown): string {
  if (value === null) return '—'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
