import { Argument, type Command, Option } from 'commander'
import { languages, w, type Words } from '../core/language.ts'
import { channels } from '../core/conversation/kinds.ts'
import type { Session } from './session.ts'

/** How verbs are declared: with words in one language, and a session that is made when one runs. */
export type Cli = {
  word(words: Words): string
  /** Wraps what a verb does into a commander action; what it returns is the exit status, 0 when nothing. */
  verb<A extends unknown[]>(
    run: (session: Session, ...args: A) => Promise<number | void>,
  ): (...args: [...A, Command]) => Promise<void>
}

/** A group of verbs (`butler queue …`) or one verb. */
export function declare(parent: Command, usage: string, description: Words, cli: Cli): Command {
  return parent.command(usage).description(cli.word(description)).helpCommand(false)
}

/** A verb that prints, and can do so in JSON. */
export function withJson(command: Command, cli: Cli): Command {
  return command.addOption(
    new Option(
      '--json',
      cli.word(
        w(
          'NDJSON for lists, one object otherwise',
          '列表输出 NDJSON，其余输出一个对象',
          '清單輸出 NDJSON，其餘輸出一個物件',
        ),
      ),
    ),
  )
}

/** A verb that writes, and can only try to. */
export function withDryRun(command: Command, cli: Cli): Command {
  return withJson(command, cli).addOption(
    new Option('--dry-run', cli.word(w('try it, keep nothing', '只试运行，不保存', '只試執行，不儲存'))),
  )
}

/** Declares the verbs of a group in one line each; `say` is a text in the language that was chosen. */
export function verbsIn(group: Command, cli: Cli) {
  return {
    writes: (usage: string, en: string, hans: string, hant: string) =>
      withDryRun(declare(group, usage, w(en, hans, hant), cli), cli),
    reads: (usage: string, en: string, hans: string, hant: string) =>
      withJson(declare(group, usage, w(en, hans, hant), cli), cli),
    say: (en: string, hans: string, hant: string) => cli.word(w(en, hans, hant)),
  }
}

/** A verb that says something to a customer: on which channel, in which language. */
export function withTelling(command: Command, cli: Cli): Command {
  return command
    .addOption(choice('--channel <C>', cli.word(w('channel', '渠道', '管道')), channels))
    .addOption(
      choice(
        '--language <LANG>',
        cli.word(w('language of the message', '发给客户的语言', '發給客戶的語言')),
        languages,
      ),
    )
}

/** An argument of a fixed set of values. */
export function choiceArgument(name: string, description: string, values: readonly string[]): Argument {
  return new Argument(name, description).choices([...values])
}

/** An option of a fixed set of values. */
export function choice(flags: string, description: string, values: readonly string[]): Option {
  return new Option(flags, description).choices([...values])
}

/** What every verb that writes takes. */
export type Written = { dryRun?: boolean }
export type Telling = Written & { channel?: string; language?: string }

export type { Command }
