import { w } from '../core/language.ts'
import { answerImport } from './import-report.ts'
import { declarePackDecisions } from './pack-decide.ts'
import { declarePackDiff } from './pack-diff.ts'
import { declarePackList } from './pack-list.ts'
import { declareRejudge } from './pack-rejudge.ts'
import { homeOrShippedRules } from './rules-here.ts'
import type { Session } from './session.ts'
import { type Cli, type Command, declare, withJson } from './verb.ts'

export function declarePack(program: Command, cli: Cli): void {
  const pack = declare(program, 'pack', w('products and overlays as data', '产品包与责任扩展', '產品包與責任擴展'), cli)
  declarePackList(pack, cli)
  const check = w(
    'check a product or overlay file; needs no home',
    '检查产品或责任扩展文件；不需要数据文件夹',
    '檢查產品或責任擴展檔；不需要資料夾',
  )
  withJson(declare(pack, 'check <file>', check, cli), cli).action(cli.verb(checkFile))
  declarePackDiff(pack, cli)
  declareRejudge(pack, cli)
  declarePackDecisions(pack, cli)
}

/** What is wrong with a file, with file, line, column and reason. An overlay is checked against the packs that it names. */
async function checkFile(session: Session, file: string): Promise<number> {
  const { importProducts } = await import('../app/import/import-products.ts')
  const { packsIn } = await import('../app/packs.ts')
  const options = { file: file === '-' ? '/dev/stdin' : file, dryRun: true, language: session.language }
  const packs = packsIn(await homeOrShippedRules(session))
  return answerImport(
    session,
    await importProducts(options, packs, async () => ({ ok: true, result: { isNew: true } })),
  )
}
