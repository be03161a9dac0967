import { w, type Words } from '../core/language.ts'

/** What may be said to each verb over SSH. Not: other homes, other hands, and files or addresses as this machine sees them. */
export const overSsh: Record<string, ReadonlySet<string>> = {
  board: new Set([
    ...['--only', '--json', '--lang', '--no-color', '--help', '--readonly', '--plain', '--screen-reader'],
    '--no-alt-screen',
    ...['--theme', '--ambiguous-width'],
  ]),
  tail: new Set([
    ...['--json', '--lang', '--no-color', '--help', '--lines', '--follow', '--no-follow', '--since', '--after-cursor'],
    ...['--queue', '--butler', '--kind', '--priority', '--breach', '--customer', '--until-match', '--timeout'],
    ...['--color', '--buffer'],
  ]),
}

const mostWords = 100

/** The words of a command line to be run, or why it is not. Nothing asked for is the board. */
export function readAsked(line: string): { words: string[] } | { why: Words } {
  const words = wordsOf(line)
  if (!words || words.length > mostWords) return { why: said.quotes }
  // `ssh host butler tail` as it is said to a system's own sshd.
  if (words[0] === 'butler') words.shift()
  const [verb = 'board'] = words
  const options = Object.hasOwn(overSsh, verb) ? overSsh[verb] : undefined
  if (!options) return { why: said.verb(verb) }
  const other = words.find((word) => word.startsWith('--') && !options.has(word.split('=')[0] ?? ''))
  if (other !== undefined) return { why: said.option(verb, other) }
  // Before what the client says: nothing there can make a word of it.
  const only = verb === 'board' ? ['--only'] : []
  return { words: [verb, ...only, ...words.slice(1)] }
}

/** As a shell cuts a line into words: blanks part them, quotes and backslashes hold them together. Nothing else means anything. */
function wordsOf(line: string): string[] | null {
  const words: string[] = []
  const part = /\s*(?:((?:[^\s'"\\]|'[^']*'|"(?:[^"\\]|\\.)*"|\\.)+)|$)/gsuy
  while (part.lastIndex < line.length) {
    const found = part.exec(line)
    if (!found) return null
    if (found[1] !== undefined) words.push(bare(found[1]))
  }
  return words
}

function bare(word: string): string {
  return word.replaceAll(
    /'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)/gsu,
    (_all, single?: string, double?: string, one?: string) =>
      single ?? double?.replaceAll(/\\(["\\$`])/gu, '$1') ?? one ?? '',
  )
}

const said = {
  quotes: w(
    'the command cannot be read: a quote is open, or it is too long',
    '无法读取命令：引号未闭合或过长',
    '無法讀取指令：引號未閉合或過長',
  ),
  verb: (verb: string) =>
    w(
      `${verb}: only board and tail are here: ssh HOST, or ssh HOST tail --json`,
      `${verb}：这里只有 board 和 tail：ssh 主机，或 ssh 主机 tail --json`,
      `${verb}：這裡只有 board 和 tail：ssh 主機，或 ssh 主機 tail --json`,
    ),
  option: (verb: string, option: string) =>
    w(
      `${option} cannot be said to ${verb} over SSH`,
      `经 SSH 使用 ${verb} 时不能用 ${option}`,
      `經 SSH 使用 ${verb} 時不能用 ${option}`,
    ),
}
