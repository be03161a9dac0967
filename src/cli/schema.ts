import { w } from '../core/language.ts'
import { printRows } from './print.ts'
import type { Session } from './session.ts'
import { type Cli, type Command, declare, withJson } from './verb.ts'

export function declareSchema(program: Command, cli: Cli): void {
  const about = w(
    'JSON Schema of what a file says and of what --json prints; without a kind: all kinds',
    '导入文件与 --json 输出的 JSON Schema；不带种类时列出全部',
    '匯入檔案與 --json 輸出的 JSON Schema；不帶種類時列出全部',
  )
  withJson(declare(program, 'schema', about, cli), cli)
    .argument(
      '[kind]',
      cli.word(w('file.customers, claim.list, …', 'file.customers、claim.list 等', 'file.customers、claim.list 等')),
    )
    .action(cli.verb(schema))
}

/** With `--json` in one line; a list as NDJSON. */
async function schema(session: Session, name: string | undefined): Promise<number> {
  const { jsonSchemaOf, kinds } = await import('./outputs/json-schema.ts')
  const known = kinds()
  if (name === undefined) {
    printRows(session, known, [
      { title: w('Kind', '种类', '種類'), text: ({ kind }) => kind },
      { title: w('Id', '标识', '識別碼'), text: ({ id }) => id },
    ])
    return 0
  }
  const kind = known.find((one) => one.kind === name.replaceAll(' ', '.'))
  if (!kind) {
    session.tell(
      w(
        `butler: no such kind: ${name} (see butler schema)`,
        `butler：没有种类 ${name}（见 butler schema）`,
        `butler：沒有種類 ${name}（見 butler schema）`,
      ),
    )
    return 2
  }
  session.print(JSON.stringify(jsonSchemaOf(kind), null, session.isJson ? 0 : 2))
  return 0
}
