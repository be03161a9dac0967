import { existsSync } from 'node:fs'
import { type Command, CommanderError } from 'commander'
import { stripUnsafe, stripUnsafeLines } from '../app/cells.ts'
import { languageOf, settingsFile } from '../app/config.ts'
import { w } from '../core/language.ts'
import type { Language } from '../core/language.ts'
import type { Faces } from './faces.ts'
import { programOf } from './program.ts'
import type { Streams } from './session.ts'
import { usageWords } from './usage.ts'

/**
 * Runs the command line: parses, runs the verb, says what went wrong. The one place that turns faults into words and exit
 * statuses (table: app/refusals.ts). Data goes to stdout, everything else to stderr.
 */
export async function run(argv: readonly string[], faces: Faces, streams: Streams = process): Promise<number> {
  const language = languageOf(languageIn(argv), await languageSet())
  const { program, status } = await programOf(argv, language, faces, streams)
  try {
    await program.parseAsync(argv, { from: 'user' })
    return status()
  } catch (fault) {
    return sayFault(unknownVerb(fault, program) ?? fault, language, streams.stderr)
  }
}

/** The language of the settings; a file that cannot be read has none, and `butler config check` says why. */
async function languageSet(): Promise<Language | 'auto'> {
  const file = settingsFile()
  if (!existsSync(file)) return 'auto'
  const { settingsIn } = await import('../app/settings-file.ts')
  try {
    return settingsIn(file, 'en', null).settings.language
  } catch {
    return 'auto'
  }
}

/** The parser takes an unknown verb for one argument too many of `butler` itself. */
function unknownVerb(fault: unknown, program: Command): CommanderError | null {
  const [verb = ''] = program.args
  if (!(fault instanceof CommanderError) || fault.code !== 'commander.excessArguments') return null
  if (program.commands.some((command) => command.name() === verb)) return null
  return new CommanderError(1, 'commander.unknownCommand', `error: unknown command '${verb}'`)
}

async function sayFault(fault: unknown, language: Language, stderr: NodeJS.WritableStream): Promise<number> {
  const say = (text: string) => void stderr.write(`butler: ${text}\n`)
  if (fault instanceof CommanderError) {
    if (fault.exitCode === 0) return 0
    // A group without a verb has printed its help already.
    if (fault.code !== 'commander.help') say(stripUnsafe(usageWords(fault)[language]))
    return 2
  }
  const { troubleOf } = await import('../app/faults.ts')
  const trouble = troubleOf(fault, language)
  if (trouble) {
    say(stripUnsafeLines(trouble.message))
    return trouble.exit
  }
  const what = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)
  say(`${w('this is a bug, please report it:', '程序出错，请反馈：', '程式出錯，請回報：')[language]}\n${what}`)
  return 1
}

/** `--lang X` before anything is parsed: help and usage errors are spoken in it too. */
function languageIn(argv: readonly string[]): string | undefined {
  const at = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='))
  return argv[at]?.startsWith('--lang=') ? argv[at].slice('--lang='.length) : at === -1 ? undefined : argv[at + 1]
}
