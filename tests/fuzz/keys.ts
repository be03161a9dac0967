import { bindingsOn } from '../../src/tui/bindings.ts'
import { isTyping, type State, topScreen } from '../../src/tui/state.ts'
import type { Random } from '../simulate/random.ts'

/** One thing that a hand does at the terminal: what it sends, and its name in a report. */
export type Stroke = { send: string; named: string }

const sent: Readonly<Record<string, string>> = {
  ...{ enter: '\r', esc: '\x1b[27u', tab: '\t', 'shift+tab': '\x1b[Z', up: '\x1b[A', down: '\x1b[B' },
  ...{ right: '\x1b[C', left: '\x1b[D', pageup: '\x1b[5~', pagedown: '\x1b[6~', home: '\x1b[H', end: '\x1b[F' },
  f1: '\x1bOP',
}
/** No emoji of several code points: terminals do not agree on their widths, whatever is drawn. */
const texts = [
  '陈大文',
  '客户',
  'cdw',
  '2026-03-18',
  '+2h 回电',
  '1000',
  '𠮷',
  '，',
  'é',
  'ａ',
  '\u202eabc',
  'x'.repeat(300),
]
const edits = ['\x7f', '\x1b[3~', '\x01', '\x05', '\x0b', '\x15', '\x17', '\x1bb', '\x1bf', '\x10']
const odd = ['\x1b[1;5Q', '\x1b[999~', '\x1bO', '\x00', '\x1b[<0;5;5M', '\x1b[200~多行\n粘贴 y\x1b[201~', '\x1b[I']

/** What may never be pressed without a wish to do it: it answers yes, or gives a text that was asked for. */
export function isConfirming(stroke: Stroke, { overlay }: State): boolean {
  if (overlay?.is === 'confirm') return /^[yYｙＹ]/.test(stroke.send)
  return overlay?.is === 'prompt' && stroke.send.includes('\r')
}

/** The next stroke: mostly keys that mean something where the person is. */
export function strokeOf(random: Random, state: State): Stroke {
  const what = random.next()
  const key = (name: string) => ({ send: sent[name] ?? controlOf(name) ?? name, named: name })
  if (what < 0.06) return { send: random.pick(odd), named: 'odd' }
  if (isTyping(state)) {
    if (what < 0.45) {
      const text = random.pick(texts)
      return { send: text, named: `text ${text.slice(0, 12)}` }
    }
    if (what < 0.6) return { send: random.pick(edits), named: 'edit' }
    if (what < 0.8) return key('enter')
    return key(random.pick(['esc', 'up', 'down', 'left', 'right', 'tab']))
  }
  if (state.overlay?.is === 'choose' && what < 0.7) return key(random.pick(['1', '2', '3', ' ', 'enter', 'down', 'up']))
  if (what < 0.12) return { send: random.pick(texts), named: 'text in command mode' }
  if (what < 0.2) return key('esc')
  const keys = bindingsOn(topScreen(state).is).flatMap((binding) => binding.keys)
  return key(random.pick(keys))
}

function controlOf(name: string): string | undefined {
  const letter = /^ctrl\+([a-z])$/.exec(name)?.[1]
  return letter === undefined ? undefined : String.fromCharCode(letter.charCodeAt(0) - 96)
}
