import { createInterface } from 'node:readline'
import type { Home } from '../app/home.ts'
import { w } from '../core/language.ts'
import { placed } from './queue.ts'
import type { Session } from './session.ts'
import { printSummary } from './summary.ts'

const prompt = 'butler> '

/**
 * The workstation without a screen: the summary, and where somebody sits at it a prompt that takes the verbs of the command line. A
 * number opens the customer of that row of the queue. `verb`: the one that opens the screen, where it has one.
 */
export async function openPlain(session: Session, home: Home, verb = ''): Promise<number> {
  const asked = session.askedFolder === undefined ? [] : ['--home', session.askedFolder]
  await printSummary(session, home, ['butler', ...asked, verb].filter(Boolean).join(' '))
  if (!session.isTerminal || !session.stdin.isTTY) return 0
  const as = home.kind === 'authority' && home.staff ? ['--as', home.staff.id] : []
  const always = [
    '--home',
    home.folder,
    '--lang',
    session.language,
    ...as,
    ...(session.isReadonly ? ['--readonly'] : []),
  ]
  sayHow(session)
  // The terminal edits the line by itself; nothing is drawn over.
  const lines = createInterface({ input: session.stdin, terminal: false })
  process.stdout.write(prompt)
  for await (const line of lines) {
    const words = wordsOf(line)
    if (['q', 'quit', 'exit'].includes(words[0] ?? '')) break
    if (words[0] === '?') sayHow(session)
    else if (words.length > 0) await act(session, home, always, words)
    process.stdout.write(prompt)
  }
  lines.close()
  return 0
}

async function act(session: Session, home: Home, always: readonly string[], words: readonly string[]): Promise<void> {
  const { run } = await import('./run.ts')
  const position = /^\d+$/.test(words[0] ?? '') ? Number(words[0]) : null
  const row = position === null ? undefined : (await placed(home)).find((one) => one.position === position)
  if (position !== null && !row)
    return session.tell(w('No such row in the queue.', '队列里没有这一行。', '佇列裡沒有這一列。'))
  const argv = row ? ['customer', 'show', row.case.customerId] : words[0] === 'n' ? ['queue', 'next'] : words
  await run([...always, ...argv], session.faces)
}

function sayHow(session: Session): void {
  session.print(
    session.word(
      w(
        'A number opens that row · n next · any verb of butler (queue list, case take ID, --help) · q quits',
        '输入数字打开该行 · n 下一件 · 可用任意 butler 命令（queue list、case take ID、--help）· q 退出',
        '輸入數字開啟該列 · n 下一件 · 可用任意 butler 指令（queue list、case take ID、--help）· q 離開',
      ),
    ),
  )
}

/** The words of a line; those with blanks in them stand in quotes. */
export function wordsOf(line: string): string[] {
  return [...line.normalize().matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? '',
  )
}
