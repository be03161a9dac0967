/** How a key is written for people. */
export function keyName(key: string): string {
  const names: Record<string, string> = {
    ' ': 'Space',
    tab: 'Tab',
    'shift+tab': 'Shift-Tab',
    enter: 'Enter',
    esc: 'Esc',
    up: '↑',
    down: '↓',
    left: '←',
    right: '→',
    pageup: 'PgUp',
    pagedown: 'PgDn',
    home: 'Home',
    end: 'End',
  }
  if (/^\S+ \S/.test(key)) return key.split(' ').map(keyName).join(' ')
  return (
    names[key] ??
    key.replace(/^ctrl\+(.)$/, (_all, letter: string) => `Ctrl-${letter.toUpperCase()}`).replace(/^f(\d+)$/, 'F$1')
  )
}
