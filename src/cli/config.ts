import { settingsFile } from '../app/config.ts'
import { keysWords, settingWords } from '../app/language/settings-words.ts'
import type { YamlProblem } from '../app/yaml-file.ts'
import { stripUnsafe } from '../app/cells.ts'
import { w } from '../core/language.ts'
import { choices, defaultSettings } from '../core/settings/settings.ts'
import type { Session } from './session.ts'
import { type Cli, type Command, declare, verbsIn, type Written } from './verb.ts'

export function declareConfig(program: Command, cli: Cli): void {
  const config = declare(program, 'config', w('settings and keys of your own', '个人设置与按键', '個人設定與按鍵'), cli)
  const { reads, writes, say } = verbsIn(config, cli)
  reads('show', 'what holds, as a settings file', '当前生效的设置，可作设置文件', '目前生效的設定，可作設定檔').action(
    cli.verb(show),
  )
  reads('check [file]', 'every fault with its place', '逐处检查设置文件', '逐處檢查設定檔').action(cli.verb(check))
  writes(
    'set <name> [value...]',
    'changes one setting, or keys.COMMAND',
    '更改一项设置，或 keys.命令',
    '變更一項設定，或 keys.指令',
  )
    .option('--unset', say('back to what holds by itself', '恢复默认', '還原預設'))
    .action(cli.verb(set))
  reads('path', 'where the settings are', '设置文件的位置', '設定檔的位置').action(cli.verb(path))
}

async function path(session: Session): Promise<void> {
  const file = settingsFile()
  session.print(session.isJson ? JSON.stringify({ file }) : file)
}

async function show(session: Session): Promise<number> {
  const { settingsIn } = await import('../app/settings-file.ts')
  const table = await session.faces.keyTable()
  const file = settingsFile()
  const { settings, problems } = settingsIn(file, session.language, table.checkKeys)
  if (session.isJson) session.print(JSON.stringify({ file, ...settings, problems }))
  else {
    session.print(`# ${file}`)
    for (const name of Object.keys(choices) as (keyof typeof choices)[]) {
      session.print(`\n# ${session.word(settingWords[name])}`)
      session.print(`# ${choices[name].values.join(' | ')} (${choices[name].fallback})`)
      session.print(`${name}: ${settings[name]}`)
    }
    session.print(`\n# ${session.word(keysWords)}\nkeys:${Object.keys(settings.keys).length === 0 ? ' {}' : ''}`)
    const lineOf = (id: string, keys: readonly string[]) => `  ${id}: [${keys.map(scalar).join(', ')}]`
    for (const { id, keys, title } of table.keyLines(settings.keys).filter(({ isFixed }) => !isFixed)) {
      const isOwn = Object.hasOwn(settings.keys, id)
      session.print(`${isOwn ? '' : '#'}${lineOf(id, keys).slice(isOwn ? 0 : 1)}  # ${session.word(title)}`)
    }
    sayProblems(session, problems)
  }
  return problems.length > 0 ? 1 : 0
}

/** A key as YAML has it: what stands for something else there is quoted. */
function scalar(key: string): string {
  const written = key === ' ' ? 'space' : key
  return /^[A-Za-z][\w+ ]*$/.test(written) && !/^([yn]|yes|no|on|off|true|false|null)$/i.test(written)
    ? written
    : JSON.stringify(written)
}

async function check(session: Session, file: string | undefined): Promise<number> {
  const { settingsOf, settingsIn } = await import('../app/settings-file.ts')
  const { checkKeys } = await session.faces.keyTable()
  const named = file ?? settingsFile()
  const { fileText } = await import('./input.ts')
  const { problems } = file
    ? settingsOf(await fileText(session, file), file, session.language, checkKeys)
    : settingsIn(named, session.language, checkKeys)
  if (session.isJson) session.print(JSON.stringify({ file: named, ok: problems.length === 0, problems }))
  else sayProblems(session, problems)
  if (problems.length === 0) session.tell(w(`${named}: nothing is wrong`, `${named}：没有问题`, `${named}：沒有問題`))
  return problems.length > 0 ? 1 : 0
}

type Setting = Written & { unset?: boolean }

async function set(session: Session, name: string, values: string[], { unset = false, dryRun = false }: Setting) {
  const { settingsOf, withSetting, writeSettings } = await import('../app/settings-file.ts')
  const table = await session.faces.keyTable()
  const { language } = session
  const say = (words: Parameters<Session['word']>[0]) => {
    session.tell(`butler: ${stripUnsafe(session.word(words))}`)
    return 2
  }
  const isKeys = name.startsWith('keys.')
  if (!unset && !isKeys && values.length !== 1)
    return say(w(`${name} takes one value`, `${name} 应有一个值`, `${name} 應有一個值`))
  if (unset && values.length > 0) return say(w('--unset takes no value', '--unset 不能带值', '--unset 不能帶值'))
  const path = isKeys ? ['keys', name.slice('keys.'.length)] : [name]
  const file = settingsFile()
  // The change by itself first: what is wrong with it is the caller's, and not to be looked for in the file.
  const value = unset ? undefined : isKeys ? values : values[0]
  const alone = JSON.stringify(
    isKeys ? { keys: { [path[1] ?? '']: value ?? [] } } : { [name]: value ?? fallbackOf(name) },
  )
  const [wrong] = settingsOf(alone, name, language, unset && isKeys ? () => [] : table.checkKeys).problems
  if (wrong) return say(same(`${name}: ${wrong.message}`))
  const text = withSetting(file, path, value)
  const { problems, settings } = settingsOf(text, file, language, table.checkKeys)
  if (problems.length > 0) {
    sayProblems(session, problems)
    return 1
  }
  if (!dryRun) writeSettings(file, text)
  if (session.isJson) session.print(JSON.stringify({ ok: true, file, ...settings }))
  else session.print(file)
  if (dryRun) session.tell(w('Tried only, nothing was kept.', '仅试运行，未保存。', '僅試執行，未儲存。'))
  return 0
}

function fallbackOf(name: string): unknown {
  return defaultSettings[name as keyof typeof defaultSettings] ?? null
}

const same = (text: string) => w(text, text, text)

function sayProblems(session: Session, problems: readonly YamlProblem[]): void {
  for (const { file, line, column, path, message } of problems)
    session.tell(stripUnsafe(`butler: ${file}:${line}:${column}: ${path ? `${path}: ` : ''}${message}`))
}
