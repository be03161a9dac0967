/** What a terminal is told at most: some cut off or ignore a sequence of more than 100,000 bytes. */
const mostBytes = 74_994

export type Copied = 'copied' | 'too-long' | 'no-terminal'

/**
 * Puts a text into the clipboard of the person's own terminal by OSC 52, which works over SSH too. Whether that terminal takes it
 * cannot be known: it gives no answer. Within tmux it is told twice, for tmux and for the terminal around it.
 */
export function copyToTerminal(
  terminal: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>,
  text: string,
  env: Record<string, string | undefined> = process.env,
): Copied {
  if (!terminal.isTTY || env['TERM'] === 'dumb') return 'no-terminal'
  const bytes = Buffer.from(text, 'utf8')
  if (bytes.length > mostBytes) return 'too-long'
  const told = `\u001b]52;c;${bytes.toString('base64')}\u0007`
  terminal.write(told)
  if (env['TMUX']) terminal.write(`\u001bPtmux;${told.replaceAll('\u001b', '\u001b\u001b')}\u001b\\`)
  return 'copied'
}
