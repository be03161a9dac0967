import { graphemesOf } from '../app/cells.ts'

/** A key as Ink tells it. */
export type InkKey = Partial<
  Record<
    | 'upArrow'
    | 'downArrow'
    | 'leftArrow'
    | 'rightArrow'
    | 'pageUp'
    | 'pageDown'
    | 'home'
    | 'end'
    | 'return'
    | 'escape'
    | 'ctrl'
    | 'tab'
    | 'shift'
    | 'meta'
    | 'backspace'
    | 'delete',
    boolean
  >
>

/** F1 to F12: Ink keeps them to itself, so they come in as characters that nobody types (key-stream.ts). */
export const functionKeys = Array.from({ length: 12 }, (_, at) => String.fromCodePoint(0xf701 + at))

/** The name of a key in the list of bindings; '' for what has none. Full-width twins count as the key they look like. */
export function nameOf(input: string, key: InkKey): string {
  if (key.upArrow) return 'up'
  if (key.downArrow) return 'down'
  if (key.leftArrow) return 'left'
  if (key.rightArrow) return 'right'
  if (key.pageUp) return 'pageup'
  if (key.pageDown) return 'pagedown'
  if (key.home) return 'home'
  if (key.end) return 'end'
  if (key.return) return 'enter'
  if (key.escape) return 'esc'
  if (key.tab) return key.shift ? 'shift+tab' : 'tab'
  if (key.backspace || key.delete || key.meta) return ''
  if (key.ctrl) return `ctrl+${input}`
  const at = functionKeys.indexOf(input)
  if (at >= 0) return `f${at + 1}`
  // A word is no key, whatever keys are called.
  return graphemesOf(input).length > 1 ? '' : input.normalize('NFKC').replace('、', '/')
}
