import { version } from '../app/config.ts'
import { type Language, type Words, w } from '../core/language.ts'
import { allNodes, commandTree, type Node } from './command-tree.ts'
import type { KeyTable } from './faces.ts'
import type { Session } from './session.ts'
import { type Cli, type Command, declare } from './verb.ts'

export function declareMan(program: Command, cli: Cli): void {
  declare(
    program,
    'man',
    w('the manual page: butler man | man -l -', '手册页：butler man | man -l -', '手冊頁：butler man | man -l -'),
    cli,
  ).action(cli.verb(man))
}

async function man(session: Session): Promise<void> {
  const root = await commandTree(session)
  session.print(manualOf(root, await session.faces.keyTable(), session.language))
}

const said = {
  name: w('NAME', '名称', '名稱'),
  synopsis: w('SYNOPSIS', '用法', '用法'),
  about: w('DESCRIPTION', '说明', '說明'),
  options: w('OPTIONS', '选项', '選項'),
  commands: w('COMMANDS', '命令', '指令'),
  keys: w('KEYS', '按键', '按鍵'),
  environment: w('ENVIRONMENT', '环境变量', '環境變數'),
  exit: w('EXIT STATUS', '退出码', '結束碼'),
  verb: w('VERB', '命令', '指令'),
}

const environment: readonly [string, Words][] = [
  [
    'BUTLER_HOME',
    w('the data folder, where --home does not say it', '数据文件夹，未用 --home 时', '資料夾，未用 --home 時'),
  ],
  ['BUTLER_LANG', w('en, zh-Hans or zh-Hant', 'en、zh-Hans 或 zh-Hant', 'en、zh-Hans 或 zh-Hant')],
  ['BUTLER_CONFIG', w('the settings file', '设置文件', '設定檔')],
  ['BUTLER_STORE', w('the address of a PostgreSQL database', 'PostgreSQL 数据库地址', 'PostgreSQL 資料庫位址')],
  ['VISUAL, EDITOR', w('what long texts are written in', '编辑长文的编辑器', '編輯長文的編輯器')],
  ['NO_COLOR', w('no colour', '不用颜色', '不用顏色')],
]

const statuses: readonly [string, Words][] = [
  ['0', w('done', '完成', '完成')],
  ['1', w('failed', '失败', '失敗')],
  ['2', w('usage', '用法错误', '用法錯誤')],
  ['3', w('cursor gone', '游标失效', '游標失效')],
  ['4', w('not allowed, or not enrolled', '无权限或未入网', '無權限或未入網')],
  ['5', w('timed out waiting', '等待超时', '等待逾時')],
  ['6', w('refused by a rule', '被规则拒绝', '被規則拒絕')],
  ['130, 143', w('ended by a signal', '收到信号', '收到訊號')],
]

/** The manual page in roff, of section 1. */
function manualOf(root: Node, keys: KeyTable, language: Language): string {
  const heading = (words: Words) => `.SH ${words[language]}`
  const entry = (title: string, text: string) => ['.TP', `.B ${roff(title)}`, roff(text)]
  const facts = (list: readonly [string, Words][]) => list.flatMap(([name, words]) => entry(name, words[language]))
  const verbs = allNodes(root).filter(({ path, verbs }) => path.length > 0 && verbs.length === 0)
  return [
    `.TH BUTLER 1 "" "butler ${version}" ""`,
    heading(said.name),
    `butler \\- ${roff(root.description)}`,
    heading(said.synopsis),
    '.B butler',
    `[\\-\\-home DIR] [\\-\\-lang LANG] [${said.verb[language]} ...]`,
    heading(said.about),
    roff(root.description),
    heading(said.options),
    ...root.options.flatMap(({ flags, description }) => entry(flags, description)),
    heading(said.commands),
    ...verbs.flatMap((node) => [
      ...entry(['butler', ...node.path, ...node.arguments.map(argumentText)].join(' '), node.description),
      ...node.options
        .filter(({ long }) => long !== '--help')
        .flatMap((option) => ['.RS', ...entry(option.flags, optionText(option)), '.RE']),
    ]),
    heading(said.keys),
    ...keys
      .keyLines()
      .flatMap((line) => entry(line.keys.map(keys.keyName).join(', ') || '-', `${line.title[language]} (${line.id})`)),
    heading(said.environment),
    ...facts(environment),
    heading(said.exit),
    ...facts(statuses),
  ].join('\n')
}

function argumentText({ name, isVariadic, isRequired }: Node['arguments'][number]): string {
  const told = isVariadic ? `${name}...` : name
  return isRequired ? `<${told}>` : `[${told}]`
}

function optionText({ description, choices }: Node['options'][number]): string {
  return choices.length > 0 ? `${description} (${choices.join(', ')})` : description
}

/** A text as roff takes it: hyphens that stay hyphens, no backslash and no line that begins with a command. */
function roff(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll(/\s*\n\s*/g, ' ')
    .replace(/^([.'])/, '\\&$1')
}
