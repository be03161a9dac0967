import { type Command, Option } from 'commander'
import type { Words } from '../core/language.ts'
import { w } from '../core/language.ts'
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

/** An option of a fixed set of values. */
export function choice(flags: string, description: string, values: readonly string[]): Option {
  return new Option(flags, description).choices([...values])
}

export type { Command }
