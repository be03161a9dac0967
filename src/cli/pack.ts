import { w } from '../core/language.ts'
import { installFile } from './import.ts'
import { answerImport } from './import-report.ts'
import { type Cli, type Command, declare, withJson } from './verb.ts'

export function declarePack(program: Command, cli: Cli): void {
  const pack = declare(program, 'pack', w('products as data', '产品包', '產品包'), cli)
  const check = w('check a product file; needs no home', '检查产品文件；不需要数据文件夹', '檢查產品檔；不需要資料夾')
  withJson(declare(pack, 'check <file>', check, cli), cli).action(
    cli.verb(async (session, file: string) =>
      answerImport(session, await installFile(session, 'products', file, true, null)),
    ),
  )
}
