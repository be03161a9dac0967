/** Texts that would move a terminal's cursor, title, colours or reading direction if they were drawn as they are. */
export const hostile: readonly string[] = [
  '\u001b]0;pwned\u0007', // the window's title
  '\u001b]52;c;cHduZWQ=\u0007', // the clipboard
  '\u001b]8;;http://pwned.example\u001b\\', // a link
  '\u001b[2J\u001b[1;1H', // clears, and begins at the top
  '\u001b[31;1m',
  '\u001b[?1049l', // leaves the alternate screen
  '\u001bP1$r0m\u001b\\', // a device control string
  '\u001b_pwned\u001b\\',
  '\u009b2J', // the same in one character (C1)
  '\u009d0;pwned\u009c',
  '\u0090pwned\u009c',
  '\u0008\u0008\u0008',
  '\r',
  '\u000b\u000c\u0000\u007f',
  '\u202e\u2066\u2069\u202c', // turns the direction
  '\u200b\u200e\u200f\u2028\u2029\ufeff',
]

/** A name with one of them in the middle. */
export const hostileNames = hostile.map((text, index) => `甲${text}乙${index}`)

/** What may not reach a terminal: controls but the line break, other than styles that the program sets itself. */
export function unsafeIn(output: string): string | null {
  // oxlint-disable-next-line no-control-regex
  const drawn = output.replaceAll(/\u001b\[[\d;]*m/g, '')
  // oxlint-disable-next-line no-control-regex
  const found =
    // oxlint-disable-next-line no-control-regex
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|pwned/.exec(drawn)
  return found ? JSON.stringify(drawn.slice(Math.max(0, found.index - 20), found.index + 20)) : null
}
