import { Command, Option } from 'commander'
import { cellWidth, stripUnsafe } from '../app/cells.ts'
import { ambiguousWidths } from '../app/looks.ts'
import { themes } from '../core/settings/settings.ts'
import { homeFolder, version, wantsColor } from '../app/config.ts'
import { w } from '../core/language.ts'
import { refuse } from '../core/refusal.ts'
import { type Language, languages } from '../core/language.ts'
import type { Faces } from './faces.ts'
import { type GlobalOptions, makeSession, type Session, type Streams } from './session.ts'
import { titleIn } from './usage.ts'
import type { Cli } from './verb.ts'
import { verbsMeant } from './verbs.ts'
import { openWorkstation } from './workstation.ts'

/** What the command line `argv` can mean, in one language; `status` is what the verb that ran returned. */
export async function programOf(argv: readonly string[], language: Language, faces: Faces, streams: Streams) {
  let status = 0
  const cli: Cli = {
    word: (words) => words[language],
    verb<A extends unknown[]>(act: (session: Session, ...args: A) => Promise<number | void>) {
      return async (...given: [...A, Command]) => {
        const command = given.at(-1) as Command
        const args = given.slice(0, -1) as unknown[] as A
        const session = sessionOf(command.optsWithGlobals())
        status =
          session.isReadonly && isSettingUp(command)
            ? await refuseReadonly(session)
            : ((await act(session, ...args)) ?? 0)
      }
    },
  }
  const sessionOf = ({ home, as, color, json, readonly, plain, ...looks }: GlobalOptions) =>
    makeSession(language, streams, {
      folder: homeFolder(home),
      askedFolder: home,
      as,
      isJson: json === true,
      hasColor: wantsColor(streams.stdout.isTTY, color),
      isReadonly: readonly === true,
      isPlain: plain === true,
      looks: {
        ...{ theme: looks.theme, ambiguousWidth: looks.ambiguousWidth },
        ...{ isForScreenReader: looks.screenReader, hasAltScreen: looks.altScreen },
      },
      faces,
    })
  const program = root(cli, language, streams)
  program.action(cli.verb(openWorkstation))
  for (const declareIn of await verbsMeant(argv)) declareIn(program, cli)
  return { program, status: () => status }
}

/** The program with all its verbs, to be looked at and not to be run. */
export async function wholeProgram(language: Language, faces: Faces): Promise<Command> {
  const { program } = await programOf(['--help'], language, faces, process)
  return program
}

/** What these do is more than commands, which a home that is opened read-only refuses by itself. */
const settingUp = new Set(['serve', 'join', 'restore', 'store', 'sync'])

function isSettingUp(command: Command): boolean {
  const names: string[] = []
  for (let one: Command | null = command; one; one = one.parent) names.unshift(one.name())
  return settingUp.has(names[1] ?? '')
}

async function refuseReadonly(session: Session): Promise<number> {
  const { answerRefusal } = await import('./give.ts')
  return answerRefusal(session, refuse('read-only'))
}

function root(cli: Cli, language: Language, { stdout, stderr }: Streams): Command {
  const about = w(
    'The workstation of insurance butlers. Without a verb: opens it.',
    '保险管家工作站。不带命令时打开工作站。',
    '保險管家工作站。不帶指令時開啟工作站。',
  )
  const exits = w(
    '\nExit status: 0 done · 1 failed · 2 usage · 3 cursor gone · 4 not allowed or not enrolled\n             5 timed out waiting · 6 refused by a rule · 130, 143 on signals',
    '\n退出码：0 完成 · 1 失败 · 2 用法错误 · 3 游标失效 · 4 无权限或未入网\n        5 等待超时 · 6 被规则拒绝 · 130、143 收到信号',
    '\n結束碼：0 完成 · 1 失敗 · 2 用法錯誤 · 3 游標失效 · 4 無權限或未入網\n        5 等待逾時 · 6 被規則拒絕 · 130、143 收到訊號',
  )
  const option = (flags: string, en: string, hans: string, hant: string) =>
    new Option(flags, cli.word(w(en, hans, hant)))
  return new Command('butler')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      writeErr: (text) => void stderr.write(text),
      // Said by run.ts, in the chosen language.
      outputError: () => undefined,
    })
    .configureHelp({
      styleTitle: (title) => titleIn(language, title),
      displayWidth: (text) => cellWidth(stripUnsafe(text)),
      showGlobalOptions: true,
    })
    .description(cli.word(about))
    .version(version, '-V, --version', cli.word(w('print the version', '显示版本', '顯示版本')))
    .helpOption('-h, --help', cli.word(w('show help', '显示帮助', '顯示說明')))
    .helpCommand(false)
    .addOption(
      option(
        '--home <DIR>',
        'the data folder (else BUTLER_HOME)',
        '数据文件夹（否则 BUTLER_HOME）',
        '資料夾（否則 BUTLER_HOME）',
      ),
    )
    .addOption(option('--lang <LANG>', 'language', '语言', '語言').choices(languages))
    .addOption(
      option(
        '--as <STAFF>',
        'on an authority’s home: whose hands',
        '在主数据文件夹上：以谁的身份',
        '在主資料夾上：以誰的身分',
      ),
    )
    .addOption(option('--no-color', 'no colour', '不用颜色', '不用顏色'))
    .addOption(option('--theme <THEME>', 'colours of the workstation', '工作站配色', '工作站配色').choices(themes))
    .addOption(
      option(
        '--ambiguous-width <CELLS>',
        'cells of … · → and their like (else the terminal is asked)',
        '… · → 等字符占几格（否则询问终端）',
        '… · → 等字元占幾格（否則詢問終端機）',
      ).choices(ambiguousWidths),
    )
    .addOption(option('--readonly', 'only look: nothing can be changed', '只看，不能改动', '只看，不能變更'))
    .addOption(
      option(
        '--plain',
        'plain lines and a prompt, no full screen',
        '逐行文字与提示符，不用全屏',
        '逐行文字與提示符，不用全螢幕',
      ),
    )
    .addOption(
      option(
        '--screen-reader',
        'words in reading order, for a screen reader',
        '按朗读顺序输出，配合读屏软件',
        '依朗讀順序輸出，配合報讀軟體',
      ),
    )
    .addOption(
      option(
        '--no-alt-screen',
        'keep the terminal’s own screen and history',
        '留在终端原屏幕，保留历史',
        '留在終端機原畫面，保留歷史',
      ),
    )
    .addHelpText('after', cli.word(exits))
}
