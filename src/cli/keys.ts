import { settingsFile } from '../app/config.ts'
import { languages, w, type Words } from '../core/language.ts'
import type { KeyLine, KeyTable } from './faces.ts'
import { printRows } from './print.ts'
import type { Session } from './session.ts'
import { type Cli, type Command, declare, withJson } from './verb.ts'

export function declareKeys(program: Command, cli: Cli): void {
  withJson(
    declare(program, 'keys', w('every key of the workstation', '工作站的全部按键', '工作站的全部按鍵'), cli),
    cli,
  )
    .option('--markdown', cli.word(w('a table in three languages', '三语对照表', '三語對照表')))
    .action(cli.verb(keys))
}

const everywhere = w('everywhere', '所有界面', '所有畫面')
const asks = w('asks first', '先确认', '先確認')

async function keys(session: Session, { markdown = false }: { markdown?: boolean }): Promise<void> {
  const table = await session.faces.keyTable()
  if (markdown) return session.print(markdownOf(table))
  const { settingsIn } = await import('../app/settings-file.ts')
  const { settings } = settingsIn(settingsFile(), session.language, table.checkKeys)
  const lines = table.keyLines(settings.keys)
  const where = ({ screens }: KeyLine) =>
    screens === null
      ? session.word(everywhere)
      : [...new Set(screens.map((screen) => table.screenName(screen, session.language)))].join(', ')
  printRows(session, lines, [
    { title: w('Keys', '按键', '按鍵'), text: (line) => keysText(table, line) },
    { title: w('Does', '作用', '作用'), text: ({ title }) => session.word(title) },
    { title: w('Command', '命令', '指令'), text: ({ id }) => id },
    { title: w('Asks', '确认', '確認'), text: ({ isDanger }) => (isDanger ? session.word(asks) : '') },
    { title: w('Where', '界面', '畫面'), text: where, isFlexible: true },
  ])
}

function keysText(table: KeyTable, { keys }: KeyLine): string {
  return keys.map(table.keyName).join(', ')
}

/** The reference of the README: every command with its keys as they are at first, in all languages. */
export function markdownOf(table: KeyTable): string {
  const cell = (text: string) => text.replaceAll('|', '\\|')
  const code = (key: string) => `\`${cell(table.keyName(key))}\``
  const titles = (title: Words) => languages.map((language) => cell(title[language])).join(' | ')
  const rows = table.keyLines().map(({ id, keys, title, screens, isDanger }) => {
    const where = screens === null ? 'everywhere' : screens.map((screen) => table.screenName(screen, 'en'))
    const places = typeof where === 'string' ? where : [...new Set(where)].join(', ')
    return `| ${keys.map(code).join(' ')} | ${titles(title)} | ${cell(places)}${isDanger ? '; asks first' : ''} | \`${id}\` |`
  })
  return [
    '| keys | English | 简体中文 | 繁體中文 | where | command |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n')
}
